"""The nine fields of action, their topics, and their place in the Hessian funding guideline.

The data lie in ``areas.toml``; they are read once and never change while the program runs.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from usecases.model import AreaId, Frozen, Language, Slug

FILE = Path(__file__).with_name("areas.toml")


class Labelled(Frozen):
    """Something with an id and a name in both languages."""

    id: Slug
    name_de: str
    name_en: str

    def name(self, language: Language = "de") -> str:
        """Return the name in the language asked for."""
        return self.name_en if language == "en" else self.name_de


class FundingArea(Labelled):
    """One of the eight areas of the guideline "Förderung smarter Kommunen und Regionen"."""

    examples_de: str


class Topic(Labelled):
    """A topic within an area.

    ``funding_areas`` places it in the guideline; ``named`` says whether the guideline itself names it there
    (otherwise the place is our judgement and has to be shown as such).
    """

    funding_areas: tuple[str, ...]
    named: bool


class Area(Labelled):
    """A field of action: its topics, its trend themes, and what it means for a municipality."""

    id: AreaId
    meaning_de: str
    meaning_en: str
    topics: tuple[str, ...]
    trends: tuple[str, ...]

    def meaning(self, language: Language = "de") -> str:
        """Return in two sentences what the area means for a municipality."""
        return self.meaning_en if language == "en" else self.meaning_de


class _File(Frozen):
    funding_areas: tuple[FundingArea, ...]
    areas: tuple[Area, ...]
    topics: tuple[Topic, ...]


@cache
def _file() -> _File:
    return TypeAdapter(_File).validate_python(tomllib.loads(FILE.read_text(encoding="utf-8")))


def areas() -> tuple[Area, ...]:
    """Return the nine areas in their fixed order."""
    return _file().areas


def topics() -> tuple[Topic, ...]:
    """Return all topics."""
    return _file().topics


def funding_areas() -> tuple[FundingArea, ...]:
    """Return the eight areas of the funding guideline."""
    return _file().funding_areas


@cache
def _areas_by_id() -> dict[str, Area]:
    return {area.id: area for area in areas()}


@cache
def _topics_by_id() -> dict[str, Topic]:
    return {topic.id: topic for topic in topics()}


def area(area_id: str) -> Area:
    """Return one area; KeyError if there is none with this id."""
    return _areas_by_id()[area_id]


def topic(topic_id: str) -> Topic:
    """Return one topic; KeyError if there is none with this id."""
    return _topics_by_id()[topic_id]


def topics_of(area_id: str) -> tuple[Topic, ...]:
    """Return the topics of one area in their fixed order."""
    return tuple(topic(topic_id) for topic_id in area(area_id).topics)


def funding_areas_of(area_id: str) -> tuple[FundingArea, ...]:
    """Return the areas of the funding guideline that an area's topics belong to, in the guideline's order."""
    wanted = {found for one in topics_of(area_id) for found in one.funding_areas}
    return tuple(one for one in funding_areas() if one.id in wanted)
