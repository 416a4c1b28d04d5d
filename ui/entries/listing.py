"""Own entries in a list: what they are, who sees them, and what can be done with them."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from translations import _
from translations.formats import datetime_
from ui import messages, state
from ui.document_buttons import TOML, ZIP, document_button
from ui.frame import SERIES_PARAMETER
from ui.language import code
from ui.library.use_case import use_case_head
from ui.navigation import ENTRIES, ENTRY, NEW, TEMPLATE
from ui.services import database
from ui.text import literal
from workshops.actors import Actor
from workshops.library import holdings
from workshops.library.holdings import EntryView
from workshops.series import SeriesView


def entry_list(actor: Actor, series: SeriesView, entries: Sequence[EntryView]) -> None:
    """Show the entries with their actions, and a way to a new one."""
    with st.container(horizontal=True, vertical_alignment="center"):
        _link(series, _("New entry"), ":material/add:", {ENTRY: NEW})
        if entries:
            document_button(
                _("Export all as library files"),
                "bibliothek-eigene-eintraege",
                ZIP,
                lambda: holdings.archive(entries),
                code(),
                "own_entries",
            )
    if not entries:
        st.info(
            _(
                "There are no own entries yet. Start an empty one, import a table, "
                "or open a use case in the library and make an own entry of it."
            )
        )
    for entry in entries:
        _card(actor, series, entry)


def _card(actor: Actor, series: SeriesView, entry: EntryView) -> None:
    with st.container(border=True, key=state.widget("entry_card", entry.id)):
        use_case_head(entry.use_case)
        seen_by = _("for all series") if entry.series_id is None else _("for this series only")
        changed = _("changed on {time}").format(time=datetime_(entry.changed_at))
        st.caption(f"{seen_by} · {changed} · {literal(entry.id)}")
        with st.container(horizontal=True, vertical_alignment="center"):
            _link(series, _("Edit"), ":material/edit:", {ENTRY: entry.id})
            _link(series, _("Duplicate"), ":material/content_copy:", {TEMPLATE: entry.id})
            document_button(
                _("Export as a library file"),
                entry.id,
                TOML,
                partial(_file, entry),
                code(),
                "entry_file",
                entry.id,
            )
            if st.button(_("Delete"), icon=":material/delete:", key=state.widget("entry_delete", entry.id)):
                _ask_to_delete(actor, entry)


def _link(series: SeriesView, label: str, icon: str, parameters: dict[str, str]) -> None:
    address = {SERIES_PARAMETER: series.id, **parameters}
    st.page_link(ENTRIES.file, label=label, icon=icon, query_params=address)


def _ask_to_delete(actor: Actor, entry: EntryView) -> None:
    @st.dialog(_("Delete this entry?"))
    def ask() -> None:
        st.markdown(f"**{literal(entry.use_case.title_de)}**")
        st.markdown(_("It leaves the library. What was taken onto a shortlist stays there as it is."))
        if st.button(_("Delete for good"), type="primary", key="entry_delete_for_good"):
            with messages.refusals():
                holdings.remove(database(), actor, entry.id)
                messages.notice_after_rerun(_("The entry was deleted"))

    ask()


def _file(entry: EntryView) -> bytes:
    return holdings.library_file(entry)[1]
