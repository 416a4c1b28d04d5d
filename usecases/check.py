"""The check of the whole library, and what the library holds, for the command line and the tests."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from usecases.catalogue import Catalogue, in_file, read_library
from usecases.model import Covers, UseCase
from usecases.problems import FileProblem
from usecases.rules import problems_of
from usecases.vocabulary import groups_of, themes, ungrouped

DISTRICTS = Path(__file__).with_name("districts.toml")


def check_library(folder: Path) -> tuple[int, tuple[FileProblem, ...]]:
    """Check every library file below ``folder``.

    Returns the number of sound files and every problem found, in the order of the files. An id counts as
    known for links even if its file is broken, so that one mistake is named once.
    """
    use_cases, broken = read_library(folder)
    known = {path.stem for path in folder.rglob("*.toml")}
    problems = [*broken, *_overlooked(folder)]
    for path, use_case in use_cases.items():
        found = problems_of(use_case, known)
        problems.extend(in_file(path, path.read_text(encoding="utf-8-sig"), found))
    unsound = {problem.file for problem in problems}
    return len(use_cases.keys() - unsound), tuple(sorted(problems, key=lambda problem: str(problem.file)))


def _overlooked(folder: Path) -> Iterator[FileProblem]:
    for path in folder.rglob("*"):
        if path.suffix != ".toml" and path.suffix.lower() == ".toml":
            yield FileProblem(path, None, None, "suffix_not_lower_case", {"value": path.suffix})


def stale(catalogue: Iterable[UseCase], today: date) -> tuple[UseCase, ...]:
    """Return the entries whose status is known only for a time long ago, the oldest first."""
    found = (use_case for use_case in catalogue if use_case.is_stale(today))
    return tuple(sorted(found, key=lambda use_case: (use_case.status_date or "", use_case.id)))


def stats(catalogue: Catalogue) -> Iterator[str]:
    """Say in English, line by line, what the library holds and what it lacks."""
    hesse = sum(use_case.in_hesse for use_case in catalogue)
    yield f"{len(catalogue)} use cases, {hesse} of them in Hesse"
    yield from _counted("by area", {str(area): count for area, count in catalogue.area_counts().items()})
    yield from _counted("by district or county-free city in Hesse", _districts(catalogue))
    yield from _counted("by size of the place", Counter(use_case.origin.kind.value for use_case in catalogue))
    yield from _counted("by figure", _figures(catalogue))
    yield from _counted("by setback", Counter(found.setback.value for found in catalogue if found.setback))
    yield from _counted("by topic", Counter(use_case.topic for use_case in catalogue))
    yield from _counted("by status", Counter(use_case.status.value for use_case in catalogue))
    yield from _counted("by confidence", Counter(use_case.confidence.value for use_case in catalogue))
    programmes = (use_case.funding_programme for use_case in catalogue)
    yield from _counted("by funding programme", Counter(found.id for found in programmes if found))
    by_theme = Counter(theme for use_case in catalogue for theme in use_case.themes)
    yield from _counted("by theme", {theme.id: by_theme[theme.id] for theme in themes()})
    groups = Counter(group for use_case in catalogue for group in groups_of(use_case))
    yield from _counted("by technology group", groups)
    yield from _gaps(catalogue)


def _districts(catalogue: Catalogue) -> Mapping[str, int]:
    """Count the entries from each district, zeros included; a joint one counts in all its districts."""
    names = tomllib.loads(DISTRICTS.read_text(encoding="utf-8"))["districts"]
    counts = Counter(key for use_case in catalogue for key in {ags[:5] for ags in use_case.origin.ags})
    return {name: counts[key] for key, name in names.items()}


def _figures(catalogue: Catalogue) -> Mapping[str, int]:
    counts: Counter[str] = Counter()
    for use_case in catalogue:
        for name in ("cost", "running_cost", "grant"):
            if money := getattr(use_case, name):
                counts[name] += 1
                counts.update([f"{name}: range"] if money.up_to else [])
                counts.update([f"{name}: {money.covers.value}"] if money.covers is not Covers.ENTRY else [])
        for name in ("cost_in_words_de", "funding_share", "repository"):
            counts[name] += getattr(use_case, name) is not None
    return counts


def _counted(heading: str, counts: Mapping[str, int]) -> Iterator[str]:
    yield f"\n{heading}"
    for name, count in sorted(counts.items(), key=lambda item: -item[1]):
        yield f"  {count:4}  {name}"


def _gaps(catalogue: Catalogue) -> Iterator[str]:
    gaps = catalogue.gaps()
    yield "\ngaps: what no source says"
    for kind, count in Counter(gap.kind for gap in gaps).most_common():
        yield f"  {count:4}  {kind}"
    places = [gap.use_case_id for gap in gaps if gap.kind == "place"]
    yield f"\nplaces in Hesse that could not be resolved: {', '.join(places) or 'none'}"
    loose = sorted({technology for use_case in catalogue for technology in ungrouped(use_case)})
    yield f"technologies in no group: {', '.join(loose) or 'none'}"
