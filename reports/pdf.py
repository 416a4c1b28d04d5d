"""Documents as PDF/UA-1, set by Typst."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from reports.content import SketchReport
from reports.document import Chart, Document, Facts, Link, Table
from reports.glyphs import breakable, printable
from reports.sketch import sketch_document
from reports.typesetting import pdf_bytes, png_bytes


def sketch_pdf(report: SketchReport) -> bytes:
    """Return the sketch as an accessible PDF."""
    return document_pdf(sketch_document(report))


def document_pdf(document: Document) -> bytes:
    """Return any document as an accessible PDF."""
    data = plain(document)
    data["title"] = printable(document.title)
    data["footer"] = data["author"]
    return pdf_bytes("document.typ", data, document.date)


def chart_png(chart: Chart) -> bytes:
    """Return one chart as a picture, for formats that cannot draw it themselves."""
    return png_bytes("picture.typ", plain(chart))


def plain(value: Any) -> Any:
    """Return data classes as nested plain data with their type's name, texts made printable."""
    if is_dataclass(value) and not isinstance(value, type):
        data = {f.name: plain(getattr(value, f.name)) for f in fields(value)}
        data["type"] = type(value).__name__
        if isinstance(value, Link):
            data["url"] = value.url
        if isinstance(value, Table):
            data["columns"] = [align.value for align in value.columns]
        if isinstance(value, Table | Facts):
            data["spoken"] = list(value.spoken)
        return data
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return [value.year, value.month, value.day]
    if isinstance(value, str):
        return breakable(printable(value))
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value
