"""What phones share is worked out once for all who wait, and again when it is old or went wrong."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from phone.live_room import Shared


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Work:
    """Counts how often it is done; `broken` makes it fail."""

    def __init__(self) -> None:
        self.times = 0
        self.broken = False

    async def __call__(self) -> int:
        self.times += 1
        mine = self.times
        await asyncio.sleep(0)
        if self.broken:
            raise ValueError
        return mine


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def work() -> Work:
    return Work()


def run(test: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(test())  # type: ignore[arg-type]


def test_a_thousand_who_ask_at_once_cost_one_answer(clock: Clock, work: Work) -> None:
    async def test() -> None:
        shared = Shared(clock=clock)
        found = await asyncio.gather(*(shared.get("key", 1, work) for _phone in range(1000)))
        assert set(found) == {1}

    run(test)
    assert work.times == 1


def test_an_old_value_is_worked_out_anew(clock: Clock, work: Work) -> None:
    async def test() -> None:
        shared = Shared(clock=clock)
        assert await shared.get("key", 1, work) == 1
        clock.now = 0.9
        assert await shared.get("key", 1, work) == 1
        clock.now = 1
        assert await shared.get("key", 1, work) == 2

    run(test)


def test_a_slightly_old_value_is_given_out_while_a_new_one_is_made(clock: Clock, work: Work) -> None:
    async def test() -> None:
        shared = Shared(clock=clock)
        await shared.get("key", 1, work)
        clock.now = 1.5
        assert await shared.get("key", 1, work, stale_seconds=2) == 1
        await asyncio.sleep(0.01)
        assert await shared.get("key", 1, work, stale_seconds=2) == 2
        clock.now = 10
        assert await shared.get("key", 1, work, stale_seconds=2) == 3

    run(test)


def test_what_went_wrong_is_tried_again(clock: Clock, work: Work) -> None:
    async def test() -> None:
        shared = Shared(clock=clock)
        work.broken = True
        with pytest.raises(ValueError, match=r"^$"):
            await shared.get("key", 100, work)
        work.broken = False
        assert await shared.get("key", 100, work) == 2

    run(test)


def test_who_goes_away_does_not_take_the_answer_from_the_others(clock: Clock, work: Work) -> None:
    async def test() -> None:
        shared = Shared(clock=clock)
        leaving = asyncio.create_task(shared.get("key", 1, work))
        staying = asyncio.create_task(shared.get("key", 1, work))
        await asyncio.sleep(0)
        leaving.cancel()
        assert await staying == 1

    run(test)


def test_only_so_much_is_kept(clock: Clock, work: Work) -> None:
    async def test() -> None:
        shared = Shared(most=2, clock=clock)
        for key in ("a", "b", "c", "a"):
            await shared.get(key, 100, work)

    run(test)
    assert work.times == 4
