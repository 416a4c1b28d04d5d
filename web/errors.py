"""What visitors read when something goes wrong: a calm page, never a traceback."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from light.house import House
from light.pages import message
from translations import _
from workshops.errors import AccessDenied, InvalidInput, NotFound, WorkshopError
from workshops.storage_problems import StorageError, sentences

# Read by Streamlit's scripts, not by people.
_MACHINE_PATHS = ("/_stcore/", "/component/", "/media/", "/static/")
_STATUS = {AccessDenied: 403, NotFound: 404, InvalidInput: 422}


class UnexpectedErrors:
    """ASGI middleware that logs what nobody expected and answers with a page that names the reference."""

    def __init__(self, app: ASGIApp, house: House) -> None:
        self._app = app
        self._house = house

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        begun = False

        async def watched_send(event: Message) -> None:
            nonlocal begun
            begun = True
            await send(event)

        try:
            await self._app(scope, receive, watched_send)
        except Exception as error:
            reference = self._house.errors.record(error, _where(scope))
            if begun or scope["type"] != "http":
                raise
            await _failure(Request(scope), error, reference)(scope, receive, send)


def _failure(request: Request, error: Exception, reference: str) -> Response:
    if isinstance(error, StorageError):
        return message(request, _("Something went wrong"), sentences(error), 503, reference)
    return message(
        request,
        _("Something went wrong"),
        [
            _("An unexpected error occurred. What was saved before is still there."),
            _("Please try again. If it happens again, tell your advisor this reference:"),
        ],
        500,
        reference,
    )


async def explained(request: Request, error: Exception) -> Response:
    """Answer an expected refusal of a service with its own sentences."""
    if not isinstance(error, WorkshopError):
        raise error
    status = next((status for kind, status in _STATUS.items() if isinstance(error, kind)), 409)
    sentences = [sentence for sentence in (error.message, error.hint) if sentence]
    return message(request, _("That did not work"), sentences, status)


async def refused(request: Request, error: Exception) -> Response:
    """Answer Starlette's own refusals, such as an unknown address or a wrong method."""
    status = error.status_code if isinstance(error, HTTPException) else 400
    headers = error.headers if isinstance(error, HTTPException) else None
    if request.url.path.startswith(_MACHINE_PATHS):
        return PlainTextResponse(f"{status}\n", status, headers)
    answer = not_found(request) if status == 404 else _not_possible(request, status)
    answer.headers.update(headers or {})
    return answer


def not_found(request: Request, *, way_back: bool = False) -> Response:
    """Return the page for an address that leads nowhere; `way_back` is for those who are signed in."""
    return message(
        request,
        _("This page does not exist"),
        [
            _("There is nothing at this address."),
            _("Please check the address, or scan the code on the wall again."),
        ],
        404,
        way_back=way_back,
    )


def _not_possible(request: Request, status: int) -> Response:
    sentences = [_("This request is not possible here."), _("Please go back and try again.")]
    return message(request, _("That did not work"), sentences, status)


def _where(scope: Scope) -> str:
    """Name the place without its secrets: links carry tokens after their first part."""
    first = scope.get("path", "").split("/")[1:2]
    return f"{scope['type']} {scope.get('method', '')} /{''.join(first)}"
