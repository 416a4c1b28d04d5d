"""What a municipality sees of its series; the advisor sees the same as a preview."""

import streamlit as st

from translations import _
from translations.formats import date
from ui import labels, results
from ui.document_list import document_list
from ui.language import code
from ui.pick_form import standing
from ui.series_documents import gather
from ui.services import database, round_evaluation
from ui.text import literal
from workshops import decisions, evaluation, sketching
from workshops.actors import Actor
from workshops.decisions import PickView
from workshops.evaluation import RoundEvaluation
from workshops.series import SeriesView


def result_view(actor: Actor, series: SeriesView) -> None:
    """Show everything that the municipality may read and download."""
    picks = decisions.picks(database(), actor, series.id)
    held = evaluation.shown_round(database(), actor, series.id)
    seen = round_evaluation(actor, held.id, series.revision) if held else None
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
    if seen.round.revealed_at:
        st.caption(
            _("Round {number}, revealed on {date}").format(
                number=seen.round.number, date=date(seen.round.revealed_at)
            )
        )
    scores = results.scores_of(seen, picks)
    ranking, portfolio = st.tabs([_("Ranking"), _("Portfolio")])
    with ranking:
        results.ranking(scores, "result")
        results.quorum_note(scores)
    with portfolio:
        results.portfolio(scores, "result")


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
            st.markdown(literal(pick.reason).replace("\n", "  \n"))
            if pick.item_id in sketched:
                st.caption(_("The sketch is among the documents below."))
            else:
                st.caption(_("The sketch is still being written."))
