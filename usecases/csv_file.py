"""CSV files, as offices save them: encodings, delimiters, and cells with quotation marks inside."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator

from usecases.problems import Problem
from usecases.tables import Book, Row, plain, refused, sheet_of, too_large

DELIMITERS = (";", ",", "\t")
SEPARATOR_LINE = re.compile(r'\A"?sep=.?"?[;,\t]*(?:\r\n?|\n)', re.IGNORECASE)
"""What Excel reads of a file's delimiter; the header comes after it."""

_LINES_TO_TRY = 25


def read_csv_file(data: bytes, known: Callable[[str], bool]) -> Book:
    """Read CSV text: UTF-8, UTF-16 or Windows-1252; separated by the delimiter that yields known headings.

    ``known`` tells whether a text is a heading.
    """
    if problem := too_large(data):
        return refused(problem)
    decoded = _decode(data)
    if decoded is None:
        return refused(Problem("unreadable"))
    text, encoding = SEPARATOR_LINE.sub("", decoded[0]), decoded[1]
    try:
        delimiter = max(DELIMITERS, key=lambda sign: _headings(text, sign, known))
        sheet = sheet_of("", _records(text, delimiter, strict=False))
    except csv.Error:  # what is not strict stumbles over nothing but a cell without end
        limit = csv.field_size_limit()
        return Book(problems=(Problem("cell_too_long", params={"limit": limit}),), encoding=encoding)
    problems = tuple(_stray_quotes(text, delimiter))
    return Book((sheet,) if sheet.rows else (), problems, encoding, delimiter)


def _records(text: str, delimiter: str, *, strict: bool) -> Iterator[tuple[int, Row]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    for number, record in enumerate(reader, start=1):
        yield number, tuple(map(plain, record))


def _stray_quotes(text: str, delimiter: str) -> Iterator[Problem]:
    """Name the first row in which a quotation mark ends a cell too early: what follows may be shifted."""
    number = 0
    try:
        for number, _ in _records(text, delimiter, strict=True):  # noqa: B007 - the last one read is needed
            pass
    except csv.Error:
        yield Problem("stray_quote", params={"row": number + 1})


def _headings(text: str, delimiter: str, known: Callable[[str], bool]) -> int:
    """Return how many known headings the best of the first lines has with a delimiter."""
    lines = [line for line in text.splitlines()[: 2 * _LINES_TO_TRY] if line.strip(f"{delimiter} ")]
    rows = csv.reader(lines[:_LINES_TO_TRY], delimiter=delimiter)
    return max((sum(map(known, row)) for row in rows), default=0)


def _decode(data: bytes) -> tuple[str, str] | None:
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else (text, encoding)
    return None
