"""Use cases from a table: read in full, shown row by row with what is wrong, taken over all or not at all."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from usecases.columns import columns
from usecases.csv_file import read_csv_file
from usecases.entry_rows import Checked, PreviewRow, read_rows, unchecked
from usecases.headings import Heading, understood
from usecases.layout import Choice, Layout, find_layout
from usecases.model import UseCase
from usecases.ods_file import is_ods, read_ods_file
from usecases.problems import Problem
from usecases.tables import Book, refused
from usecases.xlsx_file import read_xlsx_file

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
# What keeps a file from being read row by row.
_NO_TABLE = frozenset({"no_header", "missing_column", "empty_file", "too_many_rows", "too_large"})


@dataclass(frozen=True)
class ImportPreview:
    """What a file would bring. ``problems`` concern the file as a whole; fields are named by column."""

    rows: tuple[PreviewRow, ...]
    problems: tuple[Problem, ...]
    encoding: str | None = None
    delimiter: str | None = None
    layout: Layout = dataclasses.field(default_factory=Layout)

    @property
    def ready(self) -> bool:
        """Whether the whole file can be imported: there are rows, and nothing but warnings."""
        file_sound = all(problem.warning for problem in self.problems)
        return bool(self.rows) and file_sound and all(row.sound for row in self.rows)

    @property
    def use_cases(self) -> tuple[UseCase, ...]:
        """All use cases of the file if it is ready, else none: nothing is imported by halves."""
        return tuple(row.use_case for row in self.rows if row.use_case) if self.ready else ()


def read_file(data: bytes) -> Book:
    """Read a file by what it holds: an XLSX workbook, an ODS spreadsheet, or else CSV."""
    if data.startswith(_OLD_EXCEL):
        return refused(Problem("old_workbook"))
    if data.startswith(b"PK"):
        return read_ods_file(data) if is_ods(data) else read_xlsx_file(data)
    return read_csv_file(data, lambda text: understood(text) is not None)


def preview(
    book: Book,
    existing: Iterable[UseCase] = (),
    places: Callable[[UseCase], Checked] = unchecked,
    choice: Choice | None = None,
    remembered: Mapping[str, str] = MappingProxyType({}),
) -> ImportPreview:
    """Show what a file would bring.

    ``existing`` entries are the ones that must not be repeated, ``places`` knows the official keys,
    ``choice`` is what a person chose about sheet, header and columns, ``remembered`` which headings were
    assigned before.
    """
    layout = find_layout(book, choice or Choice(), remembered)
    problems = (*layout.problems, *_header_problems(layout))
    blocked = any(problem.code in _NO_TABLE for problem in problems)
    rows = () if blocked else read_rows(layout.rows, _by_place(layout), tuple(existing), places)
    hints = tuple(_emptied_columns(rows))
    rows = tuple(_with_source_hint(_without_emptied(row)) for row in rows)
    return ImportPreview(rows, (*problems, *hints), book.encoding, book.delimiter, layout)


def _by_place(layout: Layout) -> list[Heading | None]:
    return [column.heading for column in layout.columns]


def _emptied_columns(rows: Iterable[PreviewRow]) -> Iterable[Problem]:
    """Hint once per column at words such as "k. A.": they are in many rows and say nothing about any."""
    seen: dict[str | None, Problem] = {}
    for problem in (problem for row in rows for problem in row.problems if problem.code == "no_answer"):
        seen.setdefault(problem.field, problem)
    return seen.values()


def _without_emptied(row: PreviewRow) -> PreviewRow:
    return dataclasses.replace(row, problems=tuple(p for p in row.problems if p.code != "no_answer"))


def _header_problems(layout: Layout) -> Iterable[Problem]:
    present = [column.heading.column.name for column in layout.columns if column.heading]
    if layout.columns and not present:
        yield Problem("no_header")
        return
    for column in layout.columns:
        if column.heading is None and column.text and not column.by_hand:
            yield Problem("unknown_column", column.text, warning=True)
    for name in dict.fromkeys(name for name in present if present.count(name) > 1):
        yield Problem("duplicate_column", name)
    if layout.columns:
        yield from (
            Problem("missing_column", column.name)
            for column in columns()
            if column.required and column.name not in present
        )


def _with_source_hint(row: PreviewRow) -> PreviewRow:
    """Point out that a row has no source at all, unless a figure of it lacks one anyway."""
    if row.use_case is None or row.use_case.sources:
        return row
    if any(problem.code == "figure_without_source" for problem in row.problems):
        return row
    hint = Problem("no_source", warning=True)
    return dataclasses.replace(row, problems=(*row.problems, hint))
