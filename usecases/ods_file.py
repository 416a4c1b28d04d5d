"""ODS spreadsheets, as LibreOffice saves them: every sheet with its filled rows, and which are hidden."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import odfdo
from lxml import etree  # type: ignore[import-untyped]

from usecases.problems import Problem
from usecases.tables import (
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_ROWS_LOOKED_AT,
    Book,
    Cell,
    Formula,
    Sheet,
    TooLong,
    exact,
    plain,
    refused,
    sheet_of,
    too_large,
)

# odfdo reads rows of one outline level (findings/odfdo_loses_outlined_rows.sh) and makes Markdown of a link
# (findings/odfdo_link_as_markdown.sh): without these elements, what they hold lies where it belongs.
_IN_BETWEEN = (
    "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table-row-group",
    "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table-header-rows",
    "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table-rows",
    "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}a",
)


def is_ods(data: bytes) -> bool:
    """Whether an archive says of itself that it is an OpenDocument file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return "mimetype" in packed.namelist()
    except zipfile.BadZipFile:
        return False


def read_ods_file(data: bytes) -> Book:
    """Read the sheets of an ODS spreadsheet."""
    try:
        if problem := too_large(data):
            return refused(problem)
        document = odfdo.Document(io.BytesIO(data))
        return Book(tuple(sheet for sheet in _sheets(document) if sheet.rows))
    except TooLong:
        return refused(Problem("too_many_rows", params={"limit": MOST_ROWS}))
    # odfdo raises whatever a damaged part happens to cause; the user's file is to blame in each case.
    except Exception as error:  # noqa: BLE001
        return refused(Problem("not_a_workbook", params={"reason": type(error).__name__}))


def _sheets(document: Any) -> Iterator[Sheet]:
    body = document.body
    etree.strip_tags(body._xml_element, *_IN_BETWEEN)
    for table in body.tables:
        # A sheet ends in a million rows that hold nothing, written as one.
        table.rstrip(aggressive=True)
        if table.height > MOST_ROWS_LOOKED_AT:
            raise TooLong
        rows = list(table.iter_rows())
        hidden = (number for number, row in enumerate(rows, start=1) if _is_hidden(row))
        yield sheet_of(
            table.name or "",
            ((number, tuple(_cells(row))) for number, row in enumerate(rows, start=1)),
            hidden=_sheet_is_hidden(document, table),
            hidden_rows=hidden,
        )


def _is_hidden(row: Any) -> bool:
    return row.get_attribute("table:visibility") in ("collapse", "filter")


def _sheet_is_hidden(document: Any, table: Any) -> bool:
    # Whether a sheet is shown stands among the styles of the content, not among those of styles.xml.
    style = document.content.get_style("table", table.style) if table.style else None
    properties = style.get_element("style:table-properties") if style else None
    return properties is not None and str(properties.get_attribute("table:display")).casefold() == "false"


def _cells(row: Any) -> Iterator[Cell]:
    for cell in row.iter_cells(0, MOST_COLUMNS):
        yield _cell(cell)


def _cell(cell: Any) -> Cell:
    if cell.formula:
        return Formula(cell.formula)
    if cell.type == "time":
        # As shown: odfdo reads 1.5 seconds as 15 (findings/odfdo_duration_without_point.sh).
        return plain("\n".join(shown.inner_text for shown in cell.get_elements("text:p")))
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | Decimal):
        return exact(float(value))
    if isinstance(value, datetime.datetime | datetime.date):
        return value.strftime("%Y-%m-%d")
    return plain(str(value))
