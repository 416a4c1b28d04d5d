"""The wall after the reveal: ranking, portfolio, where opinions part, what a second round moved."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from reports import figures as pictures
from reports.document import Bar, BarChart, PointChart
from reports.prose import short
from translations import _
from translations.formats import number, percent
from ui.charts.evaluation import answer_bars
from ui.charts.figures import CONFIG
from ui.charts.look import Figure
from ui.charts.wall import Step, enlarged, steps_figure, wall_figure
from ui.evaluation.names import criterion_name
from ui.evaluation.results import scores_of
from ui.moderation.votes import target_name
from ui.services import database, series_result
from ui.wall.joining import large
from workshops.actors import Actor
from workshops.evaluation import comparison
from workshops.evaluation.outcome import RoundEvaluation
from workshops.live import dots, ideas, points
from workshops.live.activities import Activity, WallView
from workshops.live.ballot import dimension_names
from workshops.live.rounds import State
from workshops.live.steering import LiveState

MOST_ROWS = 10
MOST_NAMES = 15
MOST_QUESTIONS = 4
FEW_IDEAS = 8
NAME = 52
QUESTION = 48


def view_of(now: LiveState) -> WallView:
    """Return what the wall shows now: the advisor's choice, or what fits the round; never what is hidden."""
    is_revealed = now.round is not None and now.round.state is State.REVEALED
    wanted = now.offer.wall or (WallView.RANKING if is_revealed else WallView.JOIN)
    if wanted in (WallView.DOTS, WallView.POINTS):
        return wanted if now.offer.is_shown(Activity(wanted)) else WallView.JOIN
    if wanted in (WallView.IDEAS, WallView.JOIN):
        return wanted
    return wanted if is_revealed else WallView.JOIN


def show(actor: Actor, now: LiveState, view: WallView) -> None:
    """Show one of the views but the code."""
    if view in _OF_THE_ROUND:
        assert now.round is not None
        seen = series_result(actor, now.series_id, now.revision)
        if seen is None or not seen.evaluation.ranking:
            st.html(large(_("Nothing can be ranked yet: too little has been rated."), 2.6))
            return
        _OF_THE_ROUND[view](actor, seen)
    else:
        _OF_THE_SERIES[view](actor, now)


def _picture(figure: Figure, title: str, alt: str, key: str) -> None:
    st.html(large(title, 2.4))
    st.plotly_chart(figure, key=key, alt=alt, config=CONFIG, theme=None)


def _ranking(actor: Actor, seen: RoundEvaluation) -> None:  # noqa: ARG001
    made = pictures.ranking_picture(scores_of(seen))
    assert isinstance(made.chart, BarChart)
    chart = replace(made.chart, bars=made.chart.bars[:MOST_ROWS])
    people = _("{n} people").format(n=seen.evaluation.raters)
    title = _("Ranking, round {number} ({people})").format(number=seen.round.number, people=people)
    _picture(wall_figure(chart), title, made.alt, "wall_ranking")


def _portfolio(actor: Actor, seen: RoundEvaluation) -> None:  # noqa: ARG001
    scores = scores_of(seen)
    made = pictures.portfolio_picture(scores)
    assert isinstance(made.chart, PointChart)
    chart, names = st.columns(2, vertical_alignment="center")
    with chart:
        _picture(wall_figure(made.chart), _("Benefit and feasibility"), made.alt, "wall_portfolio")
    with names:
        lines = [
            f"{place}  {short(pictures.title_of(scores, item.item_id), 32)}"
            for place, item in enumerate(pictures.ordered(scores)[:MOST_NAMES], start=1)
        ]
        st.html("".join(large(line, 2, bold=False) for line in lines))


def _opinions(actor: Actor, seen: RoundEvaluation) -> None:  # noqa: ARG001
    parted = seen.evaluation.discuss_next[:MOST_QUESTIONS]
    if not parted:
        st.html(large(_("Opinions hardly part: there is no question on which the room is split."), 2.6))
        return
    labels = [
        f"{short(seen.titles[each.item_id], QUESTION)}\n{criterion_name(seen, each.criterion_id)}"
        for each in parted
    ]
    alt = "; ".join(
        _("{label}: answers 1 to 5 given {counts} times").format(
            label=label.replace("\n", ", "), counts=" · ".join(map(str, each.counts))
        )
        for label, each in zip(labels, parted, strict=True)
    )
    figure = enlarged(answer_bars(labels, [each.counts for each in parted]))
    _picture(figure, _("Where opinions part"), alt, "wall_opinions")


def _movement(actor: Actor, seen: RoundEvaluation) -> None:
    moved = comparison.movement(database(), actor, seen.round.series_id)
    steps = [
        Step(f"{each.rank}  {short(each.title, NAME)}", each.rank_before, each.rank)
        for each in moved
        if each.rank is not None and each.rank_before is not None
    ][:MOST_ROWS]
    if not steps:
        st.html(large(_("There is no earlier round to compare with."), 2.6))
        return
    alt = "; ".join(
        _("{title}: from place {before} to place {now}").format(
            title=step.label, before=step.before, now=step.now
        )
        for step in steps
    )
    _picture(steps_figure(steps), _("What the second round has moved"), alt, "wall_movement")


def _ideas(actor: Actor, now: LiveState) -> None:
    sent = ideas.accepted(database(), actor, now.series_id)
    st.html(large(_("Ideas of the room"), 2.4))
    if not sent:
        st.html(large(_("There are no ideas yet."), 2.2, bold=False))
        return
    left, right = st.columns(2, gap="large")
    for place, idea in enumerate(sent[: 2 * FEW_IDEAS]):
        with left if place % 2 == 0 else right:
            st.html(large(idea.title, 2.4 if len(sent) <= FEW_IDEAS else 2, bold=False))


def _dots(actor: Actor, now: LiveState) -> None:
    sums = [each for each in dots.result(database(), actor, now.series_id) if each.dots][:MOST_ROWS]
    if not sums:
        st.html(large(_("A result is shown from five people on."), 2.2, bold=False))
        return
    bars = tuple(Bar(target_name(each), (each.dots,), number(each.dots)) for each in sums)
    chart = BarChart((_("Dots"),), bars, sums[0].dots, _("Number of dots"))
    alt = "; ".join(f"{bar.label}: {bar.value}" for bar in bars)
    _picture(wall_figure(chart), _("Dots of the room"), alt, "wall_dots")


def _points(actor: Actor, now: LiveState) -> None:
    groups = points.result(database(), actor, now.series_id)
    if not groups:
        st.html(large(_("What matters to the room"), 2.4))
        st.html(large(_("A result is shown from five people on."), 2.2, bold=False))
        return
    names = dimension_names(database(), actor, now.series_id)
    spreads = groups[0].dimensions
    alt = "; ".join(
        _("{percent} %  {dimension} (middle half: {low} to {high} %)").format(
            percent=number(spread.mean * 100, 0),
            dimension=names[spread.dimension],
            low=number(spread.quarter * 100, 0),
            high=number(spread.three_quarters * 100, 0),
        )
        for spread in spreads
    )
    bars = tuple(Bar(names[spread.dimension], (spread.mean * 100,), _share(spread)) for spread in spreads)
    chart = BarChart(
        (_("Weight"),), bars, 100, _("Share of the weight in percent; in brackets the middle half")
    )
    _picture(wall_figure(chart), _("What matters to the room"), alt, "wall_points")


def _share(spread: points.DimensionSpread) -> str:
    low, high = number(spread.quarter * 100, 0), number(spread.three_quarters * 100, 0)
    return f"{percent(spread.mean, 0)} ({low} – {high})"


_OF_THE_ROUND: dict[WallView, Callable[[Actor, RoundEvaluation], None]] = {
    WallView.RANKING: _ranking,
    WallView.PORTFOLIO: _portfolio,
    WallView.OPINIONS: _opinions,
    WallView.MOVEMENT: _movement,
}
_OF_THE_SERIES: dict[WallView, Callable[[Actor, LiveState], None]] = {
    WallView.IDEAS: _ideas,
    WallView.DOTS: _dots,
    WallView.POINTS: _points,
}
