"""The texts of a sketch by place: the summary, and the sections of the outline."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from sketches.model import Origin, SketchContent, Statement
from sketches.outline import Outline

SUMMARY = "summary"
"""The place of the summary; every other place is a section's id."""
_OF_THE_TOOL = {"origin", "origins", "schema_version"}
_OF_THE_WORKSHOP = {"voices"}


def places(outline: Outline) -> tuple[str, ...]:
    """Return where something can be remarked on, in the order of the sketch."""
    return (SUMMARY, *(section.id for section in outline.sections))


def text_places(outline: Outline) -> tuple[str, ...]:
    """Return the places that hold a text, so that another one can be proposed."""
    return (SUMMARY, *(section.id for section in outline.sections if section.text))


def text_of(content: SketchContent, place: str) -> str:
    """Return the text at a place, "" where nobody has written anything."""
    return content.summary.text if place == SUMMARY else content.section(place).text


def with_text(content: SketchContent, place: str, text: str) -> SketchContent:
    """Return the sketch with another text at a place, typed by a person."""
    if place != SUMMARY:
        return content.with_section(place, text)
    if content.summary.text == text:
        return content
    return content.model_copy(update={"summary": Statement(text=text, origins=(Origin.TYPED,))})


def mark(text: str) -> str:
    """Return a short sign of a text, to tell whether it is still the one that somebody has read."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def fingerprint(content: SketchContent) -> str:
    """Return the SHA-256 of what a sketch says in the version to hand in.

    Where a part came from, the order in which sections were written and what participants said (it stands in
    the working version only) make no difference. A field that later versions of the tool add makes none
    either, as long as nobody has filled it in.
    """
    said = _said(content.model_dump(mode="json", exclude_defaults=True, exclude=_OF_THE_WORKSHOP))
    sections = [section for section in said.pop("sections", []) if section.get("text")]
    said["sections"] = sorted(sections, key=lambda section: section["id"])
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _said(value: Any) -> Any:
    """Return a value without what the tool notes about it."""
    if isinstance(value, dict):
        return {key: _said(inner) for key, inner in value.items() if key not in _OF_THE_TOOL}
    return [_said(inner) for inner in value] if isinstance(value, list) else value
