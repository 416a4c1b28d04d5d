"""Tables from outside: a CSV or XLSX file becomes a header and rows of cells, or the reason why not.

Nothing is executed: a cell that holds a formula is reported, not computed.
"""

from __future__ import annotations

import csv
import datetime
import io
import math
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

import openpyxl

from usecases.problems import Problem

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED_BYTES = 50 * 1024 * 1024
MOST_ROWS = 1000
DELIMITERS = (";", ",", "\t")
SEPARATOR_LINE = re.compile(r'\A"?sep=.?"?[;,\t]*(?:\r\n?|\n)', re.IGNORECASE)
"""What Excel reads of a file's delimiter; the header comes after it."""

NO_AMOUNT = 1e-6
"""A difference that only computing in binary makes."""


class Formula(str):
    """The text of a cell that holds a formula."""


# A number of a spreadsheet is exact and has no separators to be guessed; everything else is text.
Cell = str | Decimal


@dataclass(frozen=True)
class Table:
    """A table as read: header, rows with their number in the file (the header is 1), encoding, delimiter."""

    header: tuple[str, ...] = ()
    rows: tuple[tuple[int, tuple[Cell, ...]], ...] = ()
    problems: tuple[Problem, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None


def csv_table(data: bytes, known: frozenset[str]) -> Table:
    """Read CSV text: UTF-8, UTF-16 or Windows-1252; separated by the delimiter that yields known columns."""
    if len(data) > MOST_BYTES:
        return Table(problems=(Problem("too_large", params={"limit": MOST_BYTES, "size": len(data)}),))
    decoded = _decode(data)
    if decoded is None:
        return Table(problems=(Problem("unreadable"),))
    text, encoding = SEPARATOR_LINE.sub("", decoded[0]), decoded[1]
    try:
        delimiter = max(DELIMITERS, key=lambda sign: len(known & set(normalised(_first_row(text, sign)))))
        records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        table = _table(_numbered(records))
    except csv.Error as error:
        return Table(problems=(Problem("unreadable", params={"reason": str(error)}),), encoding=encoding)
    return Table(table.header, table.rows, table.problems, encoding, delimiter)


def xlsx_table(data: bytes) -> Table:
    """Read the first sheet of an XLSX workbook."""
    if len(data) > MOST_BYTES:
        return Table(problems=(Problem("too_large", params={"limit": MOST_BYTES, "size": len(data)}),))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(member.file_size for member in packed.infolist())
        if unpacked > MOST_UNPACKED_BYTES:
            return Table(
                problems=(Problem("too_large", params={"limit": MOST_UNPACKED_BYTES, "size": unpacked}),)
            )
        return _table(_sheet(data))
    # openpyxl raises whatever a damaged part happens to cause; the user's file is to blame in each case.
    except Exception as error:  # noqa: BLE001
        return Table(problems=(Problem("not_a_workbook", params={"reason": type(error).__name__}),))


def normalised(header: tuple[Cell, ...]) -> tuple[str, ...]:
    """Write headings so that they can be compared: case, spaces and underscores do not count."""
    return tuple(" ".join(str(cell).replace("_", " ").split()).casefold() for cell in header)


def _table(numbered: Iterable[tuple[int, tuple[Cell, ...]]]) -> Table:
    not_blank = ((number, row) for number, row in numbered if any(str(cell).strip() for cell in row))
    filled = list(islice(not_blank, MOST_ROWS + 2))
    if not filled:
        return Table(problems=(Problem("empty_file"),))
    header, rows = filled[0][1], filled[1:]
    if len(rows) > MOST_ROWS:
        return Table(problems=(Problem("too_many_rows", params={"limit": MOST_ROWS}),))
    problems = () if rows else (Problem("no_rows"),)
    return Table(tuple(str(cell).strip() for cell in header), tuple(rows), problems)


def _numbered(records: Iterable[list[str]]) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    return ((number, tuple(record)) for number, record in enumerate(records, start=1))


def _first_row(text: str, delimiter: str) -> tuple[Cell, ...]:
    lines = (line for line in text.splitlines() if line.strip(f"{delimiter} "))
    return tuple(next(csv.reader(lines, delimiter=delimiter), []))


def _decode(data: bytes) -> tuple[str, str] | None:
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else (text, encoding)
    return None


def _sheet(data: bytes) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    with warnings.catch_warnings():
        # openpyxl warns of parts it leaves out (validation, styles); they do not matter here.
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        # The size that a file claims for its sheet may be wrong or huge.
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(), start=1):
            yield number, tuple(_sheet_cell(cell) for cell in row)


def _sheet_cell(cell: Any) -> Cell:
    value = cell.value
    if cell.data_type in ("f", "e"):
        return Formula(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        if not math.isfinite(value):  # too large for a spreadsheet's own numbers: no amount, but still a text
            return str(value)
        # What a formula computed has a tail (1234.5600000000001) where an amount in cents was meant.
        cents = round(value, 2)
        return Decimal(str(cents if abs(value - cents) < NO_AMOUNT else value))
    if isinstance(value, datetime.datetime | datetime.date):
        return value.strftime("%Y-%m-%d")
    return str(value)
