"""The form of an own entry: filled anew, from a copy, or with an entry to change; saved when it is sound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import streamlit as st

from translations import _
from ui import messages, state
from ui.entries.choices import choices, choices_name
from ui.entries.fields import AMOUNTS, NEEDED, SECTIONS, SOURCE_PARTS, Field, Kind, cells_of, column_name
from ui.entries.problems import bullets
from ui.number_fields import amounts, number_of
from ui.services import database
from usecases.areas import areas
from usecases.columns import MOST_SOURCES
from usecases.entry_rows import PreviewRow
from usecases.model import UseCase
from usecases.problems import Problem
from workshops.actors import Actor
from workshops.library import holdings
from workshops.library.holdings import EntryView
from workshops.series import SeriesView

FEWEST_SOURCES = 2
EURO = amounts(Decimal("99999999999.99"))
AREA_OF_TOPIC = {topic: area.id for area in areas() for topic in area.topics}
FOLLOWS_FROM = {"id": "title_de", "area": "topic"}
# Taken over as they are: no field of the form asks for them.
UNSEEN = ("related",)


@dataclass(frozen=True)
class Draft:
    """What the form starts from; without ``entry`` a new entry is made."""

    cells: Mapping[str, str]
    entry: EntryView | None = None

    @classmethod
    def new(cls, copied: UseCase | None = None) -> Draft:
        """Start empty, or from a copy of a use case."""
        if copied is None:
            return cls({"state": "Hessen"})
        return cls(cells_of(holdings.copy_of(copied)))

    @classmethod
    def of(cls, entry: EntryView) -> Draft:
        """Start from an entry that is to be changed."""
        return cls(cells_of(entry.use_case), entry)

    def key(self, *parts: object) -> str:
        """Return a widget's key; another version of the entry is another form."""
        own = (self.entry.id, self.entry.version) if self.entry else ("new", self.cells.get("id", ""))
        return state.widget("entry", *own, *parts)


def entry_form(actor: Actor, series: SeriesView, draft: Draft) -> EntryView | None:
    """Show the form; return the entry once it was saved. What was typed stays until then."""
    st.caption(_("Needed: {fields}.").format(fields=", ".join(column_name(name) for name in NEEDED)))
    with st.form(draft.key("form"), border=False, enter_to_submit=False):
        cells = {name: draft.cells[name] for name in UNSEEN if name in draft.cells}
        for section in SECTIONS:
            st.subheader(_(section.title), anchor=False)
            cells |= _section(draft, section.fields)
        st.subheader(_("Sources"), anchor=False)
        st.caption(_("Each figure needs a source: the page that says so, with its address."))
        cells |= _sources(draft)
        more = st.form_submit_button(_("One more source"), icon=":material/add:", key=draft.key("more"))
        for_all = _scope(draft)
        sent = st.form_submit_button(_("Save"), type="primary", key=draft.key("save"))
    if more:
        state.keep(draft.key("rows"), min(_source_rows(draft) + 1, MOST_SOURCES))
        st.rerun()
    cells["area"] = AREA_OF_TOPIC.get(cells.get("topic", ""), "")
    return _save(actor, draft, cells, None if for_all else series.id) if sent else None


def _section(draft: Draft, fields: tuple[Field, ...]) -> dict[str, str]:
    cells = {}
    for start in range(0, len(fields), 2):
        for column, field in zip(st.columns(2), fields[start : start + 2], strict=False):
            with column:
                cells[field.column] = ask(draft, field)
    return cells


def ask(draft: Draft, field: Field) -> str:
    """Ask for the text of a field, starting from the draft's."""
    value, key = draft.cells.get(field.column, ""), draft.key(field.column)
    label = _(field.label)
    hint = _(field.help).format(limit=field.limit) if field.help else None
    if field.kind is Kind.LINE:
        return st.text_input(label, value=value, max_chars=field.limit, key=key, help=hint)
    if field.kind is Kind.TEXT:
        return st.text_area(label, value=value, max_chars=field.limit, key=key, help=hint, height=110)
    if field.kind is Kind.LINES:
        return st.text_area(label, value=value, key=key, help=hint, height=110)
    options = choices(field.column)
    name = choices_name(field.column)
    if field.kind is Kind.CHOICE:
        start = options.index(value) if value in options else None
        placeholder = _("Please choose")
        found = st.selectbox(label, options, start, name, key=key, help=hint, placeholder=placeholder)
        return found or ""
    known = [one for one in value.split("\n") if one in options]
    several = st.multiselect(label, options, known, name, key=key, help=hint, placeholder=_("Please choose"))
    return "\n".join(several)


def _sources(draft: Draft) -> dict[str, str]:
    cells = {}
    for place in range(1, _source_rows(draft) + 1):
        for column, (part, label, limit) in zip(st.columns([4, 5, 2]), SOURCE_PARTS, strict=True):
            name = f"source_{place}_{part}"
            text = _("Source {number}: {part}").format(number=place, part=_(label))
            with column:
                cells[name] = st.text_input(
                    text, value=draft.cells.get(name, ""), max_chars=limit, key=draft.key(name)
                )
    return cells


def _source_rows(draft: Draft) -> int:
    filled = sum(bool(draft.cells.get(f"source_{place + 1}_url")) for place in range(MOST_SOURCES))
    return int(state.get(draft.key("rows"), max(FEWEST_SOURCES, filled)))


def _scope(draft: Draft) -> bool:
    return bool(
        st.radio(
            _("Who sees the entry"),
            (False, True),
            index=int(draft.entry is not None and draft.entry.series_id is None),
            format_func=lambda for_all: _("all series") if for_all else _("only this series"),
            horizontal=True,
            key=draft.key("scope"),
        )
    )


def _save(actor: Actor, draft: Draft, cells: Mapping[str, str], series_id: str | None) -> EntryView | None:
    filled = {name: text for name, text in cells.items() if text.strip()}
    with messages.refusals():
        filled |= _amounts(filled)
        row = holdings.read_entry(database(), actor, filled, entry_id=draft.entry.id if draft.entry else None)
        if row.use_case is None or not row.sound:
            st.error(bullets(_faults(row)), title=_("Not saved yet. Please correct:"))
        elif _agreed(draft, row):
            if draft.entry is None:
                return holdings.add(database(), actor, row.use_case, series_id=series_id)
            based_on = draft.entry.version
            return holdings.change(database(), actor, row.use_case, series_id=series_id, based_on=based_on)
    return None


def _amounts(filled: Mapping[str, str]) -> dict[str, str]:
    """Return amounts without separators: here the language of the page decides how they are read."""
    typed = {name: filled[name] for name in AMOUNTS if name in filled}
    read = {name: number_of(column_name(name), text, EURO, optional=True) for name, text in typed.items()}
    return {name: typed[name] if value is None else str(value) for name, value in read.items()}


def _faults(row: PreviewRow) -> list[Problem]:
    """Return what must be corrected, without what follows from another field that is named already."""
    faults = [problem for problem in row.problems if not problem.warning]
    named = {problem.field for problem in faults}
    return [problem for problem in faults if FOLLOWS_FROM.get(problem.field or "") not in named]


def _agreed(draft: Draft, row: PreviewRow) -> bool:
    """Show what may be wrong once; who saves again has seen it."""
    hints = bullets(problem for problem in row.problems if problem.warning)
    key = draft.key("hints")
    if not hints or state.get(key) == hints:
        return True
    state.keep(key, hints)
    st.warning(hints, title=_("Not saved yet. If it is right as it is, please save once more:"))
    return False
