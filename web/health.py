"""Whether the service can do its work, for monitoring: it can when the database answers."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from light.house import House

_UP = "ok\n"
_DOWN = "The database does not answer. See {} in the error log.\n"  # no translation: for monitoring


class Health:
    """The route /healthz; it speaks English because programs and operators read it."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def check(self, request: Request) -> Response:  # noqa: ARG002 - every route gets it
        """Answer 200 when the database answers, else 503 with the reference of the log entry."""
        try:
            await run_in_threadpool(self._house.database.ping)
        except Exception as error:  # noqa: BLE001 - whatever it is, the service is not healthy
            reference = self._house.errors.record(error, "healthz")
            return PlainTextResponse(_DOWN.format(reference), 503, {"Cache-Control": "no-store"})
        return PlainTextResponse(_UP, headers={"Cache-Control": "no-store"})
