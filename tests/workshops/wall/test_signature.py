"""What people answer leaves the mark alone; what the advisor does changes it."""

from datetime import timedelta

import pytest

from storage.database import Database
from tests.stage.afternoon import ADVISOR, Afternoon
from workshops import series
from workshops.live import answers
from workshops.live import steering as live_steering
from workshops.wall import steering
from workshops.wall.scenes import Ground, Scene
from workshops.wall.signature import signature


@pytest.fixture
def afternoon(database: Database) -> Afternoon:
    made = Afternoon(database, people_wanted=6, entries=3)
    made.arrive()
    return made


def test_answers_and_people_who_are_done_leave_it_as_it_is(afternoon: Afternoon):
    round_ = afternoon.open_round()
    before = signature(afternoon.database, afternoon.id)
    afternoon.rate(round_)
    with afternoon.database.write() as session:
        answers.finish(session, afternoon.people[0], round_.id)
    assert signature(afternoon.database, afternoon.id) == before


def test_each_of_the_advisors_moves_changes_it(afternoon: Afternoon):
    database, seen = afternoon.database, {signature(afternoon.database, afternoon.id)}
    round_ = afternoon.open_round()
    moves = (
        lambda: None,
        lambda: steering.go(database, ADVISOR, afternoon.id, Scene.WAY),
        lambda: steering.set_ground(database, ADVISOR, afternoon.id, Ground.PAPER),
        lambda: live_steering.set_timer(database, ADVISOR, round_.id, timedelta(minutes=5)),
        lambda: live_steering.close(database, ADVISOR, round_.id, confirmed_missing=6),
    )
    for move in moves:
        move()
        seen.add(signature(database, afternoon.id))
    assert len(seen) == len(moves) + 1


def test_a_series_that_is_gone_has_none(afternoon: Afternoon):
    series.delete(afternoon.database, ADVISOR, afternoon.id)
    assert signature(afternoon.database, afternoon.id) == ""
