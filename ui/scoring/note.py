"""The advisor's note on an entry: written while the room talks, read beside the sketch and in the minutes."""

import streamlit as st

from translations import _
from ui import messages, state
from ui.services import database, shortlisted
from ui.typed import begun_from, saved, typed_text
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

    What is typed is kept until it is saved: also over the next entry, another page, and a restart.

    `place` tells the pages apart: on changing between them Streamlit would hand over an emptied field.
    """
    form = state.widget("note", place, item_id)
    field = state.widget(form, state.edition(form))
    kept = f"note {item_id}"
    note = typed_text(
        actor,
        series_id,
        kept,
        _("Note of the advisor"),
        key=field,
        stored=notes.text_on(database(), actor, series_id, item_id),
        height=100,
        max_chars=TEXT_LENGTH,
    )
    sent = st.button(_("Save the note"), key=state.widget(form, "save"))
    st.caption(_("It stands beside the sketch and in the minutes. Please name nobody."))
    if sent:
        with messages.refusals():
            try:
                notes.write(database(), actor, series_id, note.text, item_id=item_id, before=note.before)
            except StaleEdit:
                # The refusal shows the other text: whoever saves again has read it.
                begun_from(
                    actor, series_id, kept, field, notes.text_on(database(), actor, series_id, item_id)
                )
                raise
            saved(actor, series_id, kept)
            state.begin_anew(form)
            messages.notice_after_rerun(_("The note was saved"))
