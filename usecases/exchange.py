"""Use cases from a table: read in full, shown row by row with what is wrong, taken over all or not at all."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from usecases.cells import to_fields
from usecases.columns import MOST_SOURCES, Column, columns
from usecases.duplicates import duplicates_of
from usecases.model import UseCase
from usecases.problems import Problem, dotted, from_validation
from usecases.rules import problems_of
from usecases.tables import Cell, Table, csv_table, normalised, xlsx_table

# Hints, not faults: our guess at a language must not stop anybody's import.
_HINTS = frozenset({"not_german", "not_english", "transcribed_umlaut"})

Checked = tuple[UseCase, tuple[Problem, ...]]
"""An entry with the keys of its places as they should be, and what is odd about those that were given."""

Earlier = Mapping[str, tuple[str, int | None]]
"""The ids that a row must not repeat, each with the title and, if it is in the file, the row that has it."""


@dataclass(frozen=True)
class PreviewRow:
    """A row as it would be imported; ``number`` counts rows in the file, the header is 1.

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


@dataclass(frozen=True)
class ImportPreview:
    """What a file would bring. ``problems`` concern the file as a whole; fields are named by column."""

    rows: tuple[PreviewRow, ...]
    problems: tuple[Problem, ...]
    encoding: str | None = None
    delimiter: str | None = None

    @property
    def ready(self) -> bool:
        """Whether the whole file can be imported: there are rows, and nothing but warnings."""
        file_sound = all(problem.warning for problem in self.problems)
        return bool(self.rows) and file_sound and all(row.sound for row in self.rows)

    @property
    def use_cases(self) -> tuple[UseCase, ...]:
        """All use cases of the file if it is ready, else none: nothing is imported by halves."""
        return tuple(row.use_case for row in self.rows if row.use_case) if self.ready else ()


def unchecked(use_case: UseCase) -> Checked:
    """Take the keys of an entry as they are."""
    return use_case, ()


def read_csv(
    data: bytes, existing: Iterable[UseCase] = (), places: Callable[[UseCase], Checked] = unchecked
) -> ImportPreview:
    """Preview a CSV file.

    ``existing`` entries are the ones that must not be repeated; ``places`` knows the official keys.
    """
    return _preview(csv_table(data, frozenset(_columns_by_heading())), tuple(existing), places)


def read_xlsx(
    data: bytes, existing: Iterable[UseCase] = (), places: Callable[[UseCase], Checked] = unchecked
) -> ImportPreview:
    """Preview the first sheet of an XLSX workbook; the rest as for CSV."""
    return _preview(xlsx_table(data), tuple(existing), places)


def read_entry(
    cells: Mapping[str, str],
    existing: Iterable[UseCase] = (),
    places: Callable[[UseCase], Checked] = unchecked,
) -> PreviewRow:
    """Read one entry typed into a form: texts by the name of their column, understood as in a table."""
    names = {column.name: column for column in columns(MOST_SOURCES)}
    table = Table(tuple(cells), ((1, tuple(cells.values())),))
    return _rows(table, [names[name] for name in cells], tuple(existing), places)[0]


def faults(use_case: UseCase, known_ids: set[str]) -> tuple[Problem, ...]:
    """Return what keeps an entry from being taken up: the rules it breaks, without mere hints."""
    return tuple(problem for problem in _rule_problems(use_case, known_ids) if not problem.warning)


def _columns_by_heading() -> dict[str, Column]:
    return {
        heading: column
        for column in columns(MOST_SOURCES)
        for heading in normalised((column.name, column.heading_de))
    }


def _preview(
    table: Table, existing: tuple[UseCase, ...], places: Callable[[UseCase], Checked]
) -> ImportPreview:
    known = _columns_by_heading()
    header = [known.get(heading) for heading in normalised(table.header)]
    file_problems = (*table.problems, *_header_problems(table.header, header))
    usable = not any(problem.code in ("no_header", "missing_column") for problem in file_problems)
    rows = _rows(table, header, existing, places) if usable else ()
    hints = tuple(_emptied_columns(rows))
    rows = tuple(_with_source_hint(_without_emptied(row)) for row in rows)
    return ImportPreview(rows, (*file_problems, *hints), table.encoding, table.delimiter)


def _emptied_columns(rows: Iterable[PreviewRow]) -> Iterable[Problem]:
    """Hint once per column at words such as "k. A.": they are in many rows and say nothing about any."""
    seen: dict[str | None, Problem] = {}
    for problem in (problem for row in rows for problem in row.problems if problem.code == "no_answer"):
        seen.setdefault(problem.field, problem)
    return seen.values()


def _without_emptied(row: PreviewRow) -> PreviewRow:
    return dataclasses.replace(row, problems=tuple(p for p in row.problems if p.code != "no_answer"))


def _header_problems(names: Iterable[str], header: list[Column | None]) -> Iterable[Problem]:
    present = [column.name for column in header if column]
    if header and not present:
        yield Problem("no_header")
        return
    for name, column in zip(names, header, strict=True):
        if column is None and name:
            yield Problem("unknown_column", name, warning=True)
    for name in dict.fromkeys(name for name in present if present.count(name) > 1):
        yield Problem("duplicate_column", name)
    if header:
        yield from (
            Problem("missing_column", column.name)
            for column in columns()
            if column.required and column.name not in present
        )


def _rows(
    table: Table,
    header: list[Column | None],
    existing: tuple[UseCase, ...],
    places: Callable[[UseCase], Checked],
) -> tuple[PreviewRow, ...]:
    read = [_placed(_read_row(number, cells, header), places) for number, cells in table.rows]
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


def _with_source_hint(row: PreviewRow) -> PreviewRow:
    """Point out that a row has no source at all, unless a figure of it lacks one anyway."""
    if row.use_case is None or row.use_case.sources:
        return row
    if any(problem.code == "figure_without_source" for problem in row.problems):
        return row
    hint = Problem("no_source", warning=True)
    return dataclasses.replace(row, problems=(*row.problems, hint))


def _read_row(number: int, cells: tuple[Cell, ...], header: list[Column | None]) -> PreviewRow:
    surplus = [cell for cell in cells[len(header) :] if str(cell).strip()]
    problems = [Problem("surplus_cells", params={"count": len(surplus)})] if surplus else []
    pairs = [(column, cell) for column, cell in zip(header, cells, strict=False) if column]
    entry_id, title = (
        next((str(cell).strip() for column, cell in pairs if column.name == name), "")
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
