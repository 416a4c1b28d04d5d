"""Whether the service can do its work, for monitoring: the database has to answer and to be writable."""

import time

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from light.house import House

_SECONDS_BETWEEN_WRITES = 5.0
_UP = "ok\n"
_DOWN = (
    "The database does not answer or takes nothing. See {} in the log.\n"  # no translation: for monitoring
)


class Health:
    """The route /healthz; it speaks English because programs and operators read it."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._written = float("-inf")

    async def _write_now_and_then(self) -> None:
        """Find out whether something can be written, at most every few seconds: anybody may ask."""
        if time.monotonic() - self._written >= _SECONDS_BETWEEN_WRITES:
            await run_in_threadpool(self._house.database.check_writing)
            self._written = time.monotonic()

    async def check(self, request: Request) -> Response:  # noqa: ARG002 - every route gets it
        """Answer 200 when the database answers and can be written, else 503 with a reference."""
        try:
            await run_in_threadpool(self._house.database.ping)
            await self._write_now_and_then()
        except Exception as error:  # noqa: BLE001 - whatever it is, the service is not healthy
            reference = self._house.errors.record(error, "healthz")
            return PlainTextResponse(_DOWN.format(reference), 503, {"Cache-Control": "no-store"})
        return PlainTextResponse(_UP, headers={"Cache-Control": "no-store"})
