"""After a round that people answered at home the meeting begins with what opinions differ on."""

from datetime import timedelta

import pytest

from storage.database import Database
from storage.types import now as clock
from tests.stage.afternoon import ADVISOR, Afternoon
from tests.workshops.live.test_own_time import in_the_past
from workshops.live import own_time
from workshops.live import steering as live_steering
from workshops.live.rounds import RoundView
from workshops.overview.progress import Step, progress
from workshops.wall import known, steering
from workshops.wall.cockpit import Act, Cockpit, cockpit, press
from workshops.wall.running_order import Part, running_order
from workshops.wall.scenes import Scene


@pytest.fixture
def afternoon(database: Database) -> Afternoon:
    found = Afternoon(database, people_wanted=6, entries=5)
    found.arrive()
    return found


def now(afternoon: Afternoon) -> Cockpit:
    return cockpit(afternoon.database, ADVISOR, afternoon.id)


def at_home(afternoon: Afternoon) -> RoundView:
    """Hold a round at home; its end is over, and nobody has looked since."""
    opened = own_time.set_times(
        afternoon.database, ADVISOR, afternoon.open_round().id, None, clock() + timedelta(days=7)
    )
    afternoon.rate(opened)
    in_the_past(afternoon, opened)  # type: ignore[arg-type]
    return opened


def test_the_next_step_leads_to_where_opinions_differ(afternoon: Afternoon) -> None:
    opened = at_home(afternoon)
    own_time.obey_due(afternoon.database, print)
    standing = progress(afternoon.database, ADVISOR, afternoon.id)
    assert standing.talk
    assert standing.next_from(Step.SELECTION) is Step.LIVE
    live_steering.reveal(afternoon.database, ADVISOR, opened.id)
    standing = progress(afternoon.database, ADVISOR, afternoon.id)
    assert standing.talk
    assert standing.due is Step.LIVE
    assert standing.next_from(Step.SELECTION) is Step.LIVE
    assert standing.next_from(Step.LIVE) is Step.WEIGHTS, "from there it goes on as usual"
    assert standing.next_from(Step.WEIGHTS) is Step.EVALUATION


def test_before_the_reveal_nothing_is_shown_of_it(afternoon: Afternoon) -> None:
    at_home(afternoon)
    found = now(afternoon)
    assert found.wall.position.scene is Scene.RATING
    assert not {Scene.DIFFER, Scene.REVEAL, Scene.PORTFOLIO} & {stop.scene for stop in found.wall.stops}
    key = found.following(Part.RATE)
    assert key is not None
    assert key.act is Act.REVEAL, "it is asked once, as ever"


def test_after_the_reveal_the_wall_begins_with_the_weightiest_question(afternoon: Afternoon) -> None:
    opened = at_home(afternoon)
    now(afternoon)
    live_steering.reveal(afternoon.database, ADVISOR, opened.id)
    result = known.result(afternoon.database, afternoon.id)
    assert result
    found = now(afternoon)
    assert found.wall.position.scene is Scene.DIFFER
    assert found.wall.position.subject == known.questions(result)[0]
    assert found.here is Part.DISCUSS
    order = [view.part for view, _done in found.parts]
    assert order.index(Part.DISCUSS) + 1 == order.index(Part.REVEAL)
    done = {view.part for view, is_done in found.parts if is_done}
    assert Part.RATE in done
    assert not done & {Part.DISCUSS, Part.REVEAL}


def test_the_key_goes_from_the_questions_to_the_places_and_on(afternoon: Afternoon) -> None:
    opened = at_home(afternoon)
    now(afternoon)
    live_steering.reveal(afternoon.database, ADVISOR, opened.id)
    part, seen = Part.DISCUSS, list[Part]()
    for _press in range(100):
        found = now(afternoon)
        seen.append(found.here)
        key = found.following(part)
        if key is None or key.act is not Act.WALL:
            break
        press(afternoon.database, ADVISOR, afternoon.id, key, seen=found.wall.position.mark)
        part = key.part
    passed = list(dict.fromkeys(seen))
    assert passed[:2] == [Part.DISCUSS, Part.REVEAL]
    assert Part.DISCUSS not in passed[2:], "the key never runs in a circle"


def test_the_remote_sees_the_same_order(afternoon: Afternoon) -> None:
    opened = at_home(afternoon)
    now(afternoon)
    live_steering.reveal(afternoon.database, ADVISOR, opened.id)
    scenes = [stop.scene for stop in steering.standing(afternoon.database, ADVISOR, afternoon.id).stops]
    assert scenes.index(Scene.DIFFER) < scenes.index(Scene.REVEAL) < scenes.index(Scene.WEIGHTS)


def test_the_next_round_in_the_room_is_shown_as_usual(afternoon: Afternoon) -> None:
    opened = at_home(afternoon)
    now(afternoon)
    live_steering.reveal(afternoon.database, ADVISOR, opened.id)
    again = afternoon.open_round()
    afternoon.rate(again, remarks=False)
    afternoon.reveal(again)
    order = running_order(afternoon.database, ADVISOR, afternoon.id)
    assert order.sequence == tuple(Part)
    assert now(afternoon).wall.position.scene is Scene.REVEAL


def test_fewer_than_five_differ_on_nothing_that_is_shown(database: Database) -> None:
    few = Afternoon(database, people_wanted=4, entries=5)
    few.arrive()
    opened = at_home(few)
    now(few)
    live_steering.reveal(few.database, ADVISOR, opened.id)
    assert Scene.DIFFER not in {stop.scene for stop in now(few).wall.stops}
