"""The clean-up: personal traces of a series go at its date, at the start and while the server runs."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from light.house import House
from workshops.archive import retention
from workshops.errors import StorageError

SECONDS_BETWEEN = 3600
_log = logging.getLogger(__name__)


@asynccontextmanager
async def cleaning(house: House) -> AsyncIterator[None]:
    """Delete what is due now, and look again every hour until the block ends."""
    await clean(house)
    task = asyncio.create_task(_repeat(house))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def clean(house: House) -> None:
    """Delete what is due; the log says how much of it, and a failure is written down for the operator."""
    try:
        for deleted in await house.read(retention.delete_due):
            _log.warning(
                "Personal traces deleted in series %s: %s people, %s devices, %s remarks, %s ideas",
                deleted.series_id,
                deleted.people,
                deleted.devices,
                deleted.comments,
                deleted.ideas,
            )
    except StorageError as error:
        house.errors.record(error, "clean-up")


async def _repeat(house: House) -> None:
    while True:
        await asyncio.sleep(SECONDS_BETWEEN)
        await clean(house)
