"""Weights: points for dimensions and criteria, agreed in the room, per group or per participant."""

from collections.abc import Iterable, Mapping

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from scoring.criteria import CriteriaSet
from storage import queries
from storage.database import Database
from storage.tables import RoundRow, SeriesRow, WeightRow
from storage.types import now
from translations import _
from workshops import journal
from workshops.actors import Actor, Role, require
from workshops.criteria import criteria_of
from workshops.errors import InvalidInput
from workshops.series import existing
from workshops.weighing import elicitation
from workshops.weighing.elicitation import METHODS, shares_of

EQUAL_POINTS = 100.0
MOST_POINTS = 1_000.0
DIMENSIONS = "dimensions"
"""The level above the criteria; the other levels are named by their dimension."""


class Asked(BaseModel):
    """By which method the points of a level came about, and the pairs that somebody has compared."""

    model_config = ConfigDict(frozen=True)

    method: str = "points"
    pairs: Mapping[str, float] = {}


class Level(BaseModel):
    """The weights of what stands beside each other: the dimensions, or the criteria of one of them."""

    model_config = ConfigDict(frozen=True)

    id: str
    asked: Asked
    points: Mapping[str, float]
    shares: Mapping[str, float]


class WeightsView(BaseModel):
    """Points as given, and the shares they come to: dimensions over all, criteria within theirs.

    Not `given` are the weights of the criteria, equal in our sets, that nobody has entered or only begun to
    compare.
    """

    model_config = ConfigDict(frozen=True)

    method: str
    dimensions: Mapping[str, float]
    criteria: Mapping[str, float]
    dimension_shares: Mapping[str, float]
    criterion_shares: Mapping[str, float]
    judgements: Mapping[str, Asked] = {}
    given: bool = True

    def level(self, level_id: str, criteria: CriteriaSet) -> Level:
        """Return one level; its keys are dimensions or criteria."""
        top = level_id == DIMENSIONS
        points, shares = (
            (self.dimensions, self.dimension_shares) if top else (self.criteria, self.criterion_shares)
        )
        own = keys_of(level_id, criteria)
        return Level(
            id=level_id,
            asked=self.judgements.get(level_id, Asked()),
            points={key: points[key] for key in own},
            shares={key: shares[key] for key in own},
        )


def levels(criteria: CriteriaSet) -> tuple[str, ...]:
    """Return the ids of all levels: first that of the dimensions."""
    return (DIMENSIONS, *(dimension.id for dimension in criteria.dimensions))


def keys_of(level_id: str, criteria: CriteriaSet) -> tuple[str, ...]:
    """Return what a level weighs against each other."""
    if level_id == DIMENSIONS:
        return tuple(dimension.id for dimension in criteria.dimensions)
    return tuple(criterion.id for criterion in criteria.of_dimension(level_id))


def equal(criteria: CriteriaSet) -> WeightsView:
    """Return weights by which all dimensions, and within them all criteria, count the same."""
    dimensions = {dimension.id: EQUAL_POINTS for dimension in criteria.dimensions}
    points = dict.fromkeys(criteria.ids, EQUAL_POINTS)
    row = WeightRow(series_id="", owner_kind="agreed", dimensions=dimensions, criteria=points)
    return view(row, criteria).model_copy(update={"given": False})


def agreed(database: Database, actor: Actor, series_id: str) -> WeightsView:
    """Return the weights agreed for a series: those of its criteria, equal in our sets, until some are."""
    require(actor, Role.ADVISOR, Role.MUNICIPALITY, Role.WALL, Role.PARTICIPANT, series_id=series_id)
    with database.read() as session:
        return agreed_in(session, series_id)


def agreed_in(session: Session, series_id: str) -> WeightsView:
    """Return the agreed weights within an open transaction."""
    return view(row_of(session, series_id), criteria_of(existing(session, series_id)))


def at_reveal(session: Session, row: RoundRow) -> WeightsView:
    """Return the weights with which a round was revealed; before that, those agreed now."""
    if row.state != "revealed":
        return agreed_in(session, row.series_id)
    then = WeightRow(series_id=row.series_id, owner_kind="agreed", **row.weights)
    return view(then, criteria_of(existing(session, row.series_id)))


def of_groups(database: Database, actor: Actor, series_id: str) -> Mapping[str, WeightsView]:
    """Return what was noted for each group of participants; groups without weights are missing."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        series = existing(session, series_id)
        rows = queries.many(session, WeightRow, series_id=series_id, owner_kind="group")
        noted = {row.owner: view(row, criteria_of(series)) for row in rows}
        return {group: noted[group] for group in series.groups if group in noted}


def row_of(session: Session, series_id: str, group: str | None = None) -> WeightRow:
    """Return the agreed weights, or those noted for a group; a new row where there are none."""
    kind, owner = ("agreed", "") if group is None else ("group", group)
    row = queries.one(session, WeightRow, series_id=series_id, owner_kind=kind, owner=owner)
    return row or WeightRow(series_id=series_id, owner_kind=kind, owner=owner)


def view(row: WeightRow, criteria: CriteriaSet) -> WeightsView:
    """Return a row's points, those of the criteria where none were given, with the shares they come to."""
    dimensions = {d.id: float(row.dimensions.get(d.id, d.points)) for d in criteria.dimensions}
    points = {c.id: float(row.criteria.get(c.id, c.points)) for c in criteria.criteria}
    within: dict[str, float] = {}
    for dimension in criteria.dimensions:
        within |= shares_of({key: points[key] for key in keys_of(dimension.id, criteria)})
    return WeightsView(
        method=row.method or "points",
        dimensions=dimensions,
        criteria=points,
        dimension_shares=shares_of(dimensions),
        criterion_shares=within,
        judgements={level: Asked.model_validate(kept) for level, kept in (row.judgements or {}).items()},
        given=bool(row.dimensions or row.criteria),
    )


def in_force(agreed_weights: WeightsView, criteria: CriteriaSet) -> tuple[dict[str, float], dict[str, float]]:
    """Return the weights of dimensions and, within them, of criteria for the questions of one round.

    A round may ask only a part: if all that it asks has no weight, it counts equally, since something must.
    """
    asked = tuple(dict.fromkeys(criterion.dimension for criterion in criteria.criteria))
    dimensions = shares_of({key: agreed_weights.dimensions[key] for key in asked})
    within: dict[str, float] = {}
    for key in asked:
        own = (criterion.id for criterion in criteria.of_dimension(key))
        within |= shares_of({each: agreed_weights.criteria.get(each, EQUAL_POINTS) for each in own})
    return dimensions, within


def save_agreed(
    database: Database,
    actor: Actor,
    series_id: str,
    *,
    method: str,
    dimensions: Mapping[str, float],
    criteria: Mapping[str, float],
) -> WeightsView:
    """Store the weights that the room agreed on, all levels at once."""
    require(actor, Role.ADVISOR)
    with database.write() as session:
        in_force = criteria_of(existing(session, series_id))
        _check(in_force, method, dimensions, criteria)
        row = row_of(session, series_id)
        row.method, row.dimensions, row.criteria = method, dict(dimensions), dict(criteria)
        row.judgements = {level: {"method": method} for level in levels(in_force)}
        return _stored(session, actor, row, in_force)


def save_level(
    database: Database,
    actor: Actor,
    series_id: str,
    level_id: str,
    *,
    method: str,
    given: Mapping[str, float],
    group: str | None = None,
) -> WeightsView:
    """Store one level of the agreed weights, or of those noted for a group.

    `given`: points or swings by key, or for "pairwise" how many times more important the first of a pair is,
    by `elicitation.pair_key`; the priorities of the comparisons are then the points.
    """
    require(actor, Role.ADVISOR)
    with database.write() as session:
        series = existing(session, series_id)
        in_force = criteria_of(series)
        check_place(series, level_id, group)
        keys = keys_of(level_id, in_force)
        points = _points(keys, method, given)
        top = level_id == DIMENSIONS
        _check(in_force, method, points if top else {}, {} if top else points)
        row = row_of(session, series_id, group)
        kept = view(row, in_force)
        row.dimensions = dict(points if top else kept.dimensions)
        row.criteria = {**kept.criteria, **({} if top else points)}
        row.method = method if top else kept.method
        asked = Asked(method=method, pairs=given if method == "pairwise" else {})
        row.judgements = {**(row.judgements or {}), level_id: asked.model_dump()}
        return _stored(session, actor, row, in_force)


def check_place(series: SeriesRow, level_id: str, group: str | None) -> None:
    """Raise InvalidInput unless the series has this level and this group."""
    if level_id not in levels(criteria_of(series)) or group not in (None, *series.groups):
        raise InvalidInput(_("These weights do not fit the criteria."), _("Please reload the page."))


def _points(keys: tuple[str, ...], method: str, given: Mapping[str, float]) -> dict[str, float]:
    if method != "pairwise":
        return {key: float(given.get(key, 0.0)) for key in keys}
    check_ratios(given.values())
    return elicitation.points_from_comparisons(keys, given)


def check_ratios(ratios: Iterable[float]) -> None:
    """Raise InvalidInput unless each ratio of a comparison is one of Saaty's scale or its reverse."""
    if not all(1 / 9 - 1e-9 <= ratio <= 9 for ratio in ratios):
        raise InvalidInput(_("These weights do not fit the criteria."), _("Please reload the page."))


def _stored(session: Session, actor: Actor, row: WeightRow, in_force: CriteriaSet) -> WeightsView:
    row.changed_at = now()
    queries.add(session, row)
    kind = "weights_changed" if row.owner_kind == "agreed" else "group_weights_changed"
    facts = {"method": row.method, "dimensions": row.dimensions, "criteria": row.criteria}
    whose = {"group": row.owner} if row.owner else {}
    journal.record(session, actor, row.series_id, kind, **facts, **whose)
    return view(row, in_force)


def _check(
    in_force: CriteriaSet, method: str, dimensions: Mapping[str, float], criteria: Mapping[str, float]
) -> None:
    known = set(keys_of(DIMENSIONS, in_force)), set(in_force.ids)
    if method not in METHODS or not set(dimensions) <= known[0] or not set(criteria) <= known[1]:
        raise InvalidInput(_("These weights do not fit the criteria."), _("Please reload the page."))
    points = (*dimensions.values(), *criteria.values())
    if not all(0 <= value <= MOST_POINTS for value in points):
        raise InvalidInput(
            _("Points lie between 0 and {most}.").format(most=int(MOST_POINTS)), _("Please correct them.")
        )
    if not any(dimensions.get(key, EQUAL_POINTS) for key in known[0]):
        raise InvalidInput(
            _("All dimensions have 0 points, so nothing would count."),
            _("Please give at least one of them some points."),
        )
    if criteria and not any(criteria.values()):
        raise InvalidInput(
            _("All criteria have 0 points, so nothing would count."),
            _("Please give at least one of them some points."),
        )
