"""What a municipality sees of its series; the advisor sees the same as a preview."""

import streamlit as st

from reports.content import Scores
from translations import _, current_language
from ui import labels
from ui.decision.pick import modelled_on, standing
from ui.documents.listing import document_list
from ui.documents.series import gather
from ui.evaluation import basis, results
from ui.language import code
from ui.services import database, series_result
from ui.text import literal
from workshops.actors import Actor
from workshops.deciding import decisions
from workshops.deciding.decisions import PickView
from workshops.evaluation.outcome import RoundEvaluation
from workshops.handing_over import sketching
from workshops.series import SeriesView


def result_view(actor: Actor, series: SeriesView) -> None:
    """Show everything that the municipality may read and download."""
    picks = decisions.picks(database(), actor, series.id)
    seen = series_result(actor, series.id, series.revision)
    _picks(actor, series, picks, seen)
    st.header(_("How it was scored"), anchor=False)
    _scores(seen, picks)
    document_list(actor, gather(actor, series, code()))


def _scores(seen: RoundEvaluation | None, picks: tuple[PickView, ...]) -> None:
    if seen is None:
        st.info(
            _("No round has been revealed yet. The result appears here as soon as your advisor reveals it.")
        )
        return
    for sentence in basis.sentences(seen):
        st.caption(sentence)
    titles, picked = tuple(seen.titles.items()), tuple(pick.item_id for pick in picks)
    _pictures(seen.round.id, seen.mark, titles, picked, current_language(), results.scores_of(seen, picks))


@st.cache_data(show_spinner=False, max_entries=16)
def _pictures(
    round_id: str,  # noqa: ARG001
    mark: str,  # noqa: ARG001
    titles: tuple[tuple[str, str], ...],  # noqa: ARG001
    picked: tuple[str, ...],  # noqa: ARG001
    language: str,  # noqa: ARG001
    _scores: Scores,
) -> None:
    """Draw the pictures, anew only if something of them is another: nothing in them can be clicked."""
    ranking, portfolio = st.tabs([_("Ranking"), _("Portfolio")])
    with ranking:
        results.ranking(_scores, "result")
        results.quorum_note(_scores)
    with portfolio:
        results.portfolio(_scores, "result")


def _picks(
    actor: Actor, series: SeriesView, picks: tuple[PickView, ...], seen: RoundEvaluation | None
) -> None:
    st.header(_("What was chosen"), anchor=False)
    if not picks:
        st.info(_("Nothing has been chosen yet. The decision follows the scoring."))
    sketched = {sketch.item_id for sketch in sketching.sketches(database(), actor, series.id)}
    for pick in picks:
        with st.container(border=True):
            st.subheader(literal(pick.title), anchor=False)
            st.caption(f"{labels.area(pick.area)} · {standing(seen, pick.item_id)}")
            modelled_on(pick)
            st.markdown(literal(pick.reason).replace("\n", "  \n"))
            if pick.item_id in sketched:
                st.caption(_("The sketch is among the documents below."))
            else:
                st.caption(_("The sketch is still being written."))
