import streamlit as st

from translations import _, ngettext
from ui import frame, guard, labels, messages, state
from ui.navigation import LIBRARY
from ui.selection.entry import idea_form
from ui.selection.table import agreement, entries
from ui.selection.taken_off import ways_back
from ui.services import database, shortlisted
from workshops.actors import Role
from workshops.library import shortlist
from workshops.library.shortlist import RECOMMENDED

PAGE = "pages/advisor/selection.py"

actor = guard.require(Role.ADVISOR)
series = frame.chosen_series(actor)
frame.header(
    _("Shortlist"),
    _("What will be scored together. What is not permissible or cannot be done in time is left out."),
)
items = shortlisted(actor, series)
gates = labels.criteria_of(series).gates

agreement(actor, series, items, gates)
with st.container(horizontal=True, vertical_alignment="center"):
    st.markdown(
        ngettext("**{n} entry** on the shortlist.", "**{n} entries** on the shortlist.", len(items)).format(
            n=len(items)
        )
    )
    if items and len(items) not in RECOMMENDED:
        st.caption(
            _("A group can rate {low} to {high} entries well.").format(
                low=RECOMMENDED.start, high=RECOMMENDED.stop - 1
            )
        )
    st.page_link(
        LIBRARY.file,
        label=_("Take use cases from the library"),
        icon=":material/add:",
        query_params={frame.SERIES_PARAMETER: series.id},
    )
if not items:
    st.info(_("The shortlist is empty. Take use cases from the library, or add an own idea."))
entries(actor, series, items, gates)

with st.expander(_("Add an own idea"), icon=":material/lightbulb:"):
    if idea := idea_form(state.widget("new_idea", state.edition("new_idea"))):
        with messages.refusals():
            shortlist.add_idea(database(), actor, series.id, **idea)
            state.begin_anew("new_idea")
            messages.notice_after_rerun(_("The idea is on the shortlist"))
ways_back(actor, series)
if items:
    frame.onward(series, PAGE)
