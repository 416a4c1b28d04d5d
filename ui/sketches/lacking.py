"""Rows of a sketch that lack one thing each: a field for every one of them, and nothing else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from sketches.model import LINE_LENGTH, CostItem, SketchContent, Source
from sketches.questions import Ask
from translations import N_, _
from translations.gaps import says_nothing
from ui.sketches.session import Editing, field_key
from ui.text import literal
from workshops.handing_over.sketching import SketchView


def _with_source(row: Any, text: str) -> CostItem:
    changed: CostItem = row.model_copy(update={"source": Source(title=text) if text else None})
    return changed


@dataclass(frozen=True)
class Lack:
    """Rows that lack something: their field in the sketch, their name, and how the text is read and put."""

    rows: str
    label: str
    name: Callable[[Any], str]
    read: Callable[[Any], str]
    put: Callable[[Any, str], Any]


LACKS: Mapping[Ask, Lack] = {
    Ask.COST_SOURCES: Lack(
        "costs",
        N_("Where does the amount for “{row}” come from?"),
        lambda row: row.label,
        lambda row: row.source.title if row.source else "",
        _with_source,
    ),
    Ask.RESPONSIBLE: Lack(
        "staffing",
        N_("Who is responsible for “{row}”?"),
        lambda row: row.task,
        lambda row: row.responsible,
        lambda row, text: row.model_copy(update={"responsible": text}),
    ),
    Ask.RESPONSES: Lack(
        "risks",
        N_("What is done about “{row}”?"),
        lambda row: row.title,
        lambda row: row.response,
        lambda row, text: row.model_copy(update={"response": text}),
    ),
    Ask.TARGETS: Lack(
        "measures",
        N_("Which target does “{row}” have?"),
        lambda row: row.indicator,
        lambda row: row.target,
        lambda row, text: row.model_copy(update={"target": text}),
    ),
}


def lacking_rows(sketch: SketchView, editing: Editing, ask: Ask) -> SketchContent:
    """Ask for what the rows lack; a row that is told keeps its field as long as the question is shown."""
    lack = LACKS[ask]
    rows = list(getattr(editing.content, lack.rows))
    for number, row in enumerate(rows):
        key = field_key(sketch, editing, ask, str(number))
        kept = lack.read(row)
        if not says_nothing(kept) and key not in st.session_state:
            continue
        label = _(lack.label).format(row=literal(lack.name(row)))
        text = str(st.text_input(label, value=kept, max_chars=LINE_LENGTH, key=key) or "").strip()
        if text != kept.strip():
            rows[number] = lack.put(row, text)
    return editing.content.model_copy(update={lack.rows: tuple(rows)})
