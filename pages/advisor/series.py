import streamlit as st

from translations import _
from ui import frame, guard, messages
from ui.navigation import JOURNEY
from ui.series.card import series_card
from ui.series.clock import ask_about_the_clock
from ui.series.form import new_series
from ui.series.paging import some_of
from ui.services import database
from workshops import series
from workshops.actors import Role

actor = guard.require(Role.ADVISOR)
messages.show_notice()

st.title(_("Series"), anchor=False)
st.markdown(
    _("Each municipality has its own series: from the overview of use cases to two or three sketches.")
)
ask_about_the_clock(actor)
running = series.every(database(), actor)
archived = series.every(database(), actor, archived=True)

with st.expander(_("Start a new series"), icon=":material/add:", expanded=not running):
    started = new_series(actor)
if started is not None:
    frame.choose(started.id)
    st.switch_page(JOURNEY[0].file, query_params={frame.SERIES_PARAMETER: started.id})

if not running:
    st.info(_("There is no series yet. Choose a municipality above to start the first one."))
for shown in some_of(running, "running"):
    series_card(actor, shown)

if archived:
    with st.expander(_("Archived series ({number})").format(number=len(archived))):
        for shown in some_of(archived, "archived"):
            series_card(actor, shown)
