import streamlit as st

from translations import _
from ui import frame, guard, labels, messages, showing, state
from ui.services import database
from ui.weights.form import agreed_shares, weights_form
from ui.weights.ranking import participants_points, perspectives, ranking_beside
from workshops.actors import Role
from workshops.evaluation import outcome
from workshops.series import group_name
from workshops.weighing import weights

PAGE = "pages/advisor/weights.py"
AGREED = ""

actor = guard.require(Role.ADVISOR)
series = frame.chosen_series(actor)
frame.header(
    _("Weights"),
    _("What counts how much? The ranking follows every change at once."),
)
criteria = labels.criteria_of(series)
agreed = weights.agreed(database(), actor, series.id)
equal = weights.equal(criteria)
noted = weights.of_groups(database(), actor, series.id)
held = outcome.shown_round(database(), actor, series.id)

entering, ranking = st.columns([4, 5], gap="large")
if showing.is_on():
    with entering:
        agreed_shares(criteria, agreed)
    with ranking, messages.refusals():
        ranking_beside(actor, series, held, agreed, equal)
    frame.end()
with entering:
    st.header(_("Enter weights"), anchor=False)
    group = None
    if series.groups:
        whose = st.selectbox(
            _("Whose weights"),
            (AGREED, *series.groups),
            format_func=lambda key: group_name(key) if key else _("agreed: these count for the ranking"),
            key=state.widget("weights_owner", series.id),
        )
        group = whose or None
    shown = noted.get(group, equal) if group else agreed
    if group:
        st.caption(_("Noted for comparison: the ranking of the evaluation follows the agreed weights."))
    weights_form(actor, series, criteria, shown, group)
with ranking:
    st.header(_("Ranking with these weights"), anchor=False)
    with messages.refusals():
        ranking_beside(actor, series, held, shown, equal)

perspectives(actor, series, criteria, held, agreed)
participants_points(actor, series)
frame.onward(series, PAGE)
