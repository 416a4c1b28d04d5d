"""What the phones of a workshop share in this process: who they are, and where the workshop stands.

A hundred phones ask for the state every few seconds; one look at the database serves them all.
"""

import asyncio
import hashlib
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from contextlib import suppress
from typing import Any, TypeVar

from starlette.requests import HTTPConnection

from light.house import House
from workshops.access.admission import PARTICIPANT_COOKIE
from workshops.actors import Actor
from workshops.errors import StorageError
from workshops.live import participants, steering
from workshops.live.steering import LiveState

Value = TypeVar("Value")

STATE_SECONDS = 0.7
STALE_SECONDS = 0.3
_PERSON_SECONDS = 60.0
_SEEN_SECONDS = 600.0
_MOST_KEPT = 5_000


class Shared:
    """Values that are worked out once for all who ask at the same time, and kept for a while."""

    def __init__(self, most: int = _MOST_KEPT, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._kept: OrderedDict[Hashable, tuple[float, asyncio.Future[Any]]] = OrderedDict()

    async def get(
        self,
        key: Hashable,
        seconds: float,
        work: Callable[[], Awaitable[Value]],
        *,
        stale_seconds: float = 0.0,
    ) -> Value:
        """Return the value under `key` if it is younger than `seconds`, else what `work` gives.

        A value that is at most `stale_seconds` older is still given out, while a new one is worked out.
        """
        found = self._kept.get(key)
        if found is None or _failed(found[1]):
            found = self._begin(key, work)
        elif found[1].done() and (age := self._clock() - found[0]) >= seconds:
            fresh = self._begin(key, work)
            found = fresh if age >= seconds + stale_seconds else found
        # Shielded: one visitor who goes away must not cancel what the others wait for.
        value: Value = await asyncio.shield(found[1])
        return value

    def _begin(self, key: Hashable, work: Callable[[], Awaitable[Any]]) -> tuple[float, asyncio.Future[Any]]:
        begun = (self._clock(), asyncio.ensure_future(work()))
        begun[1].add_done_callback(_heard)
        self._kept[key] = begun
        self._kept.move_to_end(key)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return begun

    def forget(self, key: Hashable) -> None:
        """Work the value out anew next time."""
        self._kept.pop(key, None)


def mark(actor: Actor) -> str:
    """Return a name under which a phone keeps this person's unsent answers apart from others'."""
    return hashlib.sha256((actor.participant_id or "").encode()).hexdigest()[:12]


def _heard(future: asyncio.Future[Any]) -> None:
    """Nobody may be waiting for a value any more; its error is then no news either."""
    if not future.cancelled():
        future.exception()


def _failed(future: asyncio.Future[Any]) -> bool:
    return future.done() and (future.cancelled() or future.exception() is not None)


class LiveRoom:
    """Answers "who is this phone" and "where do we stand" for all phones of this process."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.shared = Shared()
        self._seen: OrderedDict[str, float] = OrderedDict()

    async def person(self, visit: HTTPConnection) -> Actor | None:
        """Return the participant who uses this device, or None."""
        token = visit.cookies.get(PARTICIPANT_COOKIE, "")
        if not token:
            return None
        actor = await self.shared.get(
            ("person", token), _PERSON_SECONDS, lambda: self.house.read(participants.of_device, token)
        )
        if actor is None:
            self.forget_device(token)
        else:
            await self._was_here(actor)
        return actor

    def forget_device(self, token: str) -> None:
        """Look a device up anew: it has joined, changed hands or left."""
        self.shared.forget(("person", token))

    async def state(self, actor: Actor) -> LiveState:
        """Return where the workshop stands, a second old at most."""
        series_id = actor.series_id or ""
        return await self.shared.get(
            ("state", series_id),
            STATE_SECONDS,
            lambda: self.house.read(steering.state, actor, series_id),
            stale_seconds=STALE_SECONDS,
        )

    def changed(self, actor: Actor) -> None:
        """Show this phone at once what it has just changed."""
        self.shared.forget(("state", actor.series_id or ""))

    async def _was_here(self, actor: Actor) -> None:
        """Keep the time when a person was here last, at most every ten minutes."""
        who, now = actor.participant_id or "", time.monotonic()
        if now - self._seen.get(who, float("-inf")) < _SEEN_SECONDS:
            return
        self._seen[who] = now
        self._seen.move_to_end(who)
        while len(self._seen) > _MOST_KEPT:
            self._seen.popitem(last=False)
        with suppress(StorageError):  # a page must not fail because this could not be noted down
            await self.house.write(participants.seen, actor)
