"""Documents as PDF/UA-1, set by Typst."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import partial
from typing import Any

from reports.content import SketchReport
from reports.document import Chart, Document, Facts, Link, MapChart, PointChart, Table
from reports.glyphs import breakable, printable
from reports.looks import USUAL, Look
from reports.sketch import sketch_document
from reports.typesetting import MissingGlyphError, pdf_bytes, png_bytes
from translations import _, language

PORTFOLIO = (1500.0, 860.0, 30.0)
"""Width, height and size of type of the portfolio, in units of which the text is 1500 wide."""


def sketch_pdf(report: SketchReport) -> bytes:
    """Return the sketch as an accessible PDF."""
    return document_pdf(sketch_document(report))


def document_pdf(document: Document) -> bytes:
    """Return any document as an accessible PDF."""
    with language(document.language):
        try:
            return _pdf(document)
        except MissingGlyphError:  # set beside others, a character may miss what it has on its own
            return _pdf(document, certainly=True)


def _pdf(document: Document, *, certainly: bool = False) -> bytes:
    data = plain(document, certainly=certainly)
    data["title"] = printable(document.title, certainly=certainly)
    data["footer"], data["emblem_alt"] = data["author"], _("Coat of arms or logo")
    return pdf_bytes("document.typ", data, document.date, document.look)


def chart_png(chart: Chart, look: Look = USUAL) -> bytes:
    """Return one chart as a picture, for formats that cannot draw it themselves."""
    return png_bytes("picture.typ", plain(chart), look)


def plain(value: Any, *, certainly: bool = False) -> Any:
    """Return data classes as nested plain data with their type's name, texts made printable."""
    inside = partial(plain, certainly=certainly)
    if isinstance(value, Look):
        return None  # travels beside the text
    if isinstance(value, MapChart):
        return {"type": "MapChart", "svg": value.svg}  # nothing in it is a text to be broken or replaced
    if is_dataclass(value) and not isinstance(value, type):
        return _with_name({f.name: inside(getattr(value, f.name)) for f in fields(value)}, value, inside)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return [value.year, value.month, value.day]
    if isinstance(value, str):
        return breakable(printable(value, certainly=certainly))
    if isinstance(value, tuple):
        return [inside(item) for item in value]
    return value


def _with_name(data: dict[str, Any], value: object, inside: Callable[[Any], Any]) -> dict[str, Any]:
    """Add the type's name to the fields of a data class, and what the templates need to know besides."""
    data["type"] = type(value).__name__
    if isinstance(value, PointChart):
        data["laid"] = inside(value.laid_out(*PORTFOLIO))
    if isinstance(value, Link):
        data["url"], data["address"] = value.url, breakable(value.url or "")
    if isinstance(value, Table):
        data["columns"] = [align.value for align in value.columns]
    if isinstance(value, Table | Facts):
        data["spoken"] = list(value.spoken)
    return data
