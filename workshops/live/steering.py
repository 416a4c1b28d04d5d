"""Leading a live round: draft → open → closed → revealed, reopened before that, repeated after it."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import sha256

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from storage import living_queries, queries
from storage.database import Database
from storage.tables import RatingRow, RoundRow, WeightRow
from storage.types import now
from translations import _
from workshops import journal
from workshops.actors import Actor, Role, require
from workshops.errors import InvalidInput, NotFound, Refused, StorageError
from workshops.live import activities, allocation, attendance, own_time, planning, rounds
from workshops.live import reveal as remembered
from workshops.live.activities import Offer
from workshops.live.objections import PeopleMissing
from workshops.live.own_time import Span
from workshops.live.rounds import Kind, Readiness, RoundView, Stage, State
from workshops.series import existing

LONGEST_TIMER = timedelta(hours=4)


class LiveState(BaseModel):
    """What every screen in the room may know at any time: never a rating.

    `result` is a mark that changes when what was revealed comes to something else: by other weights, or by
    entries that are excluded or taken off. `names` is one that changes when an entry is called otherwise.
    `coming`: from when to when the next round can be answered, once that is announced.
    """

    model_config = ConfigDict(frozen=True)

    series_id: str
    revision: int
    round: RoundView | None
    readiness: Readiness
    offer: Offer
    rehearsal: bool
    result: str = ""
    names: str = ""
    coming: Span | None = None


def state(database: Database, actor: Actor, series_id: str) -> LiveState:
    """Return where the live work of a series stands; only advisors see a round that is being prepared.

    A round whose time has come opens or closes now, if nothing did it before.
    """
    require(actor, Role.ADVISOR, Role.WALL, Role.PARTICIPANT, series_id=series_id)
    with database.read() as session:
        held = _live_rounds(session, series_id)
        if not held or not own_time.is_due(held[0]):
            return _state(session, actor, series_id, held)
    with suppress(StorageError):  # it is shown as closed, and votes are refused, whatever can be written
        own_time.obey_now(database, held[0].id)
    with database.read() as session:
        return _state(session, actor, series_id, _live_rounds(session, series_id))


def _state(session: Session, actor: Actor, series_id: str, held: Sequence[RoundRow]) -> LiveState:
    series = existing(session, series_id)
    row = _newest(held, with_draft=actor.role is Role.ADVISOR)
    return LiveState(
        series_id=series_id,
        revision=series.revision,
        round=rounds.view(session, row) if row else None,
        readiness=rounds.readiness_in(session, series_id, row),
        offer=activities.offer_of(series),
        rehearsal=series.rehearsal,
        result=_mark_of_result(session, series_id),
        names=_mark(*living_queries.titles(session, series_id)),
        coming=own_time.announced(held[0]) if held else None,
    )


def _mark_of_result(session: Session, series_id: str) -> str:
    agreed = queries.one(session, WeightRow, series_id=series_id, owner_kind="agreed", owner="")
    gone = sorted(living_queries.off_the_list(session, series_id))
    return _mark(agreed.changed_at.isoformat() if agreed else "", *gone)


def _mark(*facts: str) -> str:
    return sha256("\n".join(facts).encode()).hexdigest()[:16]


def _live_rounds(session: Session, series_id: str) -> list[RoundRow]:
    return queries.many(session, RoundRow, series_id=series_id, kind=Kind.LIVE, order_by=("-number",))


def _newest(held: Sequence[RoundRow], *, with_draft: bool) -> RoundRow | None:
    return next((row for row in held if with_draft or row.state != State.DRAFT), None)


def prepare(
    database: Database,
    actor: Actor,
    series_id: str,
    *,
    item_ids: Sequence[str] = (),
    stage: Stage = Stage.CRITERIA,
    from_before: bool = False,
    short: bool = False,
) -> RoundView:
    """Draft the next live round; without a choice it asks about all items that no gate excludes.

    What it does not ask keeps its answers. `from_before` shows everybody their own earlier answers to what is
    asked again: people then change only what the discussion has changed for them. `short`: drawn in part.
    """
    require(actor, Role.ADVISOR)
    with database.write() as session:
        existing(session, series_id)
        before = _newest(_live_rounds(session, series_id), with_draft=True)
        if before and before.state != State.REVEALED:
            raise Refused(
                _("Round {number} is not finished yet.").format(number=before.number),
                _("Please reveal it first, or go on with it."),
            )
        items = _chosen(rounds.ratable(session, series_id), item_ids)
        row = rounds.insert(session, actor, series_id, Kind.LIVE, stage=stage, item_ids=items)
        if short and stage is Stage.CRITERIA:
            allocation.plan(session, row.id)
        row.from_before = from_before
        return rounds.view(session, row)


def _chosen(possible: Sequence[str], wanted: Sequence[str]) -> list[str]:
    chosen = [each for each in possible if not wanted or each in wanted]
    if not chosen:
        raise InvalidInput(
            _("There is nothing to rate in this round."),
            _("Please put entries on the shortlist that no gate excludes, and choose at least one."),
        )
    return chosen


def discard(database: Database, actor: Actor, round_id: str) -> None:
    """Take back a round that was prepared but never opened."""
    require(actor, Role.ADVISOR)
    with database.write() as session:
        row = _leading(session, actor, round_id, State.DRAFT)
        queries.remove(session, RoundRow, id=row.id)
        journal.record(session, actor, row.series_id, "round_discarded", round=row.number)


def open_round(database: Database, actor: Actor, round_id: str) -> RoundView:
    """Let people rate.

    Raises:
        Refused: people came together on another day, and nobody has decided whose answers count; or the end
            that was set for the round has passed.
    """

    def check(session: Session, row: RoundRow) -> None:
        own_time.require_end_ahead(row)
        planning.settle(session, row)

    require(actor, Role.ADVISOR)
    return _move(
        database,
        actor,
        round_id,
        State.DRAFT,
        State.OPEN,
        "round_opened",
        check=check,
        opened_at=now(),
    )


def close(
    database: Database, actor: Actor, round_id: str, *, confirmed_missing: int | None = None
) -> RoundView:
    """Take no more answers. With people missing it has to be confirmed once, with their number.

    Raises:
        PeopleMissing: somebody is not done and nothing was confirmed.
    """

    def check(session: Session, row: RoundRow) -> None:
        readiness = rounds.readiness_in(session, row.series_id, row)
        if readiness.missing and confirmed_missing is None:
            raise PeopleMissing(readiness)
        own_time.end_early(row)

    changed = {"closed_at": now(), "timer_ends_at": None}
    return _move(database, actor, round_id, State.OPEN, State.CLOSED, "round_closed", check=check, **changed)


def reopen(database: Database, actor: Actor, round_id: str) -> RoundView:
    """Take answers again, as long as nothing was revealed; until it is closed, or another end is set."""
    require(actor, Role.ADVISOR)
    anew = {"closed_at": None, "ends_at": None}
    return _move(database, actor, round_id, State.CLOSED, State.OPEN, "round_reopened", **anew)


def reveal(database: Database, actor: Actor, round_id: str) -> RoundView:
    """Show the result to everybody; there is no way back, only another round."""

    def check(session: Session, row: RoundRow) -> None:
        if not queries.count(session, RatingRow, round_id=row.id):
            raise Refused(
                _("Nothing has been rated in this round yet."), _("Please reopen it and let people rate.")
            )
        attendance.forget_taken_out(session, row.series_id)
        own_time.keep_at_home(session, row)
        row.item_ids = list(rounds.items_of(session, row))
        remembered.keep_weights(session, row)
        remembered.keep_attendance(session, row, planning.revealed_before(session, row))

    return _move(
        database,
        actor,
        round_id,
        State.CLOSED,
        State.REVEALED,
        "round_revealed",
        check=check,
        revealed_at=now(),
    )


def set_timer(database: Database, actor: Actor, round_id: str, length: timedelta | None) -> RoundView:
    """Count down on all screens, or stop that; nothing closes by itself."""
    if length is not None and not timedelta(0) < length <= LONGEST_TIMER:
        raise InvalidInput(
            _("A timer runs for at most four hours."), _("Please choose between one minute and four hours.")
        )
    with database.write() as session:
        row = _leading(session, actor, round_id, State.OPEN)
        row.timer_ends_at = now() + length if length else None
        session.add(row)
        queries.next_revision(session, row.series_id)
        return rounds.view(session, row)


def _move(
    database: Database,
    actor: Actor,
    round_id: str,
    before: State,
    after: State,
    event: str,
    *,
    check: Callable[[Session, RoundRow], None] | None = None,
    **changed: datetime | None,
) -> RoundView:
    """Take a round from one state to the next; somebody who was faster is not an error."""
    with database.write() as session:
        row = _held(session, actor, round_id)
        if row.state == after:
            return rounds.view(session, row)
        _require_state(row, before)
        if check:
            check(session, row)
        row.state = after
        for name, value in changed.items():
            setattr(row, name, value)
        session.add(row)
        session.flush()
        readiness = rounds.readiness_in(session, row.series_id, row)
        facts = {"round": row.number, "joined": readiness.joined, "finished": readiness.finished}
        journal.record(session, actor, row.series_id, event, **facts)
        return rounds.view(session, row)


def _leading(session: Session, actor: Actor, round_id: str, needed: State) -> RoundRow:
    row = _held(session, actor, round_id)
    _require_state(row, needed)
    return row


def _held(session: Session, actor: Actor, round_id: str) -> RoundRow:
    """Return a live round's row for changing it: an advisor's, or by the remote of its series."""
    require(actor, Role.ADVISOR, Role.REMOTE, series_id=actor.series_id)
    row = rounds.row_of(session, round_id)
    require(actor, Role.ADVISOR, Role.REMOTE, series_id=row.series_id)
    if row.kind != Kind.LIVE:
        raise NotFound(_("This round does not exist any more."), _("Please reload the page."))
    own_time.obey(session, row)
    return row


def _require_state(row: RoundRow, needed: State) -> None:
    if row.state != needed:
        raise Refused(
            _("Round {number} is in another state by now.").format(number=row.number),
            _("Somebody changed it, perhaps in another window. Please look at the page again."),
        )
