import streamlit as st

from translations import _
from ui import frame, guard, messages
from ui.entries.proposal_form import proposal_form
from ui.result.afterwards import lessons
from ui.result.view import result_view
from ui.services import database
from ui.text import literal
from workshops import series
from workshops.actors import Role

actor = guard.require(Role.MUNICIPALITY)
shown = None
with messages.refusals():
    shown = series.get(database(), actor, actor.series_id or "")
if shown is None:
    frame.end(signed_in=False)
messages.show_notice()
st.title(_("Result for {municipality}").format(municipality=shown.municipality_name), anchor=False)
st.caption(literal(shown.title))
result_view(actor, shown)
with st.expander(_("Propose something for the library"), icon=":material/add_comment:"):
    proposal_form(actor, shown, lessons(actor, shown))
