"""The words use cases are found by: themes, funding programmes, technology groups and solutions.

The data lie in ``vocabulary.toml``. Library files refer to themes and programmes by id; technologies are
written freely as in the source and grouped here by the words they contain.
"""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from usecases.areas import Labelled
from usecases.model import Frozen, UseCase

FILE = Path(__file__).with_name("vocabulary.toml")

ThemeKind = Literal["programme", "measure", "trend"]


class Theme(Labelled):
    """A theme: of the consulting programme, one of the ten basic administrative measures, or a trend."""

    kind: ThemeKind


class Programme(Labelled):
    """A funding programme, or a group of programmes that occur only once or twice."""


class TechnologyGroup(Labelled):
    """A group of technologies: those that contain one of its ``words``.

    A word in lower case is found in any case; one with capitals (LED, GIS) only as written.
    """

    words: tuple[str, ...]

    def includes(self, technology: str) -> bool:
        """Say whether a technology belongs to this group."""
        lowered = technology.lower()
        return any(word in (lowered if word.islower() else technology) for word in self.words)


class Solution(TechnologyGroup):
    """What was built or bought; costs and experience are compared within one solution."""

    excluded: tuple[str, ...] = Field(default=(), alias="not")

    def excludes(self, title: str) -> bool:
        """Say whether the title tells that it is something else."""
        return any(word in title.lower() for word in self.excluded)


class _File(Frozen):
    themes: tuple[Theme, ...]
    programmes: tuple[Programme, ...]
    technologies: tuple[TechnologyGroup, ...]
    solutions: tuple[Solution, ...]


@cache
def _file() -> _File:
    return _File.model_validate(tomllib.loads(FILE.read_text(encoding="utf-8")))


def themes(kind: ThemeKind | None = None) -> tuple[Theme, ...]:
    """Return all themes, or those of one kind, in their fixed order."""
    return tuple(theme for theme in _file().themes if kind is None or theme.kind == kind)


def programmes() -> tuple[Programme, ...]:
    """Return the funding programmes in their fixed order."""
    return _file().programmes


def technology_groups() -> tuple[TechnologyGroup, ...]:
    """Return the technology groups in their fixed order."""
    return _file().technologies


def solutions() -> tuple[Solution, ...]:
    """Return the solutions in their fixed order."""
    return _file().solutions


@cache
def _themes_by_id() -> dict[str, Theme]:
    return {theme.id: theme for theme in themes()}


@cache
def _programmes_by_id() -> dict[str, Programme]:
    return {programme.id: programme for programme in programmes()}


@cache
def _groups_of_technology(technology: str) -> frozenset[str]:
    return frozenset(group.id for group in technology_groups() if group.includes(technology))


def theme(theme_id: str) -> Theme:
    """Return one theme; KeyError if there is none with this id."""
    return _themes_by_id()[theme_id]


def programme(programme_id: str) -> Programme:
    """Return one programme; KeyError if there is none with this id."""
    return _programmes_by_id()[programme_id]


def groups_of(use_case: UseCase) -> tuple[str, ...]:
    """Return the ids of the technology groups of a use case, in the vocabulary's order."""
    found = {group for technology in use_case.technologies for group in _groups_of_technology(technology)}
    return tuple(group.id for group in technology_groups() if group.id in found)


def solutions_of(use_case: UseCase) -> frozenset[str]:
    """Return the ids of the solutions a use case is an instance of: by its title, else its technologies."""
    return _solutions_of(use_case.title_de, use_case.technologies)


@lru_cache(maxsize=4096)
def _solutions_of(title: str, technologies: tuple[str, ...]) -> frozenset[str]:
    known = [solution for solution in solutions() if not solution.excludes(title)]
    titled = frozenset(solution.id for solution in known if solution.includes(title))
    return titled or frozenset(solution.id for solution in known if any(map(solution.includes, technologies)))


def ungrouped(use_case: UseCase) -> tuple[str, ...]:
    """Return the technologies of a use case that belong to no group."""
    return tuple(name for name in use_case.technologies if not _groups_of_technology(name))
