import streamlit as st

from translations import _
from ui import frame, guard, messages, showing
from ui.decision.pick import chosen_pick, pick_form
from ui.decision.proposal import proposal_view
from ui.services import database, series_result, shortlisted
from workshops.actors import Role
from workshops.deciding import decisions
from workshops.deciding.decisions import ENOUGH_PICKS, MOST_PICKS

PAGE = "pages/advisor/decision.py"

actor = guard.require(Role.ADVISOR)
series = frame.chosen_series(actor)
frame.header(
    _("Decision"),
    _(
        "Two or three entries become sketches. The ranking is advice, not an order: "
        "what counts is the reason, and it goes into the minutes."
    ),
)
items = {item.id: item for item in shortlisted(actor, series)}
if not items:
    st.info(_("There is nothing to decide yet. Please put entries on the shortlist first."))
    frame.step_link(series, "pages/advisor/selection.py")
    frame.end()

seen = series_result(actor, series.id, series.revision)
if seen is None:
    st.warning(_("Nothing has been scored yet, so there is no ranking to lean on."))
    frame.step_link(series, "pages/advisor/scoring.py")

picks = decisions.picks(database(), actor, series.id)
if seen is not None and not showing.is_on():
    proposal_view(actor, series, seen, items, picks)
st.header(_("Picked: {number} of at most {most}").format(number=len(picks), most=MOST_PICKS), anchor=False)
if not picks:
    st.info(_("Nothing is picked yet. Choose an entry below and write down the reason."))
for pick in picks:
    chosen_pick(actor, series, pick, seen, changeable=not showing.is_on())
if showing.is_on():
    frame.end()
if len(picks) == ENOUGH_PICKS - 1:
    st.caption(_("One more pick makes a choice that a council can weigh."))

st.header(_("Pick an entry"), anchor=False)
with messages.refusals():
    pick_form(actor, series, items, {pick.item_id for pick in picks}, seen)
if picks:
    frame.onward(series, PAGE)
