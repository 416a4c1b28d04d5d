"""The rows of a table as entries: what each would become, and everything that stands against it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from usecases.cells import to_fields
from usecases.columns import MOST_SOURCES, columns
from usecases.duplicates import duplicates_of
from usecases.headings import Heading, by_name
from usecases.model import UseCase
from usecases.problems import Problem, dotted, from_validation
from usecases.rules import problems_of
from usecases.tables import Row

# Hints, not faults: our guess at a language must not stop anybody's import.
_HINTS = frozenset({"not_german", "not_english", "transcribed_umlaut"})

Checked = tuple[UseCase, tuple[Problem, ...]]
"""An entry with the keys of its places as they should be, and what is odd about those that were given."""

Earlier = Mapping[str, tuple[str, int | None]]
"""The ids that a row must not repeat, each with the title and, if it is in the file, the row that has it."""


@dataclass(frozen=True)
class PreviewRow:
    """A row as it would be imported; ``number`` counts rows in the file, from 1.

    ``id`` is the one it gets: as written, else made from title and place. Without a valid form there is no
    ``use_case``, and ``id`` and ``title`` are what the cells say.
    """

    number: int
    id: str
    title: str
    use_case: UseCase | None
    problems: tuple[Problem, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing but warnings stands against this row."""
        return self.use_case is not None and all(problem.warning for problem in self.problems)


def unchecked(use_case: UseCase) -> Checked:
    """Take the keys of an entry as they are."""
    return use_case, ()


def read_entry(
    cells: Mapping[str, str],
    existing: Iterable[UseCase] = (),
    places: Callable[[UseCase], Checked] = unchecked,
) -> PreviewRow:
    """Read one entry typed into a form: texts by the name of their column, understood as in a table."""
    header = [Heading(by_name()[name]) for name in cells]
    return read_rows([(1, tuple(cells.values()))], header, tuple(existing), places)[0]


def faults(use_case: UseCase, known_ids: set[str]) -> tuple[Problem, ...]:
    """Return what keeps an entry from being taken up: the rules it breaks, without mere hints."""
    return tuple(problem for problem in _rule_problems(use_case, known_ids) if not problem.warning)


def read_rows(
    table: Iterable[tuple[int, Row]],
    header: Sequence[Heading | None],
    existing: tuple[UseCase, ...],
    places: Callable[[UseCase], Checked],
) -> tuple[PreviewRow, ...]:
    """Read rows, each with its number in the file; ``existing`` and ``places`` as in ``exchange.preview``."""
    read = [_placed(_read_row(number, cells, header), places) for number, cells in table]
    known_ids = {use_case.id for use_case in existing} | {row.use_case.id for row in read if row.use_case}
    rows: list[PreviewRow] = []
    earlier: dict[str, tuple[str, int | None]] = {one.id: (one.title_de, None) for one in existing}
    others = {one.id: one for one in existing}
    for row in read:
        problems = [*row.problems, *_same_id(row.id, earlier)]
        if row.use_case:
            problems += _rule_problems(row.use_case, known_ids)
            problems += _likely_duplicates(row.use_case, others.values(), earlier)
            others.setdefault(row.id, row.use_case)
        if row.id:
            earlier.setdefault(row.id, (row.title, row.number))
        rows.append(dataclasses.replace(row, problems=tuple(problems)))
    return tuple(rows)


def _placed(row: PreviewRow, places: Callable[[UseCase], Checked]) -> PreviewRow:
    if row.use_case is None:
        return row
    use_case, problems = places(row.use_case)
    return dataclasses.replace(row, use_case=use_case, problems=(*row.problems, *problems))


def _read_row(number: int, cells: Row, header: Sequence[Heading | None]) -> PreviewRow:
    surplus = [cell for cell in cells[len(header) :] if str(cell).strip()]
    problems = [Problem("surplus_cells", params={"count": len(surplus)})] if surplus else []
    pairs = [(heading, cell) for heading, cell in zip(header, cells, strict=False) if heading]
    entry_id, title = (
        next((str(cell).strip() for heading, cell in pairs if heading.column.name == name), "")
        for name in ("id", "title_de")
    )
    fields, unreadable = to_fields(pairs)
    problems += unreadable
    # Sources may leave out a number: their columns keep it, the list closes up.
    sources = sorted(fields.get("sources", {}))
    fields["sources"] = [fields["sources"][position] for position in sources] if sources else []
    try:
        use_case = UseCase.model_validate(fields)
    except ValidationError as error:
        named = {problem.field for problem in unreadable if not problem.warning}
        problems += [problem for problem in _by_column(error, sources) if problem.field not in named]
        return PreviewRow(number, entry_id, title, None, tuple(problems))
    return PreviewRow(number, use_case.id, title, use_case, tuple(problems))


def _by_column(error: ValidationError, sources: list[int]) -> Iterable[Problem]:
    for location, problem in from_validation(error):
        if location[0] == "sources" and len(location) > 1:
            location = ("sources", sources[int(location[1])], *location[2:])
        yield dataclasses.replace(problem, field=_column_name(location))


def _column_name(location: tuple[str | int, ...]) -> str:
    """Name the column that fills a field; a missing table is named by the column of its name."""
    names = {column.path: column.name for column in columns(MOST_SOURCES)}
    candidates = [location[:length] for length in range(len(location), 0, -1)]
    found = next((names[path] for path in [*candidates, (*location, "name")] if path in names), None)
    return found or dotted(location)


def _rule_problems(use_case: UseCase, known_ids: set[str]) -> Iterable[Problem]:
    for problem in problems_of(use_case, known_ids):
        name = _column_name(tuple((problem.field or "").split(".")))
        yield dataclasses.replace(problem, field=name, warning=problem.code in _HINTS)


def _same_id(entry_id: str, earlier: Earlier) -> Iterable[Problem]:
    if entry_id in earlier:
        title, row = earlier[entry_id]
        yield Problem("duplicate_id", "id", {"value": entry_id, "title": title, "row": row})


def _likely_duplicates(use_case: UseCase, others: Iterable[UseCase], earlier: Earlier) -> Iterable[Problem]:
    for duplicate in duplicates_of(use_case, others):
        other = duplicate.use_case
        yield Problem(
            "possible_duplicate",
            "title_de",
            {
                "id": other.id,
                "title": other.title_de,
                "place": other.origin.name,
                "row": earlier[other.id][1],
            },
            warning=True,
        )
