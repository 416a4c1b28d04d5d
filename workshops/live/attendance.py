"""Who counts: how many are expected, whether anybody may still join, and records taken out before a reveal.

Without names nobody can prove to be one person. What can be done is to make many records from one device
hard, to show what does not fit the room, and to let the advisor, who sees the room, take records out: never
by what they say, which nobody sees before the reveal, and always with their number in the minutes.
"""

from collections.abc import Collection
from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from storage import queries, set_aside
from storage.database import Database
from storage.tables import ParticipantRow, RoundRow, SeriesRow
from translations import _
from workshops import journal
from workshops.actors import Actor, Role, require
from workshops.errors import InvalidInput, NotFound, Refused
from workshops.live import activities, suspicion
from workshops.series import existing

MOST_EXPECTED = 1000
_CLOSED = "joining_closed"
_EXPECTED = "expected_people"


class Joined(BaseModel):
    """A record, without anything it says: its number in the order of joining, and what stands out about it.

    `alike` is the number of the set of records with the same answers, 0 for none.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    number: int
    kind: str
    joined_at: datetime
    answered: int
    late: bool
    burst: bool
    alike: int
    taken_out: bool
    watching: bool


class Admission(BaseModel):
    """Who is there and who may still come; `expected` is None until the advisor says a number."""

    model_config = ConfigDict(frozen=True)

    expected: int | None
    closed: bool
    records: tuple[Joined, ...]
    may_change: bool

    @property
    def counted(self) -> tuple[Joined, ...]:
        """The records that count."""
        return tuple(record for record in self.records if not record.taken_out and not record.watching)

    @property
    def watching(self) -> int:
        """How many only watch."""
        return sum(record.watching for record in self.records)

    @property
    def unexpected(self) -> int:
        """By how many there are more than expected."""
        return max(0, len(self.counted) - self.expected) if self.expected is not None else 0


def admission(database: Database, actor: Actor, series_id: str) -> Admission:
    """Return who joined a series, for its advisor."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        series = existing(session, series_id)
        return Admission(
            expected=expected(series),
            closed=is_closed(series),
            records=_records(session, series_id),
            may_change=_hidden_round(session, series_id) is not None,
        )


def expected(series: SeriesRow) -> int | None:
    """Return how many people the advisor expects in the room; None until that was said."""
    number: int | None = activities.settings(series).get(_EXPECTED)
    return number


def is_closed(series: SeriesRow) -> bool:
    """Return whether nobody may join any more."""
    return bool(activities.settings(series).get(_CLOSED, False))


def expect(database: Database, actor: Actor, series_id: str, number: int | None) -> None:
    """Say how many people are in the room; None takes it back."""
    require(actor, Role.ADVISOR)
    if number is not None and not 1 <= number <= MOST_EXPECTED:
        raise InvalidInput(
            _("Between 1 and {most} people can be expected.").format(most=MOST_EXPECTED),
            _("Please enter how many people are in the room."),
        )
    with database.write() as session:
        activities.change_settings(existing(session, series_id), **{_EXPECTED: number})
        queries.next_revision(session, series_id)


def close_joining(database: Database, actor: Actor, series_id: str, *, closed: bool = True) -> None:
    """Let nobody join any more, or let people join again; who is there goes on, also on another device."""
    require(actor, Role.ADVISOR)
    with database.write() as session:
        series = existing(session, series_id)
        if is_closed(series) != closed:
            activities.change_settings(series, **{_CLOSED: closed})
            journal.record(session, actor, series_id, "joining_closed" if closed else "joining_opened")


def take_out(database: Database, actor: Actor, series_id: str, ids: Collection[str]) -> int:
    """Take records out of the room before a result is revealed; return how many were still in.

    Raises:
        Refused: there is no round whose result is still hidden.
    """
    return _change(database, actor, series_id, ids, out=True)


def put_back(database: Database, actor: Actor, series_id: str, ids: Collection[str]) -> int:
    """Let records that were taken out count again; return how many were out.

    Raises:
        Refused: the result was revealed without them.
    """
    return _change(database, actor, series_id, ids, out=False)


def _change(database: Database, actor: Actor, series_id: str, ids: Collection[str], *, out: bool) -> int:
    require(actor, Role.ADVISOR)
    with database.write() as session:
        existing(session, series_id)
        round_ = _hidden_round(session, series_id)
        if round_ is None:
            raise Refused(
                _("Records can only be taken out or put back while a result is still hidden."),
                _("Please do it in the next round, before its result is revealed."),
            )
        state = {each.id: each.taken_out_at is not None for each in set_aside.records(session, series_id)}
        if not set(ids) <= set(state):
            raise NotFound(_("One of these records does not exist any more."), _("Please reload the page."))
        changed = [each for each in ids if state[each] != out]
        for each in changed:
            person = session.get_one(ParticipantRow, each)
            (set_aside.set_aside if out else set_aside.put_back)(session, person)
        if changed:
            kind = "people_taken_out" if out else "people_put_back"
            journal.record(session, actor, series_id, kind, number=len(changed), round=round_.number)
    return len(changed)


def forget_taken_out(session: Session, series_id: str) -> int:
    """Delete what was taken out, once a result was revealed without it; return how many records it was."""
    return set_aside.delete_taken_out(session, series_id)


def _records(session: Session, series_id: str) -> tuple[Joined, ...]:
    found = set_aside.records(session, series_id)
    round_ = _hidden_round(session, series_id)
    answers = queries.ratings(session, round_.id) if round_ else []
    answered: dict[str, int] = {}
    for who, *_rest in answers:
        answered[who] = answered.get(who, 0) + 1
    same, quick = suspicion.alike(answers), suspicion.bursts([each.joined_at for each in found])
    opened = round_.opened_at if round_ else None
    return tuple(
        Joined(
            id=each.id,
            number=number,
            kind=each.kind,
            joined_at=each.joined_at,
            answered=answered.get(each.id, 0),
            late=opened is not None and each.joined_at > opened,
            burst=quick[number - 1],
            alike=same.get(each.id, 0),
            taken_out=each.taken_out_at is not None,
            watching=each.watching,
        )
        for number, each in enumerate(found, start=1)
    )


def _hidden_round(session: Session, series_id: str) -> RoundRow | None:
    """Return the round that is open or closed: its result is still hidden."""
    rows = queries.many(session, RoundRow, series_id=series_id, kind="live", order_by=("-number",))
    return next((row for row in rows if row.state in ("open", "closed")), None)
