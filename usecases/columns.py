"""The table form of a use case: one row each, the same columns for the CSV export and for the import.

Lists stand in one cell, their items separated by " | "; a line break separates as well. Sources take three
columns each: ``source_1_title``, ``source_1_url``, ``source_1_date`` and so on.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from usecases.model import UseCase

LIST_SEPARATOR = " | "
MOST_SOURCES = 12
TEMPLATE_SOURCES = 3
# A spreadsheet takes a cell that starts like this for a formula; a leading apostrophe makes it text.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Column:
    """A column: its name, the German heading that is understood as well, and the field it fills.

    ``path`` is the place in the model, list positions from 0. ``listed`` cells hold several items.
    """

    name: str
    heading_de: str
    path: tuple[str | int, ...]
    required: bool = False
    listed: bool = False


def columns(sources: int = TEMPLATE_SOURCES) -> tuple[Column, ...]:
    """Return the columns in their fixed order, with room for so many sources."""
    return (*_COLUMNS, *(column for number in range(sources) for column in _source_columns(number)))


def template_csv(headings: Sequence[str] | None = None) -> bytes:
    """Return an empty table to start from: the header line, as German spreadsheets read and write it.

    ``headings`` are the names of ``columns()`` as the interface calls them, else the German ones.
    """
    return write_csv([headings or [column.heading_de for column in columns()]], delimiter=";")


def to_row(use_case: UseCase, wanted: Iterable[Column]) -> list[str]:
    """Write a use case as the cells of a row."""
    return [_cell(use_case, column.path) for column in wanted]


def write_csv(rows: Iterable[Sequence[str]], delimiter: str = ",") -> bytes:
    """Write rows as CSV in UTF-8 with a byte order mark; no cell starts a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerows([_as_text(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _as_text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def _cell(value: object, path: Sequence[str | int]) -> str:
    for part in path:
        if isinstance(part, int):
            value = value[part] if isinstance(value, tuple) and part < len(value) else None
        elif value is not None:
            value = getattr(value, part)
    return _text(value)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return str(int(value)) if value == value.to_integral_value() else f"{value:.2f}"
    if isinstance(value, tuple):
        return LIST_SEPARATOR.join(value)
    return value.value if isinstance(value, StrEnum) else str(value)


def _source_columns(number: int) -> tuple[Column, ...]:
    prefix, heading = f"source_{number + 1}", f"Quelle {number + 1}"
    return (
        Column(f"{prefix}_title", f"{heading} Titel", ("sources", number, "title")),
        Column(f"{prefix}_url", f"{heading} Adresse", ("sources", number, "url")),
        Column(f"{prefix}_date", f"{heading} Datum", ("sources", number, "date")),
    )


def _money_columns(name: str, heading: str) -> tuple[Column, ...]:
    return (
        Column(name, heading, (name, "amount")),
        Column(f"{name}_up_to", f"{heading} bis", (name, "up_to")),
        Column(f"{name}_covers", f"{heading} Umfang", (name, "covers")),
        Column(f"{name}_scope_de", f"{heading} wofür", (name, "scope_de")),
    )


_COLUMNS = (
    Column("id", "Kennung", ("id",)),
    Column("title_de", "Titel", ("title_de",), required=True),
    Column("title_en", "Titel englisch", ("title_en",)),
    Column("area", "Handlungsfeld", ("area",), required=True),
    Column("topic", "Thema", ("topic",)),
    Column("themes", "Schlagworte", ("themes",), listed=True),
    Column("place", "Ort", ("origin", "name"), required=True),
    Column("state", "Bundesland", ("origin", "state"), required=True),
    Column("kind", "Art", ("origin", "kind"), required=True),
    Column("ags", "AGS", ("origin", "ags"), listed=True),
    Column("status", "Status", ("status",)),
    Column("start_year", "Startjahr", ("start_year",)),
    Column("confidence", "Belegt", ("confidence",)),
    Column("summary_de", "Kurzbeschreibung", ("summary_de",), required=True),
    Column("summary_en", "Kurzbeschreibung englisch", ("summary_en",)),
    Column("problem_de", "Problem", ("problem_de",)),
    Column("benefits_de", "Nutzen", ("benefits_de",), listed=True),
    Column("technologies", "Technik", ("technologies",), listed=True),
    Column("standards", "Standards", ("standards",), listed=True),
    Column("open_source", "Open Source", ("open_source",)),
    Column("repository", "Quelltext", ("repository",)),
    *_money_columns("cost", "Kosten"),
    *_money_columns("running_cost", "Laufende Kosten"),
    Column("running_cost_per", "Laufende Kosten je", ("running_cost", "per")),
    Column("cost_in_words_de", "Kosten in Worten", ("cost_in_words_de",)),
    *_money_columns("grant", "Förderung"),
    Column("funding_share", "Förderanteil in Prozent", ("funding_share",)),
    Column("funding_programme_id", "Förderprogramm Kennung", ("funding_programme", "id")),
    Column("funding_programme", "Förderprogramm", ("funding_programme", "name")),
    Column("data_protection_de", "Datenschutz", ("data_protection_de",)),
    Column("transfer_note_de", "Übertragbarkeit", ("transfer_note_de",)),
    Column("assessment_de", "Einschätzung", ("assessment_de",)),
    Column("setback", "Rückschlag", ("setback",)),
    Column("lessons_de", "Lehren", ("lessons_de",)),
    Column("note_de", "Hinweis", ("note_de",)),
    Column("as_of", "Stand", ("as_of",)),
    Column("related", "Verwandt", ("related",), listed=True),
)
