"""How a round in one's own time went stands in minutes, workbook and evaluation, in numbers."""

from datetime import UTC, datetime, timedelta

from tests.workshops.live.test_own_time import handed_out, in_the_past, newest
from tests.workshops.room import ADVISOR, Room
from translations import language
from workshops.archive import transfer
from workshops.evaluation import outcome
from workshops.live import rounds, steering
from workshops.live.handed_out import HandedOut, sentence
from workshops.live.rounds import RoundView


def test_the_sentence_names_times_and_numbers() -> None:
    found = HandedOut(
        number=1,
        begun_at=datetime(2027, 1, 8, 17, tzinfo=UTC),
        ended_at=datetime(2027, 1, 15, 17, tzinfo=UTC),
        at_home=12,
        in_room=3,
    )
    with language("de"):
        assert sentence(found) == (
            "Runde 1 konnte vom 08.01.2027, 18:00 Uhr bis zum 15.01.2027, 18:00 Uhr in eigener Zeit "
            "beantwortet werden: 12 haben zu Hause geantwortet, 3 danach im Raum."
        )


def held_at_home_and_in_the_room(room: Room) -> RoundView:
    """Six answer at home, one more in the room, when the round was opened again."""
    people = room.people(7)
    opened = handed_out(room)
    for person in people[:6]:
        room.answer_all(person, opened, (5, 3, 1))
    in_the_past(room, opened, timedelta(0))
    assert newest(room).ended
    steering.reopen(room.database, ADVISOR, opened.id)
    room.answer_all(people[6], opened, (5, 3, 1))
    return room.reveal(opened)


def test_home_and_room_are_counted_apart_and_count_together(room: Room) -> None:
    revealed = held_at_home_and_in_the_room(room)
    seen = outcome.current(room.database, ADVISOR, room.id)
    assert seen
    (found,) = seen.handed_out
    assert (found.at_home, found.in_room, found.ended_at) == (6, 1, revealed.home_until)
    assert {item.raters for item in seen.evaluation.ranking} == {7}


def test_a_round_in_the_room_says_nothing_of_home(room: Room) -> None:
    opened = room.open_round()
    for person in room.people(5):
        room.answer_all(person, opened, (5, 3, 1))
    room.reveal(opened)
    seen = outcome.current(room.database, ADVISOR, room.id)
    assert seen
    assert seen.handed_out == ()


def test_the_file_of_a_series_takes_it_along(room: Room) -> None:
    revealed = held_at_home_and_in_the_room(room)
    packed = transfer.export(room.database, ADVISOR, room.id)
    archive = transfer.read(ADVISOR, packed)
    brought = transfer.bring_in(room.database, ADVISOR, archive, transfer.Mode.COPY)
    (copy,) = rounds.every(room.database, ADVISOR, brought.id)
    assert (copy.at_home, copy.home_until, copy.ends_at) == (6, revealed.home_until, None)
