"""Use cases as cards: read at a glance, taken onto the shortlist with one click, looked into in a window."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import streamlit as st

from design.fields import FIELDS
from reports.factsheet import factsheet_pdf
from translations import _
from translations.formats import today
from translations.sentences import first_sentence
from ui import messages, state
from ui.document_buttons import PDF, document_button
from ui.frame import SERIES_PARAMETER
from ui.library.evidence import (
    comparables_sentence,
    cost_sentence,
    costs_elsewhere,
    evidence,
    failures_elsewhere,
)
from ui.library.use_case import (
    area_line,
    cost_word,
    language,
    place_line,
    status_line,
    use_case_facts,
    use_case_head,
)
from ui.navigation import ENTRIES, TEMPLATE
from ui.services import SeriesLibrary, database
from ui.text import literal, small
from usecases.model import UseCase
from workshops.actors import Actor
from workshops.library import shortlist
from workshops.series import SeriesView

CARDS_IN_A_ROW = 3
_COLOURS = "".join(
    f'[class*="st-key-use_case-card-{area}-"] {{ border-left: 0.35rem solid {field.paper}; }}'
    for area, field in FIELDS.items()
)


@dataclass(frozen=True)
class Shelf:
    """What cards need to know: who looks, for which series, in which library, and what is taken already."""

    actor: Actor
    series: SeriesView
    library: SeriesLibrary
    taken: Collection[str]


def cards(shelf: Shelf, cases: Sequence[UseCase]) -> None:
    """Show cards in rows of equal height, so that nothing is cut and nothing jumps."""
    st.html(f"<style>{_COLOURS}</style>")
    for start in range(0, len(cases), CARDS_IN_A_ROW):
        columns = st.columns(CARDS_IN_A_ROW)
        for column, case in zip(columns, cases[start : start + CARDS_IN_A_ROW], strict=False):
            with column:
                _card(shelf, case)


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
    key = state.widget("use_case", "card", case.area, case.id)
    with st.container(border=True, height="stretch", vertical_alignment="distribute", key=key):
        st.markdown(_card_text(shelf.library, case))
        _actions(shelf, case, "card")


def _card_text(library: SeriesLibrary, case: UseCase) -> str:
    """Return a card as one element: what it is, in one line; cost, time and status; who has it already."""
    title = f"**{literal(case.title(language()))}**"
    summary = literal(first_sentence(case.summary(language())))
    lines = [f"{area_line(case)}  \n{title}  \n{small(place_line(case))}", summary]
    facts_known = [status_line(case)]
    if cost := cost_word(case) or cost_sentence(library, case):
        facts_known.insert(0, f":material/payments: {cost}")
    lines.append("  \n".join(facts_known))
    if sentence := comparables_sentence(library, case):
        lines.append(f":small[:material/groups: {sentence}]")
    return "\n\n".join(lines)


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
            st.rerun()  # the tray says it


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
