"""How many connections there may be, and how long one may keep silent: nobody can use up what all need.

A connection costs a descriptor. Without a limit, a few lines of script on one device take them all, and new
phones get no answer. The server's own limits know neither addresses nor the time before a request.
"""

import asyncio
import logging
import time
from collections import defaultdict
from typing import Any, ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

RESERVED = 150
"""Descriptors for the database, files and standard streams."""
FIRST_REQUEST_SECONDS = 15.0
"""How long the head of a request may take: enough for a phone with one bar of reception."""
SWEEP_SECONDS = 2.0
QUIET_SECONDS = 60.0
_NO_DESCRIPTOR = "socket.accept() out of system resource"
_log = logging.getLogger(__name__)


class Connections:
    """The open connections, at most `most`, and at most half of them from one address.

    Half, and no fixed number: a room of a hundred behind one address opens several hundred.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._open: dict[str, set[asyncio.BaseTransport]] = defaultdict(set)
        self._swept = 0.0

    def admit(self, address: str, transport: asyncio.BaseTransport) -> bool:
        """Count a new connection; return False if it is one too many."""
        here = self._open[address]
        if len(here) >= self.most // 2 or self._number() >= self.most:
            self._sweep()
            if len(here) >= self.most // 2 or self._number() >= self.most:
                return False
        self._open[address].add(transport)
        return True

    def leave(self, address: str, transport: asyncio.BaseTransport) -> None:
        """Forget a connection that ended."""
        self._open[address].discard(transport)
        if not self._open[address]:
            del self._open[address]

    def _number(self) -> int:
        return sum(map(len, self._open.values()))

    def _sweep(self) -> None:
        """Forget connections that ended after they had become websockets: nobody tells us of these."""
        if time.monotonic() - self._swept < SWEEP_SECONDS:
            return
        self._swept = time.monotonic()
        for address in list(self._open):
            for transport in list(self._open[address]):
                if transport.is_closing():
                    self.leave(address, transport)


class Guarded(H11Protocol):
    """uvicorn's protocol that turns away what is too many, and ends what sends no request."""

    admitted: ClassVar[Connections]

    _address = ""
    _patience: asyncio.TimerHandle | None = None
    _is_admitted = False

    def connection_made(self, transport: Any) -> None:
        """Admit a connection, or end it before anything is read."""
        peer = transport.get_extra_info("peername")
        self._address = str(peer[0]) if peer else ""
        self._is_admitted = self.admitted.admit(self._address, transport)
        super().connection_made(transport)
        if self._is_admitted:
            self._wait()
        else:
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Make room for another one."""
        self._stop_waiting()
        if self._is_admitted:
            self.admitted.leave(self._address, self.transport)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read, and wait no longer once the head of a request is there."""
        super().data_received(data)
        if self._is_waiting_for_a_request():
            self._wait()
        else:
            self._stop_waiting()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """Let a websocket be as silent as it likes: it has its own sign of life."""
        self._stop_waiting()
        super().handle_websocket_upgrade(event)

    def _is_waiting_for_a_request(self) -> bool:
        if self.transport.get_protocol() is not self:  # a websocket by now
            return False
        return self.cycle is None or self.cycle.response_complete

    def _wait(self) -> None:
        if self._patience is None:
            self._patience = self.loop.call_later(FIRST_REQUEST_SECONDS, self._end)

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _end(self) -> None:
        self._patience = None
        if self._is_waiting_for_a_request() and not self.transport.is_closing():
            self.transport.abort()


def guarded(connections: Connections) -> type[Guarded]:
    """Return the protocol, bound to these limits."""
    return type("BoundGuarded", (Guarded,), {"admitted": connections})


class QuietWithoutDescriptors:
    """An event loop's handler of errors that says once a minute that descriptors have run out.

    asyncio reports each connection it cannot accept with a traceback: thousands in a second.
    """

    def __init__(self) -> None:
        self._said = float("-inf")

    def __call__(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Handle one report."""
        if not str(context.get("message", "")).startswith(_NO_DESCRIPTOR):
            loop.default_exception_handler(context)
        elif time.monotonic() - self._said >= QUIET_SECONDS:
            self._said = time.monotonic()
            _log.error("No file descriptor is left for new connections; some have to end first.")
