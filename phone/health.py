"""Whether the service can do its work, for monitoring: it can when the database answers."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from phone.house import House


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
            text = f"The database does not answer, see {reference} in error.log.\n"  # no translation: for programs
            return PlainTextResponse(text, 503, {"Cache-Control": "no-store"})
        text = "ok\n"
        return PlainTextResponse(text, headers={"Cache-Control": "no-store"})
