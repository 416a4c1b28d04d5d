"""Dots and points are shown anew only with five new or changed people."""

from contextlib import suppress

import pytest

from storage.tables import SeriesRow
from tests.workshops.room import ADVISOR, Room
from workshops.actors import Actor
from workshops.archive import retention
from workshops.live import activities, dots, points, seen
from workshops.live.activities import Activity, Phase


class Undone(Exception):
    pass


def phase(room: Room, activity: Activity, to: Phase) -> None:
    activities.set_phase(room.database, ADVISOR, room.id, activity, to)


def give(room: Room, person: Actor, target: str, number: int = 3) -> None:
    room.write(lambda session: dots.give(session, person, {("area", target): number}))


def sums(room: Room) -> dict[str, int]:
    return {each.target: each.dots for each in dots.result(room.database, ADVISOR, room.id)}


def test_one_late_person_cannot_be_told_by_subtraction(room: Room) -> None:
    people = room.people(10)
    phase(room, Activity.DOTS, Phase.OPEN)
    for person in people[:5]:
        give(room, person, "mobility")
    for shown in (Phase.SHOWN, Phase.OFF):
        phase(room, Activity.DOTS, shown)
        assert sums(room) == {"mobility": 15}
    for late in people[5:9]:
        phase(room, Activity.DOTS, Phase.OPEN)
        give(room, late, "energy")
        phase(room, Activity.DOTS, Phase.SHOWN)
        assert sums(room) == {"mobility": 15}
    phase(room, Activity.DOTS, Phase.OPEN)
    give(room, people[9], "energy")
    phase(room, Activity.DOTS, Phase.SHOWN)
    assert sums(room) == {"mobility": 15, "energy": 15}


def test_how_many_gave_is_told_from_five_on(room: Room) -> None:
    people = room.people(6)
    phase(room, Activity.DOTS, Phase.OPEN)
    for person in people:
        give(room, person, "mobility" if person is not people[0] else "energy")
    phase(room, Activity.DOTS, Phase.SHOWN)
    found = {each.target: each.people for each in dots.result(room.database, ADVISOR, room.id)}
    assert found == {"mobility": 5, "energy": 0}


def test_points_likewise(room: Room) -> None:
    people = room.people(6)
    phase(room, Activity.POINTS, Phase.OPEN)
    own = {"benefit": 60, "transferability": 30, "feasibility": 10}
    other = {"benefit": 0, "transferability": 0, "feasibility": 100}
    for person in people[:5]:
        room.write(lambda session, who=person: points.give(session, who, own))
    phase(room, Activity.POINTS, Phase.SHOWN)
    before = points.result(room.database, ADVISOR, room.id)
    phase(room, Activity.POINTS, Phase.OPEN)
    room.write(lambda session: points.give(session, people[5], other))
    phase(room, Activity.POINTS, Phase.SHOWN)
    assert points.result(room.database, ADVISOR, room.id) == before


def test_points_of_groups_rest_while_only_a_few_of_one_have_changed(room: Room) -> None:
    one, other = room.people(7, "administration"), room.people(7, "citizens")
    early = [*one[:6], *other[:6]]
    phase(room, Activity.POINTS, Phase.OPEN)
    own = {"benefit": 60, "transferability": 30, "feasibility": 10}
    for person in early:
        room.write(lambda session, who=person: points.give(session, who, own))
    phase(room, Activity.POINTS, Phase.SHOWN)
    assert groups_of(room) == {None, "administration", "citizens"}
    phase(room, Activity.POINTS, Phase.OPEN)
    for person in (one[6], *other[:4]):
        room.write(lambda session, who=person: points.give(session, who, own | {"feasibility": 90}))
    phase(room, Activity.POINTS, Phase.SHOWN)
    assert groups_of(room) == {None}
    with suppress(Undone), room.database.write() as session:
        seen.settle(session, room.id)
        series = session.get_one(SeriesRow, room.id)
        assert not seen.shows_groups(session, series, Activity.POINTS), "also after the deletion"
        raise Undone
    phase(room, Activity.POINTS, Phase.OPEN)
    for person in (*one[:5], other[4]):
        room.write(lambda session, who=person: points.give(session, who, own | {"feasibility": 70}))
    phase(room, Activity.POINTS, Phase.SHOWN)
    assert groups_of(room) == {None, "administration", "citizens"}, "by now five of each have changed"


def test_the_deletion_of_personal_traces_shows_nobody_who_came_late(room: Room) -> None:
    people = room.people(6)
    own = {"benefit": 60, "transferability": 30, "feasibility": 10}
    for activity in (Activity.DOTS, Activity.POINTS):
        phase(room, activity, Phase.OPEN)
    for number, person in enumerate(people):
        give(room, person, "energy" if number == 5 else "mobility")
        room.write(
            lambda session, who=person, number=number: points.give(session, who, own | {"benefit": number})
        )
        if number == 4:
            for activity in (Activity.DOTS, Activity.POINTS):
                phase(room, activity, Phase.SHOWN)
                phase(room, activity, Phase.OPEN)
    for activity in (Activity.DOTS, Activity.POINTS):
        phase(room, activity, Phase.SHOWN)
    before = means(room)
    retention.delete_now(room.database, ADVISOR, room.id)
    assert means(room) == pytest.approx(before)
    assert sums(room) == {"mobility": 15}


def means(room: Room) -> list[float]:
    (everybody,) = points.result(room.database, ADVISOR, room.id)
    return [each.mean for each in everybody.dimensions]


def groups_of(room: Room) -> set[str | None]:
    return {each.group for each in points.result(room.database, ADVISOR, room.id)}
