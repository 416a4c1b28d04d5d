"""What python-docx does not offer: fields, links, languages, repeated header rows, alternative texts."""

from __future__ import annotations

from typing import Any

from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph as DocxParagraph

from design.palette import PAPER, bare
from design.typeface import DOCUMENT_FAMILY

FONT = DOCUMENT_FAMILY
INK, ACCENT, GREY = (RGBColor.from_string(bare(each)) for each in (PAPER.ink, PAPER.accent, PAPER.soft))
LOCALES = {"de": "de-DE", "en": "en-GB"}
WORD_2013 = "15"


def element(tag: str, /, **attributes: str) -> Any:
    """Return a new XML element; attribute names are given without their prefix ``w:``."""
    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def field(paragraph: DocxParagraph, instruction: str, shown: str) -> None:
    """Append a field that Word computes, with the text that stands there until it does."""
    for part in ("begin", instruction, "separate", shown, "end"):
        run = paragraph.add_run()
        if part in ("begin", "separate", "end"):
            run._r.append(element("w:fldChar", fldCharType=part))
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


def link(paragraph: DocxParagraph, text: str, url: str) -> None:
    """Append a link to a web address."""
    relation = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    wrapper = OxmlElement("w:hyperlink")
    wrapper.set(qn("r:id"), relation)
    _linked_run(paragraph, wrapper, text)


def link_within(paragraph: DocxParagraph, text: str, bookmark_name: str) -> None:
    """Append a link to a bookmark of the same document."""
    _linked_run(paragraph, element("w:hyperlink", anchor=bookmark_name, history="1"), text)


def _linked_run(paragraph: DocxParagraph, wrapper: Any, text: str) -> None:
    run = paragraph.add_run(text)
    run.font.color.rgb = ACCENT
    run.font.underline = True
    wrapper.append(run._r)
    paragraph._p.append(wrapper)


def contents_begin(paragraph: DocxParagraph) -> None:
    """Open a table of contents of the first level; Word renews it when it opens the file."""
    run = paragraph.add_run()
    run._r.append(element("w:fldChar", fldCharType="begin", dirty="true"))
    code = element("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = ' TOC \\o "1-1" \\h \\z \\u '
    paragraph.add_run()._r.append(code)
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="separate"))


def contents_end(paragraph: DocxParagraph) -> None:
    """Close the table of contents."""
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="end"))


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


def shade(cell: Any, colour: str) -> None:
    """Fill a table cell with a colour (hexadecimal, without "#")."""
    cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill=colour))


def side_line(style: ParagraphStyle, colour: str, eighths: int) -> None:
    """Draw a line along the left side of a style's paragraphs, its width in eighths of a point."""
    borders = element("w:pBdr")
    borders.append(element("w:left", val="single", sz=str(eighths), space="6", color=colour))
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
