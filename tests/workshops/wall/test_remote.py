from datetime import timedelta

import pytest

from storage.database import Database
from tests.workshops.room import ADVISOR, Room
from workshops.actors import Actor, Role
from workshops.errors import AccessDenied, Refused
from workshops.live import steering
from workshops.live.objections import PeopleMissing
from workshops.live.rounds import State
from workshops.wall import remote


@pytest.fixture
def held(room: Room) -> Actor:
    return Actor(Role.REMOTE, series_id=room.id)


def newest(room: Room) -> State:
    found = steering.state(room.database, ADVISOR, room.id).round
    assert found is not None
    return found.state


def test_revealing_asks_once_for_those_who_are_not_done(database: Database, room: Room, held: Actor):
    people = room.people(5)
    round_ = room.open_round()
    for person in people:
        room.answer_all(person, round_, (5, 3, 1))
    with pytest.raises(PeopleMissing):
        remote.reveal(database, held, room.id)
    assert newest(room) is State.OPEN
    remote.reveal(database, held, room.id, confirmed_missing=5)
    assert newest(room) is State.REVEALED


def test_there_has_to_be_something_to_reveal(database: Database, room: Room, held: Actor):
    with pytest.raises(Refused):
        remote.reveal(database, held, room.id)


def test_the_clock_of_the_round_runs(database: Database, room: Room, held: Actor):
    with pytest.raises(Refused):
        remote.clock(database, held, room.id, timedelta(minutes=5))
    room.people(1)
    room.open_round()
    remote.clock(database, held, room.id, timedelta(minutes=5))
    state = steering.state(database, ADVISOR, room.id)
    assert state.round is not None
    assert state.round.timer_ends_at is not None


def test_a_remote_neither_prepares_nor_opens_nor_reopens(database: Database, room: Room, held: Actor):
    room.people(1)
    with pytest.raises(AccessDenied):
        steering.prepare(database, held, room.id)
    draft = steering.prepare(database, ADVISOR, room.id)
    for forbidden in (steering.open_round, steering.discard, steering.reopen):
        with pytest.raises(AccessDenied):
            forbidden(database, held, draft.id)


def test_a_remote_of_another_series_reveals_nothing(database: Database, room: Room):
    other = Room(database)
    stranger = Actor(Role.REMOTE, series_id=other.id)
    round_ = room.open_round()
    with pytest.raises(AccessDenied):
        remote.reveal(database, stranger, room.id, confirmed_missing=0)
    with pytest.raises(AccessDenied):
        steering.close(database, stranger, round_.id, confirmed_missing=0)
    with pytest.raises(AccessDenied):
        remote.create(database, stranger, room.id)
