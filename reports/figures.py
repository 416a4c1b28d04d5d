"""Scores as pictures, tables and sentences in the current language: in one place, so that documents agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from design.portfolio import Words
from reports.content import Scores
from reports.document import Align, Bar, BarChart, GanttChart, Picture, Point, PointChart, Stretch, Table
from reports.prose import line, short
from scoring.criteria import CriteriaSet
from scoring.findings import ItemResult
from sketches.calendar import month_of
from sketches.model import Milestone
from translations import N_, _, current_language, formats, ngettext

DIMENSIONS = ("benefit", "transferability", "feasibility")
LABEL_LENGTH = 60
ROW_LENGTH = 76  # two lines
ROWS_PER_PICTURE = 24
POINTS_MAXIMUM = 100
METHODS: Mapping[str, str] = {
    "mean": N_("mean of the answers"),
    "rater_adjusted": N_("mean of the answers, strict and lenient people on one level"),
    "rater_adjusted_across": N_("mean of the answers, each person's severity taken out"),
    "median": N_("median of the answers"),
    "trimmed_mean": N_("mean without the highest and lowest answers"),
}
"""How the answers of all people are put together, by `Settings.method`."""
WEIGHT_MODELS: Mapping[str, str] = {
    "participants": N_("the weights that the participants gave themselves"),
    "around": N_("drawn around the agreed weights"),
}
"""Where the other weights of the trials come from, by `Settings.weight_model`."""


def points(value: float | None) -> str:
    """Return a value between 0 and 1 as points from 0 to 100 with one decimal."""
    return formats.number(None if value is None else value * POINTS_MAXIMUM, digits=1)


def dimension_names(criteria: CriteriaSet) -> dict[str, str]:
    """Return the names of the dimensions in their order."""
    return {d.id: d.name(current_language()) for d in criteria.dimensions}


def title_of(scores: Scores, item_id: str) -> str:
    """Return the item's title as one line, its id if it has none."""
    return line(scores.titles.get(item_id, "")) or item_id


def ordered(scores: Scores) -> tuple[ItemResult, ...]:
    """Return ranked items first, best first, then those without a rank."""
    unranked = tuple(item for item in scores.evaluation.items if item.rank is None)
    return scores.evaluation.ranking + unranked


def rank_among(rank: int | None, ranks: Sequence[int | None]) -> str:
    """Return one of all ranks, with "=" where several are the same, a dash where there is none."""
    if rank is None:
        return formats.NO_VALUE
    return f"{rank}=" if ranks.count(rank) > 1 else str(rank)


def rank_text(item: ItemResult, scores: Scores) -> str:
    """Return an item's rank among all of the evaluation."""
    return rank_among(item.rank, [other.rank for other in scores.evaluation.items])


def ranking_picture(scores: Scores) -> Picture:
    """Return the ranking as bars whose parts are the contributions of the dimensions.

    Where the rule of five hides the dimensions of an entry, its bar is one undivided part.
    """
    names = dimension_names(scores.criteria)
    series = (*names.values(), *((_("not divided"),) if any(map(_undivided, ordered(scores))) else ()))
    bars = tuple(
        Bar(
            label=short(f"{rank_text(item, scores)} {title_of(scores, item.item_id)}", LABEL_LENGTH),
            parts=_parts(item, tuple(names), len(series)),
            value=points(item.score),
            marked=item.item_id in scores.picked,
        )
        for item in ordered(scores)
    )
    chart = BarChart(series, bars, POINTS_MAXIMUM, _("Points out of 100"))
    return Picture(chart, _("Ranking with the contribution of each dimension"), _ranking_alt(scores))


def portfolio_picture(scores: Scores) -> Picture:
    """Return benefit against feasibility, each entry with its whole name."""
    names = dimension_names(scores.criteria)
    marks = tuple(
        Point(
            label=title_of(scores, item.item_id),
            x=values["feasibility"],
            y=values["benefit"],
            marked=item.item_id in scores.picked,
        )
        for item in ordered(scores)
        if (values := _values(item))["feasibility"] is not None and values["benefit"] is not None
    )
    quarters = (_("Prepare well"), _("Do at once"), _("Leave for now"), _("Take along"))
    words = Words(quarters, easier=_("easier to do"), more=_("more benefit"))
    chart = PointChart(marks, names["feasibility"], names["benefit"], words)
    return Picture(chart, _("Portfolio: benefit and feasibility"), _portfolio_alt(scores))


def unplaced(scores: Scores) -> str:
    """Return who has points and no place in the portfolio, with the reason; "" if nobody."""
    names = [
        title_of(scores, item.item_id)
        for item in scores.evaluation.ranking
        if (found := _values(item))["feasibility"] is None or found["benefit"] is None
    ]
    if not names:
        return ""
    text = _("Not in the picture, because fewer than five people’s answers by dimension are new: {names}.")
    return text.format(names=formats.list_(names))


def ranking_table(scores: Scores) -> Table:
    """Return rank, title, people, score and dimension values of all items; no people of an agreed rating."""
    names = dimension_names(scores.criteria)
    people = () if scores.agreed else (_("n"),)
    header = (_("No."), _("Rank"), _("Use case"), *people, _("Points"), *names.values())
    rows = tuple(
        (
            str(number),
            rank_text(item, scores),
            _marked(scores, item.item_id),
            *(formats.number(item.raters) for _column in people),
            points(item.score),
            *(points(_values(item)[dimension]) for dimension in names),
        )
        for number, item in enumerate(ordered(scores), start=1)
    )
    right = Align.RIGHT
    caption = _("Points from 0 to 100 for each use case and dimension; n is the number of people")
    if scores.agreed:
        caption = _("Points from 0 to 100 for each use case and dimension; agreed in the room")
    return Table(
        caption=caption,
        header=header,
        rows=rows,
        align=(right, right, Align.LEFT, *(right for _column in header[3:])),
        widths=(0.8, 1.0, 4.4, *(0.7 for _column in people), 1.2, *(1.9 for _name in names)),
    )


def criteria_table(scores: Scores, item: ItemResult) -> Table:
    """Return mean, number of ratings and spread of one item on every criterion.

    Where fewer people answered than the smallest group that is shown, the spread would tell single answers.
    """
    language = current_language()
    smallest = 0 if scores.agreed else scores.evaluation.settings.minimum_group_size
    caption = _("Ratings by criterion, from 1 (lowest) to 5 (highest)")
    if any(result.n < smallest for result in item.criteria):
        caption = _(
            "Ratings by criterion, from 1 (lowest) to 5 (highest); counts only from {n} people on"
        ).format(n=formats.number(smallest))
    rows = tuple(
        (
            scores.criteria.criterion(result.criterion_id).name(language),
            formats.number(result.mean, digits=1),
            formats.number(result.n),
            formats.NO_VALUE if result.n < smallest else " · ".join(map(str, result.counts)),
        )
        for result in item.criteria
    )
    return Table(
        caption=caption,
        header=(_("Criterion"), _("Mean"), _("n"), _("Ratings of 1 · 2 · 3 · 4 · 5")),
        rows=rows,
        align=(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT),
        widths=(4, 1, 0.6, 2.4),
    )


def score_sentence(scores: Scores, item_id: str) -> str:
    """Return rank and points of one item as a sentence, or why there are none."""
    item = scores.item(item_id)
    if item is None:
        return _("Not rated in the round shown.")
    if item.rank is None:
        return _("Too few ratings were given for a rank.")
    text = ngettext(
        "Rank {rank} of {items} with {points} of 100 points; {n} person rated.",
        "Rank {rank} of {items} with {points} of 100 points; {n} people rated.",
        item.raters,
    )
    if scores.agreed:
        text = _("Rank {rank} of {items} with {points} of 100 points; agreed in the room.")
    return text.format(
        rank=rank_text(item, scores),
        items=formats.number(len(scores.evaluation.items)),
        points=points(item.score),
        n=formats.number(item.raters),
    )


def month_text(number: int, start: date | None) -> str:
    """Return a project's month: of the calendar where it is known when it begins, else its number."""
    return formats.month(month_of(start, number)) if start else formats.number(number)


def time_plan(milestones: tuple[Milestone, ...], start: date | None = None) -> tuple[Picture, ...]:
    """Return the work plan as pictures, several if one would not fit on a page."""
    months = max(12, *(m.end_month for m in milestones))
    days = [month_of(start, number) for number in range(1, months + 1)] if start else []
    names = tuple(f"{day.month:02}/{day.year % 100:02}" for day in days)
    pictures = []
    for first in range(0, len(milestones), ROWS_PER_PICTURE):
        rows = milestones[first : first + ROWS_PER_PICTURE]
        stretches = tuple(Stretch(short(m.title, ROW_LENGTH), m.start_month, m.end_month) for m in rows)
        chart = GanttChart(stretches, months, _("Month"), names)
        pictures.append(Picture(chart, _("Time plan"), _time_plan_alt(rows, start)))
    return tuple(pictures)


def _time_plan_alt(milestones: tuple[Milestone, ...], start: date | None) -> str:
    sentence = _("{title}: {start} to {end}") if start else _("{title}: month {start} to {end}")
    parts = [
        sentence.format(
            title=line(m.title), start=month_text(m.start_month, start), end=month_text(m.end_month, start)
        )
        for m in milestones
    ]
    return _("Time plan. {parts}.").format(parts="; ".join(parts))


def _marked(scores: Scores, item_id: str) -> str:
    title = title_of(scores, item_id)
    return _("{title} (chosen)").format(title=title) if item_id in scores.picked else title


def _values(item: ItemResult) -> dict[str, float | None]:
    found = {d.dimension: d.value for d in item.dimensions}
    return {dimension: found.get(dimension) for dimension in DIMENSIONS}


def _parts(item: ItemResult, dimensions: Sequence[str], wanted: int) -> tuple[float, ...]:
    parts = [_contribution(item, dimension) * POINTS_MAXIMUM for dimension in dimensions]
    if wanted > len(parts):
        parts.append(_undivided(item) * POINTS_MAXIMUM)
    return tuple(parts)


def _undivided(item: ItemResult) -> float:
    """Return the score of an entry whose dimensions are hidden, else 0."""
    return 0.0 if any(d.contribution is not None for d in item.dimensions) else item.score or 0.0


def _contribution(item: ItemResult, dimension: str) -> float:
    found = (d.contribution for d in item.dimensions if d.dimension == dimension)
    return next(found, None) or 0.0


def _ranking_alt(scores: Scores) -> str:
    parts = [
        _("{rank}: {title}, {points} points").format(
            rank=rank_text(item, scores), title=title_of(scores, item.item_id), points=points(item.score)
        )
        for item in ordered(scores)
    ]
    return _("Bar chart of the ranking. {parts}.").format(parts="; ".join(parts))


def _portfolio_alt(scores: Scores) -> str:
    parts = [
        _("{title}: benefit {benefit}, feasibility {feasibility}, transferability {transferability}").format(
            title=title_of(scores, item.item_id), **{k: points(v) for k, v in _values(item).items()}
        )
        for item in ordered(scores)
    ]
    return _("Portfolio picture. {parts}.").format(parts="; ".join(parts))
