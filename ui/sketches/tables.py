"""The tables of a sketch: typed rows of the model on one side, an editable grid on the other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pandas as pd
import streamlit as st
from pydantic import BaseModel, ValidationError

from sketches.model import (
    CostItem,
    FollowUpCost,
    Milestone,
    Risk,
    Source,
    StaffRole,
    SuccessMeasure,
)
from sketches.wording import COST_KINDS, LEVELS
from translations import N_, _
from translations.gaps import says_nothing
from translations.numerals import NumeralError
from ui.number_fields import Number, amounts, decimals, whole_numbers
from ui.text import literal

Row = dict[str, Any]
HIDDEN = {"origin"}
YEAR = whole_numbers(2000, 2100)
MONTH = whole_numbers(1, 120)
MOST_SHOWN_BACK = 12


@dataclass(frozen=True)
class Grid:
    """How rows of one model are shown: fields in order with labels, which are choices, which are numbers.

    Numbers are typed as text, see ``ui.number_fields``.
    """

    name: str
    model: type[BaseModel]
    labels: Mapping[str, str]
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    numbers: Mapping[str, Number] = field(default_factory=dict)
    shown: Callable[[BaseModel], Row] = lambda row: row.model_dump(mode="json", exclude=HIDDEN)
    typed: Callable[[Row], Row] = lambda row: row


def _cost_shown(row: BaseModel) -> Row:
    values = row.model_dump(mode="json", exclude=HIDDEN | {"source"})
    source = row.source if isinstance(row, CostItem) else None
    return values | {
        "source_title": source.title if source else "",
        "source_url": (source and source.url) or "",
    }


def _cost_typed(row: Row) -> Row:
    title, url = row.pop("source_title", ""), row.pop("source_url", "") or None
    return row | {"source": {"title": title or url, "url": url} if title or url else None}


MILESTONES = Grid(
    "milestones",
    Milestone,
    {"title": N_("Milestone"), "start_month": N_("From month"), "end_month": N_("To month")},
    numbers={"start_month": MONTH, "end_month": MONTH},
)
COSTS = Grid(
    "costs",
    CostItem,
    {
        "label": N_("What for"),
        "kind": N_("Kind"),
        "year": N_("Year"),
        "amount": N_("Amount in euro"),
        "source_title": N_("Source"),
        "source_url": N_("Address of the source"),
    },
    choices={"kind": COST_KINDS},
    numbers={"year": YEAR, "amount": amounts(Decimal("99999999999.99"))},
    shown=_cost_shown,
    typed=_cost_typed,
)
STAFFING = Grid(
    "staffing",
    StaffRole,
    {
        "task": N_("Task"),
        "responsible": N_("Responsible"),
        "full_time_equivalents": N_("Full-time equivalents"),
    },
    numbers={"full_time_equivalents": decimals(Decimal("9999.99"))},
)
RISKS = Grid(
    "risks",
    Risk,
    {
        "title": N_("Risk"),
        "likelihood": N_("Likelihood"),
        "impact": N_("Impact"),
        "response": N_("What is done about it"),
    },
    choices={"likelihood": LEVELS, "impact": LEVELS},
)
MEASURES = Grid(
    "measures",
    SuccessMeasure,
    {
        "indicator": N_("Measure"),
        "baseline": N_("Today"),
        "target": N_("Target"),
        "method": N_("How it is measured"),
    },
)
FOLLOW_UP = Grid(
    "follow_up",
    FollowUpCost,
    {"label": N_("What for"), "amount": N_("Euro per year"), "paid_by": N_("Paid by")},
    numbers={"amount": amounts(Decimal("99999999999.99"))},
)
SOURCES = Grid("sources", Source, {"title": N_("Title"), "url": N_("Address")})


def edit(grid: Grid, rows: Sequence[BaseModel], first: pd.DataFrame, key: str) -> tuple[Any, ...]:
    """Show the grid and return its rows as model objects; `rows` as saved while one of them is not right yet.

    `first` is the frame as it was when the editor was opened: Streamlit keeps the
    edits apart from it, and a frame that changed underneath would lose them.
    """
    edited = st.data_editor(
        first,
        num_rows="dynamic",
        hide_index=True,
        column_config={name: _column(grid, name) for name in grid.labels},
        key=key,
        placeholder="",  # instead of an English "None"
    )
    known = {_identity(grid, row): row for row in rows}
    typed: list[Any] = []
    records = _records(edited)
    for number, raw in enumerate(records, start=1):
        try:
            row = read_row(grid, raw)
        except UnreadableRow as error:
            _explain(grid, number, raw, error)
            return tuple(rows)
        if row is not None:
            typed.append(known.get(_identity(grid, row), row))
    _show_back(grid, records)
    return tuple(typed)


class UnreadableRow(Exception):
    """A row of which something is missing or cannot be read: the field's label, and a sentence if any."""

    def __init__(self, field: str, sentence: str = "") -> None:
        super().__init__(field)
        self.field = field
        self.sentence = sentence


def read_row(grid: Grid, raw: Mapping[str, Any]) -> Any | None:
    """Return a typed row as an object of the grid's model, None for an empty one; raises UnreadableRow."""
    try:
        values = _read(grid, raw)
        return grid.model.model_validate(grid.typed(values)) if values else None
    except ValidationError as error:
        raise UnreadableRow(_field_of(grid, error)) from error
    except _Unreadable as error:
        raise UnreadableRow(_(grid.labels[error.name]), error.sentence) from error


def _records(edited: pd.DataFrame) -> list[Row]:
    """Return the rows of a grid; pandas' own way takes a third of the time of a page of tables."""
    names = list(edited.columns)
    return [
        dict(zip(names, row, strict=True))
        for row in zip(*(edited[name].tolist() for name in names), strict=True)
    ]


def frame(grid: Grid, rows: Sequence[BaseModel]) -> pd.DataFrame:
    """Return rows as a frame of texts, also when it is empty."""
    records = [{name: _cell(grid, name, grid.shown(row).get(name)) for name in grid.labels} for row in rows]
    return pd.DataFrame(records, columns=list(grid.labels)).astype("object")


def _cell(grid: Grid, name: str, value: Any) -> Any:
    if value is None or value == "":
        return None
    if name in grid.choices:
        return _(grid.choices[name][value])
    return number_text(grid, name, value) if name in grid.numbers else value


def number_text(grid: Grid, name: str, value: Any) -> str:
    """Return a number of a row as it stands in its cell."""
    return grid.numbers[name].write(Decimal(str(value)))


class _Unreadable(Exception):
    """A cell that cannot be read: its column and why."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(name)
        self.name = name
        self.sentence = sentence


def _read(grid: Grid, raw: Mapping[str, Any]) -> Row:
    """Return what was typed in a row, without empty cells; nothing at all for an empty row."""
    values: Row = {}
    for name, value in raw.items():
        text = "" if pd.isna(value) else str(value).strip()
        if not text or (name in grid.numbers and says_nothing(text)):
            continue
        if name in grid.choices:
            values[name] = _choice(grid, name, text)
        elif name in grid.numbers:
            values[name] = _number(grid, name, text)
        else:
            values[name] = text
    return values


def _choice(grid: Grid, name: str, text: str) -> str:
    for key, called in grid.choices[name].items():
        if _(called).casefold() == text.casefold():
            return key
    choices = ", ".join(_(called) for called in grid.choices[name].values())
    raise _Unreadable(name, _("Please choose one of: {choices}.").format(choices=choices))


def _number(grid: Grid, name: str, text: str) -> Decimal | int:
    try:
        return grid.numbers[name].read(text)
    except NumeralError as error:
        raise _Unreadable(name, error.sentence()) from error


def _show_back(grid: Grid, records: Sequence[Row]) -> None:
    """Say how numbers were understood that stand in their cells in another spelling."""
    said = []
    for number, raw in enumerate(records, start=1):
        for name, kind in grid.numbers.items():
            text = "" if pd.isna(raw[name]) else str(raw[name]).strip()
            understood = "" if says_nothing(text) else kind.write(kind.read(text))
            if text != understood:
                label, shown = _(grid.labels[name]), understood or _("empty")
                said.append(
                    _("row {number}, {field}: “{text}” is {understood}").format(
                        number=number, field=label, text=text, understood=shown
                    )
                )
    if said:
        more = ("…",) if len(said) > MOST_SHOWN_BACK else ()
        listed = "; ".join((*said[:MOST_SHOWN_BACK], *more))
        st.caption(literal(_("Understood as: {cells}").format(cells=listed)))


def _identity(grid: Grid, row: BaseModel) -> str:
    """What a person sees of a row: an unchanged row keeps its origin."""
    seen = {name: value for name, value in grid.shown(row).items() if value not in (None, "")}
    return repr({name: float(value) if name in grid.numbers else value for name, value in seen.items()})


def _column(grid: Grid, name: str) -> Any:
    label = _(grid.labels[name])
    if name in grid.choices:
        return st.column_config.SelectboxColumn(label, options=[_(t) for t in grid.choices[name].values()])
    return st.column_config.TextColumn(label, alignment="right" if name in grid.numbers else None)


def _field_of(grid: Grid, error: ValidationError) -> str:
    name = "_".join(str(part) for part in error.errors()[0]["loc"])
    return _(grid.labels[name]) if name in grid.labels else _("the months")


def _explain(grid: Grid, number: int, raw: Row, error: UnreadableRow) -> None:
    """Name the cell: the rows of a grid have no numbers to be seen, so the first cell is named as well."""
    first = raw[next(iter(grid.labels))]
    text = _("This table is not saved yet: please fill in or correct “{field}” in row {number}.")
    if not pd.isna(first) and str(first).strip():
        text = _(
            "This table is not saved yet: please fill in or correct “{field}” in row {number} ({first})."
        )
    said = text.format(number=number, field=error.field, first=first)
    st.warning(literal(f"{said} {error.sentence}".rstrip()))
