"""What an office's slide template offers: its layouts by their names, and the room they leave."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn

from reports.slide_room import HEIGHT, OURS, Room
from reports.template_errors import OwnTemplateError
from translations import _

TITLE_NAMES = ("titelfolie", "title slide", "titel", "title")
CONTENT_NAMES = ("nur titel", "title only", "titel und inhalt", "title and content")
_TYPES = "[Content_Types].xml"
_TEMPLATE, _SLIDES = b"presentationml.template.main+xml", b"presentationml.presentation.main+xml"
_FOOT = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
_BODY = (PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.BODY)
_GAP = 0.02
SMALLEST_SHARE = 0.4
"""The least part of a slide's width and height that has to be free below the title."""
USUAL_TITLE = 36


@dataclass(frozen=True)
class Layouts:
    """The layouts of the title slide and of all others, the room below a title, a title's size in points."""

    title: Any
    content: Any
    room: Room
    title_size: int


def without_slides(template: bytes) -> Any:
    """Open a template as a presentation without slides: what it shows as examples goes."""
    deck = pptx.Presentation(BytesIO(_as_presentation(template)))
    listed = deck.slides._sldIdLst
    for entry in list(listed):
        deck.part.drop_rel(entry.rId)
        listed.remove(entry)
    for tag in ("p:custShowLst", "p:extLst"):  # shows and sections name the slides that are gone
        for found in deck.part._element.findall(qn(tag)):
            deck.part._element.remove(found)
    return deck


def _as_presentation(template: bytes) -> bytes:
    """Return a template (.potx) as the presentation (.pptx) that it begins."""
    with zipfile.ZipFile(BytesIO(template)) as packed:
        parts = {info.filename: packed.read(info) for info in packed.infolist()}
    if _TEMPLATE not in parts.get(_TYPES, b""):
        return template
    parts[_TYPES] = parts[_TYPES].replace(_TEMPLATE, _SLIDES)
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return stream.getvalue()


def found_layouts(deck: Any) -> Layouts:
    """Find the layouts by their names, else by their kind. Raises OwnTemplateError where one is missing."""
    layouts = [layout for master in deck.slide_masters for layout in master.slide_layouts]
    title = _chosen(layouts, TITLE_NAMES, ("title", "ctrTitle"))
    content = _chosen(layouts, CONTENT_NAMES, ("titleOnly", "obj"))
    if title is None or content is None:
        raise OwnTemplateError(
            _(
                "The template has no layout with a title. Please name one “Title Slide” and one "
                "“Title Only”, each with a placeholder for the title."
            )
        )
    return Layouts(title, content, _room(deck, layouts, content), _title_size(content))


def _chosen(layouts: Iterable[Any], names: tuple[str, ...], kinds: tuple[str, ...]) -> Any:
    usable = [layout for layout in layouts if _title_of(layout) is not None]
    named = {layout.name.strip().casefold(): layout for layout in reversed(usable)}
    of_kind = {layout._element.get("type"): layout for layout in reversed(usable)}
    wanted = [*(named.get(name) for name in names), *(of_kind.get(kind) for kind in kinds)]
    return next((layout for layout in wanted if layout is not None), None)


def _title_of(layout: Any) -> Any:
    return next((each for each in layout.placeholders if each.placeholder_format.idx == 0), None)


def _room(deck: Any, layouts: Iterable[Any], content: Any) -> Room:
    """Return what is free: where the layout for title and content has its content, else below the title."""
    width, height = deck.slide_width, deck.slide_height
    title = _title_of(content)
    body = _largest(content) or next(
        (found for layout in layouts if layout._element.get("type") == "obj" and (found := _largest(layout))),
        None,
    )
    if body is not None and body.top >= title.top + title.height // 2:
        left, top, across, bottom = body.left, body.top, body.width, body.top + body.height
    else:
        feet = [each.top for each in content.placeholders if each.placeholder_format.type in _FOOT]
        below = [each for each in feet if each > height // 2]
        left, across = title.left, title.width
        top = title.top + title.height + int(height * _GAP)
        bottom = min(below, default=int(height * 0.94)) - int(height * _GAP)
    room = Room(left, top, across, bottom, min(1.0, height / HEIGHT, across / OURS.width))
    if room.width < width * SMALLEST_SHARE or room.height < height * SMALLEST_SHARE:
        raise OwnTemplateError(
            _("The layout “{name}” leaves too little room below its title for tables and charts.").format(
                name=content.name
            )
        )
    return room


def _largest(layout: Any) -> Any:
    bodies = [each for each in layout.placeholders if each.placeholder_format.type in _BODY]
    return max(bodies, key=lambda each: each.width * each.height, default=None)


def _title_size(layout: Any) -> int:
    """Return the size of a title in points, as the layout or its master says."""
    title = _title_of(layout)
    own = title._element.xpath("./p:txBody/a:lstStyle/a:lvl1pPr/a:defRPr/@sz")
    master = layout.slide_master._element.xpath("./p:txStyles/p:titleStyle/a:lvl1pPr/a:defRPr/@sz")
    return next((round(int(size) / 100) for size in (*own, *master)), USUAL_TITLE)
