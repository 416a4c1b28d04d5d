import streamlit as st

from translations import _, ngettext
from ui import frame, guard, labels, messages, state
from ui.hessen import map_of_use_cases
from ui.services import catalogue, database
from ui.use_case_card import area_heading, use_case_facts, use_case_head
from workshops import shortlist
from workshops.actors import Role

PAGE = "pages/advisor/overview.py"
AREA = "feld"

actor = guard.require(Role.ADVISOR)
series = frame.chosen_series(actor)
frame.header(
    actor,
    series,
    _("Overview"),
    _("What others do already: fields of action, where it runs, and each use case with its sources."),
)
library = catalogue()
counts = library.area_counts()
taken = {item.use_case_id: item.id for item in shortlist.items(database(), actor, series.id)}

fields, places = st.tabs([_("Fields of action"), _("Map of Hessen")])
with places:
    map_of_use_cases(library, series)
with fields:
    area_id = st.pills(
        _("Field of action"),
        list(counts),
        default=next(iter(counts)),
        required=True,
        format_func=lambda key: f"{labels.area(key)} ({counts[key]})",
        key=AREA,
        bind="query-params",
    )
    area_id = area_id or next(iter(counts))
    area_heading(area_id, counts[area_id])
    for case in library.in_area(area_id):
        with st.container(border=True):
            use_case_head(case)
            with st.container(horizontal=True, vertical_alignment="center"):
                if case.id in taken:
                    st.badge(_("on the shortlist"), icon=":material/check:", color="green")
                elif st.button(
                    _("Onto the shortlist"), icon=":material/add:", key=state.widget("take", case.id)
                ):
                    with messages.refusals():
                        shortlist.add_use_case(database(), actor, series.id, case)
                        messages.notice_after_rerun(_("Taken onto the shortlist"))
            with st.expander(_("Facts and sources")):
                use_case_facts(case)

number = len(taken)
st.caption(ngettext("{n} entry on the shortlist", "{n} entries on the shortlist", number).format(n=number))
frame.onward(series, PAGE)
