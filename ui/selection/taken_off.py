"""Taking entries off the shortlist, and the way back."""

import streamlit as st

from translations import _, ngettext
from ui import messages, state
from ui.services import database, taken_off
from ui.text import literal
from workshops.actors import Actor
from workshops.library import shortlist
from workshops.library.shortlist import ItemView
from workshops.series import SeriesView


def taking_off(actor: Actor, series: SeriesView, item: ItemView) -> None:
    """Take an entry off; an own idea, which is nowhere else, only after a question."""
    if not st.button(_("Take off the shortlist"), key=state.widget("take_off", item.id)):
        return
    if item.kind == "idea":
        _ask(actor, series, item)
    else:
        _take_off(actor, series, item)


def _ask(actor: Actor, series: SeriesView, item: ItemView) -> None:
    @st.dialog(_("Take this idea off the shortlist?"))
    def ask() -> None:
        st.markdown(f"**{literal(item.name)}**")
        st.markdown(
            _(
                "It is then neither asked nor ranked. It stays below the shortlist and can be put back at "
                "any time, with its answers."
            )
        )
        if st.button(_("Take off the shortlist"), type="primary", key="take_idea_off"):
            _take_off(actor, series, item)

    ask()


def _take_off(actor: Actor, series: SeriesView, item: ItemView) -> None:
    with messages.refusals():
        shortlist.take_off(database(), actor, series.id, item.id)
        messages.notice_after_rerun(_("Taken off the shortlist"))


def ways_back(actor: Actor, series: SeriesView) -> None:
    """Offer to put back what was taken off."""
    gone = taken_off(actor, series)
    if not gone:
        return
    heading = ngettext("{n} entry was taken off", "{n} entries were taken off", len(gone)).format(n=len(gone))
    with st.expander(heading, icon=":material/undo:"):
        for item in gone:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(literal(item.name))
                if st.button(_("Put it back"), key=state.widget("put_back", item.id)):
                    with messages.refusals():
                        shortlist.put_back(database(), actor, series.id, item.id)
                        messages.notice_after_rerun(_("Put back onto the shortlist"))
