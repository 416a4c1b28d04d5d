"""Rounds that open and close by themselves: the server looks at its start, and when the next time comes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime

from light.house import House
from workshops.live import own_time

LONGEST_PAUSE = 5.0
"""Times are set while the server runs, by another process too: after so many seconds it looks anew."""
_A_MOMENT = 0.01  # clocks and timers are not the same to the millisecond


@asynccontextmanager
async def keeping_times(house: House) -> AsyncIterator[None]:
    """Open and close what is due now, and each round at its time until the block ends."""
    task = asyncio.create_task(_repeat(house, await look(house)))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def look(house: House) -> datetime | None:
    """Open and close what is due; return when the next round's time comes, None if there is none.

    What fails is written down for the operator, and the next look comes. A vote after the end is refused
    all the same, and who looks at the state of the series closes the round.
    """

    def failed(error: Exception) -> None:
        house.errors.record(error, "own time")

    try:
        return await house.read(own_time.obey_due, failed)
    except Exception as error:  # noqa: BLE001 - this task must outlive every error
        failed(error)
        return None


async def _repeat(house: House, coming: datetime | None) -> None:
    while True:
        left = (coming - datetime.now(UTC)).total_seconds() if coming else LONGEST_PAUSE
        await asyncio.sleep(min(LONGEST_PAUSE, max(left, 0.0) + _A_MOMENT))
        coming = await look(house)
