"""Stopping without losing anybody: first it is said, then nobody new comes, then the server ends."""

import asyncio
import signal
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from light import events
from light.house import House

SECONDS_TO_FINISH = 20
"""How long requests that are under way may take after that; without an end, one slow sender would hold it."""


@asynccontextmanager
async def announced(house: House, seconds: float) -> AsyncIterator[None]:
    """Let SIGTERM say `house.is_stopping`, and do what it did only after `seconds`.

    A balancer needs this time to send new visitors elsewhere. A second SIGTERM does not wait, and neither
    does Ctrl+C.
    """
    if threading.current_thread() is not threading.main_thread():  # a test's server; signals reach the first
        yield
        return
    loop, usual = asyncio.get_running_loop(), signal.getsignal(signal.SIGTERM)

    def end(number: int, frame: Any) -> None:
        if callable(usual):
            usual(number, frame)

    def announce(number: int, frame: Any) -> None:
        if house.is_stopping or not seconds:
            end(number, frame)
            return
        house.is_stopping = True
        # A handler of signals may interrupt the loop anywhere: it only leaves word.
        loop.call_soon_threadsafe(events.happened, "stopping")
        loop.call_soon_threadsafe(loop.call_later, seconds, end, number, None)

    signal.signal(signal.SIGTERM, announce)
    try:
        yield
    finally:
        house.is_stopping = True
        events.happened("stopped")
        signal.signal(signal.SIGTERM, usual)
