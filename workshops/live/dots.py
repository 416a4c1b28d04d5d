"""Dot votes: everybody sticks a few dots on fields of action and ideas; sums stay hidden until shown."""

from collections.abc import Mapping
from typing import get_args

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from storage import live_queries, queries
from storage.database import Database
from storage.tables import DotRow, IdeaRow
from translations import _
from translations.ordering import by_name
from usecases.model import AreaId
from workshops.actors import Actor, Role, require
from workshops.errors import InvalidInput, Refused
from workshops.live import activities, anonymity
from workshops.live.activities import Activity, Phase, require_open
from workshops.live.ideas import IdeaState
from workshops.live.participants import require_participant
from workshops.series import existing

AREAS: tuple[str, ...] = get_args(AreaId)
Target = tuple[str, str]
"""What a dot sticks on: ("area", id of the field of action) or ("idea", id of the idea)."""


class DotSum(BaseModel):
    """What one area or idea got: dots, and from how many people."""

    model_config = ConfigDict(frozen=True)

    kind: str
    target: str
    title: str
    dots: int
    people: int


def give(session: Session, actor: Actor, given: Mapping[Target, int]) -> None:
    """Replace one person's dots; what is not named gets none.

    Raises:
        InvalidInput: more dots than everybody has, or on something that is not offered.
    """
    who, series_id = require_participant(session, actor)
    offer = require_open(session, series_id, Activity.DOTS)
    wanted = {target: count for target, count in given.items() if count}
    _check(session, series_id, wanted, offer.dots_per_person)
    queries.remove(session, DotRow, series_id=series_id, participant_id=who)
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

    Raises:
        Refused: the dots are still being given, or are not shown to this role.
    """
    require(actor, Role.ADVISOR, Role.WALL, Role.PARTICIPANT, series_id=series_id)
    with database.read() as session:
        phase = activities.offer_of(existing(session, series_id)).phases[Activity.DOTS]
        if phase is Phase.OPEN or (phase is Phase.OFF and actor.role is not Role.ADVISOR):
            raise Refused(
                _("The dots are hidden until the advisor shows them."), _("Please wait for the advisor.")
            )
        if live_queries.people_with_dots(session, series_id) < anonymity.SMALLEST_GROUP:
            return ()
        titles = {row.id: row.title for row in queries.many(session, IdeaRow, series_id=series_id)}
        return tuple(
            DotSum(kind=kind, target=target, title=titles.get(target, target), dots=dots, people=people)
            for kind, target, dots, people in live_queries.dot_sums(session, series_id)
            if kind == "area" or target in titles
        )
