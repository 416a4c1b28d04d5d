"""Slows down the guessing of passwords, tokens and codes."""

import time
from collections import deque
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil

from starlette.requests import Request
from starlette.responses import Response

from light.pages import message
from translations import _

_MOST_ADDRESSES = 10_000


class GuessLimit:
    """Admits at most `attempts` tries per network address within `window` seconds.

    A try counts before its secret is checked, so many at once gain nothing; a right one clears the count.
    Addresses are those that the server sees: behind a proxy that hides them all visitors share one count.
    """

    def __init__(self, attempts: int, window: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._attempts = attempts
        self._window = window
        self._clock = clock
        self._tries: dict[str, deque[float]] = {}

    def wait(self, address: str) -> int:
        """Count one try from `address`; return 0 if it may go on, else the whole seconds to wait."""
        if not (seconds := self.blocked(address)):
            self.count(address)
        return seconds

    def blocked(self, address: str) -> int:
        """Return the whole seconds that `address` has to wait, 0 if it need not."""
        now, tries = self._clock(), self._tries.get(_household(address), deque())
        while tries and now - tries[0] >= self._window:
            tries.popleft()
        return ceil(tries[0] + self._window - now) if len(tries) >= self._attempts else 0

    def count(self, address: str) -> None:
        """Count one try from `address`."""
        now = self._clock()
        if len(self._tries) >= _MOST_ADDRESSES:
            self._forget_old(now)
        self._tries.setdefault(_household(address), deque()).append(now)

    def forget(self, address: str) -> None:
        """Clear the count of `address` after a right secret."""
        self._tries.pop(_household(address), None)

    def _forget_old(self, now: float) -> None:
        self._tries = {
            who: tries for who, tries in self._tries.items() if tries and now - tries[-1] < self._window
        }


def _household(address: str) -> str:
    """Return what one guesser cannot change at will: an IPv4 address, or the /64 network of an IPv6 one."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ip_network((parsed.packed[:8] + bytes(8), 64)))
    return str(parsed)


def slow_down(request: Request, seconds: int) -> Response:
    """Return the page for somebody who tries too often."""
    wait = _("Please wait {seconds} seconds and try again.").format(seconds=seconds)
    answer = message(request, _("Too many attempts"), [wait], 429)
    answer.headers["Retry-After"] = str(seconds)
    return answer
