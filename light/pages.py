"""Renders the light HTML pages: Jinja2 with escaping, translated, with the right language attribute."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.staticfiles import StaticFiles

from translations import LANGUAGES, _, current_language, ngettext
from translations.formats import date, number, percent
from workshops.live import announcing

PRODUCT = "Smart-Region-Werkstatt"
ROOT = Path(__file__).parents[1]
PACKAGES = ("light", "web", "phone", "stage", "cowriting")
"""Where templates lie; a page may extend those of any package named before its own."""

_templates = Environment(
    loader=FileSystemLoader([ROOT / package / "templates" for package in PACKAGES]),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,  # the files do not change while the program runs
)
_templates.globals.update(
    _=_,
    ngettext=ngettext,
    date=date,
    number=number,
    percent=percent,
    until=announcing.until,
    coming=announcing.coming,
    product=PRODUCT,
)


def page(visit: HTTPConnection, template: str, status: int = 200, **content: Any) -> HTMLResponse:
    """Return `template` filled with `content` for this visit; never kept by caches."""
    html = render(template, languages=_language_links(visit), **content)
    return HTMLResponse(html, status, headers={"Cache-Control": "no-store"})


def render(template: str, **content: Any) -> str:
    """Return `template` filled with `content`, in the language in use."""
    return _templates.get_template(template).render(
        language=current_language(), style=_STYLE, scripts=_SCRIPTS, **content
    )


def message(
    visit: HTTPConnection,
    title: str,
    sentences: Sequence[str],
    status: int,
    reference: str = "",
    *,
    way_back: bool = False,
) -> Response:
    """Return a calm page that says in `sentences` what happened and what to do now.

    `way_back` adds a link to the first page, for those who may open it. A script that asks for JSON gets the
    sentences alone, to be shown on its own page.
    """
    if visit.headers.get("accept") == "application/json":
        said = {"error": " ".join((*sentences, reference)).strip()}
        return JSONResponse(said, status, headers={"Cache-Control": "no-store"})
    content = {"title": title, "sentences": sentences, "reference": reference, "way_back": way_back}
    return page(visit, "message.html", status, **content)


class KeptFiles(StaticFiles):
    """Our style sheets and scripts, which browsers keep: their address changes with their content."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """Return a file with the permission to keep it for a year."""
        answer = super().file_response(*args, **kwargs)
        answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return answer


def _language_links(visit: HTTPConnection) -> list[tuple[str, str, str]]:
    """Return code, own name and switching address of every language but the current one."""
    here = quote(visit.url.path, safe="/") if visit.scope.get("method") == "GET" else "/"
    others = (code for code in LANGUAGES if code != current_language())
    return [(code, LANGUAGES[code], f"/language/{code}?to={here}") for code in others]


def static(package: str) -> Path:
    """Return the folder of a package's style sheets and scripts, served at `/<package>`."""
    return ROOT / package / "static"


def file_address(package: str, name: str) -> str:
    """Return a file's address with its hash: browsers keep it for a year and still see a new one at once."""
    return f"/{package}/{name}?v={hashlib.sha256((static(package) / name).read_bytes()).hexdigest()[:12]}"


_STYLE = file_address("light", "style.css")
_SCRIPTS = tuple(file_address("phone", name) for name in ("unsent.js", "questions.js", "answers.js"))
