"""One row of a sketch's table as a few fields: what is half typed is kept, whatever becomes of the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st
from pydantic import BaseModel

from sketches.model import LINE_LENGTH
from translations import N_, _
from ui import state, typed
from ui.sketches import tables
from ui.sketches.tables import Grid
from ui.text import literal
from workshops.actors import Actor
from workshops.handing_over.sketching import SketchView


@dataclass(frozen=True)
class RowForm:
    """Which fields of a grid are asked for, line by line, and how those that may stay empty are marked."""

    grid: Grid
    lines: tuple[tuple[str, ...], ...]
    optional: frozenset[str] = frozenset()

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields in their order."""
        return tuple(name for line in self.lines for name in line)


COSTS = RowForm(
    tables.COSTS,
    (("amount", "label"), ("year", "kind", "source_title")),
    frozenset({"kind", "source_title"}),
)
STAFFING = RowForm(
    tables.STAFFING,
    (("task", "responsible", "full_time_equivalents"),),
    frozenset({"full_time_equivalents"}),
)
MILESTONES = RowForm(tables.MILESTONES, (("title",), ("start_month", "end_month")))
MEASURES = RowForm(
    tables.MEASURES, (("indicator", "target"), ("baseline", "method")), frozenset({"baseline", "method"})
)
RISKS = RowForm(
    tables.RISKS, (("title", "response"), ("likelihood", "impact")), frozenset({"likelihood", "impact"})
)
SOURCES = RowForm(tables.SOURCES, (("title", "url"),), frozenset({"url"}))
_IF_KNOWN = N_("{field} (if known)")


def row_fields(
    actor: Actor, sketch: SketchView, form: RowForm, defaults: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Ask for one row and return what is typed, as text; `defaults` stand in fields nobody has touched."""
    raw: dict[str, str] = {}
    for line in form.lines:
        for column, name in zip(st.columns(len(line)), line, strict=True):
            with column:
                raw[name] = _field(actor, sketch, form, name, (defaults or {}).get(name, ""))
    return raw


def is_begun(raw: Mapping[str, str], defaults: Mapping[str, str] | None = None) -> bool:
    """Whether somebody has typed anything into the row."""
    return any(text.strip() != (defaults or {}).get(name, "") for name, text in raw.items())


def forget(actor: Actor, sketch: SketchView, form: RowForm) -> None:
    """Empty the fields: the row is stored."""
    for name in form.fields:
        typed.saved(actor, sketch.series_id, _place(sketch, form, name))
    state.begin_anew(_name(sketch, form))


def row_text(grid: Grid, row: BaseModel) -> str:
    """Return a stored row in one line, as Markdown."""
    shown = grid.shown(row)
    parts = (_said(grid, name, shown.get(name)) for name in grid.labels)
    return literal(" · ".join(part for part in parts if part))


def _field(actor: Actor, sketch: SketchView, form: RowForm, name: str, default: str) -> str:
    grid, label = form.grid, _(form.grid.labels[name])
    if name in form.optional:
        label = _(_IF_KNOWN).format(field=label)
    key = state.widget(_name(sketch, form), state.edition(_name(sketch, form)), name)
    if name in grid.choices:
        options = [_(text) for text in grid.choices[name].values()]
        return st.selectbox(label, options, index=None, placeholder=_("Choose"), key=key) or ""
    place = _place(sketch, form, name)
    read = typed.typed_text(
        actor,
        sketch.series_id,
        place,
        label,
        key=key,
        stored=default,
        in_one_line=True,
        max_chars=LINE_LENGTH,
    )
    return read.text.strip()


def _said(grid: Grid, name: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if name in grid.choices:
        return _(grid.choices[name][value])
    if name not in grid.numbers:
        return str(value)
    label = _(grid.labels[name])
    return f"{label}: {tables.number_text(grid, name, value)}"


def _name(sketch: SketchView, form: RowForm) -> str:
    return f"row {sketch.id} {form.grid.name}"


def _place(sketch: SketchView, form: RowForm, name: str) -> str:
    return f"sketch {sketch.id} {form.grid.name} {name}"
