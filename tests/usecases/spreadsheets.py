"""Workbooks as offices save them: XLSX by openpyxl, ODS written by hand as LibreOffice writes it."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import openpyxl

_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = (
    " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
        for prefix in ("office", "table", "text", "style")
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink"'
)
_HIDDEN_SHEET = (
    '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/>'
    "</style:style>"
)
_MILLION = 1_048_576
_WIDE = 16_384


def workbook(*rows: dict[str, Any]) -> bytes:
    """Return an XLSX workbook with the keys of the first row as its header."""
    return sheets({"Tabelle1": [list(rows[0]), *(list(row.values()) for row in rows)]})


def sheets(
    contents: dict[str, Sequence[Sequence[Any]]],
    hidden: Iterable[str] = (),
    hidden_rows: Iterable[int] = (),
) -> bytes:
    """Return an XLSX workbook of several sheets; hidden rows are those of every sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in contents.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for number in hidden_rows:
            sheet.row_dimensions[number].hidden = True
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def spreadsheet(rows: Sequence[dict[str, Any]]) -> bytes:
    """Return an ODS spreadsheet with the keys of the first row as its header."""
    return ods({"Tabelle1": [list(rows[0]), *(list(row.values()) for row in rows)]})


def ods(
    contents: dict[str, Sequence[Sequence[Any]]],
    hidden: Iterable[str] = (),
    collapsed: Iterable[int] = (),
    filtered: Iterable[int] = (),
) -> bytes:
    """Return an ODS spreadsheet: each sheet ends in a million empty rows, each row in empty cells."""
    style = {True: '"ta2"', False: '"ta1"'}
    tables = "".join(
        f"<table:table table:name={quoteattr(name)} table:style-name={style[name in hidden]}>"
        f"{''.join(_rows(rows, set(collapsed), set(filtered)))}</table:table>"
        for name, rows in contents.items()
    )
    return ods_of(tables)


def ods_of(tables: str) -> bytes:
    """Return an ODS spreadsheet with these tables, given as XML."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMES} office:version="1.3">'
        f"<office:automatic-styles>{_HIDDEN_SHEET}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", _TYPE, zipfile.ZIP_STORED)
        file.writestr("content.xml", content)
        file.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_TYPE}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
            "</manifest:manifest>",
        )
    return stream.getvalue()


def _rows(rows: Sequence[Sequence[Any]], collapsed: set[int], filtered: set[int]) -> Iterable[str]:
    for number, row in enumerate(rows, start=1):
        seen = ' table:visibility="collapse"' if number in collapsed else ""
        seen = ' table:visibility="filter"' if number in filtered else seen
        blank = f'<table:table-cell table:number-columns-repeated="{_WIDE - len(row)}"/>'
        yield f"<table:table-row{seen}>{''.join(map(_cell, row))}{blank}</table:table-row>"
    yield (
        f'<table:table-row table:number-rows-repeated="{_MILLION - len(rows)}">'
        f'<table:table-cell table:number-columns-repeated="{_WIDE}"/></table:table-row>'
    )


def _cell(value: Any) -> str:
    if value in (None, ""):
        return "<table:table-cell/>"
    if isinstance(value, bool):
        kind, attribute = "boolean", f'office:boolean-value="{str(value).lower()}"'
    elif isinstance(value, int | float | Decimal):
        kind, attribute = "float", f'office:value="{value}"'
    elif isinstance(value, date):
        kind, attribute = "date", f'office:date-value="{value.isoformat()}"'
    elif value.startswith("="):
        kind, attribute = "float", f'table:formula="of:{value}" office:value="2"'
    else:
        kind, attribute = "string", ""
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f'<table:table-cell {attribute} office:value-type="{kind}">{lines}</table:table-cell>'
