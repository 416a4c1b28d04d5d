"""What a municipality sees of its series; the advisor sees the same as a preview."""

import streamlit as st

from design.palette import PAPER
from reports.content import Scores
from translations import _, current_language
from ui import showing
from ui.documents.listing import document_list
from ui.documents.next_steps import next_steps
from ui.documents.series import gather
from ui.evaluation import basis, results, verdict
from ui.language import code
from ui.result.afterwards import what_became_of_it
from ui.result.cards import project_cards
from ui.result.sentences import headline, who_decided
from ui.services import database, series_result
from workshops import look
from workshops.actors import Actor
from workshops.deciding import afterwards, decisions
from workshops.deciding.decisions import PickView
from workshops.evaluation.outcome import RoundEvaluation
from workshops.series import SeriesView

_BAND = '<div style="height:.5rem;border-radius:.25rem;background:{colour}"></div>'


def result_view(actor: Actor, series: SeriesView) -> None:
    """Show what was decided first, then how, then what happens next, and the documents last."""
    picks = decisions.picks(database(), actor, series.id)
    seen = series_result(actor, series.id, series.revision)
    documents = gather(actor, series, code())
    reports = {report.item_id: report for report in documents.sketch_reports if report.item_id}
    _headline(actor, series, len(picks))
    if sentence := who_decided(seen):
        st.markdown(sentence)
    lines = afterwards.history(database(), actor, series.id)
    stood = afterwards.newest(lines)
    project_cards(picks, reports, seen, stood)
    st.header(_("How it was scored"), anchor=False)
    _scores(seen, picks)
    st.header(_("What happens next"), anchor=False)
    st.markdown("\n".join(f"1. {step}" for step in next_steps(picks, reports, stood)))
    what_became_of_it(picks, lines)
    if not showing.is_on():
        document_list(actor, documents)


def _headline(actor: Actor, series: SeriesView, chosen: int) -> None:
    """Say what was decided, beside the coat of arms and in the colour of the series where it has its own."""
    own = look.of_series(database(), actor, series.id)
    if own.accent:
        st.html(_BAND.format(colour=PAPER.with_accent(own.accent).accent))
    with st.container(horizontal=True, vertical_alignment="center"):
        if own.emblem:
            alt = _("Coat of arms or logo of {municipality}").format(municipality=series.municipality_name)
            st.image(own.emblem.content, width=64, alt=alt)
        st.header(headline(series.municipality_name, chosen), anchor=False)


def _scores(seen: RoundEvaluation | None, picks: tuple[PickView, ...]) -> None:
    if seen is None:
        st.info(
            _("No round has been revealed yet. The result appears here as soon as your advisor reveals it.")
        )
        return
    st.markdown(verdict.headline(seen))
    for sentence in basis.sentences(seen):
        st.caption(sentence)
    titles, picked = tuple(seen.titles.items()), tuple(pick.item_id for pick in picks)
    _pictures(
        seen.round.id,
        seen.mark,
        titles,
        picked,
        current_language(),
        showing.is_on(),
        results.scores_of(seen, picks),
    )


@st.cache_data(show_spinner=False, max_entries=16)
def _pictures(
    round_id: str,  # noqa: ARG001
    mark: str,  # noqa: ARG001
    titles: tuple[tuple[str, str], ...],  # noqa: ARG001
    picked: tuple[str, ...],  # noqa: ARG001
    language: str,  # noqa: ARG001
    for_the_room: bool,  # noqa: ARG001
    _scores: Scores,
) -> None:
    """Draw the pictures, anew only if something of them is another: nothing in them can be clicked."""
    ranking, portfolio = st.tabs([_("Ranking"), _("Portfolio")])
    with ranking:
        results.ranking(_scores, "result")
        results.quorum_note(_scores)
    with portfolio:
        results.portfolio(_scores, "result")
