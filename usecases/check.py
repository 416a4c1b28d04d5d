"""The check of the whole library, and what the library holds, for the command line and the tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from usecases.catalogue import Catalogue, in_file, read_library
from usecases.problems import FileProblem
from usecases.rules import problems_of
from usecases.vocabulary import groups_of, themes, ungrouped


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


def stats(catalogue: Catalogue) -> Iterator[str]:
    """Say in English, line by line, what the library holds and what it lacks."""
    hesse = sum(use_case.in_hesse for use_case in catalogue)
    yield f"{len(catalogue)} use cases, {hesse} of them in Hesse"
    yield from _counted("by area", {str(area): count for area, count in catalogue.area_counts().items()})
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
