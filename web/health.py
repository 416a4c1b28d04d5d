"""Whether the process lives and whether visitors may come, for monitoring and balancers."""

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
_STOPPING = "The server is stopping.\n"  # no translation: for monitoring


class Health:
    """The routes /livez and /readyz, which is also /healthz."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._written = float("-inf")

    async def alive(self, request: Request) -> Response:  # noqa: ARG002 - every route gets it
        """Answer 200: a process that cannot has to be started again. The database is none of its business."""
        return _answer(_UP)

    async def ready(self, request: Request) -> Response:  # noqa: ARG002 - every route gets it
        """Answer 200 when the database answers and can be written, else 503, with a reference.

        A server that stops is not ready either.
        """
        if self._house.is_stopping:
            return _answer(_STOPPING, 503)
        try:
            await run_in_threadpool(self._house.database.ping)
            await self._write_now_and_then()
        except Exception as error:  # noqa: BLE001 - whatever it is, the service is not ready
            return _answer(_DOWN.format(self._house.errors.record(error, "readyz")), 503)
        return _answer(_UP)

    async def _write_now_and_then(self) -> None:
        """Find out whether something can be written, at most every few seconds: anybody may ask."""
        if time.monotonic() - self._written >= _SECONDS_BETWEEN_WRITES:
            await run_in_threadpool(self._house.database.check_writing)
            self._written = time.monotonic()


def _answer(text: str, status: int = 200) -> Response:
    return PlainTextResponse(text, status, {"Cache-Control": "no-store"})
