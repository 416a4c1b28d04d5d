from functools import partial

import streamlit as st

from translations import _
from ui import frame, guard, messages, showing
from ui.evaluation import basis
from ui.evaluation.explain import data_view, explain_view
from ui.evaluation.ranking import ranking_view
from ui.evaluation.round_choice import chosen_result
from ui.evaluation.second_stage import second_stage
from ui.evaluation.verdict_box import verdict_box
from ui.evaluation.views import agreement_view, change_view, discuss_view
from ui.services import database
from workshops.actors import Role
from workshops.deciding import decisions

PAGE = "pages/advisor/evaluation.py"
VIEW = "ansicht"

actor = guard.require(Role.ADVISOR)
series = frame.chosen_series(actor)
frame.header(
    _("Evaluation"),
    _("Is the leading choice really the best? What the ratings say, how sure that is, and on what it hangs."),
)
seen = None
with messages.refusals():
    seen = chosen_result(actor, series)
if seen is None:
    st.info(_("There is nothing to evaluate yet: no round with ratings is open to view."))
    frame.step_link(series, "pages/advisor/scoring.py")
    frame.end()

for sentence in basis.sentences(seen):
    st.caption(sentence)
verdict_box(seen)
if seen.living and not showing.is_on():
    second_stage(actor, series, seen)

picks = decisions.picks(database(), actor, series.id)
views = {
    _("Ranking"): partial(ranking_view, seen, picks),
    _("What would change it"): partial(change_view, seen),
    _("Agreement"): partial(agreement_view, seen),
    _("Discuss next"): partial(discuss_view, seen),
    _("Explain"): partial(explain_view, seen),
    _("Data"): partial(data_view, actor, series, seen, picks),
}
tabs = st.tabs(list(views), key=VIEW, on_change="rerun", bind="query-params")
for tab, view in zip(tabs, views.values(), strict=True):
    # Only the open tab is drawn: sixty use cases make large tables.
    if tab.open:
        with tab:
            view()
frame.onward(series, PAGE)
