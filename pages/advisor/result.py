import streamlit as st

from translations import _
from ui import frame, guard, showing
from ui.result.links import co_writing, link_list, new_link
from ui.result.state_form import state_form
from ui.result.view import result_view
from workshops.actors import Role

actor = guard.require(Role.ADVISOR)
series = frame.chosen_series(actor)
frame.header(
    _("Result"),
    _("Hand the result over: a link that lets the municipality read and download, and nothing else."),
)
if showing.is_on():
    result_view(actor, series)
    frame.end()
new_link(actor, series)
link_list(actor, series)
co_writing(actor, series)
with st.expander(_("What became of it"), icon=":material/flag:"):
    st.markdown(
        _(
            "Months later: enter how a project stands, and the municipality sees it below. All lines "
            "together are the yearly list under “Across all series”."
        )
    )
    state_form(actor, series)
st.divider()
st.caption(_("This is what the link shows, including rounds that are not finished yet:"))
result_view(actor, series)
