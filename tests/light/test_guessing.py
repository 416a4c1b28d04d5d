"""Right secrets go through at once, however many wrong ones came from the same address."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.requests import Request

from light.errorlog import ErrorLog
from light.guessing import Guess, Guesses
from light.house import House
from storage.database import Database
from storage.writer import GroupWriter
from workshops.access import guessing
from workshops.access.guessing import Limit
from workshops.errors import AccessDenied

FEW = Limit("few", 3, timedelta(seconds=60), timedelta(milliseconds=50))

SLOW = Limit("slow", 1, timedelta(seconds=60), timedelta(seconds=6))


@pytest.fixture
def house(new_sqlite: Database, tmp_path: Path) -> House:
    writer = GroupWriter(new_sqlite)
    return House(lambda: new_sqlite, ErrorLog(tmp_path), writer=lambda: writer)


def request(address: str = "192.0.2.1") -> Request:
    return Request({"type": "http", "client": (address, 1), "headers": []})


async def right() -> str:
    return "in"


async def wrong() -> None:
    return None


async def refused() -> str:
    raise AccessDenied("No.", "Try again.")


def look(guesses: Guesses, check: Callable[[], Awaitable[str | None]], device: str = "") -> Guess[str]:
    return asyncio.run(guesses.look(request(), check, device))


def test_wrong_ones_have_to_wait_and_a_right_one_goes_through(house: House) -> None:
    guesses = Guesses(house, FEW)
    assert [look(guesses, wrong).seconds for _try in range(3)] == [0, 0, 0]
    assert look(guesses, wrong).seconds > 50
    assert look(guesses, right).found == "in"
    assert look(guesses, wrong).seconds > 50


def test_a_refusal_is_a_wrong_try_and_its_words_come_along(house: House) -> None:
    guess = look(Guesses(house, FEW), refused)
    assert guess.found is None
    assert guess.denied is not None
    assert guess.denied.hint == "Try again."


def test_who_brings_a_cookie_waits_for_own_mistakes_only(house: House) -> None:
    guesses = Guesses(house, FEW)
    for _try in range(10):
        look(guesses, wrong)
    assert look(guesses, wrong, "a" * 32).seconds == 0
    assert look(guesses, wrong, "short").seconds > 0


def test_a_known_device_waits_for_nobody_else_and_for_its_own_mistakes(house: House) -> None:
    guesses = Guesses(house, SLOW)
    for _try in range(3):
        asyncio.run(guesses.look(request(), wrong))
    before = time.monotonic()
    assert asyncio.run(guesses.look(request(), right, known="laptop")).found == "in"
    assert time.monotonic() - before < SLOW.pause.total_seconds() / 2
    assert asyncio.run(guesses.look(request(), wrong, known="laptop")).seconds == 0
    assert asyncio.run(guesses.look(request(), wrong, known="laptop")).seconds > 50
    assert asyncio.run(guesses.look(request(), wrong, known="other")).seconds == 0


def test_many_at_once_are_looked_at_one_after_the_other(house: House) -> None:
    guesses = Guesses(house, FEW)
    looked: list[float] = []

    async def noted() -> None:
        looked.append(time.monotonic())

    async def all_at_once() -> None:
        await asyncio.gather(*(guesses.look(request(), noted) for _try in range(10)))

    asyncio.run(all_at_once())
    assert len(looked) == 10
    assert looked[-1] - looked[3] >= 5 * FEW.pause.total_seconds()


def test_without_end_a_flood_is_turned_away_unseen(house: House) -> None:
    guesses = Guesses(house, SLOW)
    look(guesses, wrong)

    async def noted() -> None:
        pytest.fail("it was looked at")

    async def over_the_limit() -> Guess[None]:
        for _turn in range(3):
            await house.read(guessing.turn, SLOW, "192.0.2.1")
        return await guesses.look(request(), noted)

    assert asyncio.run(over_the_limit()).seconds > 10
