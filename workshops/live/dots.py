"""Dot votes: everybody sticks a few dots on fields of action and ideas; sums stay hidden until shown."""

from collections.abc import Mapping, Sequence
from typing import get_args

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from scoring.disclosure import SMALLEST_GROUP
from storage import queries
from storage.database import Database
from storage.tables import DotRow, IdeaRow
from translations import _
from translations.ordering import by_name
from usecases.model import AreaId
from workshops.actors import Actor, Role, require
from workshops.errors import InvalidInput, Refused
from workshops.live import activities, seen
from workshops.live.activities import Activity, Phase, require_open
from workshops.live.ideas import IdeaState
from workshops.live.participants import require_participant, require_voice
from workshops.series import existing

AREAS: tuple[str, ...] = get_args(AreaId)
Target = tuple[str, str]
"""What a dot sticks on: ("area", id of the field of action) or ("idea", id of the idea)."""


class DotSum(BaseModel):
    """What one area or idea got: dots, and from how many people, 0 if they are fewer than five."""

    model_config = ConfigDict(frozen=True)

    kind: str
    target: str
    title: str
    dots: int
    people: int


def give(session: Session, actor: Actor, given: Mapping[Target, int]) -> None:
    """Replace one person's dots; what is not named gets none.

    What an idea got that was taken onto the shortlist meanwhile stays: it is not asked about any more.

    Raises:
        InvalidInput: more dots than everybody has, or on something that is not offered.
    """
    who, series_id = require_voice(session, actor)
    offer = require_open(session, series_id, Activity.DOTS)
    wanted = {target: count for target, count in given.items() if count}
    held = queries.many(session, DotRow, series_id=series_id, participant_id=who)
    taken = _states(session, series_id, IdeaState.PROMOTED)
    standing = [row for row in held if row.target_kind == "idea" and row.target in taken]
    given_away = sum(row.dots for row in standing)
    _check(session, series_id, wanted, offer.dots_per_person - given_away)
    for row in held:
        if row not in standing:
            session.delete(row)
    session.flush()
    for (kind, target), count in wanted.items():
        row = DotRow(series_id=series_id, participant_id=who, target_kind=kind, target=target, dots=count)
        queries.add(session, row)


def _check(session: Session, series_id: str, wanted: Mapping[Target, int], limit: int) -> None:
    if any(count < 0 for count in wanted.values()) or sum(wanted.values()) > limit:
        raise InvalidInput(
            _("You gave {given} dots; you have {limit}.").format(given=sum(wanted.values()), limit=limit),
            _("Please take some back; nothing has been changed yet."),
        )
    offered = {("area", area) for area in AREAS} | set(_ideas(session, series_id))
    if not set(wanted) <= offered:
        raise InvalidInput(
            _("Something you gave dots to is not offered any more."), _("Please reload the page.")
        )


def _states(session: Session, series_id: str, *states: IdeaState) -> dict[str, str]:
    """Return the titles of the ideas in these states by id."""
    rows = queries.many(session, IdeaRow, series_id=series_id)
    return {row.id: row.title for row in rows if row.state in states}


def _ideas(session: Session, series_id: str) -> dict[Target, str]:
    rows = queries.many(
        session, IdeaRow, series_id=series_id, state=IdeaState.ACCEPTED, order_by=("title", "id")
    )
    return {("idea", row.id): row.title for row in by_name(rows, lambda row: row.title)}


def own(database: Database, actor: Actor) -> Mapping[Target, int]:
    """Return one participant's own dots."""
    with database.read() as session:
        who, series_id = require_participant(session, actor)
        rows = queries.many(session, DotRow, series_id=series_id, participant_id=who)
    return {(row.target_kind, row.target): row.dots for row in rows}


def result(database: Database, actor: Actor, series_id: str) -> tuple[DotSum, ...]:
    """Return the sums, most dots first; titles of areas are their ids. Empty below five people.

    Only what everybody may see counts: nothing of an idea that is hidden, dismissed or merged into another.

    Raises:
        Refused: the dots are still being given, or are not shown to this role.
    """
    require(actor, Role.ADVISOR, Role.WALL, Role.PARTICIPANT, series_id=series_id)
    with database.read() as session:
        series = existing(session, series_id)
        phase = activities.offer_of(series).phases[Activity.DOTS]
        if phase is Phase.OPEN or (phase is Phase.OFF and actor.role is not Role.ADVISOR):
            raise Refused(
                _("The dots are hidden until the advisor shows them."), _("Please wait for the advisor.")
            )
        titles = _states(session, series_id, IdeaState.ACCEPTED, IdeaState.PROMOTED)
        given = seen.given(session, series, Activity.DOTS)
    counted = [
        (who, kind, target, int(count))
        for who, gave in given.items()
        for kind, _space, target, count in ((*place.partition(" "), count) for place, count in gave.items())
        if kind == "area" or target in titles
    ]
    if len({who for who, *_rest in counted}) < SMALLEST_GROUP:
        return ()
    targets = sorted({(kind, target) for _who, kind, target, _count in counted})
    sums = [_sum(kind, target, titles, counted) for kind, target in targets]
    return tuple(sorted(sums, key=lambda each: -each.dots))


def _sum(
    kind: str, target: str, titles: Mapping[str, str], counted: Sequence[tuple[str, str, str, int]]
) -> DotSum:
    """Return what one target got; how many gave it only from five on: nobody's part of the sum is told."""
    own = [count for _who, *place, count in counted if place == [kind, target]]
    people = len(own) if len(own) >= SMALLEST_GROUP else 0
    return DotSum(kind=kind, target=target, title=titles.get(target, target), dots=sum(own), people=people)
