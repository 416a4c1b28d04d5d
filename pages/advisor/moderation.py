import streamlit as st

from translations import _
from ui import frame, guard
from ui.appointments.told import next_line
from ui.moderation import cockpit, following
from ui.moderation.lead import leads_here
from ui.services import database
from workshops import appointments
from workshops.actors import Role

actor = guard.require(Role.ADVISOR)
series = frame.chosen_series(actor)
frame.header(_("Cockpit"))
if not leads_here(actor, series):
    now = following.state_of(actor, series.id)
    following.follow(actor, now)
    st.markdown(following.readiness_text(now))
    frame.end()
if upcoming := appointments.upcoming(database(), actor, series.id):
    st.caption(f":material/event: {next_line(upcoming)}")
cockpit.show(actor, series)
