"""The running order beside what happens: what is done, and what one large key does next."""

import pytest

from storage.database import Database
from tests.stage.afternoon import ADVISOR, Afternoon
from workshops.actors import Actor, Role
from workshops.errors import AccessDenied
from workshops.live import activities
from workshops.live import steering as live_steering
from workshops.live.activities import Activity, Phase
from workshops.wall import steering
from workshops.wall.cockpit import Act, Cockpit, cockpit, press
from workshops.wall.running_order import DEFAULT, Part, save
from workshops.wall.scenes import Scene


@pytest.fixture
def afternoon(database: Database) -> Afternoon:
    return Afternoon(database, people_wanted=6, entries=5)


def now(afternoon: Afternoon) -> Cockpit:
    return cockpit(afternoon.database, ADVISOR, afternoon.id)


def done(afternoon: Afternoon) -> set[Part]:
    return {view.part for view, is_done in now(afternoon).parts if is_done}


def walk(afternoon: Afternoon, part: Part) -> Part:
    """Press the key as long as it only moves the wall or turns to a part; return where it ends."""
    for _press in range(100):
        found = now(afternoon)
        key = found.following(part)
        if key is None or key.act not in (Act.WALL, Act.PART):
            return part
        press(afternoon.database, ADVISOR, afternoon.id, key, seen=found.wall.position.mark)
        part = key.part
        if key.position:
            assert now(afternoon).wall.position == key.position
    raise AssertionError("the key never comes to an end")


def test_the_key_leads_from_arriving_to_the_first_round(afternoon: Afternoon):
    assert now(afternoon).here is Part.ARRIVE
    assert done(afternoon) == set()
    assert walk(afternoon, Part.ARRIVE) is Part.RATE
    assert now(afternoon).following(Part.RATE) is None, "what is asked is chosen below the wall"
    assert Part.ARRIVE in done(afternoon)


def test_the_key_leads_the_round(afternoon: Afternoon):
    afternoon.arrive()
    draft = live_steering.prepare(afternoon.database, ADVISOR, afternoon.id)
    acts = []
    for lead in (
        lambda: live_steering.open_round(afternoon.database, ADVISOR, draft.id),
        lambda: live_steering.close(afternoon.database, ADVISOR, draft.id, confirmed_missing=6),
        lambda: None,
    ):
        key = now(afternoon).following(Part.RATE)
        acts.append(key.act if key else None)
        lead()
    assert acts == [Act.OPEN, Act.CLOSE, Act.REVEAL]
    back = now(afternoon).following(Part.CHOOSE)
    assert back is not None
    assert (back.act, back.part) == (Act.WALL, Part.RATE), "an open round is one key away from everywhere"


def test_after_the_reveal_it_goes_through_the_rest_of_the_afternoon(afternoon: Afternoon):
    afternoon.arrive()
    first = afternoon.open_round()
    afternoon.rate(first)
    afternoon.reveal(first)
    assert now(afternoon).here is Part.REVEAL
    assert {Part.ARRIVE, Part.OVERVIEW, Part.CHOOSE, Part.RATE} <= done(afternoon)
    assert Part.REVEAL not in done(afternoon)
    assert walk(afternoon, Part.REVEAL) is Part.DECIDE
    assert Part.RATE_AGAIN not in done(afternoon), "it was passed by, not done"
    afternoon.decide()
    assert now(afternoon).stop(Part.DECIDE) is not None
    assert Part.DECIDE in done(afternoon)


def test_a_second_round_shows_what_it_has_moved(afternoon: Afternoon):
    afternoon.arrive()
    for _round in range(2):
        held = afternoon.open_round()
        afternoon.rate(held)
        afternoon.reveal(held)
    key = now(afternoon).following(Part.DISCUSS)
    assert key is not None
    assert key.position is not None
    assert key.position.scene is Scene.MOVED
    assert Part.RATE_AGAIN in done(afternoon)


def test_a_part_that_is_left_out_today_is_no_step(afternoon: Afternoon):
    left_out = {**DEFAULT, Part.OVERVIEW: 0, Part.CHOOSE: 0}
    save(afternoon.database, ADVISOR, afternoon.id, begins_at=None, minutes=list(left_out.items()))
    steering.go(afternoon.database, ADVISOR, afternoon.id, Scene.WAY)
    key = now(afternoon).following(Part.ARRIVE)
    assert key is not None
    assert (key.act, key.part) == (Act.PART, Part.RATE)


def test_what_the_room_brings_in_has_its_scene(afternoon: Afternoon):
    assert now(afternoon).stop(Part.CHOOSE) is None
    activities.set_phase(afternoon.database, ADVISOR, afternoon.id, Activity.IDEAS, Phase.OPEN)
    stop = now(afternoon).stop(Part.CHOOSE)
    assert stop is not None
    assert stop.scene is Scene.IDEAS


def test_a_key_pressed_twice_moves_once(afternoon: Afternoon):
    found = now(afternoon)
    key = found.following(Part.ARRIVE)
    assert key is not None
    for _press in range(2):
        press(afternoon.database, ADVISOR, afternoon.id, key, seen=found.wall.position.mark)
    assert now(afternoon).wall.position.scene is Scene.WAY


def test_only_the_advisor_has_a_cockpit(afternoon: Afternoon):
    with pytest.raises(AccessDenied):
        cockpit(afternoon.database, Actor(Role.WALL, series_id=afternoon.id), afternoon.id)
