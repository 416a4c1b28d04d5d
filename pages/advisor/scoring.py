import streamlit as st

from translations import _
from ui import frame, guard, labels
from ui.library.evidence import feasibility_facts, transferability_facts
from ui.scoring.entry_choice import entry_choice
from ui.scoring.finishing import finishing
from ui.scoring.note import note_form
from ui.scoring.rating import rating_form
from ui.scoring.running import running_at_home
from ui.scoring.stages import stage_choice
from ui.services import database, series_library, shortlisted
from ui.text import literal
from workshops.actors import Role
from workshops.live import agreeing

PAGE = "pages/advisor/scoring.py"

actor = guard.require(Role.ADVISOR)
series = frame.chosen_series(actor)
frame.header(
    _("Scoring"),
    _(
        "Rate each entry together: talk about it, then choose the wording that fits best. "
        "Each choice is saved at once."
    ),
)
items = {item.id: item for item in shortlisted(actor, series) if not item.is_excluded}
if not items:
    st.info(_("There is nothing to rate yet. Please put use cases or own ideas on the shortlist first."))
    frame.step_link(series, "pages/advisor/selection.py")
    frame.end()

held = agreeing.group_round(database(), actor, series.id)
answers = {} if held.planned else agreeing.group_answers(database(), actor, held.id)
order = [item_id for item_id in held.item_ids if item_id in items]
running_at_home(actor, series)
stage_choice(actor, series, held, begun=bool(answers))
if not order:
    st.info(_("None of this round’s entries is on the shortlist any more."))
    frame.end()


def done(item_id: str) -> bool:
    return all((item_id, criterion_id) in answers for criterion_id in held.criterion_ids)


def label(item_id: str) -> str:
    mark = "✓ " if done(item_id) else ""
    return f"{mark}{order.index(item_id) + 1}. {items[item_id].name}"


finished = sum(done(item_id) for item_id in order)
st.progress(
    finished / len(order),
    text=_("{done} of {all} entries are rated").format(done=finished, all=len(order)),
)
item_id = entry_choice(order, label)

st.header(literal(items[item_id].name), anchor=False)
with st.expander(_("What it is about"), expanded=False):
    st.markdown(literal(items[item_id].summary))
rating_form(
    actor,
    held,
    item_id,
    labels.criteria_in(series, held),
    answers,
    {
        "transferability": lambda: transferability_facts(series_library(actor, series), items[item_id]),
        "feasibility": lambda: feasibility_facts(series_library(actor, series), items[item_id]),
    },
)
with st.expander(_("Note on this entry"), expanded=False):
    note_form(actor, series.id, item_id, "scoring")

st.divider()
finishing(actor, series, held, [items[each].name for each in order if not done(each)])
frame.onward(series, PAGE)
