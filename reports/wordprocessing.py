"""What python-docx does not offer: fields, links, languages, repeated header rows, alternative texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document as DocxDocument
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph as DocxParagraph

from design.palette import PAPER, bare
from design.typeface import DOCUMENT_FAMILY

FONT = DOCUMENT_FAMILY
INK, ACCENT, GREY = (RGBColor.from_string(bare(each)) for each in (PAPER.ink, PAPER.accent, PAPER.soft))
LOCALES = {"de": "de-DE", "en": "en-GB"}
WORD_2013 = "15"
_EMU_IN_A_TWIP = 635
SHORT_TABLE = 7
"""The rows, its header among them, of a table that no page's end divides."""
_LINE = 'w:val="single" w:sz="4" w:space="0" w:color="BFC9D1"'
_LOOK = (
    'w:firstColumn="1" w:firstRow="1" w:lastColumn="0" w:lastRow="0" w:noHBand="0" w:noVBand="1" w:val="04A0"'
)


def element(tag: str, /, **attributes: str) -> Any:
    """Return a new XML element; attribute names are given without their prefix ``w:``."""
    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def field(paragraph: DocxParagraph, instruction: str, shown: str, *, stale: bool = False) -> None:
    """Append a field that Word computes, with the text that stands there until it does.

    `stale` asks for it to be computed as soon as the file is opened.
    """
    for part in ("begin", instruction, "separate", shown, "end"):
        run = paragraph.add_run()
        if part in ("begin", "separate", "end"):
            late = {"dirty": "true"} if stale and part == "begin" else {}
            run._r.append(element("w:fldChar", fldCharType=part, **late))
        elif part == instruction:
            code = element("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {instruction} "
            run._r.append(code)
        else:
            run.text = shown


def bookmark(paragraph: DocxParagraph, name: str, number: int) -> None:
    """Put a bookmark around the paragraph's content."""
    paragraph._p.insert(1, element("w:bookmarkStart", id=str(number), name=name))
    paragraph._p.append(element("w:bookmarkEnd", id=str(number)))


def link(paragraph: DocxParagraph, text: str, url: str, colour: RGBColor = ACCENT) -> None:
    """Append a link to a web address."""
    relation = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    wrapper = OxmlElement("w:hyperlink")
    wrapper.set(qn("r:id"), relation)
    _linked_run(paragraph, wrapper, text, colour)


def link_within(paragraph: DocxParagraph, text: str, bookmark_name: str, colour: RGBColor = ACCENT) -> None:
    """Append a link to a bookmark of the same document."""
    _linked_run(paragraph, element("w:hyperlink", anchor=bookmark_name, history="1"), text, colour)


def _linked_run(paragraph: DocxParagraph, wrapper: Any, text: str, colour: RGBColor) -> None:
    run = paragraph.add_run(text)
    run.font.color.rgb = colour
    run.font.underline = True
    wrapper.append(run._r)
    paragraph._p.append(wrapper)


def page_of(paragraph: DocxParagraph, bookmark_name: str) -> None:
    """Append a tab and the number of the page on which a bookmark stands.

    Nothing stands there until a program has counted its pages: only it knows where they end.
    """
    paragraph.add_run("\t")
    field(paragraph, f"PAGEREF {bookmark_name} \\h", "", stale=True)


def repeat_first_row(table: DocxTable) -> None:
    """Mark the first row as header that is repeated on each page, and keep all rows in one piece."""
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(element("w:cantSplit"))
        if number == 0:
            properties.append(element("w:tblHeader"))


def describe_table(table: DocxTable, title: str) -> None:
    """Give the table an alternative text."""
    properties = table._tbl.tblPr
    properties.append(element("w:tblCaption", val=title))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text and its paragraph's style; `spoken` is its language where it is not the document's.

    `kept`: its row stays on the page of the next one.
    """

    text: str
    style_id: str
    bold: bool = False
    right: bool = False
    spoken: str | None = None
    fill: str = ""
    kept: bool = False


def table(title: str, widths: Sequence[int], rows: Sequence[Sequence[Cell]]) -> Any:
    """Return a table as an XML element: light lines, widths in EMU, its title as alternative text.

    Written as one text and parsed once: through python-docx's objects it takes ten times as long. A first row
    that is filled is a header, repeated on each page; no row is torn, and a short table stays on one page.
    """
    if len(rows) <= SHORT_TABLE:
        rows = [*([replace(cell, kept=True) for cell in row] for row in rows[:-1]), *rows[-1:]]
    twips = [int(width / _EMU_IN_A_TWIP) for width in widths]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    lines = "".join(f"<w:{side} {_LINE}/>" for side in ("top", "bottom", "insideH"))
    body = "".join(_row(row, twips) for row in rows)
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:type="auto" w:w="0"/>'
        f'<w:tblBorders>{lines}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblLook {_LOOK}/>'
        f"<w:tblCaption w:val={quoteattr(title)}/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>"
    )


def _row(cells: Sequence[Cell], twips: Sequence[int]) -> str:
    head = "<w:tblHeader/>" if any(cell.fill for cell in cells) else ""
    inside = "".join(_cell(cell, width) for cell, width in zip(cells, twips, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{inside}</w:tr>"


def _cell(cell: Cell, width: int) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill}"/>' if cell.fill else ""
    kept, side = "<w:keepNext/>" * cell.kept, '<w:jc w:val="right"/>' * cell.right
    spoken = f'<w:lang w:val="{LOCALES[cell.spoken]}"/>' if cell.spoken else ""
    look = f"<w:rPr>{'<w:b/>' if cell.bold else ''}{spoken}</w:rPr>" if cell.bold or spoken else ""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in cell.text.split("\n"))
    text = "<w:br/>".join(lines)
    return (
        f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width}"/>{shade}</w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{cell.style_id}"/>{kept}{side}</w:pPr>'
        f"<w:r>{look}{text}</w:r></w:p></w:tc>"
    )


def light_borders(table: DocxTable) -> None:
    """Draw thin grey lines between the rows."""
    borders = element("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(element(f"w:{side}", val="single", sz="4", space="0", color="BFC9D1"))
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(borders)


def describe_picture(shape: Any, title: str, alt: str) -> None:
    """Give an inline picture a title and an alternative text."""
    properties = shape._inline.docPr
    properties.set("descr", alt)
    properties.set("title", title)


def right_stop(paragraph: DocxParagraph, position: int) -> None:
    """Let a tab of the paragraph lead to its right end, and no longer to the middle."""
    stops = paragraph.paragraph_format.tab_stops
    assert paragraph.style is not None
    for inherited in paragraph.style.paragraph_format.tab_stops:
        stops.add_tab_stop(inherited.position, WD_TAB_ALIGNMENT.CLEAR)
    stops.add_tab_stop(Emu(position), WD_TAB_ALIGNMENT.RIGHT)


def side_line(style: ParagraphStyle, colour: str, eighths: int) -> None:
    """Draw a line along the left side of a style's paragraphs, its width in eighths of a point."""
    _line(style, "left", colour, eighths)


def line_below(style: ParagraphStyle, colour: str, eighths: int) -> None:
    """Draw a line below a style's paragraphs, its width in eighths of a point."""
    _line(style, "bottom", colour, eighths)


def no_lines(style: ParagraphStyle) -> None:
    """Take away the lines that the library's template draws around a style's paragraphs."""
    properties = style.element.get_or_add_pPr()
    for found in properties.findall(qn("w:pBdr")):
        properties.remove(found)


def _line(style: ParagraphStyle, side: str, colour: str, eighths: int) -> None:
    borders = element("w:pBdr")
    borders.append(element(f"w:{side}", val="single", sz=str(eighths), space="6", color=colour))
    style.element.get_or_add_pPr().append(borders)


def set_font(style: ParagraphStyle, size: float, colour: RGBColor = INK, bold: bool | None = None) -> None:
    """Set font, size in points, colour and weight of a style, theme fonts of the template removed."""
    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
    style.font.color.rgb = colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        if attribute.endswith("Theme"):
            del fonts.attrib[attribute]
    for script in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)


def speak(paragraph: DocxParagraph, code: str | None) -> None:
    """Mark the paragraph's text as being in another language than the document's; None marks nothing."""
    if code is None:
        return
    for run in paragraph.runs:
        run._r.get_or_add_rPr().append(element("w:lang", val=LOCALES[code]))


def renew_fields(document: DocxDocument) -> None:
    """Let Word renew all fields when it opens the file, having asked; LibreOffice does so in any case."""
    compatibility = document.settings.element.find(qn("w:compat"))
    compatibility.addprevious(element("w:updateFields", val="true"))


def set_language(document: DocxDocument, code: str) -> None:
    """Set the language of all texts, switch hyphenation on and leave Word's compatibility mode."""
    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), LOCALES[code])
    settings = document.settings.element
    settings.find(qn("w:defaultTabStop")).addnext(element("w:autoHyphenation", val="true"))
    compatibility = settings.find(qn("w:compat"))
    for old in compatibility.findall(qn("w:compatSetting")):
        compatibility.remove(old)
    word = "http://schemas.microsoft.com/office/word"
    compatibility.append(element("w:compatSetting", name="compatibilityMode", uri=word, val=WORD_2013))
