"""Tables from outside: a file becomes sheets of rows and cells, or the reason why not.

Nothing is executed: a cell that holds a formula is reported, not computed. What is a heading and what a row
is decided later, see ``layout``.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from usecases.problems import Problem

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED_BYTES = 50 * 1024 * 1024
MOST_ROWS = 1000
MOST_COLUMNS = 200
MOST_ROWS_LOOKED_AT = 20_000
"""A table may have gaps, but not its last row a million lines below the first."""
MOST_ROWS_ABOVE = 20
"""So many filled rows may stand above the header: titles, dates, remarks."""

_CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\ufeff]")


class TooLong(Exception):
    """A sheet has rows far below where a table may end."""


class Formula(str):
    """The text of a cell that holds a formula."""


# A number of a spreadsheet is exact and has no separators to be guessed; everything else is text.
Cell = str | Decimal
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """A sheet as read: its filled rows with their number in the file, from 1.

    ``hidden`` says that the file does not show it, ``hidden_rows`` which of its rows it does not show;
    ``too_long`` and ``too_wide`` that it has more rows or columns than are read.
    """

    name: str = ""
    rows: tuple[tuple[int, Row], ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    too_long: bool = False
    too_wide: bool = False


@dataclass(frozen=True)
class Book:
    """A file as read: its filled sheets, or what keeps it from being read."""

    sheets: tuple[Sheet, ...] = ()
    problems: tuple[Problem, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None


def refused(code_problem: Problem) -> Book:
    """Return a file of which nothing is read, with the reason."""
    return Book(problems=(code_problem,))


def too_large(data: bytes) -> Problem | None:
    """Return what is wrong with the size of a file, packed or unpacked; None if it may be read.

    Raises zipfile.BadZipFile if the file begins like an archive and is none.
    """
    if len(data) > MOST_BYTES:
        return Problem("too_large", params={"limit": MOST_BYTES, "size": len(data)})
    if not data.startswith(b"PK"):
        return None
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        unpacked = sum(member.file_size for member in packed.infolist())
    if unpacked > MOST_UNPACKED_BYTES:
        return Problem("too_large", params={"limit": MOST_UNPACKED_BYTES, "size": unpacked})
    return None


def sheet_of(
    name: str,
    numbered: Iterable[tuple[int, Row]],
    *,
    hidden: bool = False,
    hidden_rows: Iterable[int] = (),
) -> Sheet:
    """Keep the filled rows of a sheet, as many as a table may have with what stands above it."""
    trimmed = ((number, _trimmed(row)) for number, row in numbered)
    most = MOST_ROWS_ABOVE + 1 + MOST_ROWS
    rows = tuple(islice(((number, row) for number, row in trimmed if row), most + 1))
    return Sheet(
        name,
        rows[:most],
        hidden,
        frozenset(hidden_rows) & {number for number, _ in rows},
        too_long=len(rows) > most,
        too_wide=any(len(row) > MOST_COLUMNS for _, row in rows),
    )


def _trimmed(row: Row) -> Row:
    """Leave out the blank cells at the end of a row."""
    filled = [place for place, cell in enumerate(row) if str(cell).strip()]
    return row[: filled[-1] + 1] if filled else ()


def plain(text: str) -> str:
    """Return the text of a cell as its reader sees it: no carriage returns, coded or not, nothing unseen."""
    decoded = _CODED.sub(lambda match: chr(int(match[1], 16)), text)
    return _UNSEEN.sub("", decoded.replace("\r\n", "\n").replace("\r", "\n")).replace("\u00a0", " ")


def exact(value: float) -> Cell:
    """Return a number of a spreadsheet as it was meant; one that is too large for a number stays text.

    What a formula computed has a tail (1234.5600000000001) where an amount in cents was meant.
    """
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    cents = round(value, 2)
    return Decimal(str(cents if abs(value - cents) < NO_AMOUNT else value))


NO_AMOUNT = 1e-6
"""A difference that only computing in binary makes."""
