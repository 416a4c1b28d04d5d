"""What all walls of a series share: how often is looked, and what is read for it."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from light.house import House
from stage.watch import Pulse, Watch
from tests.stage.afternoon import ADVISOR, Afternoon
from workshops.errors import NotFound
from workshops.live import answers
from workshops.wall import steering
from workshops.wall.scenes import Scene


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Counting:
    """A house that counts what is read."""

    def __init__(self, house: House) -> None:
        self._house = house
        self.read_names: list[str] = []

    async def read(self, work: Callable[..., Any], *args: Any) -> Any:
        self.read_names.append(work.__name__)
        return work(self._house.database, *args)


@pytest.fixture
def seen(house: House) -> Counting:
    return Counting(house)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pulse(seen: Counting, clock: Clock, afternoon: Afternoon) -> Callable[[], Pulse]:
    watch = Watch(seen, clock)  # type: ignore[arg-type]
    return lambda: asyncio.run(watch.pulse(afternoon.id))


def test_walls_share_one_look(pulse: Callable[[], Pulse], seen: Counting):
    assert pulse() == pulse()
    assert seen.read_names.count("revision") == 1
    assert seen.read_names.count("standing") == 1


def test_people_who_are_done_move_the_counters_only(
    pulse: Callable[[], Pulse], seen: Counting, clock: Clock, afternoon: Afternoon
):
    round_ = afternoon.open_round()
    before = pulse()
    assert before.standing.position.scene is Scene.RATING
    seen.read_names.clear()
    with afternoon.database.write() as session:
        answers.finish(session, afternoon.people[0], round_.id)
    clock.now += 1
    assert pulse() == before, "counters move every two seconds at most"
    clock.now += 1.5
    after = pulse()
    assert after.mark != before.mark
    assert after.counted is not None
    assert after.counted.readiness.finished == 1
    assert "standing" not in seen.read_names
    clock.now += 10
    pulse()
    assert "standing" in seen.read_names, "whatever else has changed shows after a while"


def test_what_the_advisor_does_while_the_room_rates_shows_with_the_next_look(
    pulse: Callable[[], Pulse], clock: Clock, afternoon: Afternoon
):
    round_ = afternoon.open_round()
    pulse()
    steering.go(afternoon.database, ADVISOR, afternoon.id, Scene.WAY)
    clock.now += 0.7
    assert pulse().standing.position.scene is Scene.WAY
    assert pulse().counted is None
    afternoon.rate(round_)
    afternoon.reveal(round_)
    clock.now += 0.7
    assert pulse().standing.position.scene is Scene.REVEAL


def test_all_walls_of_a_series_wake_up_for_the_same_look(seen: Counting, clock: Clock, afternoon: Afternoon):
    watch = Watch(seen, clock)  # type: ignore[arg-type]
    asyncio.run(watch.pulse(afternoon.id))
    clock.now += 0.4
    assert watch.rest(afternoon.id) == pytest.approx(0.2)
    clock.now += 5
    assert 0 < watch.rest(afternoon.id) < 0.1


def test_a_series_that_is_gone_is_said(seen: Counting, clock: Clock):
    with pytest.raises(NotFound):
        asyncio.run(Watch(seen, clock).pulse("0000000000000000"))  # type: ignore[arg-type]
