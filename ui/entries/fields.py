"""The fields of an own entry: what they are called, how long they may be, and how they are asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from translations import N_, _
from translations.numerals import written
from usecases.columns import MOST_SOURCES, Column, columns, to_row
from usecases.model import (
    NAME_LENGTH,
    NOTE_LENGTH,
    PARAGRAPH_LENGTH,
    PLACE_LENGTH,
    SENTENCE_LENGTH,
    SOURCE_TITLE_LENGTH,
    SUMMARY_LENGTH,
    TITLE_LENGTH,
    URL_LENGTH,
    UseCase,
)


class Kind(Enum):
    """How a field is asked for."""

    LINE = auto()
    TEXT = auto()
    LINES = auto()
    CHOICE = auto()
    SEVERAL = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its column in tables, its label, how it is asked for, and the characters that fit."""

    column: str
    label: str
    kind: Kind = Kind.LINE
    limit: int | None = None
    help: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that belong together, in the order of the form."""

    title: str
    fields: tuple[Field, ...]


def _money(column: str, amount: str, upper: str, extent: str, scope: str) -> tuple[Field, ...]:
    return (
        Field(column, amount, limit=20),
        Field(f"{column}_up_to", upper, limit=20, help=N_("Only for a range.")),
        Field(f"{column}_covers", extent, Kind.CHOICE),
        Field(f"{column}_scope_de", scope, limit=PARAGRAPH_LENGTH),
    )


_COSTS = _money(
    "cost",
    N_("Costs in euro"),
    N_("Costs up to"),
    N_("Extent of the costs"),
    N_("What the costs cover"),
)
_RUNNING_COSTS = _money(
    "running_cost",
    N_("Running costs in euro"),
    N_("Running costs up to"),
    N_("Extent of the running costs"),
    N_("What the running costs cover"),
)
_GRANT = _money(
    "grant",
    N_("Grant in euro"),
    N_("Grant up to"),
    N_("Extent of the grant"),
    N_("What the grant covers"),
)
_ONE_PER_LINE = N_("One per line, each with up to {limit} characters.")
SECTIONS = (
    Section(
        N_("What it is"),
        (
            Field("title_de", N_("Title"), limit=TITLE_LENGTH),
            Field("topic", N_("Topic"), Kind.CHOICE),
            Field("summary_de", N_("Summary"), Kind.TEXT, SUMMARY_LENGTH),
            Field("problem_de", N_("Starting point"), Kind.TEXT, SENTENCE_LENGTH),
            Field("themes", N_("Themes"), Kind.SEVERAL),
            Field("confidence", N_("How well it is backed"), Kind.CHOICE),
            Field("status", N_("Project status"), Kind.CHOICE),
            Field("start_year", N_("Year of start"), limit=4),
            Field("as_of", N_("As of"), limit=10, help=N_("For which time the sources tell the status.")),
        ),
    ),
    Section(
        N_("Where"),
        (
            Field("place", N_("Place"), limit=PLACE_LENGTH),
            Field("state", N_("State"), limit=NAME_LENGTH),
            Field("kind", N_("Kind of place"), Kind.CHOICE),
            Field("ags", N_("Places in Hessen"), Kind.SEVERAL, help=N_("For the map and the comparison.")),
        ),
    ),
    Section(
        N_("What it brought and cost"),
        (
            Field("benefits_de", N_("What the sources report"), Kind.LINES, SENTENCE_LENGTH, _ONE_PER_LINE),
            Field("technologies", N_("Technology"), Kind.LINES, NAME_LENGTH, _ONE_PER_LINE),
            Field("standards", N_("Standards"), Kind.LINES, SENTENCE_LENGTH, _ONE_PER_LINE),
            Field("open_source", N_("Open source"), Kind.CHOICE),
            Field("repository", N_("Address of the source code"), limit=URL_LENGTH),
            *_COSTS,
            *_RUNNING_COSTS,
            Field("running_cost_per", N_("Running costs come each"), Kind.CHOICE),
            Field(
                "cost_in_words_de",
                N_("Costs in words"),
                limit=SENTENCE_LENGTH,
                help=N_("Where the source names another currency or only an order of magnitude."),
            ),
            *_GRANT,
            Field("funding_share", N_("Share of the costs that was granted, in percent"), limit=4),
            Field("funding_programme_id", N_("Funding programme"), Kind.CHOICE),
            Field("funding_programme", N_("Name of the programme in the source"), limit=PARAGRAPH_LENGTH),
        ),
    ),
    Section(
        N_("Experience"),
        (
            Field("transfer_note_de", N_("Taking it over"), Kind.TEXT, PARAGRAPH_LENGTH),
            Field("setback", N_("Setback"), Kind.CHOICE),
            Field("lessons_de", N_("Lessons"), Kind.TEXT, PARAGRAPH_LENGTH),
            Field("data_protection_de", N_("Data protection"), Kind.TEXT, PARAGRAPH_LENGTH),
            Field("assessment_de", N_("Assessment (ours, not from a source)"), Kind.TEXT, PARAGRAPH_LENGTH),
            Field("note_de", N_("Note"), Kind.TEXT, NOTE_LENGTH),
        ),
    ),
    Section(
        N_("In English (optional)"),
        (
            Field("title_en", N_("Title in English"), limit=TITLE_LENGTH),
            Field("summary_en", N_("Summary in English"), Kind.TEXT, SUMMARY_LENGTH),
        ),
    ),
)
NEEDED = ("title_de", "topic", "summary_de", "place", "state", "kind")
AMOUNTS = ("cost", "grant")
SOURCE_PARTS = (
    ("title", N_("Title"), SOURCE_TITLE_LENGTH),
    ("url", N_("Address"), URL_LENGTH),
    ("date", N_("Date"), 10),
)
_FURTHER_NAMES = {"area": N_("Field of action"), "id": N_("Identifier"), "related": N_("Related use cases")}
_NAMES = {field.column: field.label for section in SECTIONS for field in section.fields} | _FURTHER_NAMES
_SOURCE = re.compile(r"source_(\d+)_(\w+)|sources\.(\d+)\.(\w+)")


def column_name(column: str | None) -> str:
    """Return what a column is called; a name that nobody knows stays as it is in the file."""
    if column is None:
        return ""
    if match := _SOURCE.fullmatch(column):
        place, part = match[1] or match[3], match[2] or match[4]
        label = next((label for name, label, _limit in SOURCE_PARTS if name == part), part)
        return _("Source {number}: {part}").format(number=place, part=_(label))
    return _(_NAMES[column]) if column in _NAMES else column


def cells_of(use_case: UseCase) -> Mapping[str, str]:
    """Return a use case as the texts of its fields, lists one per line."""
    wanted = columns(MOST_SOURCES)
    cells = zip(wanted, to_row(use_case, wanted), strict=True)
    return {column.name: _typed(column, cell) for column, cell in cells}


def _typed(column: Column, cell: str) -> str:
    if column.name in AMOUNTS:
        return written(Decimal(cell), cents=True) if cell else ""
    return cell.replace(" | ", "\n") if column.listed else cell
