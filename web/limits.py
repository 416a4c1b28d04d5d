"""Refuses bodies larger than anything our own forms send."""

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 256 * 1024
# Uploads go to Streamlit, which has its own limit (server.maxUploadSize).
_UPLOADS = "/_stcore/"


class SmallBodies:
    """ASGI middleware: reading more than LARGEST_BODY bytes of a request ends in 413 Content Too Large."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        size = 0

        async def counted() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > LARGEST_BODY:
                raise HTTPException(413)
            return message

        limited = scope["type"] == "http" and not scope["path"].startswith(_UPLOADS)
        await self._app(scope, counted if limited else receive, send)
