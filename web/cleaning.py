"""The clean-up: personal traces of a series go at its date, at the start and while the server runs."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from light.house import House
from workshops.archive import retention

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
    """Delete what is due; the log says how much of it, and what fails is written down for the operator.

    Whatever goes wrong, the next look comes: personal traces must not stay because of one series.
    """

    def failed(series_id: str, error: Exception) -> None:
        _log.error("Personal traces of series %s could not be deleted", series_id)
        house.errors.record(error, "clean-up")

    try:
        for deleted in await house.read(retention.delete_due, failed):
            _log.warning(
                "Personal traces deleted in series %s: %s people, %s devices, %s remarks, %s ideas",
                deleted.series_id,
                deleted.people,
                deleted.devices,
                deleted.comments,
                deleted.ideas,
            )
    except Exception as error:  # noqa: BLE001 - this task must outlive every error
        house.errors.record(error, "clean-up")


async def _repeat(house: House) -> None:
    while True:
        await asyncio.sleep(SECONDS_BETWEEN)
        await clean(house)
