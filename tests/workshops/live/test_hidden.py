"""Hidden until the reveal: no service gives a value of an open or closed round to anybody."""

from collections.abc import Callable

import pytest

from tests.workshops.room import ADVISOR, Room
from workshops.actors import Actor
from workshops.errors import AccessDenied, Refused
from workshops.evaluation import comparison, outcome
from workshops.live import activities, dots, points, steering
from workshops.live.activities import Activity, Phase
from workshops.live.rounds import RoundView

READERS: list[Callable[[Room, Actor, RoundView], object]] = [
    lambda room, actor, round_: outcome.of_round(room.database, actor, round_.id),
    lambda room, actor, round_: outcome.check_visible(room.database, actor, round_.id),
]
LIVING: list[Callable[[Room, Actor], object]] = [
    lambda room, actor: outcome.current(room.database, actor, room.id),
    lambda room, actor: comparison.movement(room.database, actor, room.id),
]


@pytest.fixture
def rated(room: Room) -> RoundView:
    opened = room.open_round()
    for person in room.people(5, "citizens"):
        room.answer_all(person, opened, (5, 3, 1))
    return opened


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("closed", [False, True])
def test_nobody_reads_a_round_that_is_not_revealed(
    room: Room, rated: RoundView, reader: Callable[[Room, Actor, RoundView], object], closed: bool
) -> None:
    person = room.join("reader")
    if closed:
        room.close(rated)
    for actor in (ADVISOR, person, room.wall, room.municipality):
        with pytest.raises((Refused, AccessDenied)):
            reader(room, actor, rated)
    assert outcome.shown_round(room.database, ADVISOR, room.id) is None


@pytest.mark.usefixtures("rated")
@pytest.mark.parametrize("reader", LIVING)
def test_what_the_room_knows_holds_nothing_of_it(room: Room, reader: Callable[[Room, Actor], object]) -> None:
    for actor in (ADVISOR, room.join("reader"), room.wall, room.municipality):
        assert not reader(room, actor)
    assert comparison.group_means(room.database, ADVISOR, room.id) == {}


def test_the_live_state_names_no_value(room: Room, rated: RoundView) -> None:
    for actor in (ADVISOR, room.wall, room.join("reader")):
        state = steering.state(room.database, actor, room.id)
        assert set(type(state).model_fields) == {
            "series_id",
            "revision",
            "coming",
            "names",
            "round",
            "readiness",
            "offer",
            "rehearsal",
            "result",
        }
        assert state.round is not None
        assert "value" not in state.model_dump_json()


def test_after_the_reveal_everybody_reads_it(room: Room, rated: RoundView) -> None:
    room.reveal(rated)
    for actor in (ADVISOR, room.wall, room.municipality, room.join("reader")):
        found = outcome.of_round(room.database, actor, rated.id)
        assert found is not None
        assert [item.item_id for item in found.evaluation.ranking] == list(rated.item_ids)


def test_another_series_reads_nothing(room: Room, rated: RoundView) -> None:
    room.reveal(rated)
    other = Room(room.database)
    for actor in (other.wall, other.municipality, other.join("spy")):
        with pytest.raises(Exception, match=r"Reihe|series"):
            outcome.of_round(room.database, actor, rated.id)


def test_dots_and_points_are_hidden_while_they_are_given(room: Room) -> None:
    people = room.people(5)
    for activity in (Activity.DOTS, Activity.POINTS):
        activities.set_phase(room.database, ADVISOR, room.id, activity, Phase.OPEN)
    given = {"benefit": 50, "transferability": 25, "feasibility": 25}
    for person in people:
        room.write(lambda session, person=person: dots.give(session, person, {("area", "mobility"): 3}))
        room.write(lambda session, person=person: points.give(session, person, given))
    for read in (dots.result, points.result):
        for actor in (ADVISOR, room.wall, people[0]):
            with pytest.raises(Refused):
                read(room.database, actor, room.id)
    for activity in (Activity.DOTS, Activity.POINTS):
        activities.set_phase(room.database, ADVISOR, room.id, activity, Phase.OFF)
    for read in (dots.result, points.result):
        assert read(room.database, ADVISOR, room.id)
        with pytest.raises(Refused):
            read(room.database, room.wall, room.id)
    for activity in (Activity.DOTS, Activity.POINTS):
        activities.set_phase(room.database, ADVISOR, room.id, activity, Phase.SHOWN)
    for read in (dots.result, points.result):
        assert read(room.database, room.wall, room.id)
        assert read(room.database, people[0], room.id)
