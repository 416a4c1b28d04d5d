"""A document as plain data: composed once, written as PDF and as DOCX, so that both say the same.

All texts are literal: nothing in them is ever read as markup by a writer. A `language` says in which language
a text is that does not speak the document's own; None stands for the document's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from design.portfolio import Layout, Words, lay_out
from reports.looks import USUAL, Look


class Tone(StrEnum):
    """What kind of paragraph a text is; INTRO and ORIGIN stay on the page of what follows them."""

    BODY = "body"
    LEAD = "lead"
    INTRO = "intro"
    ORIGIN = "origin"
    NOTE = "note"
    GAP = "gap"


class Align(StrEnum):
    """How a table column stands; numbers stand right."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3; levels are never skipped."""

    text: str
    level: int = 1
    new_page: bool = False


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of literal text."""

    text: str
    tone: Tone = Tone.BODY
    language: str | None = None


@dataclass(frozen=True)
class Bullets:
    """A list of literal texts."""

    items: tuple[str, ...]
    language: str | None = None


@dataclass(frozen=True)
class Facts:
    """Label and value pairs, read line by line; `languages` those of the values, by row."""

    rows: tuple[tuple[str, str], ...]
    languages: tuple[str | None, ...] = ()

    @property
    def spoken(self) -> tuple[str | None, ...]:
        """The language of each value."""
        return self.languages or (None,) * len(self.rows)


@dataclass(frozen=True)
class Table:
    """A table with a header row that repeats on each page; with `footer`, a last row of sums.

    `languages` are those of the rows' cells, by column.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    align: tuple[Align, ...] = ()
    widths: tuple[float, ...] = ()
    footer: tuple[str, ...] = ()
    languages: tuple[str | None, ...] = ()

    @property
    def spoken(self) -> tuple[str | None, ...]:
        """The language of each column's cells."""
        return self.languages or (None,) * len(self.header)

    @property
    def columns(self) -> tuple[Align, ...]:
        """The alignment of each column, left where nothing is said."""
        return self.align or tuple(Align.LEFT for _ in self.header)


@dataclass(frozen=True)
class Link:
    """A title with a web address; without one it is plain text."""

    title: str
    url: str | None = None


@dataclass(frozen=True)
class Links:
    """A list of sources; `printed` shows their addresses, for a sheet that is handed out on paper."""

    items: tuple[Link, ...]
    printed: bool = False


@dataclass(frozen=True)
class Bar:
    """One bar: a label, its parts in the order of the chart's `series`, and the label at its end."""

    label: str
    parts: tuple[float, ...]
    value: str
    marked: bool = False


@dataclass(frozen=True)
class BarChart:
    """Horizontal stacked bars; `maximum` is the right end of the scale."""

    series: tuple[str, ...]
    bars: tuple[Bar, ...]
    maximum: float
    axis: str


@dataclass(frozen=True)
class Point:
    """One point with its whole name, at a position from 0 to 1."""

    label: str
    x: float
    y: float
    marked: bool = False


@dataclass(frozen=True)
class PointChart:
    """Portfolio picture: x and y from 0 to 1, and the words that stand in it."""

    points: tuple[Point, ...]
    x_axis: str
    y_axis: str
    words: Words

    def laid_out(self, width: float, height: float, size: float) -> Layout:
        """Return where points and names lie in a picture of this size with letters of `size`."""
        at, names = [(point.x, point.y) for point in self.points], [point.label for point in self.points]
        return lay_out(at, names, width=width, height=height, size=size)


@dataclass(frozen=True)
class Stretch:
    """A piece of work from the first to the last month, counted from 1."""

    label: str
    start: int
    end: int


@dataclass(frozen=True)
class GanttChart:
    """A time plan over `months` months; `names` are short names of all, empty where they are counted."""

    stretches: tuple[Stretch, ...]
    months: int
    axis: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class MapChart:
    """A map that is drawn already, as SVG."""

    svg: str


Chart = BarChart | PointChart | GanttChart | MapChart


@dataclass(frozen=True)
class Picture:
    """A chart with its caption and the text for those who cannot see it."""

    chart: Chart
    caption: str
    alt: str


Block = Heading | Paragraph | Bullets | Facts | Table | Links | Picture


@dataclass(frozen=True)
class Cover:
    """What stands beside the title on a sheet of its own before all else: whose, what, how far, of when."""

    place: str
    kind: str
    mark: str
    day: str


@dataclass(frozen=True)
class Document:
    """A whole document: what stands in its properties and header, and its blocks in order.

    `contents` names the heading of the table of contents, None for a short document without one;
    `summary` blocks fill the first page, or the one after the `cover`; `compact` sets everything smaller, to
    fit on one page.
    """

    title: str
    subtitle: str
    language: str
    author: str
    date: date
    header: str
    page_label: str
    summary: tuple[Block, ...] = ()
    blocks: tuple[Block, ...] = ()
    contents: str | None = None
    keywords: tuple[str, ...] = ()
    compact: bool = False
    cover: Cover | None = None
    look: Look = USUAL
