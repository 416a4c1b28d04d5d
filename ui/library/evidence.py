"""Who has done it already: places like one's own where something of the kind runs, costs and failures."""

import streamlit as st

from reports.document import Align, Table
from sketches.use_case_wording import cost_sentences, money_text, setback_text
from translations import _, ngettext
from translations.formats import number
from ui.charts import figures
from ui.library.comparables import evidence_sentence, similarity_reasons
from ui.library.use_case import source_link
from ui.services import SeriesLibrary
from ui.text import literal
from usecases.costs import Figure
from usecases.model import UseCase
from usecases.setbacks import setbacks_elsewhere
from workshops.library.comparables import Evidence
from workshops.library.shortlist import ItemView


def comparables_sentence(library: SeriesLibrary, case: UseCase) -> str:
    """Say in one sentence where something like this runs, seen from the series' municipality."""
    if library.comparables is None:
        return ""
    own = library.comparables.municipality
    return literal(evidence_sentence(library.comparables.evidence(case), own))


def evidence(library: SeriesLibrary, case: UseCase) -> None:
    """Show the sentence, how far the origin is alike, and each comparable place with what runs there."""
    if library.comparables is None:
        return
    found = library.comparables.evidence(case)
    st.markdown(f":material/groups: {comparables_sentence(library, case)}")
    _origin(found)
    if found.places:
        figures.table(_places(library, found))
    if found.outside:
        sentence = ngettext(
            "{n} more use case of this kind comes from outside Hessen.",
            "{n} more use cases of this kind come from outside Hessen.",
            found.outside,
        )
        st.caption(sentence.format(n=number(found.outside)))


def transferability_facts(library: SeriesLibrary, item: ItemView) -> None:
    """Show beside the rating of transferability where something like an entry of the shortlist runs."""
    if item.use_case and library.comparables:
        with st.container(border=True):
            st.markdown(_("**Who has done it already**"))
            evidence(library, item.use_case)


def feasibility_facts(library: SeriesLibrary, item: ItemView) -> None:
    """Show beside the rating of feasibility what comparable things cost and what they failed at elsewhere."""
    if item.use_case is None:
        return
    found, failed = library.costs(item.use_case), setbacks_elsewhere(item.use_case, library.catalogue)
    if found.from_elsewhere or failed:
        with st.container(border=True):
            costs_elsewhere(library, item.use_case)
            failures_elsewhere(library, item.use_case)


def cost_sentence(library: SeriesLibrary, case: UseCase) -> str:
    """Say in one sentence what comparable use cases cost; empty if nobody else's figure is known."""
    return literal(next(iter(cost_sentences(library.costs(case))), ""))


def costs_elsewhere(library: SeriesLibrary, case: UseCase, *, folded: bool = True) -> None:
    """Show what comparable use cases cost, each figure with its scope and its source."""
    found = library.costs(case)
    sentences = cost_sentences(found)
    if sentences:
        st.markdown(f":material/payments: {literal(' '.join(sentences))}")
        place = st.expander(_("The figures and their sources")) if folded else st.container()
        place.markdown("\n".join(f"- {_figure(figure)}" for figure in found.figures))


def failures_elsewhere(library: SeriesLibrary, case: UseCase) -> None:
    """Show what use cases of the same kind failed at elsewhere."""
    failed = setbacks_elsewhere(case, library.catalogue)
    if failed:
        heading = _("What it failed at elsewhere")
        st.markdown(
            "\n".join([f":material/report: **{heading}**", *(f"- {_failure(other)}" for other in failed)])
        )


def _figure(figure: Figure) -> str:
    case = figure.use_case
    where = literal(f"{case.origin.name} ({case.origin.state}): {money_text(figure.money)}")
    return f"{where} – {source_link(case.sources[0])}" if case.sources else where


def _failure(case: UseCase) -> str:
    text = literal(setback_text(case))
    return f"{text} – {source_link(case.sources[0])}" if case.sources else text


def _origin(found: Evidence) -> None:
    if found.origin is None or found.origin.similarity.other is None or found.origin.at_home:
        return
    place = found.origin.similarity.other.display_name
    reasons = "; ".join(similarity_reasons(found.origin.similarity))
    st.markdown(literal(_("{place} and you: {reasons}.").format(place=place, reasons=reasons)))


def _places(library: SeriesLibrary, found: Evidence) -> Table:
    rows = tuple(
        (
            evidence.place.display_name,
            number(evidence.place.population),
            number(evidence.km, digits=0),
            "; ".join(_title(library, use_case_id) for use_case_id in evidence.use_case_ids),
        )
        for evidence in found.places
    )
    header = (_("Place"), _("Inhabitants"), _("Distance in km"), _("What runs there"))
    align = (Align.LEFT, Align.RIGHT, Align.RIGHT, Align.LEFT)
    caption = _("Places of your size where something of the kind runs, nearest first")
    return Table(caption, header, rows, align)


def _title(library: SeriesLibrary, use_case_id: str) -> str:
    case = library.catalogue.get(use_case_id)
    return case.title() if case else use_case_id
