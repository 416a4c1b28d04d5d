"""A use case in words: what was done, what it brought, what it cost, and who says so."""

from collections.abc import Iterable

import streamlit as st

from translations import N_, _, current_language
from translations.formats import euro
from ui import labels
from ui.text import literal, small
from usecases.areas import topic
from usecases.model import Confidence, Language, Money, Source, Status, UseCase

STATUSES = {
    Status.PLANNED: N_("planned"),
    Status.RUNNING: N_("running"),
    Status.IMPLEMENTED: N_("implemented"),
    Status.ENDED: N_("ended"),
    Status.UNKNOWN: N_("status unknown"),
}
CONFIDENCES = {
    Confidence.HIGH: N_("well backed"),
    Confidence.MEDIUM: N_("one source"),
    Confidence.LOW: N_("thinly backed"),
}


def language() -> Language:
    """Return the interface's language as the library names it."""
    return "en" if current_language() == "en" else "de"


def status_name(case: UseCase) -> str:
    """Return how far a use case is, with the date of the source that says so."""
    text = _(STATUSES[case.status])
    return f"{text} ({case.status_date})" if case.status_date else text


def use_case_head(case: UseCase) -> None:
    """Show what a card shows at first sight: field, status, title, place and summary, in full."""
    with st.container(horizontal=True, gap="small"):
        st.badge(labels.area(case.area), color="blue")
        st.badge(status_name(case), color="gray")
        if case.lessons_de:
            st.badge(_("with lessons learnt"), icon=":material/school:", color="orange")
    st.markdown(f"**{literal(case.title(language()))}**  \n{small(_place(case))}")
    st.markdown(literal(case.summary(language())))


def use_case_facts(case: UseCase) -> None:
    """Show the facts behind a card and the sources they were read in."""
    _german_only_note()
    _text(_("Topic"), topic(case.topic).name(language()))
    _text(_("Starting point"), case.problem_de)
    if case.benefits_de:
        _list(_("What the sources report"), map(literal, case.benefits_de))
    _text(_("Technology"), ", ".join((*case.technologies, *case.standards)))
    _money(_("Costs"), case.cost)
    _money(_("Grant"), case.grant)
    _text(_("Funding programme"), case.funding_programme.name if case.funding_programme else None)
    _text(_("Taking it over"), case.transfer_note_de)
    _text(_("Assessment (ours, not from a source)"), case.assessment_de)
    _text(_("Lessons"), case.lessons_de)
    _text(_("Data protection"), case.data_protection_de)
    _text(_("Note"), case.note_de)
    if case.sources:
        sources = _("Sources ({confidence})").format(confidence=_(CONFIDENCES[case.confidence]))
        _list(sources, map(_source, case.sources))


def _place(case: UseCase) -> str:
    start = _("since {year}").format(year=case.start_year) if case.start_year else ""
    return ", ".join(part for part in (case.origin.name, case.origin.state, start) if part)


def _german_only_note() -> None:
    if language() == "en":
        st.caption(_("The facts below are in German, as in their sources."))


def _text(label: str, text: str | None) -> None:
    if text:
        st.markdown(f"**{label}**  \n{literal(text)}")


def _money(label: str, money: Money | None) -> None:
    if money is None:
        return
    scope = f" ({literal(money.scope_de)})" if money.scope_de else ""
    st.markdown(f"**{label}**  \n{literal(euro(float(money.amount)))}{scope}")


def _list(label: str, lines: Iterable[str]) -> None:
    st.markdown("\n".join([f"**{label}**", *(f"- {line}" for line in lines)]))


def _source(source: Source) -> str:
    date = f" ({source.date})" if source.date else ""
    return f"[{literal(source.title)}](<{source.url}>){date}"
