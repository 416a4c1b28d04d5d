"""The sections of a sketch, as data: the office can put its own outline in the place of ours."""

from __future__ import annotations

import tomllib
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from sketches.model import Frozen, Language

OUTLINE_FILE = Path(__file__).with_name("outline.toml")


class Part(StrEnum):
    """A structured part of the sketch that a section shows below its text."""

    APPLICANTS = "applicants"
    FUNDING = "funding"
    SCORES = "scores"
    VOICES = "voices"
    MILESTONES = "milestones"
    COSTS = "costs"
    STAFFING = "staffing"
    RISKS = "risks"
    MEASURES = "measures"
    FOLLOW_UP = "follow_up"
    SOURCES = "sources"


class OutlineSection(Frozen):
    """One section: heading and hint in both languages, what it shows, whether it must be filled."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title_de: str
    title_en: str
    hint_de: str
    hint_en: str
    required: bool = True
    text: bool = True
    parts: tuple[Part, ...] = ()

    def title(self, language: Language) -> str:
        """Return the heading in the language asked for."""
        return self.title_de if language == "de" else self.title_en

    def hint(self, language: Language) -> str:
        """Return what belongs into the section, in the language asked for."""
        return self.hint_de if language == "de" else self.hint_en


class Outline(Frozen):
    """An ordered list of sections; `official` is true only for a funding office's own outline."""

    version: str
    official: bool = False
    note_de: str = ""
    note_en: str = ""
    sections: tuple[OutlineSection, ...]

    @model_validator(mode="after")
    def _each_section_once(self) -> Self:
        ids = [section.id for section in self.sections]
        if len(ids) != len(set(ids)):
            raise ValueError("a section id may appear only once in an outline")
        return self

    def note(self, language: Language) -> str:
        """Return who made the outline, in the language asked for."""
        return self.note_de if language == "de" else self.note_en


@cache
def load_outline(path: Path = OUTLINE_FILE) -> Outline:
    """Read an outline from a TOML file.

    Raises OSError, tomllib.TOMLDecodeError or pydantic.ValidationError for a missing or broken file.
    """
    return Outline.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
