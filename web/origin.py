"""Refuses forms that another site sends in the visitor's name."""

from contextlib import suppress
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from light.pages import message
from settings import settings
from translations import _

_HARMLESS = ("GET", "HEAD", "OPTIONS")


class OwnOriginOnly:
    """ASGI middleware: whatever changes something must come from one of our own pages.

    It asks for it on top of SameSite cookies. The pages at `PUBLIC_URL` are ours whatever Host header a proxy
    passes on; without that setting it has to be unchanged.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._public = settings().public_url

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] == "http" and scope["method"] not in _HARMLESS:
            request = Request(scope)
            if not _is_from_here(request, self._public):
                await _refusal(request)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _is_from_here(request: Request, public: str | None) -> bool:
    """Compare Origin, or Referer where an old browser sends no Origin, with what is ours."""
    sender = request.headers.get("origin") or request.headers.get("referer", "")
    host = request.headers.get("host", "")
    with suppress(ValueError):  # an address that is none
        parts = urlsplit(sender)
        return bool(host) and (parts.netloc == host or f"{parts.scheme}://{parts.netloc}" == public)
    return False


def _refusal(request: Request) -> ASGIApp:
    sentences = [
        _("This request came from another website and was not carried out."),
        _("Please open the page itself and try again there."),
    ]
    return message(request, _("That did not work"), sentences, 403)
