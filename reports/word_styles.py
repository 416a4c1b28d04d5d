"""Page and styles of all our Word documents."""

from __future__ import annotations

from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from design.palette import PAPER, Palette, bare
from reports import wordprocessing as word

TEXT_WIDTH = Cm(16.4)
TABLE_SIZES = {"Table Text": 9.0, "Table Text Small": 8.0}
"""Points of the text in tables, by its style."""


def set_up_page(document: DocxDocument) -> None:
    """Set A4 with our margins."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.2)


def set_up_styles(document: DocxDocument, palette: Palette = PAPER) -> None:
    """Give the styles of python-docx's template our fonts and colours, and add our own."""
    styles, accent = document.styles, RGBColor.from_string(bare(palette.accent))
    word.set_font(styles["Normal"], 10.5)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    word.set_font(styles["Title"], 22, accent, bold=True)
    word.no_lines(styles["Title"])
    word.set_font(styles["Subtitle"], 12, word.GREY)
    for level, size in ((1, 14.5), (2, 12), (3, 11)):
        heading = styles[f"Heading {level}"]
        word.set_font(heading, size, accent, bold=True)
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(16), Pt(6)
    for name, size in (("Header", 8.5), ("Footer", 8.5), ("Caption", 9)):
        word.set_font(styles[name], size, word.GREY)
    _paragraph_style(document, "Lead", 11.5)
    word.line_below(_paragraph_style(document, "Cover Place", 15, word.GREY), bare(palette.accent), 20)
    _paragraph_style(document, "Cover Text", 13)
    for name, size in TABLE_SIZES.items():
        _paragraph_style(document, name, size).paragraph_format.space_after = Pt(1)
    _paragraph_style(document, "After Table", 4).paragraph_format.space_after = Pt(4)
    _paragraph_style(document, "Introduction", 10.5).paragraph_format.keep_with_next = True
    _paragraph_style(document, "Contents Heading", 14.5, accent, bold=True)
    contents = _paragraph_style(document, "Contents", 10.5).paragraph_format
    contents.space_after = Pt(2)
    contents.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    word.side_line(_paragraph_style(document, "Note", 9, word.GREY), bare(PAPER.line), 8)
    origin = _paragraph_style(document, "Origin", 9, word.GREY)
    word.side_line(origin, bare(PAPER.line), 8)
    origin.paragraph_format.keep_with_next = True
    word.side_line(_paragraph_style(document, "Open Point", 10.5, bold=True), bare(PAPER.coral), 20)


def _paragraph_style(
    document: DocxDocument, name: str, size: float, colour: RGBColor = word.INK, bold: bool | None = None
) -> ParagraphStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles["Normal"]
    word.set_font(style, size, colour, bold)
    return style
