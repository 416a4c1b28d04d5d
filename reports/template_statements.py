"""Statements in a template's paragraphs and rows: what goes with them when they are filled, what must not.

A statement for a paragraph (``{%p … %}``) or a row (``{%tr … %}``) is taken out together with its paragraph
or row; a section or a page that ends there would go as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reports.template_errors import OwnTemplateError
from translations import _

_ALONE = re.compile(r"\s*\{%-?\s*p\s+(\w+).*%\}\s*", re.DOTALL)
_ROW = re.compile(r"\{%-?\s*tr\s")
_BEGUN = re.compile(r"\{%-?\s*(?:for|if)\b")
_ENDED = re.compile(r"\{%-?\s*end(?:for|if)\b")
_BEGINS = frozenset({"for", "if"})
_HALF_POINTS = "2"


def text_of(element: Any) -> str:
    """Return the text of a paragraph or cell."""
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def refuse_torn_loops(root: Any) -> None:
    """Refuse loops that cross cells, and two row statements in one row. Raises OwnTemplateError."""
    for row in root.iter(qn("w:tr")):
        cells = [text_of(cell) for cell in row.iter(qn("w:tc"))]
        if len(_ROW.findall(" ".join(cells))) > 1:
            raise OwnTemplateError(
                _(
                    "“{%tr for … %}” and “{%tr endfor %}” stand in one table row. Please give each of them a "
                    "row of its own, before and after the row to be repeated."
                )
            )
        for text in cells:
            if len(_BEGUN.findall(text)) != len(_ENDED.findall(text)):
                raise OwnTemplateError(
                    _(
                        "A loop or condition begins in one table cell and ends in another. Please write "
                        "“{%tr for … %}” and “{%tr endfor %}” each in a row of its own around the row to be "
                        "repeated."
                    )
                )


def keep_breaks(root: Any) -> None:
    """Move sections and page breaks out of paragraphs that go with their statement."""
    for paragraph in list(root.iter(qn("w:p"))):
        statement = _ALONE.fullmatch(text_of(paragraph))
        carried = list(_carried(paragraph)) if statement else []
        if statement and carried:
            kept = _small_paragraph()
            for element in carried:
                _take_along(element, kept)
            (paragraph.addprevious if statement[1] in _BEGINS else paragraph.addnext)(kept)


def _carried(paragraph: Any) -> Iterator[Any]:
    properties = paragraph.find(qn("w:pPr"))
    if properties is not None:
        for name in ("w:sectPr", "w:pageBreakBefore"):
            yield from properties.findall(qn(name))
    for mark in paragraph.iter(qn("w:br")):
        if mark.get(qn("w:type")) == "page":
            yield mark


def _small_paragraph() -> Any:
    """Return an empty paragraph that takes no room of its own."""
    kept = OxmlElement("w:p")
    properties = OxmlElement("w:pPr")
    spacing = OxmlElement("w:spacing")
    for name in ("before", "after"):
        spacing.set(qn(f"w:{name}"), "0")
    mark = OxmlElement("w:rPr")
    size = OxmlElement("w:sz")
    size.set(qn("w:val"), _HALF_POINTS)
    mark.append(size)
    properties.extend((spacing, mark))
    kept.append(properties)
    return kept


def _take_along(element: Any, kept: Any) -> None:
    element.getparent().remove(element)
    properties = kept.find(qn("w:pPr"))
    if element.tag == qn("w:sectPr"):
        properties.append(deepcopy(element))
    elif element.tag == qn("w:pageBreakBefore"):
        properties.insert(0, deepcopy(element))
    else:
        run = OxmlElement("w:r")
        run.append(deepcopy(element))
        kept.append(run)
