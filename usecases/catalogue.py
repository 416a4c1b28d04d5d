"""All use cases together: read from their files, checked, and never changed afterwards."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from usecases.areas import areas
from usecases.library_file import locate, parse
from usecases.model import AreaId, Status, UseCase
from usecases.problems import Code, FileProblem, Problem, from_validation
from usecases.rules import reference_problems

LIBRARY = Path(__file__).with_name("library")

GapKind = Literal["place", "status", "status_date", "start_year", "cost", "grant", "data_protection"]


class CatalogueError(Exception):
    """The library cannot be read. ``problems`` names every broken file, with line and field where known."""

    def __init__(self, problems: Iterable[FileProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @property
    def file(self) -> Path:
        """The first broken file."""
        return self.problems[0].file

    @property
    def line(self) -> int | None:
        """Line of the first problem, from 1."""
        return self.problems[0].line

    @property
    def field(self) -> str | None:
        """Field of the first problem."""
        return self.problems[0].field

    @property
    def problem(self) -> Code:
        """Code of the first problem."""
        return self.problems[0].problem


@dataclass(frozen=True)
class Gap:
    """Something no source says about a use case, or that could not be resolved."""

    use_case_id: str
    kind: GapKind


class Catalogue:
    """Use cases by id; immutable."""

    __slots__ = ("_by_id",)

    def __init__(self, use_cases: Iterable[UseCase]) -> None:
        self._by_id = {use_case.id: use_case for use_case in use_cases}

    @property
    def all(self) -> tuple[UseCase, ...]:
        """All use cases, by area and id."""
        return tuple(self._by_id.values())

    def get(self, use_case_id: str) -> UseCase | None:
        """Return one use case, or None if there is none with this id."""
        return self._by_id.get(use_case_id)

    def in_area(self, area_id: str) -> tuple[UseCase, ...]:
        """Return the use cases of one area."""
        return tuple(use_case for use_case in self if use_case.area == area_id)

    def area_counts(self) -> dict[AreaId, int]:
        """Count the use cases of each of the nine areas, in their fixed order, zeros included."""
        counts = Counter(use_case.area for use_case in self)
        return {area.id: counts[area.id] for area in areas()}

    def related_to(self, use_case: UseCase) -> tuple[UseCase, ...]:
        """Return the use cases it links to that exist."""
        return tuple(self._by_id[link] for link in use_case.related if link in self._by_id)

    def with_entries(self, extra: Iterable[UseCase]) -> Catalogue:
        """Return a catalogue with further entries; one with a known id takes that entry's place."""
        order = {area.id: position for position, area in enumerate(areas())}
        by_id = {use_case.id: use_case for use_case in (*self, *extra)}
        return Catalogue(sorted(by_id.values(), key=lambda use_case: (order[use_case.area], use_case.id)))

    def gaps(self) -> tuple[Gap, ...]:
        """List what no source says, entry by entry."""
        return tuple(Gap(use_case.id, kind) for use_case in self for kind in _gaps_of(use_case))

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[UseCase]:
        return iter(self._by_id.values())

    def __contains__(self, use_case_id: object) -> bool:
        return use_case_id in self._by_id


def load_catalogue(folder: Path = LIBRARY, extra: Iterable[UseCase] = ()) -> Catalogue:
    """Read every library file below ``folder`` and add ``extra``, the advisors' own entries.

    An own entry with the id of a library file takes its place: it is an edited copy. Raises CatalogueError
    naming all broken files.
    """
    use_cases, problems = read_library(folder)
    if problems:
        raise CatalogueError(problems)
    return Catalogue(use_cases.values()).with_entries(extra)


def read_library(folder: Path) -> tuple[dict[Path, UseCase], tuple[FileProblem, ...]]:
    """Read every library file below ``folder``: the sound ones by path, and what is wrong with the others."""
    read: dict[Path, UseCase] = {}
    problems: list[FileProblem] = []
    paths = sorted(folder.rglob("*.toml"))
    if not paths:
        return {}, (FileProblem(folder, None, None, "no_files"),)
    ids: dict[str, Path] = {}
    for path in paths:
        use_case, found = read_file(path)
        if use_case and (first := ids.setdefault(use_case.id, path)) != path:
            found = (*found, FileProblem(path, None, "id", "duplicate_id", {"other_file": str(first)}))
        problems.extend(found)
        if use_case and not found:
            read[path] = use_case
    return read, tuple(problems)


def read_file(path: Path) -> tuple[UseCase | None, tuple[FileProblem, ...]]:
    """Read one library file: its use case if it has the right form, and everything that is wrong with it."""
    try:
        # utf-8-sig: some editors write a byte order mark.
        text = path.read_text(encoding="utf-8-sig")
        use_case = UseCase.model_validate(parse(text))
    except UnicodeDecodeError:
        return None, (FileProblem(path, None, None, "not_utf8"),)
    except OSError as error:
        return None, (FileProblem(path, None, None, "unreadable", {"reason": error.strerror or ""}),)
    except tomllib.TOMLDecodeError as error:
        return None, (_syntax_problem(path, error),)
    except ValidationError as error:
        return None, tuple(
            FileProblem(path, locate(text, location), problem.field, problem.code, problem.params)
            for location, problem in from_validation(error)
        )
    return use_case, tuple(
        in_file(path, text, (*_place_problems(path, use_case), *reference_problems(use_case)))
    )


def in_file(path: Path, text: str, problems: Iterable[Problem]) -> Iterator[FileProblem]:
    """Give the problems of an entry their place in its file."""
    for problem in problems:
        parts = (problem.field or "").split(".")
        location = [int(part) - 1 if part.isdigit() else part for part in parts]
        yield FileProblem(path, locate(text, location), problem.field, problem.code, problem.params)


def _syntax_problem(path: Path, error: tomllib.TOMLDecodeError) -> FileProblem:
    message = str(error)
    _, _, place = message.rpartition("(at line ")
    line = place.partition(",")[0]
    return FileProblem(path, int(line) if line.isdigit() else None, None, "not_toml", {"reason": message})


def _place_problems(path: Path, use_case: UseCase) -> Iterator[Problem]:
    if use_case.id != path.stem:
        yield Problem("id_is_not_file_name", "id", {"value": use_case.id, "expected": path.stem})
    if use_case.area != path.parent.name:
        yield Problem("area_is_not_folder", "area", {"value": use_case.area, "expected": path.parent.name})


def _gaps_of(use_case: UseCase) -> Iterator[GapKind]:
    if use_case.in_hesse and not use_case.origin.ags:
        yield "place"
    if use_case.status is Status.UNKNOWN:
        yield "status"
    if use_case.status_date is None:
        yield "status_date"
    if use_case.start_year is None:
        yield "start_year"
    if use_case.cost is None:
        yield "cost"
    if use_case.grant is None:
        yield "grant"
    if use_case.data_protection_de is None:
        yield "data_protection"
