from datetime import time

import pytest

from storage.database import Database
from tests.workshops.room import ADVISOR, Room
from workshops.errors import AccessDenied, InvalidInput
from workshops.series import existing
from workshops.wall.running_order import DEFAULT, Part, part_of, running_order, save
from workshops.wall.scenes import Scene


def test_an_afternoon_has_the_usual_parts_and_two_hours(database: Database, room: Room):
    order = running_order(database, room.wall, room.id)
    assert [part.part for part in order.parts] == list(Part)
    assert order.length == sum(DEFAULT.values()) == 120
    assert order.ends_at is None


def test_times_of_day_follow_from_the_beginning(database: Database, room: Room):
    minutes = [(Part.ARRIVE, 10), (Part.RATE, 45), (Part.CHOOSE, 0)]
    save(database, ADVISOR, room.id, begins_at=time(23, 30), minutes=minutes)
    order = running_order(database, ADVISOR, room.id)
    assert [(part.part, part.starts_at) for part in order.parts] == [
        (Part.ARRIVE, time(23, 30)),
        (Part.RATE, time(23, 40)),
    ]
    assert order.ends_at == time(0, 25)


@pytest.mark.parametrize("minutes", [[(Part.ARRIVE, -1)], [(Part.ARRIVE, 241)], [(Part.ARRIVE, 0)], []])
def test_impossible_minutes_are_refused(database: Database, room: Room, minutes: list[tuple[Part, int]]):
    with pytest.raises(InvalidInput):
        save(database, ADVISOR, room.id, begins_at=None, minutes=minutes)


def test_only_the_advisor_sets_it(database: Database, room: Room):
    with pytest.raises(AccessDenied):
        save(database, room.wall, room.id, begins_at=None, minutes=list(DEFAULT.items()))


def test_what_a_later_version_wrote_is_no_obstacle(database: Database, room: Room):
    with database.write() as session:
        row = existing(session, room.id)
        row.settings = {**row.settings, "running_order": {"minutes": {"dance": 5}}}
    assert running_order(database, ADVISOR, room.id).minutes == DEFAULT


def test_every_scene_belongs_to_a_part():
    assert {part_of(scene) for scene in Scene} <= set(Part)
    assert part_of(Scene.RATING, again=True) is Part.RATE_AGAIN


def test_time_that_is_left_counts_over_midnight(database: Database, room: Room):
    made = save(database, ADVISOR, room.id, begins_at=time(23, 0), minutes=list(DEFAULT.items()))
    assert made.ends_at == time(1, 0)
    assert made.minutes_left(time(23, 15)) == 105
    assert made.minutes_left(time(0, 50)) == 10
    assert made.minutes_left(time(1, 5)) == -5
    assert made.planned_from(Part.WEIGH) == DEFAULT[Part.WEIGH] + DEFAULT[Part.DECIDE]
    assert (
        running_order(database, room.wall, room.id)
        .model_copy(update={"begins_at": None})
        .minutes_left(time(12))
        is None
    )
