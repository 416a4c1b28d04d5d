"""Who leads: one browser at a time, so that two advisors do not close what the other opens."""

import streamlit as st

from translations import _
from translations.formats import datetime_
from ui import messages, state
from ui.services import database
from workshops.access.admission import ADVISOR_COOKIE
from workshops.actors import Actor
from workshops.live import leading
from workshops.series import SeriesView


def leads_here(actor: Actor, series: SeriesView) -> bool:
    """Return whether this browser leads; offer to take over when another one does."""
    browser = st.context.cookies.get(ADVISOR_COOKIE) or state.get(state.SIGN_IN, "")
    held = leading.lead(database(), actor, series.id, browser)
    if held.since is None:
        held = leading.take(database(), actor, series.id, browser)
    if held.is_own or held.since is None:
        return True
    since = datetime_(held.since)
    st.warning(_("Another browser has been leading this series since {time}.").format(time=since))
    if st.button(_("Take over the lead"), type="primary", key=state.widget("take_over", series.id)):
        with messages.refusals():
            leading.take(database(), actor, series.id, browser)
            messages.notice_after_rerun(_("You are leading now"))
    return False
