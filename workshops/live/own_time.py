"""Rounds to be answered in one's own time: they open and close by themselves, from a moment to a moment.

Nobody has to look at a page for that: the server obeys the times (`web.own_time`), and so does each look at
the state of a series and each vote, also after a restart.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from storage import live_queries, queries
from storage.database import Database
from storage.tables import RoundRow, SeriesRow
from storage.types import now
from translations import _
from translations.formats import TIME_ZONE, date, datetime_
from workshops import journal
from workshops.actors import Actor, Role, require
from workshops.errors import InvalidInput, NotFound, Refused
from workshops.live import attendance, planning, rounds
from workshops.live.counting import Counts
from workshops.live.rounds import Kind, RoundView, State
from workshops.series import existing

BEGIN, END = "begin", "end"
"""The inputs that a refusal names."""
LONGEST = timedelta(days=366)
_BY_ITSELF = Actor(Role.NOBODY)


class Span(BaseModel):
    """From when to when a round can be answered."""

    model_config = ConfigDict(frozen=True)

    begins_at: datetime
    ends_at: datetime


class Answered(BaseModel):
    """How many people have answered something in a round, of how many expected (None: nobody has said)."""

    model_config = ConfigDict(frozen=True)

    people: int
    expected: int | None


def answered(database: Database, actor: Actor, round_id: str) -> Answered:
    """Return how many have answered so far, and never who; for a reminder."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        row = rounds.row_of(session, round_id)
        people = queries.rating_counts(session, row.id)[0]
        return Answered(people=people, expected=attendance.expected(existing(session, row.series_id)))


def announced(row: RoundRow) -> Span | None:
    """Return when a round that is being prepared will open by itself, None for any other."""
    if row.state != State.DRAFT or row.begins_at is None or row.ends_at is None:
        return None
    return Span(begins_at=row.begins_at, ends_at=row.ends_at)


def set_times(
    database: Database,
    actor: Actor,
    round_id: str,
    begins_at: datetime | None,
    ends_at: datetime | None,
    *,
    counts: Counts | None = None,
) -> RoundView:
    """Set, change or withdraw when a round opens and closes by itself.

    Without a beginning it opens by hand; one that is open keeps its beginning. Without both, nothing happens
    by itself any more. `counts` says whose answers count, where that has to be decided before it opens.

    Raises:
        InvalidInput: the times are over, in the wrong order, or too far away; personal traces go before.
        Refused: the round is closed, its series was put away, or it was not decided whose answers count.
    """
    require(actor, Role.ADVISOR)
    with database.write() as session:
        row = _changeable(session, round_id)
        if row.state == State.OPEN:
            begins_at = row.begins_at
        if (begins_at, ends_at) == (row.begins_at, row.ends_at):
            return rounds.view(session, row)
        if ends_at is None:
            _withdraw(session, actor, row, begins_at)
        else:
            _check(row, begins_at, ends_at)
            _check_kept_until(existing(session, row.series_id), ends_at)
            row.begins_at, row.ends_at = begins_at, ends_at
            if row.state == State.DRAFT and begins_at is not None:
                planning.decide_in_advance(session, actor, row, begins_at, counts)
            _record(session, actor, row)
        session.add(row)
        return rounds.view(session, row)


def _changeable(session: Session, round_id: str) -> RoundRow:
    row = rounds.row_of(session, round_id)
    if row.kind != Kind.LIVE:
        raise NotFound(_("This round does not exist any more."), _("Please reload the page."))
    if existing(session, row.series_id).archived_at is not None:
        raise Refused(
            _("This series is in the archive: no round opens or closes there by itself."),
            _("Please take it out of the archive first."),
        )
    obey(session, row)
    if row.state not in (State.DRAFT, State.OPEN):
        raise Refused(
            _("Round {number} is closed: its times cannot be changed any more.").format(number=row.number),
            _("Please open it again first, then set another end."),
        )
    return row


def _withdraw(session: Session, actor: Actor, row: RoundRow, begins_at: datetime | None) -> None:
    if row.state == State.DRAFT and begins_at is not None:
        raise InvalidInput(
            _("The end is missing."), _("Please say also until when the round can be answered."), field=END
        )
    row.ends_at = None
    row.begins_at = row.begins_at if row.state == State.OPEN else None
    journal.record(session, actor, row.series_id, "round_times_withdrawn", round=row.number)


def _check(row: RoundRow, begins_at: datetime | None, ends_at: datetime) -> None:
    at = now()
    if row.state == State.DRAFT and begins_at is not None and begins_at <= at:
        raise InvalidInput(
            _("The beginning has passed: {time}.").format(time=datetime_(begins_at)),
            _("Please type a later time, or leave the field empty and open the round yourself."),
            field=BEGIN,
        )
    if ends_at <= at:
        raise InvalidInput(
            _("The end has passed: {time}.").format(time=datetime_(ends_at)),
            _("Please type a later time. To close the round now, please use its button."),
            field=END,
        )
    if begins_at is not None and ends_at <= begins_at:
        raise InvalidInput(
            _("The round would end before it begins."),
            _("Please type an end after the beginning."),
            field=END,
        )
    if ends_at - at > LONGEST:
        raise InvalidInput(
            _("The end is more than a year away: {time}.").format(time=datetime_(ends_at)),
            _("Please look at the year again."),
            field=END,
        )


def _check_kept_until(series: SeriesRow, ends_at: datetime) -> None:
    until = series.personal_data_until
    if until is not None and ends_at.astimezone(TIME_ZONE).date() >= until:
        raise InvalidInput(
            _("Personal traces of this series are deleted on {day}: from then on nobody can answer.").format(
                day=date(until)
            ),
            _("Please type an earlier end, or set a later day under “Personal data”."),
            field=END,
        )


def _record(session: Session, actor: Actor, row: RoundRow) -> None:
    facts = {"round": row.number, "ends": row.ends_at.isoformat() if row.ends_at else None}
    if row.state == State.DRAFT and row.begins_at is not None:
        journal.record(
            session, actor, row.series_id, "round_times_set", begins=row.begins_at.isoformat(), **facts
        )
    else:
        journal.record(session, actor, row.series_id, "round_end_set", **facts)


def met_after_home(session: Session, series_id: str) -> bool:
    """Return whether the newest round that was opened is, or was, answered in people's own time."""
    held = queries.many(session, RoundRow, series_id=series_id, kind=Kind.LIVE, order_by=("-number",))
    newest = next((row for row in held if row.state != State.DRAFT), None)
    return newest is not None and rounds.view(session, newest).handed_out


def is_due(row: RoundRow) -> bool:
    """Return whether a round should have opened or closed by itself by now."""
    opens = row.state == State.DRAFT and row.begins_at is not None and row.begins_at <= now()
    return opens or rounds.is_over(row)


def obey(session: Session, row: RoundRow) -> None:
    """Open or close a round within an open transaction, if its time has come.

    It counts as done at the time that was set, however late somebody looks: nothing was accepted since.
    """
    if row.kind != Kind.LIVE or existing(session, row.series_id).archived_at is not None:
        return
    if row.state == State.DRAFT and row.begins_at is not None and row.begins_at <= now():
        _open(session, row, row.begins_at)
    if rounds.is_over(row):
        row.state, row.closed_at, row.home_until = State.CLOSED, row.ends_at, row.ends_at
        row.timer_ends_at = None
        _changed(session, row, "round_closed_by_itself")


def _open(session: Session, row: RoundRow, at: datetime) -> None:
    try:
        planning.settle(session, row, at)
    except Refused:  # brought in with a file: then somebody has to decide first, and opens it by hand
        row.begins_at = None
    else:
        row.state, row.opened_at = State.OPEN, at
        _changed(session, row, "round_opened_by_itself")


def _changed(session: Session, row: RoundRow, event: str) -> None:
    session.add(row)
    session.flush()
    readiness = rounds.readiness_in(session, row.series_id, row)
    facts = {"round": row.number, "joined": readiness.joined, "finished": readiness.finished}
    journal.record(session, _BY_ITSELF, row.series_id, event, **facts)


def obey_now(database: Database, round_id: str) -> None:
    """Open or close a round if its time has come; one that is gone by now is nothing to obey."""
    with database.write() as session:
        row = queries.of_series(session, RoundRow, round_id)
        if row is not None:
            obey(session, row)


def obey_due(database: Database, failed: Callable[[Exception], None]) -> datetime | None:
    """Open and close all rounds whose time has come, and return when the next one's time comes.

    For the server itself, not for pages. Each round is a transaction of its own: `failed` is told of one that
    cannot be changed, and the others are.
    """
    with database.read() as session:
        coming = live_queries.coming_changes(session)
    at = now()
    for each in coming:
        if each.at > at:
            return each.at
        try:
            obey_now(database, each.id)
        except Exception as error:  # noqa: BLE001 - told, and the next one is looked at
            failed(error)
    return None


def require_end_ahead(row: RoundRow) -> None:
    """Refuse to open a round by hand whose end has passed: it would close at once."""
    if row.ends_at is not None and row.ends_at <= now():
        raise Refused(
            _("The end of this round has passed: {time}.").format(time=datetime_(row.ends_at)),
            _("Please set another end, or withdraw it."),
        )


def end_early(row: RoundRow) -> None:
    """Note down that a round that was handed out is closed by hand, before its end."""
    if row.ends_at is not None:
        row.home_until, row.ends_at = now(), None


def keep_at_home(session: Session, row: RoundRow) -> None:
    """Keep at the reveal how many have answered before the room met."""
    if row.home_until is not None:
        row.at_home = live_queries.answered_until(session, row.id, row.home_until)
