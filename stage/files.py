"""What a wall loads beside its page: one style sheet with the tokens, one script, the typeface, the mark."""

import hashlib
from functools import cache
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from design import stylesheet
from design.contrast import ink_on
from design.mark import mark_svg
from design.palette import DEEP, GROUNDS, PAPER
from design.typeface import web_font

_STATIC = Path(__file__).parent / "static"
_KEPT = {"Cache-Control": "public, max-age=31536000, immutable"}


@cache
def sheet(name: str) -> str:
    """Return a style sheet ("wall.css", "remote.css"): the tokens of both grounds, then its rules."""
    rules = [
        stylesheet.rule(
            ":root",
            stylesheet.measures(),
            {"--qr-paper": PAPER.card, "--on-word": ink_on(DEEP.sun)},
            stylesheet.colours(DEEP),
            stylesheet.field_colours("deep"),
        )
    ]
    rules += [
        stylesheet.rule(
            f".{name}", stylesheet.colours(palette), stylesheet.field_colours(name), _on(palette.leaf)
        )
        for name, palette in GROUNDS.items()
    ]
    return "".join((*rules, ".qr{color:" + PAPER.ink + "}\n", _text(name)))


def _on(tone: str) -> dict[str, str]:
    return {"--on-word": ink_on(tone)}


def _text(name: str) -> str:
    return (_STATIC / name).read_text(encoding="utf-8")


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@cache
def addresses() -> dict[str, str]:
    """Return the addresses of style sheet and scripts with their hashes: browsers keep them for a year."""
    return {
        "sheet": f"/stage/wall.css?v={_mark(sheet('wall.css'))}",
        "remote_sheet": f"/stage/remote.css?v={_mark(sheet('remote.css'))}",
        "theme": DEEP.deep,
        "script": f"/stage/wall.js?v={_mark(_text('wall.js'))}",
        "remote_script": f"/stage/remote.js?v={_mark(_text('remote.js'))}",
    }


async def file(request: Request) -> Response:
    """Return one of the few files; there are no others."""
    match request.path_params["name"]:
        case "wall.css" | "remote.css" as name:
            return Response(sheet(name), media_type="text/css", headers=_KEPT)
        case "wall.js" | "remote.js" as name:
            return Response(_text(name), media_type="text/javascript", headers=_KEPT)
        case "schrift.woff":
            return Response(await run_in_threadpool(web_font), media_type="font/woff", headers=_KEPT)
        case "zeichen.svg":
            return Response(mark_svg(), media_type="image/svg+xml", headers=_KEPT)
    return Response(status_code=404)
