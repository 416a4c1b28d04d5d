"""The advisor's note on an entry: written while the room talks, read beside the sketch and in the minutes."""

import streamlit as st

from translations import _
from ui import messages, state
from ui.services import database, shortlisted
from workshops.actors import Actor
from workshops.errors import StaleEdit
from workshops.live import notes
from workshops.series import SeriesView
from workshops.validation import TEXT_LENGTH


def note_on_entry(actor: Actor, series: SeriesView) -> None:
    """Ask which entry of the shortlist the note is on, and offer its form."""
    titles = {item.id: item.name for item in shortlisted(actor, series)}
    if not titles:
        return
    chosen = st.selectbox(
        _("Note on"),
        list(titles),
        format_func=lambda key: titles[key],
        key=state.widget("note_on", series.id),
    )
    note_form(actor, series.id, chosen, "remarks")


def note_form(actor: Actor, series_id: str, item_id: str, place: str) -> None:
    """Show the note on an entry to be written on; a note changed elsewhere meanwhile is never overwritten.

    `place` tells the pages apart: on changing between them Streamlit would hand over an emptied field.
    """
    form = state.widget("note", place, item_id)
    field = state.widget(form, state.edition(form))
    read = state.widget(field, "read")
    if state.get(field) is None:
        state.keep(field, notes.text_on(database(), actor, series_id, item_id))
        state.keep(read, state.get(field))
    with st.form(state.widget(field, "form"), border=False):
        text = st.text_area(_("Note of the advisor"), height=100, max_chars=TEXT_LENGTH, key=field)
        sent = st.form_submit_button(_("Save the note"))
    st.caption(_("It stands beside the sketch and in the minutes. Please name nobody."))
    if sent:
        with messages.refusals():
            _save(actor, series_id, item_id, text, read)
            state.begin_anew(form)
            messages.notice_after_rerun(_("The note was saved"))


def _save(actor: Actor, series_id: str, item_id: str, text: str, read: str) -> None:
    try:
        notes.write(database(), actor, series_id, text, item_id=item_id, before=state.get(read))
    except StaleEdit:
        # The refusal shows the other text: whoever saves again has read it.
        state.keep(read, notes.text_on(database(), actor, series_id, item_id))
        raise
