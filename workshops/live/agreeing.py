"""Agreed rating: the room agrees on one answer to each question, and the advisor enters it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from sqlmodel import Session

from storage import living_queries, queries
from storage.database import Database
from storage.tables import ParticipantRow, RoundRow
from storage.types import now
from translations import _
from workshops import journal
from workshops.actors import Actor, Role, require
from workshops.errors import Refused
from workshops.live import ratings, reveal
from workshops.live.ratings import Answer
from workshops.live.rounds import (
    Kind,
    RoundView,
    Stage,
    State,
    insert,
    items_of,
    questions,
    ratable_part,
    row_of,
    view,
)
from workshops.series import existing


def group_round(database: Database, actor: Actor, series_id: str) -> RoundView:
    """Return the series' latest round of agreed group rating; to look at it begins none."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        row = _latest_group_round(session, series_id)
        return view(session, row) if row else _planned(session, series_id)


def _planned(session: Session, series_id: str) -> RoundView:
    """Return the agreed round as it will be once something is rated."""
    series, latest = existing(session, series_id), queries.latest_round(session, series_id)
    row = RoundRow(
        id=_planned_id(series_id),
        series_id=series_id,
        number=latest.number + 1 if latest else 1,
        kind=Kind.GROUP,
        state=State.OPEN,
        criterion_ids=list(questions(series, Stage.CRITERIA).ids),
    )
    return view(session, row).model_copy(update={"planned": True})


def _planned_id(series_id: str) -> str:
    """Return the key of a series' first agreed round: the same each time, so that a page keeps its place."""
    return sha256(f"{series_id} agreed".encode()).hexdigest()[:16]


def begin_group_round(database: Database, actor: Actor, series_id: str) -> RoundView:
    """Return the series' latest round of agreed group rating, opening the first one when there is none."""
    require(actor, Role.ADVISOR)
    with database.write() as session:
        row = _latest_group_round(session, series_id)
        if row is None:
            row = insert(
                session, actor, series_id, Kind.GROUP, state=State.OPEN, row_id=_planned_id(series_id)
            )
        return view(session, row)


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
    """Open another agreed rating after a finished one; what it leaves open stays as it was agreed before.

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
        reveal.keep_weights(session, row)
        journal.record(session, actor, row.series_id, "round_revealed", round=row.number)
        return view(session, row)


def group_participant(session: Session, series_id: str) -> ParticipantRow:
    """Return the one participant that stands for what the room agreed on."""
    row = queries.one(session, ParticipantRow, series_id=series_id, kind="group")
    if row is None:
        row = ParticipantRow(series_id=series_id, kind="group")
        queries.add(session, row)
    return row


def save_group_answer(database: Database, actor: Actor, answer: Answer) -> None:
    """Store what the room agreed on; the last word counts."""
    require(actor, Role.ADVISOR)
    with database.write() as session:
        row = row_of(session, answer.round_id)
        if row.kind != Kind.GROUP:
            raise Refused(
                _("In this round everybody rates on an own device."), _("Please open a group round.")
            )
        participant = group_participant(session, row.series_id)
        ratings.store(session, participant.id, answer, series_id=row.series_id, kind=Kind.GROUP)
        queries.next_revision(session, row.series_id)


def group_answers(database: Database, actor: Actor, round_id: str) -> Mapping[tuple[str, str], int | None]:
    """Return what was agreed, by (item, criterion); a missing key means "not rated yet".

    What this round leaves open stays as an earlier one agreed on it, unless people have rated it since.
    """
    require(actor, Role.ADVISOR)
    with database.read() as session:
        row = row_of(session, round_id)
        if row.kind != Kind.GROUP:
            return {}
        held = queries.many(session, RoundRow, series_id=row.series_id, order_by=("number",))
        found: dict[tuple[str, str], tuple[datetime, int | None]] = {}
        for each in held:
            if each.kind == Kind.GROUP and each.number <= row.number:
                for _who, item, criterion, value, at in living_queries.dated_ratings(session, each.id):
                    found[item, criterion] = (at, value)
        asked = frozenset(items_of(session, row))
        rated = [each for each in held if each.kind == Kind.LIVE and each.revealed_at is not None]
    return {
        (item, criterion): value
        for (item, criterion), (at, value) in found.items()
        if item in asked
        and criterion in row.criterion_ids
        and not any(each.revealed_at > at and item in each.item_ids for each in rated if each.revealed_at)
    }
