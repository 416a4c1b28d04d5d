from collections.abc import Callable

import streamlit as st

from translations import _
from ui import frame, guard
from ui.moderation import following
from ui.moderation.attendance import who_counts
from ui.moderation.ideas import ideas_from_the_room
from ui.moderation.lead import leads_here
from ui.moderation.paper import paper_ballots
from ui.moderation.personal_data import personal_data, rehearse, remarks
from ui.moderation.room import wall_and_tablet, way_in
from ui.moderation.round import round_controls
from ui.moderation.votes import votes
from workshops.actors import Role

PAGE = "pages/advisor/moderation.py"
TAB = "bereich"

actor = guard.require(Role.ADVISOR)
series = frame.chosen_series(actor)
frame.header(
    actor,
    series,
    _("Live rounds"),
    _("Everybody rates on an own phone. Results stay hidden until you reveal them, from you as well."),
)
now = following.state_of(actor, series.id)
following.follow(actor, now)
if not leads_here(actor, series):
    st.markdown(following.readiness_text(now))
    frame.end()

main, side = st.columns([3, 1], gap="large")
with side:
    way_in(series)
with main:
    tabs: dict[str, Callable[[], None]] = {
        _("Round"): lambda: round_controls(actor, series, now),
        _("Who counts"): lambda: who_counts(actor, series),
        _("Wall and tablet"): lambda: wall_and_tablet(actor, series),
        _("Paper"): lambda: paper_ballots(actor, series, now.round),
        _("Ideas"): lambda: ideas_from_the_room(actor, series, now),
        _("Dots and weights"): lambda: votes(actor, series, now),
        _("Remarks"): lambda: remarks(actor, series, now),
        _("Rehearsal"): lambda: rehearse(actor, series),
        _("Personal data"): lambda: personal_data(actor, series),
    }
    for tab, show in zip(st.tabs(list(tabs), key=TAB, on_change="rerun"), tabs.values(), strict=True):
        if tab.open:
            with tab:
                show()
frame.onward(series, PAGE)
