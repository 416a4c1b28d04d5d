"""Use cases as cards: read at a glance, taken onto the shortlist with one click, looked into in a window."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import streamlit as st

from reports.factsheet import factsheet_pdf
from translations import _
from translations.formats import today
from translations.sentences import first_sentence
from ui import messages, state
from ui.document_buttons import PDF, document_button
from ui.frame import SERIES_PARAMETER
from ui.library.comparables import suggestion_reasons
from ui.library.evidence import (
    comparables_sentence,
    cost_sentence,
    costs_elsewhere,
    evidence,
    failures_elsewhere,
)
from ui.library.use_case import cost_line, head_text, language, use_case_facts, use_case_head
from ui.navigation import ENTRIES, TEMPLATE
from ui.services import SeriesLibrary, database
from ui.text import literal, small
from usecases.model import UseCase
from workshops.actors import Actor
from workshops.library import shortlist
from workshops.library.suggestions import Suggestion
from workshops.series import SeriesView

CARDS_IN_A_ROW = 2
REASONS_SHOWN = 2
SUGGESTIONS = 3


@dataclass(frozen=True)
class Shelf:
    """What cards need to know: who looks, for which series, in which library, and what is taken already."""

    actor: Actor
    series: SeriesView
    library: SeriesLibrary
    taken: Collection[str]


def cards(shelf: Shelf, cases: Sequence[UseCase]) -> None:
    """Show cards in rows of equal height, so that nothing is cut and nothing jumps."""
    for start in range(0, len(cases), CARDS_IN_A_ROW):
        columns = st.columns(CARDS_IN_A_ROW)
        for column, case in zip(columns, cases[start : start + CARDS_IN_A_ROW], strict=False):
            with column:
                _card(shelf, case)


def suggestions(shelf: Shelf) -> None:
    """Suggest what may belong on the shortlist, with the reason in words.

    What was suggested stays while one is taken: the next click must not meet another card.
    """
    series_id, before = state.get(state.SUGGESTED_FOR) or (None, frozenset())
    if series_id != shelf.series.id:
        before = frozenset(shelf.taken)
        state.keep(state.SUGGESTED_FOR, (shelf.series.id, before))
    found = shelf.library.suggestions(before, SUGGESTIONS)
    if not found:
        # Everything was suggested once: begin again with what is not on the shortlist.
        before = frozenset(shelf.taken)
        found = shelf.library.suggestions(before, SUGGESTIONS)
    if not found:
        return
    title = _("Suggestions for {place}").format(place=shelf.series.municipality_name)
    with st.expander(title, expanded=True, icon=":material/recommend:"):
        _suggested(shelf, found)
        seen = before | {suggestion.use_case.id for suggestion in found} | frozenset(shelf.taken)
        st.button(
            _("Other suggestions"),
            type="tertiary",
            icon=":material/refresh:",
            on_click=state.keep,
            args=(state.SUGGESTED_FOR, (shelf.series.id, seen)),
            key=state.widget("suggestion", "others"),
        )


def _suggested(shelf: Shelf, found: Sequence[Suggestion]) -> None:
    for column, suggestion in zip(st.columns(len(found)), found, strict=True):
        case = suggestion.use_case
        reasons = "; ".join(suggestion_reasons(suggestion.reasons)[:REASONS_SHOWN])
        with column, _frame("suggestion", case):
            title = f"**{literal(case.title(language()))}**"
            summary = literal(first_sentence(case.summary(language())))
            st.markdown("\n\n".join((title, summary, small(reasons))))
            _actions(shelf, case, "suggestion")


def facts(shelf: Shelf, case: UseCase) -> None:
    """Open a window with everything that is known of a use case."""

    @st.dialog(literal(case.title(language())), width="large")
    def show() -> None:
        use_case_head(case, titled=False)
        _take(shelf, case, "facts")
        st.divider()
        evidence(shelf.library, case)
        costs_elsewhere(shelf.library, case)
        failures_elsewhere(shelf.library, case)
        st.divider()
        use_case_facts(case)
        with st.container(horizontal=True, vertical_alignment="center"):
            _fact_sheet(case)
            _copy_link(shelf.series, case)

    show()


def _card(shelf: Shelf, case: UseCase) -> None:
    with _frame("card", case):
        lines = [head_text(case)]
        if cost := cost_line(case) or cost_sentence(shelf.library, case):
            lines.append(f":material/payments: {cost}")
        if sentence := comparables_sentence(shelf.library, case):
            lines.append(f":material/groups: {sentence}")
        st.markdown("\n\n".join(lines))
        _actions(shelf, case, "card")


def _frame(place: str, case: UseCase) -> st.delta_generator.DeltaGenerator:
    key = state.widget("use_case", place, case.id)
    return st.container(border=True, height="stretch", vertical_alignment="distribute", key=key)


def _actions(shelf: Shelf, case: UseCase, place: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        _take(shelf, case, place)
        if st.button(_("Facts and sources"), type="tertiary", key=state.widget(place, "facts", case.id)):
            facts(shelf, case)


def _take(shelf: Shelf, case: UseCase, place: str) -> None:
    if case.id in shelf.taken:
        # A button, too: a card must not change its height when its use case is taken.
        st.button(
            _("On the shortlist"),
            icon=":material/check:",
            key=state.widget(place, "taken", case.id),
            disabled=True,
        )
    elif st.button(
        _("Onto the shortlist"),
        icon=":material/add:",
        key=state.widget(place, "take", case.id),
        help=literal(case.title(language())),
    ):
        with messages.refusals():
            shortlist.add_use_case(database(), shelf.actor, shelf.series.id, case)
            messages.notice_after_rerun(_("Taken onto the shortlist"))


def _fact_sheet(case: UseCase) -> None:
    code, day = language(), today()
    document_button(
        _("Fact sheet (PDF)"),
        case.id,
        PDF,
        lambda: factsheet_pdf(case, code, day),
        code,
        "factsheet",
        case.id,
    )


def _copy_link(series: SeriesView, case: UseCase) -> None:
    st.page_link(
        ENTRIES.file,
        label=_("Make an own entry of it"),
        icon=":material/content_copy:",
        query_params={SERIES_PARAMETER: series.id, TEMPLATE: case.id},
    )
