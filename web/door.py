"""Who may open Streamlit's pages at all: nobody reaches them without a sign-in or a valid link.

Every page checks the role again. This door stands in front of them so that a participant's phone in the same
network gets no session, page, download or upload, and an unknown visitor costs one small answer.
"""

from collections.abc import Callable, Collection, Sequence
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from light.house import House
from workshops.actors import Role

# The browser's part of Streamlit, the same for every installation, and what it asks before it connects.
_OPEN_PATHS = ("/static/", "/favicon.png", "/_stcore/health", "/_stcore/host-config")
_UPLOADS = "/_stcore/upload_file"
_DOCUMENTS = "/media/"
_NOT_UNDERSTOOD = 1003
# Counts of sessions and caches, and remote control: of no use to any visitor.
_CLOSED_PATHS = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")


class Door:
    """ASGI middleware: our own `routes` and Streamlit's plain files are open, the rest needs a role.

    `holders` returns to whom the document at an address belongs: the hashed secrets of their browsers. Nobody
    else of any role gets it.
    """

    def __init__(
        self,
        app: ASGIApp,
        house: House,
        routes: Sequence[BaseRoute],
        holders: Callable[[str], Collection[str]],
    ) -> None:
        self._app = app
        self._house = house
        self._routes = routes
        self._holders = holders

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["path"].startswith(_CLOSED_PATHS):
            await _turned_away(scope, 404)(scope, receive, send)
        elif self._is_open(scope) or await self._may_enter(HTTPConnection(scope)):
            if scope["type"] == "websocket":
                receive = _bytes_only(receive, send)
            await self._app(scope, receive, send)
        else:
            await _turned_away(scope, 403)(scope, receive, send)

    def _is_open(self, scope: Scope) -> bool:
        if scope["type"] == "http" and scope["path"].startswith(_OPEN_PATHS):
            return True
        return any(route.matches(scope)[0] is not Match.NONE for route in self._routes)

    async def _may_enter(self, visit: HTTPConnection) -> bool:
        visitor = await run_in_threadpool(self._house.visitor, visit.cookies)
        if visitor is None:
            return False
        if visit.url.path.startswith(_DOCUMENTS):
            return await run_in_threadpool(self._holds, visit)
        # Nobody else has a field to upload with: what came would lie in the memory of the server.
        return visitor.role is Role.ADVISOR or not visit.url.path.startswith(_UPLOADS)

    def _holds(self, visit: HTTPConnection) -> bool:
        own = self._house.secrets(visit.cookies)
        return not own.isdisjoint(self._holders(visit.url.path))


def _bytes_only(receive: Receive, send: Send) -> Receive:
    """End a websocket on which words come: pages send bytes; at each word Streamlit writes a traceback."""

    async def received() -> Message:
        message = await receive()
        if message["type"] == "websocket.receive" and message.get("bytes") is None:
            await send({"type": "websocket.close", "code": _NOT_UNDERSTOOD})
            return {"type": "websocket.disconnect", "code": _NOT_UNDERSTOOD}
        return message

    return received


def _turned_away(scope: Scope, status: int) -> ASGIApp:
    if scope["type"] == "websocket":
        return _close
    visit = HTTPConnection(scope)
    if status == 403 and scope["method"] == "GET" and "text/html" in visit.headers.get("accept", ""):
        wanted = f"{visit.url.path}?{visit.url.query}" if visit.url.query else visit.url.path
        return RedirectResponse(f"/sign-in?to={quote(wanted)}", status_code=303)
    return PlainTextResponse(f"{status}\n", status)


async def _close(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001
    await send({"type": "websocket.close", "code": 1008})
