"""Rounds of rating: draft → open → closed → revealed; the state says what is allowed."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from scoring.criteria import CriteriaSet
from storage import live_queries, queries
from storage.database import Database
from storage.tables import ParticipantRow, RatingRow, RoundRow, SeriesRow
from storage.types import now
from translations import _
from workshops import journal
from workshops.actors import Actor, Role, require
from workshops.criteria import criteria_of
from workshops.errors import InvalidInput, NotFound, Refused
from workshops.library.shortlist import views
from workshops.series import existing

IN_THE_ROOM = timedelta(hours=12)
"""Who was seen within this time before a round was opened, or later, takes part in it."""


class State(StrEnum):
    """How far a round has come."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"


class Kind(StrEnum):
    """Who rates: the room agrees on one rating, or each person on an own phone."""

    GROUP = "group"
    LIVE = "live"


class Stage(StrEnum):
    """What is asked of each item: every criterion, or one overall question for each dimension."""

    CRITERIA = "criteria"
    DIMENSIONS = "dimensions"


class RoundView(BaseModel):
    """A round as pages see it; it holds no rating."""

    model_config = ConfigDict(frozen=True)

    id: str
    series_id: str
    number: int
    kind: Kind
    stage: Stage
    state: State
    item_ids: tuple[str, ...]
    criterion_ids: tuple[str, ...]
    opened_at: datetime | None
    closed_at: datetime | None
    revealed_at: datetime | None
    timer_ends_at: datetime | None

    @property
    def takes_ratings(self) -> bool:
        """Whether answers are accepted now."""
        return self.state is State.OPEN


def questions(series: SeriesRow, stage: Stage) -> CriteriaSet:
    """Return all that a stage can ask: in the stage of the dimensions their ids are the dimensions'."""
    criteria = criteria_of(series)
    return criteria.overall() if stage is Stage.DIMENSIONS else criteria


def criteria_in(series: SeriesRow, row: RoundRow) -> CriteriaSet:
    """Return the questions of a round."""
    return questions(series, Stage(row.stage)).only(list(row.criterion_ids))


def view(session: Session, row: RoundRow) -> RoundView:
    """Return a round as pages see it; an open group round follows the shortlist."""
    seen = RoundView.model_validate(row, from_attributes=True)
    return seen.model_copy(update={"item_ids": items_of(session, row)})


def items_of(session: Session, row: RoundRow) -> tuple[str, ...]:
    """Return what is rated in a round: an open group round follows the shortlist, or its part of it."""
    if row.kind != Kind.GROUP or row.state != State.OPEN:
        return tuple(row.item_ids)
    return still_ratable(session, row.series_id, row.item_ids)


def still_ratable(session: Session, series_id: str, part: Sequence[str]) -> tuple[str, ...]:
    """Return what can be rated now of a part of the shortlist; an empty part stands for all of it."""
    return tuple(item_id for item_id in ratable(session, series_id) if not part or item_id in part)


def ratable(session: Session, series_id: str) -> tuple[str, ...]:
    """Return the items that are on the shortlist and not excluded by a gate."""
    return tuple(item.id for item in views(session, series_id) if not item.is_excluded)


def ratable_part(session: Session, series_id: str, wanted: Sequence[str]) -> tuple[str, ...]:
    """Return a chosen part of the shortlist in its order, or raise InvalidInput if it cannot be rated."""
    part = tuple(item_id for item_id in ratable(session, series_id) if item_id in wanted)
    if not part or not set(wanted) <= set(part):
        raise InvalidInput(
            _("These entries cannot all be rated now."),
            _("Please reload the page, and choose at least one entry that no gate excludes."),
        )
    return part


def row_of(session: Session, round_id: str) -> RoundRow:
    """Return the row of a round, or say that it is gone; who writes holds its series until the commit."""
    row = queries.of_series(session, RoundRow, round_id)
    if row is None:
        raise NotFound(_("This round does not exist any more."), _("Please reload the page."))
    return row


def every(database: Database, actor: Actor, series_id: str) -> tuple[RoundView, ...]:
    """Return the rounds of a series in their order."""
    require(actor, Role.ADVISOR, Role.MUNICIPALITY, Role.WALL, Role.PARTICIPANT, series_id=series_id)
    with database.read() as session:
        existing(session, series_id)
        rows = queries.many(session, RoundRow, series_id=series_id, order_by=("number",))
        return tuple(view(session, row) for row in rows)


def insert(
    session: Session,
    actor: Actor,
    series_id: str,
    kind: Kind,
    *,
    state: State = State.DRAFT,
    stage: Stage = Stage.CRITERIA,
    item_ids: Sequence[str] = (),
    criterion_ids: Sequence[str] = (),
) -> RoundRow:
    """Add the next round of a series within an open transaction; it asks everything that its stage asks."""
    series = existing(session, series_id)
    latest = queries.latest_round(session, series_id)
    row = RoundRow(
        series_id=series_id,
        number=latest.number + 1 if latest else 1,
        kind=kind,
        stage=stage,
        state=state,
        item_ids=list(item_ids),
        criterion_ids=list(criterion_ids or questions(series, stage).ids),
        opened_at=now() if state is State.OPEN else None,
    )
    queries.add(session, row)
    journal.record(session, actor, series_id, "round_created", round=row.number, mode=kind, stage=stage)
    return row


def group_round(database: Database, actor: Actor, series_id: str) -> RoundView:
    """Return the series' latest round of agreed group rating, opening the first one when there is none."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        if row := _latest_group_round(session, series_id):
            return view(session, row)
    with database.write() as session:
        row = _latest_group_round(session, series_id)
        return view(session, row or insert(session, actor, series_id, Kind.GROUP, state=State.OPEN))


def _latest_group_round(session: Session, series_id: str) -> RoundRow | None:
    existing(session, series_id)
    held = queries.many(session, RoundRow, series_id=series_id, kind=Kind.GROUP, order_by=("-number",))
    return held[0] if held else None


def next_group_round(
    database: Database,
    actor: Actor,
    series_id: str,
    *,
    stage: Stage | None = None,
    item_ids: Sequence[str] | None = None,
) -> RoundView:
    """Open another agreed rating after a finished one; it starts from what was agreed before.

    Without `stage` it asks what the round before asked; `item_ids` limits it to a part of the shortlist.

    Raises:
        InvalidInput: the part is empty, or holds what cannot be rated in this series.
    """
    require(actor, Role.ADVISOR)
    with database.write() as session:
        held = _latest_group_round(session, series_id)
        if held and held.state != State.REVEALED:
            raise Refused(
                _("The round before is not finished yet."), _("Please finish it first, or go on with it.")
            )
        asked = stage or (Stage(held.stage) if held else Stage.CRITERIA)
        part = () if item_ids is None else ratable_part(session, series_id, item_ids)
        row = insert(session, actor, series_id, Kind.GROUP, state=State.OPEN, stage=asked, item_ids=part)
        for before in queries.many(session, RatingRow, round_id=held.id) if held else ():
            if before.criterion_id in row.criterion_ids and (not part or before.item_id in part):
                queries.add(session, RatingRow(**(before.model_dump() | {"round_id": row.id})))
        return view(session, row)


def finish_group_round(database: Database, actor: Actor, round_id: str) -> RoundView:
    """Close an agreed rating; from now on the municipality sees its result."""
    require(actor, Role.ADVISOR)
    with database.write() as session:
        row = row_of(session, round_id)
        if row.kind != Kind.GROUP or row.state != State.OPEN:
            raise Refused(_("This round is finished already."), _("Please reload the page."))
        rated = {item for _who, item, _criterion, _value in queries.ratings(session, round_id)}
        row.item_ids = list(items_of(session, row))
        if rated.isdisjoint(row.item_ids):
            raise Refused(
                _("Nothing has been rated in this round yet."), _("Please rate at least one entry first.")
            )
        row.state, row.closed_at, row.revealed_at = State.REVEALED, now(), now()
        journal.record(session, actor, row.series_id, "round_revealed", round=row.number)
        return view(session, row)


def group_participant(session: Session, series_id: str) -> ParticipantRow:
    """Return the one participant that stands for what the room agreed on."""
    row = queries.one(session, ParticipantRow, series_id=series_id, kind="group")
    if row is None:
        row = ParticipantRow(series_id=series_id, kind="group")
        queries.add(session, row)
    return row


class Readiness(BaseModel):
    """How many have joined, and how many of them say they are done with the round."""

    model_config = ConfigDict(frozen=True)

    joined: int
    finished: int

    @property
    def missing(self) -> int:
        """How many are still rating."""
        return max(0, self.joined - self.finished)


def readiness(database: Database, actor: Actor, round_id: str) -> Readiness:
    """Return who is done, as numbers only."""
    with database.read() as session:
        row = row_of(session, round_id)
        require(actor, Role.ADVISOR, Role.WALL, Role.PARTICIPANT, series_id=row.series_id)
        return readiness_in(session, row.series_id, row)


def readiness_in(session: Session, series_id: str, row: RoundRow | None) -> Readiness:
    """Return how many take part in a round; without one, how many are in the room now."""
    since = (row.opened_at if row and row.opened_at else now()) - IN_THE_ROOM
    joined, finished = live_queries.present(session, series_id, row.id if row else None, since)
    return Readiness(joined=joined, finished=finished)
