"""Weights: points for dimensions and criteria, agreed in the room, per group or per participant."""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from scoring.criteria import CriteriaSet
from storage import queries
from storage.database import Database
from storage.tables import WeightRow
from storage.types import now
from translations import _
from workshops import journal
from workshops.actors import Actor, Role, require
from workshops.errors import InvalidInput
from workshops.rounds import criteria_of
from workshops.series import existing

METHODS = ("points", "swing", "pairwise")
EQUAL_POINTS = 100.0
MOST_POINTS = 1_000.0


class WeightsView(BaseModel):
    """Points as given, and the shares they come to: dimensions over all, criteria within theirs."""

    model_config = ConfigDict(frozen=True)

    method: str
    dimensions: Mapping[str, float]
    criteria: Mapping[str, float]
    dimension_shares: Mapping[str, float]
    criterion_shares: Mapping[str, float]
    judgements: Mapping[str, float] = {}


def agreed(database: Database, actor: Actor, series_id: str) -> WeightsView:
    """Return the weights agreed for a series: equal ones until some are."""
    require(actor, Role.ADVISOR, Role.MUNICIPALITY, Role.WALL, Role.PARTICIPANT, series_id=series_id)
    with database.read() as session:
        return agreed_in(session, series_id)


def agreed_in(session: Session, series_id: str) -> WeightsView:
    """Return the agreed weights within an open transaction."""
    criteria = criteria_of(existing(session, series_id))
    row = queries.one(session, WeightRow, series_id=series_id, owner_kind="agreed", owner="")
    return view(row or WeightRow(series_id=series_id, owner_kind="agreed"), criteria)


def view(row: WeightRow, criteria: CriteriaSet) -> WeightsView:
    """Return a row's points, equal where none were given, with the shares they come to."""
    dimensions = {d.id: float(row.dimensions.get(d.id, EQUAL_POINTS)) for d in criteria.dimensions}
    points = {c.id: float(row.criteria.get(c.id, EQUAL_POINTS)) for c in criteria.criteria}
    within: dict[str, float] = {}
    for dimension in criteria.dimensions:
        own = {c.id: points[c.id] for c in criteria.of_dimension(dimension.id)}
        within |= _shares(own)
    return WeightsView(
        method=row.method,
        dimensions=dimensions,
        criteria=points,
        dimension_shares=_shares(dimensions),
        criterion_shares=within,
        judgements=row.judgements,
    )


def _shares(points: Mapping[str, float]) -> dict[str, float]:
    """Return points divided by their sum; all zero within a dimension means equal shares."""
    total = sum(points.values())
    return {key: value / total if total else 1 / len(points) for key, value in points.items()}


def save_agreed(
    database: Database,
    actor: Actor,
    series_id: str,
    *,
    method: str,
    dimensions: Mapping[str, float],
    criteria: Mapping[str, float],
    judgements: Mapping[str, float] | None = None,
) -> WeightsView:
    """Store the weights that the room agreed on."""
    require(actor, Role.ADVISOR)
    with database.write() as session:
        in_force = criteria_of(existing(session, series_id))
        _check(in_force, method, dimensions, criteria)
        row = queries.one(session, WeightRow, series_id=series_id, owner_kind="agreed", owner="")
        row = row or WeightRow(series_id=series_id, owner_kind="agreed")
        row.method, row.dimensions, row.criteria = method, dict(dimensions), dict(criteria)
        row.judgements, row.changed_at = dict(judgements or {}), now()
        queries.add(session, row)
        facts = {"method": method, "dimensions": row.dimensions, "criteria": row.criteria}
        journal.record(session, actor, series_id, "weights_changed", **facts)
        return view(row, in_force)


def _check(
    in_force: CriteriaSet, method: str, dimensions: Mapping[str, float], criteria: Mapping[str, float]
) -> None:
    known = {d.id for d in in_force.dimensions}, set(in_force.ids)
    if method not in METHODS or not set(dimensions) <= known[0] or not set(criteria) <= known[1]:
        raise InvalidInput(_("These weights do not fit the criteria."), _("Please reload the page."))
    points = (*dimensions.values(), *criteria.values())
    if not all(0 <= value <= MOST_POINTS for value in points):
        raise InvalidInput(
            _("Points lie between 0 and {most}.").format(most=int(MOST_POINTS)), _("Please correct them.")
        )
    if dimensions and not any(dimensions.values()):
        raise InvalidInput(
            _("All dimensions have 0 points, so nothing would count."),
            _("Please give at least one of them some points."),
        )
