"""Streamlit's own files as this tool sends them: compressed, and their page in the visitor's language."""

import gzip
import re
from collections.abc import Collection, MutableMapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from light.pages import PRODUCT, file_address
from translations import LANGUAGES, _, current_language, language
from web.errors import not_found

_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
_NO_PAGES = ("/static/", "/media/", "/_stcore/", "/live/", "/light/", "/phone/", "/offene-daten/")
_CONDITIONAL = {b"accept-encoding", b"if-modified-since", b"if-none-match", b"range"}


class CompressedFiles:
    """ASGI middleware: scripts and styles below /static/ compressed, each once per process.

    Streamlit sends them as they are: 2.7 MB for a first page, 1.1 MB compressed. Their names carry a hash of
    their content, so browsers may keep them for good.
    """

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        self._app = app
        files = (file for file in (folder / "static").rglob("*") if file.suffix in _TYPES)
        self._files = {f"/{file.relative_to(folder).as_posix()}": file for file in files}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        file = self._files.get(scope["path"]) if scope["type"] == "http" else None
        if file is None or not _takes_gzip(scope):
            await self._app(scope, receive, send)
            return
        answer = Response(
            await run_in_threadpool(_compressed, file),
            headers={
                "Content-Type": _TYPES[file.suffix],
                "Content-Encoding": "gzip",
                "Vary": "Accept-Encoding",
                "Cache-Control": "public, max-age=31536000, immutable",
            },
        )
        await answer(scope, receive, send)


def _takes_gzip(scope: Scope) -> bool:
    return scope["method"] == "GET" and "gzip" in Headers(scope=scope).get("accept-encoding", "")


@cache
def _compressed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), compresslevel=6)


class LocalizedIndex:
    """ASGI middleware that replaces Streamlit's one HTML page by ours in the visitor's language.

    Streamlit answers every address with the same file, which says `lang="en"` and contains an inline script
    that only crawlers need; without it no script but this server's files has to be allowed. At an address
    that is none of our `pages` it would open the first page under an English notice: there we say 404.
    """

    def __init__(self, app: ASGIApp, folder: Path, pages: Collection[str]) -> None:
        self._app = app
        self._pages = {"", *pages}
        self._original = (folder / "index.html").read_bytes()
        self._localized = {code: localized(self._original.decode(), code).encode() for code in LANGUAGES}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http" or scope["path"].startswith(_NO_PAGES):
            await self._app(scope, receive, send)
            return
        if scope["path"].strip("/") in self._pages:
            exchange = _Exchange(send, self._original, self._localized[current_language()])
        else:
            nothing = not_found(Request(scope), way_back=True)
            exchange = _Exchange(send, self._original, bytes(nothing.body), nothing.status_code)
        await self._app(_unconditional(scope), receive, exchange.send)


class _Exchange:
    """Holds back an HTML answer until it is whole, and exchanges it if it is Streamlit's page."""

    def __init__(self, send: Send, original: bytes, replacement: bytes, status: int = 200) -> None:
        self._send = send
        self._original = original
        self._replacement = replacement
        self._status = status
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        """Pass on or hold back one part of the answer."""
        if message["type"] == "http.response.start" and _is_html(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        if self._body == self._original:
            self._body = self._replacement
            start["status"] = self._status
            headers = MutableHeaders(scope=start)
            for name in ("etag", "last-modified", "accept-ranges"):
                del headers[name]
            headers["Content-Length"] = str(len(self._body))
            headers["Vary"] = "Cookie"
        await self._send(start)
        await self._send({"type": "http.response.body", "body": self._body})


def localized(index: str, code: str) -> str:
    """Return Streamlit's index page in the language `code`, without inline script and agent pointer.

    Scripts of ours send what was typed while there was no connection, and make a printed page whole.
    """
    own = "".join(
        (
            f'<script src="{file_address("light", "reconnected.js")}" defer></script>',
            f'<script src="{file_address("light", "printing.js")}" defer></script>',
            f'<link rel="stylesheet" href="{file_address("light", "print.css")}" media="print">',
        )
    )
    with language(code):
        sentence = escape(_("This page needs JavaScript. Please switch it on in your browser."))
    for pattern, replacement in (
        (r'<html lang="en">', f'<html lang="{code}">'),
        (r"<title>.*?</title>", f"<title>{PRODUCT}</title>"),
        (r"<script>.*?</script>", ""),
        (r'<link rel="service-desc"[^>]*>', ""),
        (r"</head>", f"{own}</head>"),
        (r"<noscript>.*?</noscript>", f"<noscript><p>{sentence}</p></noscript>"),
    ):
        index = re.sub(pattern, replacement, index, flags=re.DOTALL)
    return index


def _is_html(message: Message) -> bool:
    return Headers(raw=message["headers"]).get("content-type", "").startswith("text/html")


def _unconditional(scope: Scope) -> MutableMapping[str, Any]:
    """Ask for the whole, uncompressed page: the browser's copy may be in the other language."""
    return {**scope, "headers": [pair for pair in scope["headers"] if pair[0].lower() not in _CONDITIONAL]}
