"""A sketch with nothing open: its documents, and what is left to ask in the other sketches."""

from collections.abc import Sequence

import streamlit as st

from sketches.outline import load_outline
from sketches.question_wording import remaining_text
from sketches.questions import questions, still_open
from translations import _
from ui import state
from ui.services import database
from ui.sketches.choice import go_to
from ui.sketches.documents import downloads, report
from ui.text import literal
from workshops.actors import Actor
from workshops.deciding.decisions import PickView
from workshops.evaluation.outcome import RoundEvaluation
from workshops.handing_over import sketching
from workshops.handing_over.sketching import SketchView
from workshops.series import SeriesView


def finished(
    actor: Actor,
    series: SeriesView,
    sketch: SketchView,
    seen: RoundEvaluation | None,
    picks: tuple[PickView, ...],
) -> None:
    """Say that everything is there, and offer what can be done with it now."""
    st.success(_("Everything that the outline asks for is there."), icon=":material/check:")
    with st.container(horizontal=True):
        downloads(report(sketch, series, seen, picks, sketch.content.language), sketch.id)
    _others(actor, series, sketch, picks)


def _others(actor: Actor, series: SeriesView, sketch: SketchView, picks: Sequence[PickView]) -> None:
    """Lead on to the sketches in which something is still open."""
    begun = {each.item_id: each for each in sketching.sketches(database(), actor, series.id)}
    for pick in picks:
        other = begun.get(pick.item_id)
        left = len(still_open(questions(other.content, load_outline()))) if other else None
        if pick.item_id == sketch.item_id or left == 0:
            continue
        said = _("not begun yet") if left is None else remaining_text(left)
        label = _("Continue with “{title}”: {left}").format(title=literal(pick.title), left=said)
        key = state.widget("next_sketch", pick.item_id)
        if st.button(label, icon=":material/arrow_forward:", type="primary", key=key):
            go_to(pick.item_id)
