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
    Milestone,
    Risk,
    Source,
    StaffRole,
    SuccessMeasure,
)
from sketches.wording import COST_KINDS, LEVELS
from translations import N_, _

Row = dict[str, Any]
HIDDEN = {"origin"}


@dataclass(frozen=True)
class Grid:
    """How rows of one model are shown: fields in order with labels, which are choices, which are numbers."""

    name: str
    model: type[BaseModel]
    labels: Mapping[str, str]
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    whole: frozenset[str] = frozenset()
    decimal: frozenset[str] = frozenset()
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
    whole=frozenset({"start_month", "end_month"}),
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
    whole=frozenset({"year"}),
    decimal=frozenset({"amount"}),
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
    decimal=frozenset({"full_time_equivalents"}),
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
    for number, raw in enumerate(edited.to_dict("records"), start=1):
        values = _clean(grid, raw)
        if not values:
            continue
        try:
            row = grid.model.model_validate(grid.typed(values))
        except ValidationError as error:
            _explain(grid, number, error)
            return tuple(rows)
        typed.append(known.get(_identity(grid, row), row))
    return tuple(typed)


def frame(grid: Grid, rows: Sequence[BaseModel]) -> pd.DataFrame:
    """Return rows as a frame whose columns have the right types even when it is empty."""
    records = [{name: _cell(grid, name, grid.shown(row).get(name)) for name in grid.labels} for row in rows]
    types = {name: _dtype(grid, name) for name in grid.labels}
    return pd.DataFrame(records, columns=list(grid.labels)).astype(types)


def _dtype(grid: Grid, name: str) -> str:
    if name in grid.whole:
        return "Int64"
    return "Float64" if name in grid.decimal else "object"


def _cell(grid: Grid, name: str, value: Any) -> Any:
    if value is None or value == "":
        return None
    if name in grid.choices:
        return _(grid.choices[name][value])
    return float(value) if name in grid.decimal else value


def _clean(grid: Grid, raw: Row) -> Row:
    """Return what was typed in a row, without empty cells; nothing at all for an empty row."""
    values: Row = {}
    for name, value in raw.items():
        if pd.isna(value) or value == "":
            continue
        if name in grid.choices:
            values[name] = next(key for key, text in grid.choices[name].items() if _(text) == value)
        elif name in grid.decimal:
            values[name] = decimal(value)
        else:
            values[name] = int(value) if name in grid.whole else str(value).strip()
    return values


def decimal(value: Any) -> Decimal:
    """Return a typed number exactly as it was typed, to two places."""
    return Decimal(str(round(float(value), 2)))


def _identity(grid: Grid, row: BaseModel) -> str:
    """What a person sees of a row: an unchanged row keeps its origin."""
    seen = {name: value for name, value in grid.shown(row).items() if value not in (None, "")}
    return repr({name: float(value) if name in grid.decimal else value for name, value in seen.items()})


def _column(grid: Grid, name: str) -> Any:
    label = _(grid.labels[name])
    if name in grid.choices:
        return st.column_config.SelectboxColumn(label, options=[_(t) for t in grid.choices[name].values()])
    if name in grid.whole:
        return st.column_config.NumberColumn(label, step=1, format="%d")
    if name in grid.decimal:
        return st.column_config.NumberColumn(label, min_value=0.0, step=0.01, format="localized")
    return st.column_config.TextColumn(label)


def _explain(grid: Grid, number: int, error: ValidationError) -> None:
    name = "_".join(str(part) for part in error.errors()[0]["loc"])
    label = _(grid.labels[name]) if name in grid.labels else _("the months")
    st.warning(
        _("This table is not saved yet: please fill in or correct “{field}” in row {number}.").format(
            number=number, field=label
        )
    )
