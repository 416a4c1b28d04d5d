"""How much room texts and tables take on a slide: estimated, for no font is at hand where slides are written.

Widths are those of Arial, rounded up in classes; a line is broken between words, as PowerPoint does it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pptx.util import Cm, Emu, Pt

from reports import column_widths as column_width
from reports.prose import short

WIDTH, HEIGHT = Cm(33.867), Cm(19.05)
ROW_HEIGHT = Cm(1)
ROWS_PER_SLIDE = 9
CELL_LENGTH, CELL_SIZE, LARGEST_CELL = 140, 13, 20
SMALLEST = 14
LINE_HEIGHT = 1.2
BOLD = 1.08
INSET_X, INSET_Y = Emu(91_440), Emu(45_720)  # what PowerPoint leaves free on each side of a text
_ROOMY = 1.15  # a template may set a wider typeface, and cells have wider margins than in Word
_THIN, _SLIM, _BROAD = " .,:;!|'/ijltfI", 'r()[]-„“”"', "mwMWQOG%@&…—"

Cells = Sequence[str]


@dataclass(frozen=True)
class Room:
    """The part of a slide below its title that is free, in EMU; `scale` is that of the whole slide to ours.

    A smaller slide is shown as large as any other: type and rows are as much smaller as the slide is.
    """

    left: int
    top: int
    width: int
    bottom: int
    scale: float = 1.0

    @property
    def height(self) -> int:
        """How much lies between top and bottom."""
        return self.bottom - self.top


OURS = Room(Cm(1.5), Cm(3.2), WIDTH - Cm(3), HEIGHT - Cm(1.3))


def height(paragraphs: Sequence[str], size: float, width: int, bold: bool = False) -> int:
    """Return the height of a frame that holds all paragraphs, in EMU."""
    room = (width - 2 * INSET_X) / Pt(1)
    lines = sum(_lines(text, size * (BOLD if bold else 1), room) for text in paragraphs)
    return int(Pt(1) * lines * size * LINE_HEIGHT) + 2 * INSET_Y


def fitted(
    paragraphs: Sequence[str], size: int, width: int, room: int, bold: bool = False, smallest: int = SMALLEST
) -> tuple[list[str], int]:
    """Return paragraphs and size that fit: smaller first, and if that is not enough the longest shortened."""
    texts = list(paragraphs)
    for smaller in range(size, smallest - 1, -2):
        if height(texts, smaller, width, bold) <= room:
            return texts, smaller
    while height(texts, smallest, width, bold) > room and any(len(text) > 1 for text in texts):
        longest = max(range(len(texts)), key=lambda place: len(texts[place]))
        texts[longest] = short(texts[longest], len(texts[longest]) * 9 // 10)
    return texts, smallest


def cell_size(header: Cells, rows: Sequence[Cells], widths: Sequence[float], room: Room) -> int:
    """Return the largest type in which a table fits on one slide without a torn word, else the usual."""
    whole = (header, *rows)
    sizes = range(LARGEST_CELL, CELL_SIZE, -1) if len(whole) <= ROWS_PER_SLIDE else ()
    fitting = (
        size
        for size in sizes
        if sum(row_heights(whole, widths, room, size)) <= room.height
        and not _tears(rows, column_widths(widths, header, room, size), size * room.scale)
    )
    return next(fitting, CELL_SIZE)


def _tears(rows: Sequence[Cells], columns: Sequence[int], size: float) -> bool:
    """Tell whether a word of these rows is wider than its column."""
    return any(
        sum(map(_width, word)) * size > (width - 2 * INSET_X) / Pt(1)
        for row in rows
        for text, width in zip(row, columns, strict=True)
        for word in text.split(" ")
    )


def pages(
    header: Cells, rows: Sequence[Cells], widths: Sequence[float], room: Room, size: int = CELL_SIZE
) -> Iterator[list[Cells]]:
    """Yield the rows of one slide after the other, below the header: as many as there is room for."""
    heading, *heights = row_heights((header, *rows), widths, room, size)
    page, used = [header], heading
    for row, own in zip(rows, heights, strict=True):
        if len(page) > ROWS_PER_SLIDE or used + own > room.height:
            yield page
            page, used = [header], heading
        page, used = [*page, row], used + own
    yield page


def column_widths(widths: Sequence[float], header: Cells, room: Room, size: int = CELL_SIZE) -> list[int]:
    """Return widths of columns that fill the room, in these proportions as far as the header allows."""
    return list(column_width.column_widths(widths, header, size * room.scale * _ROOMY, room.width))


def row_heights(
    rows: Sequence[Cells], widths: Sequence[float], room: Room, size: int = CELL_SIZE
) -> list[int]:
    """Return the height of each row of a table, the header first."""
    columns = column_widths(widths, rows[0], room, size)
    return [
        max(
            int(ROW_HEIGHT * room.scale),
            *(
                height([short(text, CELL_LENGTH)], size * room.scale, width, bold=number == 0)
                for text, width in zip(row, columns, strict=True)
            ),
        )
        for number, row in enumerate(rows)
    ]


def _lines(text: str, size: float, room: float) -> int:
    lines, used = 1, 0.0
    for word in text.split(" "):
        own = sum(map(_width, word)) * size
        gap = _width(" ") * size if used else 0.0
        if used and used + gap + own > room:
            lines, used, gap = lines + 1, 0.0, 0.0
        used += gap + own
        if used > room:  # a word longer than a line is broken within
            further = int(used // room)
            lines, used = lines + further, used - further * room
    return lines


def _width(character: str) -> float:
    """Return the width in parts of the size."""
    if character in _THIN:
        return 0.28
    if character in _SLIM:
        return 0.36
    if unicodedata.category(character) in {"Mn", "Cf"}:
        return 0.0
    if character in _BROAD or unicodedata.east_asian_width(character) in "WF":
        return 1.0
    return 0.73 if character.isupper() or ord(character) > 0x24F else 0.56
