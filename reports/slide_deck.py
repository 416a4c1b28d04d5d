# mypy: disallow-untyped-calls=False, warn-return-any=False
# python-pptx leaves its colours untyped.
"""The presentation that slides are put on: our own, or an office's template with its layouts and colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Cm, Pt

from design.palette import PAPER, bare
from design.typeface import DOCUMENT_FAMILY
from reports import slide_room
from reports.looks import USUAL, Look
from reports.prose import clean, short
from reports.slide_layouts import Layouts, found_layouts, without_slides
from reports.slide_look import (
    COVER_LINE,
    TITLE_ONLY,
    TITLE_SIZE,
    TITLE_SLIDE,
    empty_presentation,
    write_number,
)
from reports.slide_room import OURS, WIDTH, Room
from translations import _

EMBLEM_ROOM, EMBLEM_ROOM_ON_TITLE = (Cm(2.6), Cm(1.9)), (Cm(8), Cm(3.4))
INK = bare(PAPER.ink)
STEP_GAP = 10
"""Points between two steps of a list."""
_THEME = (
    MSO_THEME_COLOR.ACCENT_1,
    MSO_THEME_COLOR.ACCENT_2,
    MSO_THEME_COLOR.ACCENT_3,
    MSO_THEME_COLOR.ACCENT_4,
)

Slide = Any  # python-pptx declares types but leaves out half of the members it has


@dataclass(frozen=True)
class Texts:
    """Paragraphs with their size in points, None for that of the layout."""

    paragraphs: Sequence[str]
    size: float | None
    bold: bool = False


class Deck:
    """A presentation to fill; with a template its layouts, colours and typefaces stay as they are."""

    def __init__(self, look: Look = USUAL, template: bytes | None = None) -> None:
        self.look = look
        self.layouts: Layouts | None = None
        self.room: Room = OURS
        if template is None:
            self.file: Any = empty_presentation(look)
        else:
            self.file = without_slides(template)
            self.layouts = found_layouts(self.file)
            self.room = self.layouts.room

    @property
    def font(self) -> str | None:
        """The typeface of what is added; None is that of the template."""
        return None if self.layouts else DOCUMENT_FAMILY

    def saved(self) -> bytes:
        """Return the file."""
        stream = BytesIO()
        self.file.save(stream)
        return stream.getvalue()

    def sign(self, *, title: str, author: str, subject: str, locale: str, day: date) -> None:
        """Say in the properties what the file is and of when, and nothing of who made the template."""
        core = self.file.core_properties
        core.title, core.author, core.subject, core.language = title, author, subject, locale
        core.last_modified_by, core.revision = author, 1
        core.category = core.comments = core.keywords = core.content_status = core.version = ""
        core.created = core.modified = datetime.combine(day, time())

    def title_slide(self, title: str, below: Sequence[str]) -> Slide:
        """Add the first slide."""
        if self.layouts:
            slide = self.file.slides.add_slide(self.layouts.title)
            self._fill_title(slide, title)
            second = next((each for each in slide.placeholders if each.placeholder_format.idx == 1), None)
            if second is not None:
                self.write(second.text_frame, Texts(below, None))
            return slide
        slide = self.file.slides.add_slide(self.file.slide_layouts[TITLE_SLIDE])
        first, second = slide.placeholders[0], slide.placeholders[1]
        for shape, top, height in ((first, COVER_LINE + Cm(0.7), Cm(4.6)), (second, Cm(10.6), Cm(4))):
            shape.left, shape.top, shape.width, shape.height = OURS.left, top, OURS.width, height
            shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP
        self.write(first.text_frame, Texts([title], 36))
        self.write(second.text_frame, Texts(below, 22), colour=RGBColor.from_string(bare(PAPER.soft)))
        for paragraph in second.text_frame.paragraphs:
            paragraph.alignment = PP_ALIGN.LEFT
        self._emblem(slide, EMBLEM_ROOM_ON_TITLE, OURS.left, Cm(1.2))
        return slide

    def slide(self, title: str) -> Slide:
        """Add a slide with its title and nothing else."""
        if self.layouts:
            slide = self.file.slides.add_slide(self.layouts.content)
            self._fill_title(slide, title)
            for shape in [each for each in slide.placeholders if each.placeholder_format.idx != 0]:
                shape._element.getparent().remove(shape._element)  # would ask for a click to add text
            return slide
        slide = self.file.slides.add_slide(self.file.slide_layouts[TITLE_ONLY])
        shape = slide.shapes.title
        width = OURS.width - (EMBLEM_ROOM[0] + Cm(0.4)) * bool(self.look.emblem)
        shape.left, shape.top, shape.width, shape.height = OURS.left, Cm(0.7), width, Cm(2.1)
        texts, size = slide_room.fitted([title], TITLE_SIZE, width, Cm(2.1), bold=True)
        self.write(shape.text_frame, Texts(texts, size))
        self._emblem(slide, EMBLEM_ROOM, WIDTH - Cm(1.5) - EMBLEM_ROOM[0], Cm(0.8))
        return slide

    def numbered(self, words: str) -> None:
        """Number our slides but the first; an office's layouts say themselves what stands below."""
        if self.layouts is None:
            for number, slide in enumerate(self.file.slides, start=1):
                if number > 1:
                    write_number(slide, words, number)

    def _fill_title(self, slide: Slide, title: str) -> None:
        """Write a title in the layout's type; only one that would not fit is set smaller."""
        assert self.layouts is not None
        shape, usual = slide.shapes.title, self.layouts.title_size
        smallest = max(8, round(slide_room.SMALLEST * self.room.scale))
        texts, size = slide_room.fitted([title], usual, shape.width, shape.height, smallest=smallest)
        self.write(shape.text_frame, Texts(texts, size if size < usual else None))

    def _emblem(self, slide: Slide, room: tuple[int, int], left: int, top: int) -> None:
        if self.look.emblem:
            width, height = self.look.within(*room)
            left += (room[0] - width) // 2
            picture = slide.shapes.add_picture(BytesIO(self.look.emblem), left, top, width, height)
            picture._element.nvPicPr.cNvPr.set("descr", _("Coat of arms or logo"))

    def colour(self, fill: Any, place: int) -> None:
        """Fill with the colour of a chart's part at `place`, or of the template's theme."""
        fill.solid()
        if self.layouts:
            fill.fore_color.theme_color = _THEME[place % len(_THEME)]
        else:
            colours = (*self.look.chart, PAPER.border)
            fill.fore_color.rgb = RGBColor.from_string(bare(colours[place % len(colours)]))

    def text_box(self, slide: Slide, paragraphs: Sequence[str], top: int, height: int, size: int) -> Any:
        """Add a text as wide as the room, smaller where it would not fit."""
        box = slide.shapes.add_textbox(self.room.left, top, self.room.width, height)
        box.text_frame.word_wrap = True
        texts = [text for text in paragraphs if text]
        wanted, smallest = (max(8, round(each * self.room.scale)) for each in (size, slide_room.SMALLEST))
        fitted, points = slide_room.fitted(texts, wanted, self.room.width, height, smallest=smallest)
        self.write(box.text_frame, Texts(fitted, points))
        return box.text_frame

    def steps(self, slide: Slide, sentences: Sequence[str], size: int) -> Any:
        """Add sentences as a numbered list that fills the room."""
        room = self.room
        indent, gap = int(Cm(1.2) * room.scale), round(STEP_GAP * room.scale)
        box = slide.shapes.add_textbox(room.left, room.top, room.width, room.height)
        box.text_frame.word_wrap = True
        wanted, smallest = (max(8, round(each * room.scale)) for each in (size, slide_room.SMALLEST))
        free = room.height - len(sentences) * Pt(gap)
        fitted, points = slide_room.fitted(sentences, wanted, room.width - indent, free, smallest=smallest)
        self.write(box.text_frame, Texts(fitted, points))
        for paragraph in box.text_frame.paragraphs:
            paragraph.space_after = Pt(gap)
            properties = paragraph._p.get_or_add_pPr()
            properties.set("marL", str(indent))
            properties.set("indent", str(-indent))
            properties.append(parse_xml(f'<a:buFont {nsdecls("a")} typeface="+mj-lt"/>'))
            properties.append(parse_xml(f'<a:buAutoNum {nsdecls("a")} type="arabicPeriod"/>'))
        return box.text_frame

    def table(
        self,
        slide: Slide,
        rows: Sequence[slide_room.Cells],
        widths: Sequence[float],
        alt: str,
        top: int,
        cell_size: int = slide_room.CELL_SIZE,
    ) -> Any:
        """Add a table whose first row is its header, in type of `cell_size` points; return it."""
        room = self.room
        heights = slide_room.row_heights(rows, widths, room, cell_size)
        frame = slide.shapes.add_table(len(rows), len(rows[0]), room.left, top, room.width, sum(heights))
        describe(frame, alt, alt)
        table, size = frame.table, cell_size * room.scale
        columns = slide_room.column_widths(widths, rows[0], room, cell_size)
        for column, width in zip(table.columns, columns, strict=True):
            column.width = width
        for number, row in enumerate(rows):
            table.rows[number].height = heights[number]
            for cell, text in zip(table.rows[number].cells, row, strict=True):
                shown = [short(text, slide_room.CELL_LENGTH)]
                self.write(cell.text_frame, Texts(shown, size, bold=number == 0))
                if number == 0:
                    self.colour(cell.fill, 0)
        return table

    def write(self, frame: Any, texts: Texts, colour: RGBColor | None = None) -> None:
        """Replace what stands in a frame."""
        frame.text = ""
        for number, text in enumerate(texts.paragraphs):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            run = paragraph.add_run()
            run.text, run.font.bold = clean(text), texts.bold or None
            if texts.size is not None:
                run.font.size = Pt(texts.size)
            if self.font:
                run.font.name = self.font
            if colour is not None:
                run.font.color.rgb = colour


def describe(frame: Any, title: str, alt: str) -> None:
    """Give a chart or table a title and an alternative text."""
    properties = frame._element.nvGraphicFramePr.cNvPr
    properties.set("descr", clean(alt))
    properties.set("title", clean(title))


def set_language(element: Any, locale: str) -> None:
    """Set the language of a slide's or a paragraph's texts where none is set yet."""
    for properties in element.iter(qn("a:rPr"), qn("a:endParaRPr")):
        if properties.get("lang") is None:
            properties.set("lang", locale)
