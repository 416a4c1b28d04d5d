"""Documents as DOCX with real styles, headings, tables and alternative texts, to be edited on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, time
from functools import lru_cache
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as DocxDocument
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph as DocxParagraph

from design.palette import bare
from reports import wordprocessing as word
from reports.column_widths import column_widths
from reports.content import SketchReport
from reports.document import (
    Align,
    Block,
    Bullets,
    Cover,
    Document,
    Facts,
    Heading,
    Links,
    MapChart,
    Paragraph,
    Picture,
    Table,
    Tone,
)
from reports.looks import Look
from reports.pdf import chart_png
from reports.prose import clean
from reports.sketch import sketch_document
from reports.word_styles import TABLE_SIZES, TEXT_WIDTH, set_up_page, set_up_styles
from translations import _, language

FACT_LABEL_WIDTH = Cm(4.8)
EMBLEM_ROOM = (Cm(3.2), Cm(0.9))
EMBLEM_ROOM_ON_COVER = (Cm(9), Cm(3.4))
ADDRESS_SIZE = 8
WIDE_TABLE = 6  # columns; more of them are set smaller
TONES = {
    Tone.BODY: "Normal",
    Tone.INTRO: "Introduction",
    Tone.LEAD: "Lead",
    Tone.NOTE: "Note",
    Tone.ORIGIN: "Origin",
    Tone.GAP: "Open Point",
}


def sketch_docx(report: SketchReport) -> bytes:
    """Return the sketch as an editable DOCX."""
    return document_docx(sketch_document(report))


def document_docx(document: Document) -> bytes:
    """Return any document as an editable DOCX."""
    with language(document.language):
        return _Writer(document).write()


@lru_cache(maxsize=16)
def _empty(accent: str) -> bytes:
    """Return a document with our page and styles, in the colours of an accent, and nothing in it."""
    document, stream = docx.Document(), BytesIO()
    set_up_page(document)
    set_up_styles(document, Look(accent).palette)
    document.save(stream)
    return stream.getvalue()


class _Writer:
    """Writes one document; counts what needs numbers: tables, pictures, bookmarks."""

    def __init__(self, document: Document) -> None:
        self.source = document
        self.docx: DocxDocument = docx.Document(BytesIO(_empty(document.look.accent)))
        palette = document.look.palette
        self.accent, self.head = RGBColor.from_string(bare(palette.accent)), bare(palette.accent_pale)
        self.counts = {"table": 0, "picture": 0}
        self.style_ids: dict[str, str] = {}
        self.headings = [text for b in (*document.summary, *document.blocks) if (text := _chapter(b))]
        self.chapter = 0

    def write(self) -> bytes:
        self.style_ids = {str(style.name): style.style_id for style in self.docx.styles}
        word.set_language(self.docx, self.source.language)
        self._properties()
        self._header_and_footer()
        self._first_page()
        for block in self.source.blocks:
            self._write(block)
        self._end()
        stream = BytesIO()
        self.docx.save(stream)
        return stream.getvalue()

    def _end(self) -> None:
        """Let the paragraph that has to follow a last table take no room: it could begin a page."""
        last = self.docx.paragraphs[-1]
        if last._p.style == self.style_ids["After Table"]:
            form = last.paragraph_format
            form.line_spacing, form.space_before, form.space_after = Pt(1), Pt(0), Pt(0)
        match self.source.blocks[-2:]:
            case Bullets(items=items), Facts():  # a signature does not stand alone on a page
                for paragraph in self.docx.paragraphs[-1 - len(items) : -1]:
                    paragraph.paragraph_format.keep_with_next = True

    def _properties(self) -> None:
        core, source = self.docx.core_properties, self.source
        core.title, core.author, core.subject = source.title[:255], source.author[:255], source.subtitle[:255]
        core.keywords, core.language = ", ".join(source.keywords)[:255], word.LOCALES[source.language]
        core.comments, core.last_modified_by = "", source.author[:255]
        core.created = core.modified = datetime.combine(source.date, time())

    def _header_and_footer(self) -> None:
        section = self.docx.sections[0]
        header = section.header.paragraphs[0]
        if self.source.look.emblem:
            word.right_stop(header, TEXT_WIDTH)
            header.add_run(f"{clean(self.source.header)}\t")
            self._emblem(header, EMBLEM_ROOM)
        else:
            header.text = clean(self.source.header)
        section.different_first_page_header_footer = self.source.cover is not None
        footer = section.footer.paragraphs[0]
        before, _page, rest = self.source.page_label.partition("{page}")
        between, _pages, after = rest.partition("{pages}")
        footer.add_run(f"{clean(self.source.author)} · {before}")
        word.field(footer, "PAGE", "1")
        footer.add_run(between)
        word.field(footer, "NUMPAGES", "1")
        footer.add_run(after)

    def _emblem(self, paragraph: DocxParagraph, room: tuple[int, int]) -> None:
        look, title = self.source.look, _("Coat of arms or logo")
        width, height = look.within(*room)
        shape = paragraph.add_run().add_picture(BytesIO(look.emblem), width, height)
        word.describe_picture(shape, title, title)

    def _cover(self, cover: Cover) -> None:
        above = self._add("Cover Text")
        above.paragraph_format.space_before, above.paragraph_format.space_after = Cm(2), Cm(2.5)
        if self.source.look.emblem:
            self._emblem(above, EMBLEM_ROOM_ON_COVER)
        self._add("Cover Place", clean(cover.place))
        kind = self._add("Cover Text", clean(cover.kind))
        kind.paragraph_format.space_before = Cm(1)
        self._add("Title", clean(self.source.title))
        mark = self._add("Cover Text")
        mark.add_run(clean(cover.mark)).bold = True
        mark.paragraph_format.space_before = Cm(4)
        self._add("Cover Text", clean(cover.day))

    def _first_page(self) -> None:
        if self.source.cover:
            self._cover(self.source.cover)
        else:
            self._add("Title", clean(self.source.title))
            self._add("Subtitle", clean(self.source.subtitle))
        for number, block in enumerate(self.source.summary):
            if number == 0 and self.source.cover and isinstance(block, Heading):
                self._write(replace(block, new_page=True))
            else:
                self._write(block)
        if self.source.contents:
            self._contents(self.source.contents)

    def _contents(self, heading: str) -> None:
        title = self._add("Contents Heading", heading)
        title.paragraph_format.page_break_before = True
        word.renew_fields(self.docx)
        for number, text in enumerate(self.headings, start=1):
            line = self._add("Contents")
            word.link_within(line, clean(text), _bookmark_name(number), self.accent)
            word.page_of(line, _bookmark_name(number))

    def _add(self, style: str, text: str = "") -> DocxParagraph:
        # Looking a style up by its name takes python-docx longer than all the rest of a paragraph.
        paragraph = self.docx.add_paragraph(text)
        paragraph._p.style = self.style_ids[style]
        return paragraph

    def _write(self, block: Block) -> None:
        writers: dict[type, Callable[[Any], None]] = {
            Heading: self._heading,
            Paragraph: self._paragraph,
            Bullets: self._bullets,
            Facts: self._facts,
            Table: self._table,
            Links: self._links,
            Picture: self._picture,
        }
        writers[type(block)](block)

    def _heading(self, block: Heading) -> None:
        paragraph = self._add(f"Heading {block.level}", clean(block.text))
        paragraph.paragraph_format.page_break_before = block.new_page or None
        if _chapter(block):
            self.chapter += 1
            word.bookmark(paragraph, _bookmark_name(self.chapter), self.chapter)

    def _paragraph(self, block: Paragraph) -> None:
        word.speak(self._add(TONES[block.tone], clean(block.text)), block.language)

    def _bullets(self, block: Bullets) -> None:
        for item in block.items:
            word.speak(self._add("List Bullet", clean(item)), block.language)

    def _links(self, block: Links) -> None:
        for item in block.items:
            paragraph = self._add("List Bullet")
            if item.url:
                word.link(paragraph, clean(item.title), item.url, self.accent)
                if block.printed:
                    paragraph.add_run(f"\n{item.url}").font.size = Pt(ADDRESS_SIZE)
            else:
                paragraph.add_run(clean(item.title))

    def _facts(self, block: Facts) -> None:
        style = self.style_ids["Table Text"]
        rows = [
            (word.Cell(clean(label), style, bold=True), word.Cell(clean(text), style, spoken=spoken))
            for (label, text), spoken in zip(block.rows, block.spoken, strict=True)
        ]
        self._add_table(_("Key facts"), (FACT_LABEL_WIDTH, TEXT_WIDTH - FACT_LABEL_WIDTH), rows)

    def _table(self, block: Table) -> None:
        self._caption("table", _("Table"), block.caption)
        parts = block.widths or tuple(1.0 for _column in block.header)
        name = "Table Text Small" if len(block.header) > WIDE_TABLE else "Table Text"
        widths = column_widths(parts, block.header, TABLE_SIZES[name], TEXT_WIDTH)
        style = self.style_ids[name]
        nothing = (None,) * len(block.header)

        def row(texts: tuple[str, ...], *, bold: bool = False, fill: str = "") -> list[word.Cell]:
            spoken = nothing if bold else block.spoken
            columns = zip(texts, block.columns, spoken, strict=True)
            return [
                word.Cell(clean(text), style, bold=bold, right=side is Align.RIGHT, spoken=code, fill=fill)
                for text, side, code in columns
            ]

        rows = [row(block.header, bold=True, fill=self.head), *map(row, block.rows)]
        if block.footer:
            rows.append(row(block.footer, bold=True))
        self._add_table(clean(block.caption), widths, rows)

    def _add_table(self, title: str, widths: Sequence[int], rows: Sequence[Sequence[word.Cell]]) -> None:
        before = self._add("After Table")
        before._p.addprevious(word.table(title, widths, rows))

    def _picture(self, block: Picture) -> None:
        paragraph = self._add("Introduction")
        shape = paragraph.add_run().add_picture(
            BytesIO(chart_png(block.chart, self.source.look)), width=TEXT_WIDTH
        )
        word.describe_picture(shape, clean(block.caption), clean(block.alt))
        self._caption("picture", _("Figure"), block.caption)
        if isinstance(block.chart, MapChart):  # the line that its licence asks for stays below it
            self.docx.paragraphs[-1].paragraph_format.keep_with_next = True

    def _caption(self, kind: str, label: str, text: str) -> None:
        self.counts[kind] += 1
        paragraph = self._add("Caption", f"{label} ")
        word.field(paragraph, f"SEQ {label} \\* ARABIC", str(self.counts[kind]))
        paragraph.add_run(f": {clean(text)}")
        paragraph.paragraph_format.keep_with_next = kind == "table"


def _chapter(block: Block) -> str:
    """Return the text of a heading of the first level, nothing for any other block."""
    return block.text if isinstance(block, Heading) and block.level == 1 else ""


def _bookmark_name(number: int) -> str:
    return f"chapter_{number}"
