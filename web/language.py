"""The language of a visit: German unless this device has switched."""

from collections.abc import Mapping

from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from light.cookies import keep
from light.paths import local_path
from translations import LANGUAGES, language
from workshops.access.admission import LANGUAGE_COOKIE

_DEFAULT = next(iter(LANGUAGES))
_A_YEAR = 365 * 24 * 3600


def language_of(cookies: Mapping[str, str]) -> str:
    """Return the language code that a device has chosen, or the default."""
    chosen = cookies.get(LANGUAGE_COOKIE, "")
    return chosen if chosen in LANGUAGES else _DEFAULT


class VisitLanguage:
    """ASGI middleware in whose inside `_()` speaks the visitor's language."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        with language(language_of(HTTPConnection(scope).cookies)):
            await self._app(scope, receive, send)


async def switch_language(request: Request) -> Response:
    """Answer /language/{code}?to=/local/path: remember the language on this device and go back."""
    answer = RedirectResponse(local_path(request.query_params.get("to", "/")), status_code=303)
    code = request.path_params["code"]
    if code in LANGUAGES:
        keep(request, answer, LANGUAGE_COOKIE, code, _A_YEAR)
    return answer
