"""Which sketch is written, and whether it is asked for in questions; both stand in the address."""

from collections.abc import Sequence

import streamlit as st

from translations import _
from ui import state
from ui.sketches.questions import HERE
from ui.text import literal
from workshops.deciding.decisions import PickView
from workshops.series import SeriesView

SKETCH, VIEW, EVERYTHING = "skizze", "ansicht", "alle"
_CHOICE = "sketch_choice"


def chosen_sketch(series: SeriesView, picks: Sequence[PickView]) -> PickView:
    """Let one of the picks be chosen; a reload and a bookmark open the same one."""
    titles = {pick.item_id: f"{number}. {pick.title}" for number, pick in enumerate(picks, start=1)}
    named = st.query_params.get(SKETCH)
    chosen = st.segmented_control(
        _("Sketch"),
        list(titles),
        default=named if named in titles else picks[0].item_id,
        required=True,
        format_func=lambda key: literal(titles[key]),
        key=state.widget(_CHOICE, series.id, state.edition(_CHOICE)),
        label_visibility="collapsed",
    )
    pick = next((each for each in picks if each.item_id == chosen), picks[0])
    if named is not None and named != pick.item_id:
        st.query_params.pop(HERE, None)  # each sketch begins with what matters most in it
    st.query_params[SKETCH] = pick.item_id
    return pick


def go_to(item_id: str) -> None:
    """Go to the first question of another sketch."""
    st.query_params[SKETCH] = item_id
    st.query_params.pop(HERE, None)
    state.begin_anew(_CHOICE)
    st.rerun()


def in_questions(series: SeriesView) -> bool:
    """Let the way of writing be chosen: question by question, or all sections with the documents."""
    ways = {HERE: _("Questions"), EVERYTHING: _("All sections and documents")}
    chosen = st.segmented_control(
        _("Way of writing"),
        list(ways),
        default=EVERYTHING if st.query_params.get(VIEW) == EVERYTHING else HERE,
        required=True,
        format_func=lambda way: ways[way],
        key=state.widget("sketch_view", series.id),
        label_visibility="collapsed",
    )
    if chosen == EVERYTHING:
        st.query_params[VIEW] = EVERYTHING
        return False
    st.query_params.pop(VIEW, None)
    return True
