"""Rounds in one's own time: their times are set by the advisor, and obeyed without anybody looking."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from storage import queries
from storage.tables import EventRow, SeriesRow
from storage.types import now
from tests.workshops.evaluation.test_living import days_ago
from tests.workshops.room import ADVISOR, Room
from translations import language
from translations.formats import datetime_, today
from workshops import series
from workshops.actors import Actor
from workshops.errors import AccessDenied, InvalidInput, Refused
from workshops.evaluation import outcome
from workshops.live import announcing, own_time, planning, rounds, steering
from workshops.live.counting import Counts
from workshops.live.ratings import Paused
from workshops.live.rounds import RoundView, State

HOUR = timedelta(hours=1)
WEEK = timedelta(days=7)


def never(error: Exception) -> None:
    raise error


def handed_out(room: Room, length: timedelta = WEEK) -> RoundView:
    """Open a round that closes by itself."""
    return own_time.set_times(room.database, ADVISOR, room.open_round().id, None, now() + length)


def in_the_past(room: Room, round_: RoundView, by: timedelta = HOUR) -> datetime:
    """Let the end of a round be over, as if that time had gone by; return it."""
    with room.database.write() as session:
        row = rounds.row_of(session, round_.id)
        row.ends_at = now() - by
        session.add(row)
        return row.ends_at


def kinds(room: Room) -> list[str]:
    with room.database.read() as session:
        rows = queries.many(session, EventRow, series_id=room.id, order_by=("id",))
    return [row.kind for row in rows if row.kind.startswith("round_")]


def newest(room: Room, actor: Actor = ADVISOR) -> RoundView:
    held = steering.state(room.database, actor, room.id).round
    assert held
    return held


def test_a_round_closes_at_its_end_without_anybody_looking(room: Room) -> None:
    person = room.join("phone")
    opened = handed_out(room)
    assert room.answer(person, opened, 3).stored
    end = in_the_past(room, opened)
    assert own_time.obey_due(room.database, never) is None
    with room.database.read() as session:
        row = rounds.row_of(session, opened.id)
        assert (row.state, row.closed_at, row.home_until) == (State.CLOSED, end, end)
    assert kinds(room)[-1] == "round_closed_by_itself"
    assert own_time.obey_due(room.database, never) is None
    assert kinds(room).count("round_closed_by_itself") == 1


def test_the_server_is_told_when_the_next_round_has_its_time(room: Room) -> None:
    assert own_time.obey_due(room.database, never) is None
    opened = handed_out(room)
    assert own_time.obey_due(room.database, never) == opened.ends_at


def test_a_vote_after_the_end_is_refused_though_nothing_closed_the_round(room: Room) -> None:
    person = room.join("phone")
    opened = handed_out(room)
    end = in_the_past(room, opened)
    with language("de"), pytest.raises(Paused) as refused:
        room.answer(person, opened, 3)
    assert refused.value.message == f"Die Runde war bis {datetime_(end)} offen."
    assert "bleibt auf diesem Gerät" in refused.value.hint
    with room.database.read() as session:
        assert rounds.view(session, rounds.row_of(session, opened.id)).state is State.CLOSED


@pytest.mark.parametrize("who", ["advisor", "wall", "phone"])
def test_whoever_looks_at_the_state_closes_it(room: Room, who: str) -> None:
    eyes = {"advisor": ADVISOR, "wall": room.wall, "phone": room.join("phone")}[who]
    end = in_the_past(room, handed_out(room))
    found = newest(room, eyes)
    assert found.ended
    assert (found.state, found.closed_at) == (State.CLOSED, end)
    assert kinds(room)[-1] == "round_closed_by_itself"


def test_a_round_opens_at_its_beginning_as_if_somebody_had_opened_it(room: Room) -> None:
    person = room.join("phone")
    draft = room.open_draft()
    begin, end = now() + HOUR, now() + WEEK
    own_time.set_times(room.database, ADVISOR, draft.id, begin, end)
    coming = steering.state(room.database, person, room.id)
    assert coming.round is None
    assert coming.coming == own_time.Span(begins_at=begin, ends_at=end)
    assert own_time.obey_due(room.database, never) == begin
    with pytest.raises(Refused):
        room.answer(person, draft, 3)
    with room.database.write() as session:
        row = rounds.row_of(session, draft.id)
        row.begins_at = begun = now() - HOUR
        session.add(row)
    assert own_time.obey_due(room.database, never) is None
    opened = newest(room, person)
    assert (opened.state, opened.opened_at) == (State.OPEN, begun)
    assert room.answer(person, opened, 3).stored
    assert own_time.obey_due(room.database, never) == end
    assert steering.state(room.database, person, room.id).coming is None


def test_a_server_that_slept_through_it_all_opens_and_closes(room: Room) -> None:
    draft = room.open_draft()
    own_time.set_times(room.database, ADVISOR, draft.id, now() + HOUR, now() + WEEK)
    with room.database.write() as session:
        row = rounds.row_of(session, draft.id)
        row.begins_at, row.ends_at = now() - WEEK, now() - HOUR
        session.add(row)
    own_time.obey_due(room.database, never)
    assert newest(room).ended
    assert kinds(room)[-2:] == ["round_opened_by_itself", "round_closed_by_itself"]


def test_one_that_cannot_be_changed_keeps_no_other_from_it(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Room(room.database)
    broken, fine = handed_out(other), handed_out(room)
    in_the_past(other, broken, 2 * HOUR)
    in_the_past(room, fine)
    obey, told = own_time.obey, list[Exception]()

    def obeying(session: object, row: object) -> None:
        if row.id == broken.id:  # type: ignore[attr-defined]
            raise RuntimeError("a row that nobody expected")
        obey(session, row)  # type: ignore[arg-type]

    monkeypatch.setattr(own_time, "obey", obeying)
    own_time.obey_due(room.database, told.append)
    assert [str(error) for error in told] == ["a row that nobody expected"]
    with room.database.read() as session:
        assert rounds.row_of(session, fine.id).state == State.CLOSED


def test_archived_series_are_left_alone(room: Room) -> None:
    draft = room.open_draft()
    own_time.set_times(room.database, ADVISOR, draft.id, now() + HOUR, now() + WEEK)
    with room.database.write() as session:
        row = rounds.row_of(session, draft.id)
        row.begins_at = now() - HOUR
        session.add(row)
    series.archive(room.database, ADVISOR, room.id)
    own_time.obey_due(room.database, never)
    assert newest(room).state is State.DRAFT
    with pytest.raises(Refused):
        own_time.set_times(room.database, ADVISOR, draft.id, now() + HOUR, now() + 2 * WEEK)


BAD: Sequence[tuple[timedelta | None, timedelta | None, str]] = [
    (-HOUR, WEEK, "begin"),
    (HOUR, None, "end"),
    (None, -HOUR, "end"),
    (WEEK, HOUR, "end"),
    (HOUR, timedelta(days=400), "end"),
    (HOUR, timedelta(days=185), "end"),  # after the day on which personal traces are deleted
]


@pytest.mark.parametrize(("begin", "end", "field"), BAD)
def test_times_that_cannot_be_are_refused(
    room: Room, begin: timedelta | None, end: timedelta | None, field: str
) -> None:
    draft = room.open_draft()
    times = [None if each is None else now() + each for each in (begin, end)]
    with pytest.raises(InvalidInput) as refused:
        own_time.set_times(room.database, ADVISOR, draft.id, *times)
    assert refused.value.field == field
    assert refused.value.hint
    assert newest(room).begins_at is None
    assert newest(room).ends_at is None


def test_times_can_be_changed_and_withdrawn(room: Room) -> None:
    draft = room.open_draft()
    own_time.set_times(room.database, ADVISOR, draft.id, now() + HOUR, now() + WEEK)
    later = now() + 2 * WEEK
    own_time.set_times(room.database, ADVISOR, draft.id, None, later)
    assert (newest(room).begins_at, newest(room).ends_at) == (None, later)
    opened = steering.open_round(room.database, ADVISOR, draft.id)
    assert opened.ends_at == later
    own_time.set_times(room.database, ADVISOR, draft.id, None, None)
    assert not newest(room).handed_out
    assert kinds(room)[1:] == [
        "round_times_set",
        "round_end_set",
        "round_opened",
        "round_times_withdrawn",
    ]


def test_the_same_times_again_are_no_change(room: Room) -> None:
    opened = handed_out(room)
    own_time.set_times(room.database, ADVISOR, opened.id, None, opened.ends_at)
    assert kinds(room).count("round_end_set") == 1


def test_only_advisors_set_times(room: Room) -> None:
    opened = room.open_round()
    for nobody in (room.join("phone"), room.wall, room.municipality):
        with pytest.raises(AccessDenied):
            own_time.set_times(room.database, nobody, opened.id, None, now() + HOUR)


def test_a_round_whose_end_has_passed_is_not_opened_by_hand(room: Room) -> None:
    draft = room.open_draft()
    own_time.set_times(room.database, ADVISOR, draft.id, None, now() + HOUR)
    in_the_past(room, draft)
    with pytest.raises(Refused):
        steering.open_round(room.database, ADVISOR, draft.id)


def test_closed_by_itself_it_is_opened_again_without_an_end(room: Room) -> None:
    person = room.join("phone")
    opened = handed_out(room)
    end = in_the_past(room, opened)
    with pytest.raises(Refused):
        own_time.set_times(room.database, ADVISOR, opened.id, None, now() + HOUR)
    again = steering.reopen(room.database, ADVISOR, opened.id)
    assert (again.state, again.ends_at, again.home_until) == (State.OPEN, None, end)
    assert room.answer(person, opened, 3).stored


def test_who_answered_at_home_is_counted_apart(room: Room) -> None:
    first, second, third = room.people(3)
    opened = handed_out(room)
    for person in (first, second):
        room.answer(person, opened, 2)
    steering.close(room.database, ADVISOR, opened.id, confirmed_missing=3)
    assert newest(room).ends_at is None
    steering.reopen(room.database, ADVISOR, opened.id)
    room.answer(second, opened, 4, item=1)
    room.answer(third, opened, 4)
    revealed = room.reveal(opened)
    assert revealed.at_home == 2


def test_one_that_never_was_handed_out_has_nobody_at_home(room: Room) -> None:
    opened = room.open_round()
    room.answer(room.join("phone"), opened, 3)
    assert room.reveal(opened).at_home is None


def test_home_and_room_add_up_to_one_result(room: Room) -> None:
    """Half of the entries at home, the rest another day in the room, and it is asked whose answers count."""
    people = room.people(6)
    at_home = own_time.set_times(
        room.database, ADVISOR, room.open_round(item_ids=room.items[:2]).id, None, now() + WEEK
    )
    for person in people:
        room.answer_all(person, at_home, (5, 2))
    in_the_past(room, at_home)
    assert newest(room).ended
    steering.reveal(room.database, ADVISOR, at_home.id)
    days_ago(room, 3)
    draft = steering.prepare(room.database, ADVISOR, room.id, item_ids=room.items[2:])
    assert planning.counting_choice(room.database, ADVISOR, draft.id).needed
    with pytest.raises(Refused):
        steering.open_round(room.database, ADVISOR, draft.id)
    planning.choose_counts(room.database, ADVISOR, draft.id, Counts.EVERYONE)
    in_the_room = steering.open_round(room.database, ADVISOR, draft.id)
    for person in people[:5]:
        room.answer_all(person, in_the_room, (4,))
    room.reveal(in_the_room)
    seen = outcome.current(room.database, ADVISOR, room.id)
    assert seen
    scores = {item.item_id: (item.score, item.raters) for item in seen.evaluation.ranking}
    assert scores == {room.items[0]: (1.0, 6), room.items[1]: (0.25, 6), room.items[2]: (0.75, 5)}


def test_who_counts_is_decided_before_a_round_may_open_by_itself(room: Room) -> None:
    first = room.open_round()
    room.answer(room.join("phone"), first, 3)
    room.reveal(first)
    draft = room.open_draft()
    begin, end = now() + timedelta(days=2), now() + WEEK
    with pytest.raises(Refused):
        own_time.set_times(room.database, ADVISOR, draft.id, begin, end)
    assert newest(room).begins_at is None
    own_time.set_times(room.database, ADVISOR, draft.id, begin, end, counts=Counts.EVERYONE)
    assert planning.counting_choice(room.database, ADVISOR, draft.id).chosen is Counts.EVERYONE
    with room.database.write() as session:
        row = rounds.row_of(session, draft.id)
        row.begins_at = now() - HOUR
        session.add(row)
    own_time.obey_due(room.database, never)
    assert newest(room).counts == Counts.EVERYONE


def test_an_undecided_round_from_a_file_waits_for_a_hand(room: Room) -> None:
    first = room.open_round()
    room.answer(room.join("phone"), first, 3)
    room.reveal(first)
    days_ago(room, 3)
    draft = room.open_draft()
    with room.database.write() as session:
        row = rounds.row_of(session, draft.id)
        row.begins_at, row.ends_at = now() - HOUR, now() + WEEK
        session.add(row)
    own_time.obey_due(room.database, never)
    assert newest(room).state is State.DRAFT
    assert newest(room).begins_at is None


def test_the_end_lies_before_the_day_of_deletion(room: Room) -> None:
    opened = room.open_round()
    with room.database.write() as session:
        row = queries.one(session, SeriesRow, id=room.id)
        assert row
        row.personal_data_until = today() + timedelta(days=5)
        session.add(row)
    with pytest.raises(InvalidInput):
        own_time.set_times(room.database, ADVISOR, opened.id, None, now() + timedelta(days=6))
    assert own_time.set_times(room.database, ADVISOR, opened.id, None, now() + timedelta(days=3)).ends_at


def test_what_is_said_of_it(room: Room) -> None:
    def said() -> str:
        with language("de"):
            return announcing.for_newcomers(room.database, room.id)

    assert said() == ""
    draft = room.open_draft()
    assert said() == ""
    begin, end = now() + HOUR, now() + WEEK
    own_time.set_times(room.database, ADVISOR, draft.id, begin, end)
    with language("de"):
        shown = [datetime_(each) for each in (begin, end)]
    assert said() == f"Die Runde ist vom {shown[0]} bis zum {shown[1]} offen."
    opened = steering.open_round(room.database, ADVISOR, draft.id)
    assert said() == f"Offen bis {shown[1]}."
    end = in_the_past(room, opened)
    with language("de"):
        assert said() == f"Die Runde war bis {datetime_(end)} offen."
    room.answer(room.join("phone"), steering.reopen(room.database, ADVISOR, opened.id), 3)
    assert said() == ""
    room.reveal(opened)
    assert said() == ""
