"""Typst behind one door: the fonts, the templates and the standard all PDFs follow."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import typst

from design.typeface import FAMILY, FILES
from reports.looks import USUAL, Look, drawn, tokens
from reports.readback import require_text

TEMPLATES = Path(__file__).parent / "templates"
PICTURE_PPI = 200.0
_PROBE = f"""
#set document(title: "probe")
#set text(font: ("{FAMILY}", "DejaVu Sans Mono", "Libertinus Serif", "New Computer Modern Math"))
#for c in json(bytes(sys.inputs.document)) {{ par(c) }}
""".encode()


class MissingGlyphError(ValueError):
    """A text that no font of the documents can show."""


@cache
def fonts() -> typst.Fonts:
    """Return the fonts of all PDFs: the same on every machine, none of the system's."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FILES)])


def pdf_bytes(template: str, data: Mapping[str, Any], day: date, look: Look = USUAL) -> bytes:
    """Return a PDF/UA-1 from a template and its data; the same input gives the same bytes.

    Raises typst.TypstError if the result would not be accessible, MissingGlyphError for a text that no font
    has, and VanishedTextError for a page that lost its text.
    """
    try:
        result = _compiled(template, data, day, look)
    except typst.TypstError as error:
        if "could not be displayed" in str(error) or "codepoint" in str(error):
            raise MissingGlyphError(str(error)) from error
        raise
    require_text(result, data)
    return result


def _compiled(template: str, data: Mapping[str, Any], day: date, look: Look) -> bytes:
    result, warnings = typst.compile_with_warnings(
        str(TEMPLATES / template),
        root=str(TEMPLATES),
        font_paths=fonts(),
        sys_inputs={
            "document": json.dumps(data),
            "tokens": tokens(look.accent),
            "emblem": drawn(look.emblem),
        },
        pdf_standards="ua-1",
        timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
    )
    if unknown := [warning for warning in warnings if "unknown font" in str(warning)]:
        raise RuntimeError(f"a font of the documents is missing: {unknown[0]}")
    return bytes(result)


def png_bytes(template: str, data: Mapping[str, Any], look: Look = USUAL) -> bytes:
    """Return the single page of a template as a PNG picture."""
    return _picture(template, json.dumps(data), look.accent)


@lru_cache(maxsize=64)  # the sketches, slides and minutes of a series show the same charts
def _picture(template: str, data: str, accent: str) -> bytes:
    result = typst.compile(
        str(TEMPLATES / template),
        root=str(TEMPLATES),
        font_paths=fonts(),
        sys_inputs={"document": data, "tokens": tokens(accent)},
        format="png",
        ppi=PICTURE_PPI,
    )
    return bytes(result)


def missing_glyphs(characters: Sequence[str]) -> bool:
    """Return whether at least one of the characters has no glyph in the fonts."""
    try:
        typst.compile(
            _PROBE,
            font_paths=fonts(),
            sys_inputs={"document": json.dumps(list(characters))},
            pdf_standards="ua-1",
        )
    except typst.TypstError:
        return True
    return False
