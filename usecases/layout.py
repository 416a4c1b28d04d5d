"""Where in a file the table is: which sheet, which row is the header, what each column means, where it ends.

Found by the headings that are known, or chosen by a person; whatever is left out is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from usecases.headings import LEFT_OUT, Heading, by_name, compared, understood, unit_of
from usecases.problems import Code, Problem
from usecases.tables import MOST_COLUMNS, MOST_ROWS, MOST_ROWS_ABOVE, Book, Cell, Row, Sheet

ENOUGH_HEADINGS = 2
MOST_EXAMPLES = 3
_FEWEST_COLUMNS = 3


@dataclass(frozen=True)
class Choice:
    """What a person chose; what is None or not named is found.

    ``header_row`` is the number in the file, from 1. ``columns`` maps places in a row, from 0, to names of
    columns, LEFT_OUT for those that are not taken over. ``hidden_rows`` takes hidden rows, too.
    """

    sheet: str | None = None
    header_row: int | None = None
    columns: Mapping[int, str] = field(default_factory=dict)
    hidden_rows: bool = False


@dataclass(frozen=True)
class FileColumn:
    """A column of the file: its place, the heading as it stands there, examples, and what it means."""

    place: int
    text: str
    examples: tuple[str, ...]
    heading: Heading | None
    by_hand: bool = False


@dataclass(frozen=True)
class Layout:
    """A table found in a file. ``rows`` are those to be read, with their number in the file."""

    sheets: tuple[Sheet, ...] = ()
    sheet: Sheet | None = None
    header_row: int = 1
    columns: tuple[FileColumn, ...] = ()
    rows: tuple[tuple[int, Row], ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def headings(self) -> Mapping[str, str]:
        """The headings as they stand in the file, by the name of the column that they mean."""
        return {one.heading.column.name: one.text for one in self.columns if one.heading and one.text}


def find_layout(book: Book, choice: Choice, remembered: Mapping[str, str]) -> Layout:
    """Find the table in a file; see ``headings.understood`` for what is ``remembered``."""
    if not book.sheets:
        return Layout(problems=book.problems or (Problem("empty_file"),))
    sheet = _sheet(book.sheets, choice, remembered)
    place = _header_place(sheet, choice, remembered)
    number, header = sheet.rows[place]
    below = sheet.rows[place + 1 :]
    shown = [row for row in below if choice.hidden_rows or row[0] not in sheet.hidden_rows]
    rows, remarks = _without_remarks(shown, len(header))
    columns = tuple(_columns(header, rows, choice, remembered))
    problems = (
        *book.problems,
        *_other_sheets(book.sheets, sheet),
        *_above(sheet, place),
        *_hidden(sheet, below, choice),
        *_remarks(remarks),
        *_size(sheet, rows),
    )
    return Layout(book.sheets, sheet, number, columns, tuple(rows), problems)


def _sheet(sheets: Sequence[Sheet], choice: Choice, remembered: Mapping[str, str]) -> Sheet:
    """Return the sheet chosen, else the first one shown with enough known headings, else the first one."""
    chosen = next((sheet for sheet in sheets if sheet.name == choice.sheet), None)
    if chosen:
        return chosen
    shown = [sheet for sheet in sheets if not sheet.hidden] or list(sheets)
    with_headings = (one for one in shown if _most_headings(one, remembered) >= ENOUGH_HEADINGS)
    return next(with_headings, shown[0])


def _most_headings(sheet: Sheet, remembered: Mapping[str, str]) -> int:
    return max(_count(row, remembered) for _, row in sheet.rows[: MOST_ROWS_ABOVE + 1])


def _header_place(sheet: Sheet, choice: Choice, remembered: Mapping[str, str]) -> int:
    """Return where among the filled rows the header is: chosen, or the first with most known headings."""
    for place, (number, _) in enumerate(sheet.rows):
        if number == choice.header_row:
            return place
    counts = [_count(row, remembered) for _, row in sheet.rows[: MOST_ROWS_ABOVE + 1]]
    if max(counts) >= min(ENOUGH_HEADINGS, max(len(row) for _, row in sheet.rows)):
        return counts.index(max(counts))
    # Nothing is known of the headings: the first row that looks like some, to be assigned by hand.
    wide = (place for place, (_, row) in enumerate(sheet.rows) if len(_filled(row)) >= _FEWEST_COLUMNS)
    return next(wide, 0)


def _count(row: Row, remembered: Mapping[str, str]) -> int:
    found = (understood(cell, remembered) for cell in _filled(row))
    return len({heading.column.name for heading in found if heading})


def _columns(
    header: Row, rows: Sequence[tuple[int, Row]], choice: Choice, remembered: Mapping[str, str]
) -> Iterator[FileColumn]:
    for place in range(min(len(header), MOST_COLUMNS)):
        text = " ".join(str(header[place]).split())
        heading = understood(header[place], remembered) if text else None
        by_hand = place in choice.columns or remembered.get(compared(text)) == LEFT_OUT
        if place in choice.columns:
            column = by_name().get(choice.columns[place])
            heading = Heading(column, unit_of(text) if column.path[-1] == "amount" else 1) if column else None
        yield FileColumn(place, text, tuple(_examples(rows, place)), heading, by_hand)


def _examples(rows: Sequence[tuple[int, Row]], place: int) -> list[str]:
    texts = (str(row[place]).strip() for _, row in rows if place < len(row))
    return list(dict.fromkeys(text for text in texts if text))[:MOST_EXAMPLES]


def _without_remarks(
    rows: Sequence[tuple[int, Row]], width: int
) -> tuple[list[tuple[int, Row]], list[tuple[int, Row]]]:
    """Divide the rows from the remarks below them: rows at the end with a single filled cell."""
    end = len(rows)
    while width >= _FEWEST_COLUMNS and end and len(_filled(rows[end - 1][1])) == 1:
        end -= 1
    return list(rows[:end]), list(rows[end:])


def _filled(row: Row) -> list[Cell]:
    return [cell for cell in row if str(cell).strip()]


def _other_sheets(sheets: Sequence[Sheet], read: Sheet) -> Iterator[Problem]:
    others = [sheet for sheet in sheets if sheet is not read]
    if others:
        names = [(sheet.name, len(sheet.rows), sheet.hidden) for sheet in others]
        yield Problem("other_sheets", params={"sheet": read.name, "others": names}, warning=True)


def _above(sheet: Sheet, place: int) -> Iterator[Problem]:
    if place:
        params = {"row": sheet.rows[place][0], "count": place}
        yield Problem("rows_above_header", params=params, warning=True)


def _hidden(sheet: Sheet, below: Sequence[tuple[int, Row]], choice: Choice) -> Iterator[Problem]:
    if count := sum(number in sheet.hidden_rows for number, _ in below):
        code: Code = "hidden_rows_taken" if choice.hidden_rows else "hidden_rows_left_out"
        yield Problem(code, params={"count": count}, warning=True)


def _remarks(remarks: Sequence[tuple[int, Row]]) -> Iterator[Problem]:
    if remarks:
        text = str(_filled(remarks[0][1])[0])
        yield Problem("rows_below", params={"row": remarks[0][0], "value": text}, warning=True)


def _size(sheet: Sheet, rows: Sequence[tuple[int, Row]]) -> Iterator[Problem]:
    if sheet.too_long or len(rows) > MOST_ROWS:
        yield Problem("too_many_rows", params={"limit": MOST_ROWS})
    if sheet.too_wide:
        yield Problem("too_many_columns", params={"limit": MOST_COLUMNS})
    if not rows:
        yield Problem("no_rows", params={"sheet": sheet.name})


__all__ = ["LEFT_OUT", "Choice", "FileColumn", "Layout", "find_layout"]
