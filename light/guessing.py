"""Slows down those who guess: what is looked at when, and what somebody who tries too often reads."""

import asyncio
from collections.abc import Awaitable, Callable
from math import ceil
from typing import Generic, NamedTuple, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from light import events
from light.house import House
from light.pages import message
from translations import _
from workshops.access import guessing
from workshops.access.guessing import Limit
from workshops.errors import AccessDenied

Found = TypeVar("Found")

_LONGEST_WAIT = 10.0
_SHORTEST_MARK = 32


class Guess(NamedTuple, Generic[Found]):
    """What a try found: a result, or after how many seconds the next wrong one is answered in full."""

    found: Found | None
    seconds: int = 0
    denied: AccessDenied | None = None


class Guesses:
    """Looks at the tries of one kind; only wrong ones are counted, by address and by device.

    A right secret goes through, however many wrong ones came from the same address before: it waits for its
    turn at most. Tries are looked at one at a time: many sent at once would else all be looked at before the
    first of them counts. Addresses are those that the server sees: behind a proxy that hides them all
    visitors share one count.
    """

    def __init__(self, house: House, limit: Limit) -> None:
        self._house = house
        self._limit = limit
        self._checking = asyncio.Lock()

    async def look(
        self,
        request: Request,
        check: Callable[[], Awaitable[Found | None]],
        device: str = "",
        *,
        known: str = "",
    ) -> Guess[Found]:
        """Return what `check` finds; None and AccessDenied are wrong tries.

        `device` is the secret of a cookie that this device has brought, if it has one. `known` is the name
        of a device that has come in before: it waits for its own wrong tries, never for those of others at
        the same address.
        """
        place = f"known device {known}" if known else address(request)
        async with self._checking:
            seconds = await self._house.read(guessing.turn, self._limit, place)
            if not seconds:
                return await self._look(place, check, device)
        if seconds > _LONGEST_WAIT:
            return Guess(None, ceil(seconds))
        await asyncio.sleep(seconds)
        return await self._look(place, check, device)

    async def _look(
        self, place: str, check: Callable[[], Awaitable[Found | None]], device: str
    ) -> Guess[Found]:
        denied = None
        try:
            found = await check()
        except AccessDenied as error:
            found, denied = None, error
        if found is not None:
            if self._limit is not guessing.CODES:  # who takes part is nobody's business
                events.happened("secret accepted", kind=self._limit.kind)
            return Guess(found)
        events.happened("secret refused", kind=self._limit.kind)
        known = device if len(device) >= _SHORTEST_MARK else ""
        return Guess(None, await self._house.write(guessing.count_wrong, self._limit, place, known), denied)


def address(request: Request) -> str:
    """Return the network address that a request comes from."""
    return request.client.host if request.client else ""


def slow_down(request: Request, seconds: int) -> Response:
    """Return the page for somebody who tries too often."""
    wait = _("Please wait {seconds} seconds and try again.").format(seconds=seconds)
    answer = message(request, _("Too many attempts"), [wait], 429)
    answer.headers["Retry-After"] = str(seconds)
    return answer
