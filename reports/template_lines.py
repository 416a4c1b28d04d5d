"""Texts of several lines in a filled template: a paragraph for each, and real lists.

A line that ends within its paragraph would be stretched across the page where the template justifies texts.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

from docx.document import Document as DocxDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart

MARK = "\ufdd0"
"""Stands between two lines until they become paragraphs: no text holds it, because it is no character."""

_BULLET = re.compile(r"^\s*[-*•–]\s+(?=\S)")
_BULLETS = (
    '<w:abstractNum {names} w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/>'
    '<w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
)


class Lines:
    """Divides the texts of one document; a list gets its numbering from the document."""

    def __init__(self, document: DocxDocument) -> None:
        self._document = document
        self._number: str | None = None

    def divide(self, root: Any) -> None:
        """Turn every mark below `root` into the end of a paragraph."""
        for text in list(root.iter(qn("w:t"))):
            if MARK in (text.text or ""):
                self._divide(text)
        for element in root.iter():
            for name, value in element.attrib.items():
                if MARK in value:
                    element.set(name, value.replace(MARK, " "))

    def _divide(self, text: Any) -> None:
        lines = [line for line in text.text.split(MARK) if line.strip()] or [""]
        run = text.getparent()
        paragraph = run.getparent()
        if paragraph.tag != qn("w:p"):
            _break_lines(text, lines)
            return
        begins = not any(_has_content(one) for one in (*text.itersiblings(preceding=True), *_before(run)))
        rest = [*text.itersiblings(), *run.itersiblings()]
        _say(text, lines[0])
        last = paragraph
        divided = [(paragraph, lines[0])] if begins else []
        for line in lines[1:]:
            last = _following(last, paragraph, run, line)
            divided.append((last, line))
        if last is not paragraph:
            _move_rest(rest, run, last)
        for each, line in divided:
            if _BULLET.match(line):
                self._list(each)

    def _list(self, paragraph: Any) -> None:
        first = next(paragraph.iter(qn("w:t")))
        first.text = _BULLET.sub("", first.text or "")
        properties = paragraph.get_or_add_pPr()
        if properties.find(qn("w:numPr")) is None:
            properties.get_or_add_numPr().get_or_add_numId().val = int(self._bullets())
            properties.numPr.get_or_add_ilvl().val = 0

    def _bullets(self) -> str:
        if self._number is None:
            numbering = self._numbering()
            taken = [int(one.get(qn("w:abstractNumId"))) for one in numbering.iter(qn("w:abstractNum"))]
            number = max(taken, default=-1) + 1
            bullets = parse_xml(_BULLETS.format(names=nsdecls("w"), number=number))
            first = numbering.find(qn("w:num"))
            numbering.append(bullets) if first is None else first.addprevious(bullets)
            self._number = str(numbering.add_num(number).numId)
        return self._number

    def _numbering(self) -> Any:
        part = self._document.part
        if not any(rel.reltype == RELATIONSHIP_TYPE.NUMBERING for rel in part.rels.values()):
            empty = f"<w:numbering {nsdecls('w')}/>".encode()
            name = PackURI("/word/numbering.xml")
            made = NumberingPart.load(name, CONTENT_TYPE.WML_NUMBERING, empty, part.package)
            part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
        return part.numbering_part.element


def _before(run: Any) -> list[Any]:
    return [one for one in run.itersiblings(preceding=True) if one.tag != qn("w:pPr")]


def _has_content(element: Any) -> bool:
    if element.tag == qn("w:rPr"):
        return False
    return any((text.text or "").strip() for text in element.iter(qn("w:t"))) or bool(
        list(element.iter(qn("w:drawing")))
    )


def _say(text: Any, line: str) -> None:
    text.text = line
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _break_lines(text: Any, lines: list[str]) -> None:
    """Break lines inside a link or the like, where there can be no paragraph."""
    _say(text, lines[0])
    for line in reversed(lines[1:]):
        more = deepcopy(text)
        _say(more, line)
        text.addnext(more)
        text.addnext(OxmlElement("w:br"))


def _following(last: Any, like: Any, run: Any, line: str) -> Any:
    """Add a paragraph after `last` that looks like `like`, with the line in a run like `run`."""
    made = OxmlElement("w:p")
    if like.pPr is not None:
        made.append(deepcopy(like.pPr))
        for section in made.pPr.findall(qn("w:sectPr")):
            made.pPr.remove(section)
    said = OxmlElement("w:r")
    if run.rPr is not None:
        said.append(deepcopy(run.rPr))
    text = OxmlElement("w:t")
    _say(text, line)
    said.append(text)
    made.append(said)
    last.addnext(made)
    return made


def _move_rest(rest: list[Any], run: Any, last: Any) -> None:
    """Move what followed the text to the end of the last paragraph, and the section's end with it."""
    said = last.find(qn("w:r"))
    first = said.getparent().getprevious()
    for element in rest:
        if element.getparent() is run:
            said.append(element)
        else:
            last.append(element)
    while first is not None and first.tag == qn("w:p") and first is not run.getparent():
        first = first.getprevious()
    if first is not None and first.pPr is not None:
        for section in first.pPr.findall(qn("w:sectPr")):
            last.get_or_add_pPr().append(section)
