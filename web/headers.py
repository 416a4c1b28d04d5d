"""Security headers on every answer, whoever made it."""

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from light.cookies import is_encrypted
from settings import settings

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        # Streamlit's components write their styles at run time.
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": browsers would then send "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


WALL = "/wand"
FRAMED_HERE = SECURITY_HEADERS | {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY.replace(
        "frame-ancestors 'none'", "frame-ancestors 'self'"
    ),
    "X-Frame-Options": "SAMEORIGIN",
}
"""The wall alone may stand in a frame, and only in one of our own pages: the cockpit's miniature."""

STRICT_TRANSPORT = "max-age=31536000"
"""For a year, and for this host only: what runs beside it under the same domain is not ours to decide."""
_DOCUMENTS = "/media/"
_FOR_EVERYBODY = "/offene-daten/"
"""What other sites may show as well: everybody has it anyway."""


def _keep_cookies_encrypted(message: Message) -> None:
    """Mark all cookies as secure: Streamlit's own does not know of the proxy."""
    message["headers"] = [
        (name, value + b"; Secure")
        if name.lower() == b"set-cookie" and b"; secure" not in value.lower()
        else (name, value)
        for name, value in message["headers"]
    ]


class SecurityHeaders:
    """ASGI middleware that sets SECURITY_HEADERS; websockets pass untouched.

    With a `PUBLIC_URL` of HTTPS it needs no word of a proxy to insist on encryption.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._encrypted = (settings().public_url or "").startswith("https:")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""

        wanted = FRAMED_HERE if scope["type"] == "http" and scope["path"] == WALL else SECURITY_HEADERS

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(wanted)
                if self._encrypted or is_encrypted(HTTPConnection(scope)):
                    headers["Strict-Transport-Security"] = STRICT_TRANSPORT
                    _keep_cookies_encrypted(message)
                if scope["path"].startswith(_FOR_EVERYBODY):
                    headers["Cross-Origin-Resource-Policy"] = "cross-origin"
                if scope["path"].startswith(_DOCUMENTS):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)
