"""The ranking beside the weights, and what each group's weights would choose."""

import streamlit as st

from reports.document import Align, Bar, BarChart, Picture, Table
from reports.figures import POINTS_MAXIMUM, points
from scoring.criteria import CriteriaSet
from translations import _
from translations.formats import NO_VALUE, list_, number, percent
from ui import messages
from ui.charts import figures
from ui.services import database, placed_under
from ui.text import literal
from ui.weights.names import key_name
from ui.weights.room_points import room_points
from workshops.actors import Actor
from workshops.errors import Refused
from workshops.evaluation.outcome import Placed
from workshops.live import points as given_points
from workshops.live.rounds import RoundView
from workshops.series import SeriesView, group_name
from workshops.weighing import groups, weights
from workshops.weighing.weights import WeightsView

FIRST = 3
EQUAL = "equal"


def ranking_beside(
    actor: Actor, series: SeriesView, held: RoundView | None, shown: WeightsView, equal: WeightsView
) -> None:
    """Show the ranking under the weights shown, and what equal weights would put first."""
    if held is None:
        st.info(_("As soon as something is rated, the ranking under these weights appears here."))
        return
    now, before = placed_under(actor, series.id, series.revision, (shown, equal))
    ranked = [each for each in now if each.rank is not None]
    if not ranked:
        st.info(_("Nothing can be ranked yet: too little has been rated."))
        return
    bars = tuple(
        Bar(
            f"{each.rank}. {each.title}",
            ((each.score or 0) * POINTS_MAXIMUM,),
            points(each.score),
        )
        for each in ranked
    )
    chart = BarChart((_("Points"),), bars, POINTS_MAXIMUM, _("Points out of 100"))
    table = _ranking_table(ranked, before)
    alt = _("Bar chart of the ranking. {parts}.").format(
        parts="; ".join(f"{each.rank}. {each.title}, {points(each.score)}" for each in ranked)
    )
    figures.picture(Picture(chart, table.caption, alt), _sentence(now, before), table, "weights_ranking")


def _first(placed: tuple[Placed, ...]) -> list[str]:
    return [each.title for each in placed if each.rank is not None and each.rank <= FIRST]


def _names(titles: list[str]) -> str:
    return list_([f"**{literal(title)}**" for title in titles]) if titles else NO_VALUE


def _sentence(now: tuple[Placed, ...], before: tuple[Placed, ...]) -> str:
    chosen, otherwise = _first(now), _first(before)
    text = _("In front with these weights: {names}.").format(names=_names(chosen))
    if set(chosen) == set(otherwise):
        return text + " " + _("With equal weights it would be the same.")
    return text + " " + _("With equal weights: {names}.").format(names=_names(otherwise))


def _ranking_table(ranked: list[Placed], before: tuple[Placed, ...]) -> Table:
    ranks = {each.item_id: each.rank for each in before}
    rows = tuple(
        (str(each.rank), each.title, points(each.score), number(ranks[each.item_id])) for each in ranked
    )
    right = Align.RIGHT
    return Table(
        _("Ranking under these weights, and the rank with equal weights"),
        (_("Rank"), _("Use case"), _("Points"), _("Rank with equal weights")),
        rows,
        (right, Align.LEFT, right, right),
    )


def perspectives(
    actor: Actor, series: SeriesView, criteria: CriteriaSet, held: RoundView | None, agreed: WeightsView
) -> None:
    """Set the weights of the groups beside the agreed ones, with what each would choose."""
    entered = weights.of_groups(database(), actor, series.id)
    noted = {group: view for group, view in entered.items() if view.given}
    if not noted:
        return
    st.header(_("What each group would choose"), anchor=False)
    views = {_("agreed weights"): agreed, **{group_name(group): view for group, view in noted.items()}}
    placed = placed_under(actor, series.id, series.revision, tuple(views.values())) if held else ()
    rows = tuple(
        (
            name,
            *(percent(view.dimension_shares[dimension.id]) for dimension in criteria.dimensions),
            list_(_first(placed[place])) if placed else NO_VALUE,
        )
        for place, (name, view) in enumerate(views.items())
    )
    names = [key_name(dimension.id, criteria) for dimension in criteria.dimensions]
    align = (Align.LEFT, *(Align.RIGHT for _name in names), Align.LEFT)
    header = (_("Weights"), *names, _("First {k}").format(k=FIRST))
    figures.table(
        Table(_("Weights of the dimensions by group, and who would be in front"), header, rows, align)
    )
    if st.button(_("Agree on the mean of the groups"), icon=":material/handshake:"):
        with messages.refusals():
            groups.adopt_groups(database(), actor, series.id)
            messages.notice_after_rerun(_("The mean of the groups is agreed"))


def participants_points(actor: Actor, series: SeriesView) -> None:
    """Show the points that people gave on their phones, once these are closed, with the way to adopt them."""
    try:
        found = given_points.result(database(), actor, series.id)
    except Refused:
        return
    if found:
        st.header(_("Points given on the phones"), anchor=False)
        room_points(actor, series, found)
