"""Weights of the whole room: everybody gives points to the dimensions; the group sees mean and spread."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from scoring.criteria import CriteriaSet
from storage import queries
from storage.database import Database
from storage.tables import ParticipantRow, SeriesRow, WeightRow
from storage.types import now
from translations import _
from workshops.actors import Actor, Role, require
from workshops.criteria import criteria_of
from workshops.errors import InvalidInput, Refused
from workshops.live import activities, anonymity, seen
from workshops.live.activities import Activity, Phase, require_open
from workshops.live.participants import require_participant, require_voice
from workshops.series import existing
from workshops.weighing import weights
from workshops.weighing.weights import WeightsView

MOST_POINTS = 100


class DimensionSpread(BaseModel):
    """The shares (0 to 1) that a group gave one dimension: mean and middle half."""

    model_config = ConfigDict(frozen=True)

    dimension: str
    mean: float
    quarter: float
    three_quarters: float


class GroupWeights(BaseModel):
    """What a group of people finds important; `group` None means everybody."""

    model_config = ConfigDict(frozen=True)

    group: str | None
    people: int
    dimensions: tuple[DimensionSpread, ...]


def give(session: Session, actor: Actor, points: Mapping[str, int]) -> None:
    """Store one person's points for the dimensions; only their proportions count.

    Raises:
        InvalidInput: a dimension is missing, out of range, or all have none.
    """
    who, series_id = require_voice(session, actor)
    require_open(session, series_id, Activity.POINTS)
    _check(criteria_of(existing(session, series_id)), points)
    row = queries.one(session, WeightRow, series_id=series_id, owner_kind="participant", owner=who)
    row = row or WeightRow(series_id=series_id, owner_kind="participant", owner=who)
    row.dimensions, row.changed_at = {key: float(value) for key, value in points.items()}, now()
    queries.add(session, row)


def _check(criteria: CriteriaSet, points: Mapping[str, int]) -> None:
    if set(points) != {dimension.id for dimension in criteria.dimensions}:
        raise InvalidInput(_("These points do not fit the dimensions."), _("Please reload the page."))
    if not all(0 <= value <= MOST_POINTS for value in points.values()):
        raise InvalidInput(
            _("Points lie between 0 and {most}.").format(most=MOST_POINTS), _("Please correct them.")
        )
    if not any(points.values()):
        raise InvalidInput(
            _("All dimensions have 0 points, so nothing would count."),
            _("Please give at least one of them some points."),
        )


def own(database: Database, actor: Actor) -> Mapping[str, int] | None:
    """Return one participant's own points, or None before they gave any."""
    with database.read() as session:
        who, series_id = require_participant(session, actor)
        row = queries.one(session, WeightRow, series_id=series_id, owner_kind="participant", owner=who)
    return {key: int(value) for key, value in row.dimensions.items()} if row else None


def result(database: Database, actor: Actor, series_id: str) -> tuple[GroupWeights, ...]:
    """Return everybody's weights and those of each group that may be shown; empty below five people.

    Raises:
        Refused: the points are still being given, or are not shown to this role.
    """
    require(actor, Role.ADVISOR, Role.WALL, Role.PARTICIPANT, Role.MUNICIPALITY, series_id=series_id)
    with database.read() as session:
        series = existing(session, series_id)
        phase = activities.offer_of(series).phases[Activity.POINTS]
        if phase is Phase.OPEN or (phase is Phase.OFF and actor.role is not Role.ADVISOR):
            raise Refused(
                _("The points are hidden until the advisor shows them."), _("Please wait for the advisor.")
            )
        return _grouped(session, series)


def _grouped(session: Session, series: SeriesRow) -> tuple[GroupWeights, ...]:
    given = seen.given(session, series, Activity.POINTS)
    if not given:
        return ()
    people = {
        person.id: person.group for person in queries.many(session, ParticipantRow, series_id=series.id)
    }
    labels = [people.get(who) for who in given]
    ids = [dimension.id for dimension in criteria_of(series).dimensions]
    found = [_spread(None, ids, list(given.values()))]
    if not seen.shows_groups(session, series, Activity.POINTS):
        return tuple(found)
    for group in sorted(anonymity.shown_groups(labels)):
        members = [gave for gave, label in zip(given.values(), labels, strict=True) if label == group]
        found.append(_spread(group, ids, members))
    return tuple(found)


def _shares(rows: Sequence[Mapping[str, float]], ids: Sequence[str]) -> NDArray[np.float64]:
    points = np.array([[row.get(each, 0.0) for each in ids] for row in rows], dtype=float)
    shares: NDArray[np.float64] = points / points.sum(axis=1, keepdims=True)
    return shares


def _spread(group: str | None, ids: Sequence[str], rows: Sequence[Mapping[str, float]]) -> GroupWeights:
    shares = _shares(rows, ids)
    quartiles = np.quantile(shares, (0.25, 0.75), axis=0)
    dimensions = tuple(
        DimensionSpread(
            dimension=each,
            mean=float(shares[:, place].mean()),
            quarter=float(quartiles[0, place]),
            three_quarters=float(quartiles[1, place]),
        )
        for place, each in enumerate(ids)
    )
    return GroupWeights(group=group, people=len(rows), dimensions=dimensions)


def leaf_weights(session: Session, series: SeriesRow, criteria: CriteriaSet) -> list[list[float]] | None:
    """Return each person's weights of single criteria (participants × criteria, each row sums to 1).

    Within a dimension the agreed weights hold. None below five people and until the
    points are shown: the evaluation then knows the agreed weights only.
    """
    if not activities.offer_of(series).is_shown(Activity.POINTS):
        return None
    given = seen.given(session, series, Activity.POINTS)
    if not given:
        return None
    within = weights.in_force(weights.agreed_in(session, series.id), criteria)[1]
    ids = [dimension.id for dimension in criteria.dimensions]
    found = []
    for shares in _shares(list(given.values()), ids):
        of_dimension = dict(zip(ids, shares, strict=True))
        leaves = [of_dimension[criterion.dimension] * within[criterion.id] for criterion in criteria.criteria]
        if sum(leaves):
            found.append([float(leaf / sum(leaves)) for leaf in leaves])
    return found if len(found) >= anonymity.SMALLEST_GROUP else None


def adopt(database: Database, actor: Actor, series_id: str) -> WeightsView:
    """Make the mean of everybody's points the weights agreed for the series."""
    require(actor, Role.ADVISOR)
    everybody = next(iter(result(database, actor, series_id)), None)
    if everybody is None:
        raise Refused(
            _("Fewer than {number} people have given points.").format(number=anonymity.SMALLEST_GROUP),
            _("Please agree on the weights in the room instead."),
        )
    agreed = weights.agreed(database, actor, series_id)
    means = {spread.dimension: round(spread.mean * 100, 1) for spread in everybody.dimensions}
    return weights.save_agreed(
        database, actor, series_id, method="points", dimensions=means, criteria=agreed.criteria
    )
