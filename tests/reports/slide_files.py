"""Slide templates as offices have them, made from python-pptx's own and changed as their programs would."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pptx
from PIL import Image
from pptx.oxml.shapes.picture import CT_Picture
from pptx.util import Cm, Emu

GERMAN = {
    "Title Slide": "Titelfolie",
    "Title and Content": "Titel und Inhalt",
    "Title Only": "Nur Titel",
    "Blank": "Leer",
}


def logo() -> bytes:
    file = BytesIO()
    Image.new("RGB", (200, 80), (200, 16, 46)).save(file, "PNG")
    return file.getvalue()


def office_template(
    width: int = Cm(33.867), height: int = Cm(19.05), change: Callable[[Any], None] = lambda _deck: None
) -> bytes:
    """Return a template of an office: German layouts, a logo on the master, own colours, two slides."""
    deck: Any = pptx.Presentation()
    _resize(deck, width, height)
    master = deck.slide_master
    for layout in master.slide_layouts:
        layout._element.cSld.set("name", GERMAN.get(layout.name, layout.name))
    _image, relation = master.part.get_or_add_image_part(BytesIO(logo()))
    place = (int(width * share) for share in (0.85, 0.02, 0.12, 0.05))
    drawn = CT_Picture.new_pic(900, "Logo", "Logo", relation, *place)
    master.shapes._spTree.insert_element_before(drawn, "p:extLst")
    for _number in range(2):
        slide = deck.slides.add_slide(master.slide_layouts[1])
        slide.shapes.title.text = "Musterfolie der Gemeinde"
    deck.core_properties.author, deck.core_properties.last_modified_by = "Agentur Muster", "Agentur Muster"
    deck.core_properties.comments = "Vertraulich"
    change(deck)
    stream = BytesIO()
    deck.save(stream)
    return recoloured(stream.getvalue())


def _resize(deck: Any, width: int, height: int) -> None:
    across, down = width / deck.slide_width, height / deck.slide_height
    for holder in (deck.slide_master, *deck.slide_layouts):
        for shape in holder.placeholders:
            if shape._element.spPr.xfrm is not None:
                place = [shape.left * across, shape.top * down, shape.width * across, shape.height * down]
                shape.left, shape.top, shape.width, shape.height = (Emu(int(each)) for each in place)
    deck.slide_width, deck.slide_height = width, height


def recoloured(file: bytes) -> bytes:
    def changed(name: str, content: bytes) -> bytes:
        if name.startswith("ppt/theme/theme"):
            content = content.replace(b"4F81BD", b"7A1F3D")
            return content.replace(b'typeface="Calibri"', b'typeface="Fira Sans"')
        return content

    return repacked(file, changed)


def as_template(file: bytes) -> bytes:
    """Return the presentation as PowerPoint saves a template (.potx)."""
    return repacked(
        file,
        lambda _name, content: (
            content.replace(b"presentation.main+xml", b"template.main+xml")
            if _name == "[Content_Types].xml"
            else content
        ),
    )


def repacked(file: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(file)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return stream.getvalue()
