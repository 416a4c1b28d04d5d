"""Preparing a round: what it rates again and what keeps its answers, and whose answers count from it on."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from storage import living_queries, queries
from storage.database import Database
from storage.tables import RoundRow
from storage.types import now
from translations import _
from workshops import journal
from workshops.actors import Actor, Role, require
from workshops.errors import Refused
from workshops.live import allocation, rounds
from workshops.live.counting import Counts, counts_of, here_since, is_another_day
from workshops.live.rounds import Kind, RoundView, State


class Plan(BaseModel):
    """What a round on some entries would do: rate them again or for the first time; others keep theirs."""

    model_config = ConfigDict(frozen=True)

    again: int
    first: int
    kept: int


def plan(database: Database, actor: Actor, series_id: str, item_ids: Sequence[str] = ()) -> Plan:
    """Return what a round on these entries would do; without a choice, on all that can be rated."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        possible = rounds.ratable(session, series_id)
        rated = living_queries.rated_items(session, series_id) & set(possible)
    chosen = {each for each in possible if not item_ids or each in item_ids}
    return Plan(again=len(chosen & rated), first=len(chosen - rated), kept=len(rated - chosen))


class CountingChoice(BaseModel):
    """Whose answers can count from a round on, with the number of people of each choice.

    `needed` says that people came together on another day since the last result, and the advisor chooses;
    `possible`, that there is such a result.
    """

    model_config = ConfigDict(frozen=True)

    needed: bool
    chosen: Counts | None
    everyone: int
    present: int
    possible: bool = True


def counting_choice(database: Database, actor: Actor, round_id: str) -> CountingChoice:
    """Return whose answers can count from a prepared round on."""
    with database.read() as session:
        row = _prepared(session, actor, round_id)
        before = revealed_before(session, row)
        here = living_queries.in_the_room(session, row.series_id, here_since(now()))
        ever = living_queries.ever_answered(session, row.series_id)
        return CountingChoice(
            needed=before is not None and _on_another_day(before, row.begins_at or now()),
            possible=before is not None,
            chosen=Counts(row.counts) if row.counts else None,
            everyone=len(here | ever),
            present=len(here),
        )


def choose_counts(database: Database, actor: Actor, round_id: str, counts: Counts) -> RoundView:
    """Decide whose answers count from this round on, before it is opened."""
    with database.write() as session:
        row = _prepared(session, actor, round_id)
        _choose(session, actor, row, counts)
        return rounds.view(session, row)


def revealed_before(session: Session, row: RoundRow) -> RoundRow | None:
    """Return the live round revealed last before this one, or None."""
    held = queries.many(
        session,
        RoundRow,
        series_id=row.series_id,
        kind=Kind.LIVE,
        state=State.REVEALED,
        order_by=("-number",),
    )
    return next((each for each in held if each.number < row.number), None)


def _on_another_day(before: RoundRow, at: datetime) -> bool:
    return is_another_day(before.revealed_at or before.created_at, at)


def settle(session: Session, row: RoundRow, at: datetime | None = None) -> None:
    """Note down whose answers count from a round on that is about to be opened, now or `at` its time.

    Raises:
        Refused: people came together on another day, and nobody has decided it.
    """
    row.counts = _counts_from(session, row, at or now())
    allocation.settle_first(session, row)


def _counts_from(session: Session, row: RoundRow, at: datetime) -> Counts:
    before = revealed_before(session, row)
    if before is None:
        return Counts.EVERYONE
    if not _on_another_day(before, at):
        return counts_of(before)
    if not row.counts:
        raise Refused(
            _("The last result is from another day."),
            _("Please choose first whose answers count: of all who ever answered, or of those here today."),
        )
    return Counts(row.counts)


def decide_in_advance(
    session: Session, actor: Actor, row: RoundRow, at: datetime, counts: Counts | None
) -> None:
    """See to it that whose answers count is decided for a round that opens by itself: nobody is asked then.

    Raises:
        Refused: it will be another day, and nobody has decided it.
    """
    if counts is not None:
        _choose(session, actor, row, counts)
    _counts_from(session, row, at)


def _choose(session: Session, actor: Actor, row: RoundRow, counts: Counts) -> None:
    if row.counts != counts:
        row.counts = counts
        session.add(row)
        journal.record(session, actor, row.series_id, "counting_chosen", round=row.number, counts=counts)


def _prepared(session: Session, actor: Actor, round_id: str) -> RoundRow:
    require(actor, Role.ADVISOR)
    row = rounds.row_of(session, round_id)
    if row.kind != Kind.LIVE or row.state != State.DRAFT:
        raise Refused(
            _("Round {number} is in another state by now.").format(number=row.number),
            _("Somebody changed it, perhaps in another window. Please look at the page again."),
        )
    return row
