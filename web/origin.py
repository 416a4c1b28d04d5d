"""Refuses forms that another site sends in the visitor's name."""

from contextlib import suppress
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from light.pages import message
from translations import _

_HARMLESS = ("GET", "HEAD", "OPTIONS")


class OwnOriginOnly:
    """ASGI middleware: whatever changes something must come from one of our own pages.

    It asks for it on top of SameSite cookies. A proxy in front has to pass the Host header on unchanged, as
    Streamlit's websocket also demands.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] == "http" and scope["method"] not in _HARMLESS:
            request = Request(scope)
            if not _is_from_here(request):
                await _refusal(request)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _is_from_here(request: Request) -> bool:
    """Compare Origin, or Referer where an old browser sends no Origin, with the host that was asked."""
    sender = request.headers.get("origin") or request.headers.get("referer", "")
    host = request.headers.get("host", "")
    with suppress(ValueError):  # an address that is none
        return bool(host) and urlsplit(sender).netloc == host
    return False


def _refusal(request: Request) -> ASGIApp:
    sentences = [
        _("This request came from another website and was not carried out."),
        _("Please open the page itself and try again there."),
    ]
    return message(request, _("That did not work"), sentences, 403)
