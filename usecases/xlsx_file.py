"""XLSX workbooks: every sheet with its filled rows, and which of them Excel does not show."""

from __future__ import annotations

import datetime
import io
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

from usecases.problems import Problem
from usecases.tables import (
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_ROWS_LOOKED_AT,
    Book,
    Cell,
    Formula,
    Row,
    Sheet,
    TooLong,
    exact,
    plain,
    refused,
    sheet_of,
    too_large,
)

_SHEETS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ROW, _VALUE, _TEXT = f"{_SHEETS}row", f"{_SHEETS}v", f"{_SHEETS}is"


def read_xlsx_file(data: bytes) -> Book:
    """Read the sheets of an XLSX workbook."""
    try:
        if problem := too_large(data):
            return refused(problem)
        return Book(tuple(sheet for sheet in _sheets(data) if sheet.rows))
    except TooLong:
        return refused(Problem("too_many_rows", params={"limit": MOST_ROWS}))
    # openpyxl raises whatever a damaged part happens to cause; the user's file is to blame in each case.
    except Exception as error:  # noqa: BLE001
        return refused(Problem("not_a_workbook", params={"reason": type(error).__name__}))


def _sheets(data: bytes) -> Iterator[Sheet]:
    import openpyxl  # only who reads a workbook waits for it

    with warnings.catch_warnings():
        # openpyxl warns of parts it leaves out (validation, styles); they do not matter here.
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        for sheet in book.worksheets:
            # The size that a file claims for its sheet may be wrong or huge.
            sheet.reset_dimensions()
            last, hidden_rows = _last_and_hidden(book, sheet)
            if last > MOST_ROWS_LOOKED_AT:
                raise TooLong
            yield sheet_of(
                sheet.title,
                _rows(sheet, last),
                hidden=sheet.sheet_state != "visible",
                hidden_rows=hidden_rows,
            )


def _rows(sheet: Any, last: int) -> Iterator[tuple[int, Row]]:
    rows = sheet.iter_rows(max_row=last, max_col=MOST_COLUMNS + 1) if last else ()
    for number, row in enumerate(rows, start=1):
        yield number, tuple(map(_cell, row))


def _last_and_hidden(book: Any, sheet: Any) -> tuple[int, list[int]]:
    """Return the last filled row and those that are hidden or filtered out: openpyxl streams without them."""
    number, last, hidden = 0, 0, []
    with book._archive.open(sheet._worksheet_path) as part:
        for _, row in ET.iterparse(part, events=("end",)):
            if row.tag != _ROW:
                continue
            number = int(row.get("r") or number + 1)
            if any(cell.find(_VALUE) is not None or cell.find(_TEXT) is not None for cell in row):
                last = number
            if row.get("hidden") in ("1", "true"):
                hidden.append(number)
            row.clear()
    return last, hidden


def _cell(cell: Any) -> Cell:
    value = cell.value
    if cell.data_type in ("f", "e"):
        return Formula(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return exact(value)
    if isinstance(value, datetime.datetime | datetime.date):
        return value.strftime("%Y-%m-%d")
    return plain(str(value))
