# mypy: disallow-untyped-calls=False
"""Our own empty presentation: colours, typeface, lines and places of titles as all our documents have them.

They stand in theme, master and layouts, so that a slide that somebody adds later looks like the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pptx
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Cm

from design.palette import bare
from design.typeface import DOCUMENT_FAMILY
from reports.looks import Look
from reports.slide_room import HEIGHT, OURS, WIDTH

TITLE_ONLY, TITLE_SLIDE = 5, 0
TITLE_SIZE, NUMBER_SIZE = 28, 11
COVER_LINE = Cm(5)
_LINE, _COVER_LINE = Cm(0.05), Cm(0.14)
_ACCENTS = ("accent1", "accent2", "accent3")


def empty_presentation(look: Look) -> Any:
    """Return a presentation without slides."""
    deck: Any = pptx.Presentation()
    sheets = [deck.slide_master, *deck.slide_layouts]
    for sheet in sheets:
        _widened(sheet._element, WIDTH / deck.slide_width, HEIGHT / deck.slide_height)
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    _themed(deck.slide_master, look)
    _titled(deck.slide_master._element)
    _ruled(deck.slide_layouts[TITLE_ONLY], OURS.top - Cm(0.25), _LINE)
    _ruled(deck.slide_layouts[TITLE_SLIDE], COVER_LINE, _COVER_LINE)
    return deck


def _widened(sheet: Any, across: float, down: float) -> None:
    """Bring the places of the library's narrow sheet to ours."""
    for place in (*sheet.iter(qn("a:off")), *sheet.iter(qn("a:ext"))):
        for name, factor in (("x", across), ("cx", across), ("y", down), ("cy", down)):
            if (value := place.get(name)) is not None:
                place.set(name, str(round(int(value) * factor)))


def _themed(master: Any, look: Look) -> None:
    """Set the first colours and both typefaces of the theme, which tables and charts follow."""
    part = next(rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme"))
    theme = part.blob.decode()
    for name, colour in zip(_ACCENTS, look.chart, strict=True):
        theme = re.sub(rf"(<a:{name}>).*?(</a:{name}>)", _coloured(colour), theme, flags=re.DOTALL)
    theme = re.sub(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{DOCUMENT_FAMILY}", theme)
    part.blob = theme.encode()


def _coloured(colour: str) -> str:
    return rf'\g<1><a:srgbClr val="{bare(colour).upper()}"/>\g<2>'


def _titled(master: Any) -> None:
    """Let titles stand on the left, bold and in the accent."""
    title = master.find(f"{qn('p:txStyles')}/{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    words = title.find(qn("a:defRPr"))
    words.set("b", "1")
    words.set("sz", str(TITLE_SIZE * 100))
    for fill in words.findall(qn("a:solidFill")):
        words.remove(fill)
    words.insert(0, parse_xml(f'<a:solidFill {nsdecls("a")}><a:schemeClr val="accent1"/></a:solidFill>'))


def _ruled(layout: Any, top: int, thickness: int) -> None:
    """Draw a line in the accent across a layout."""
    shapes = layout._element.find(f"{qn('p:cSld')}/{qn('p:spTree')}")
    shapes.append(
        parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{_next_id(shapes)}" name="Line"/>'
            '<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
            f'<a:xfrm><a:off x="{OURS.left}" y="{top}"/>'
            f'<a:ext cx="{OURS.width}" cy="{thickness}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
            '</a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill></p:spPr></p:sp>'
        )
    )


def write_number(slide: Any, words: str, number: int) -> None:
    """Write the number of a slide below it after a few words, where PowerPoint expects and renews it."""
    top = OURS.bottom + Cm(0.2)
    shapes = slide.shapes._spTree
    size = f'<a:rPr sz="{NUMBER_SIZE * 100}"/>'
    box = parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{_next_id(shapes)}" name="Slide Number"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="sldNum" sz="quarter" idx="12"/></p:nvPr>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{OURS.left}" y="{top}"/>'
        f'<a:ext cx="{OURS.width}" cy="{HEIGHT - top - Cm(0.2)}"/></a:xfrm></p:spPr><p:txBody><a:bodyPr/>'
        f'<a:lstStyle/><a:p><a:pPr algn="r"/><a:r>{size}<a:t/></a:r>'
        f'<a:fld id="{{{uuid5(NAMESPACE_URL, "slidenum")}}}" type="slidenum">{size}<a:t/></a:fld>'
        "</a:p></p:txBody></p:sp>"
    )
    for text, said in zip(box.iter(qn("a:t")), (f"{words} · ", str(number)), strict=True):
        text.text = said
    shapes.append(box)


def _next_id(shapes: Any) -> int:
    return 1 + max(int(each) for each in _ids(shapes))


def _ids(shapes: Any) -> Iterator[str]:
    for properties in shapes.iter(qn("p:cNvPr")):
        yield properties.get("id")
