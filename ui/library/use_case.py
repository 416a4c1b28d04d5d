"""A use case in words: what was done, what it brought, what it cost, and who says so."""

from collections.abc import Iterable, Iterator

import streamlit as st

from sketches.use_case_wording import (
    COST_CLASSES,
    SETBACKS,
    money_text,
    share_text,
    source_text,
    stale_text,
    status_text,
)
from translations import N_, _, current_language
from translations.formats import today
from ui import labels
from ui.text import badge, literal, small
from usecases.areas import topic
from usecases.costs import CostClass, cost_class
from usecases.model import Confidence, Covers, Language, Money, Source, UseCase

CONFIDENCES = {
    Confidence.HIGH: N_("well backed"),
    Confidence.MEDIUM: N_("one source"),
    Confidence.LOW: N_("thinly backed"),
}


def language() -> Language:
    """Return the interface's language as the library names it."""
    return "en" if current_language() == "en" else "de"


def use_case_head(case: UseCase, *, titled: bool = True) -> None:
    """Show what a card shows at first sight: field, status, title, place and summary, in full."""
    st.markdown(head_text(case, titled=titled))


def head_text(case: UseCase, *, titled: bool = True) -> str:
    """Return the head of a card as Markdown: one element, for each is a message to the browser of its own."""
    title = f"**{literal(case.title(language()))}**  \n" if titled else ""
    place = f"{title}{small(_place(case))}"
    return "\n\n".join((" ".join(_badges(case)), place, literal(case.summary(language()))))


def _badges(case: UseCase) -> Iterator[str]:
    yield badge(labels.area(case.area), "blue")
    yield badge(status_text(case), "gray")
    if case.is_stale(today()):
        yield badge(stale_text(), "yellow", ":material/history:")
    yield from _experience(case)


def _experience(case: UseCase) -> Iterator[str]:
    if case.setback:
        yield badge(_(SETBACKS[case.setback]), "red", ":material/report:")
    elif case.lessons_de:
        yield badge(_("with lessons learnt"), "orange", ":material/school:")


def area_line(case: UseCase) -> str:
    """Return the field of action with its icon and what must be known at once: setbacks and lessons."""
    icon = labels.AREA_ICONS.get(case.area, "")
    return " ".join((f":small[{icon} {literal(labels.area(case.area))}]", *_experience(case)))


def place_line(case: UseCase) -> str:
    """Return where a use case is from and when it began, as plain text."""
    return _place(case)


def status_line(case: UseCase) -> str:
    """Return how far a use case is, and that this is known for long ago only."""
    aged = f" {badge(stale_text(), 'yellow', ':material/history:')}" if case.is_stale(today()) else ""
    return f":material/flag: {literal(status_text(case))}{aged}"


def cost_word(case: UseCase) -> str:
    """Return roughly what a use case cost: its class, else its own figure, else nothing."""
    rough = cost_class(case)
    return cost_line(case) if rough in (None, CostClass.OTHER) else literal(_(COST_CLASSES[rough]))


def cost_line(case: UseCase) -> str:
    """Return in one line what a use case itself cost; empty if no source names a figure of its own."""
    figures = [money for money in (case.cost, case.running_cost) if money and _is_price(money)]
    return "; ".join(literal(money_text(money, scope=False)) for money in figures)


def use_case_facts(case: UseCase) -> None:
    """Show the facts behind a card and the sources they were read in."""
    _german_only_note()
    _text(_("Topic"), topic(case.topic).name(language()))
    _text(_("Starting point"), case.problem_de)
    if case.benefits_de:
        _list(_("What the sources report"), map(literal, case.benefits_de))
    _text(_("What it failed at") if case.setback else _("Lessons"), case.lessons_de)
    _text(_("Technology"), ", ".join(dict.fromkeys((*case.technologies, *case.standards))))
    _text(_("Costs"), money_text(case.cost) if case.cost else None)
    _text(_("Running costs"), money_text(case.running_cost) if case.running_cost else None)
    _text(_("Costs in words"), case.cost_in_words_de)
    _text(_("Grant"), money_text(case.grant) if case.grant else None)
    _text(_("Share that was granted"), share_text(case.funding_share) if case.funding_share else None)
    _text(_("Funding programme"), case.funding_programme.name if case.funding_programme else None)
    _text(_("Taking it over"), case.transfer_note_de)
    _text(_("Assessment (ours, not from a source)"), case.assessment_de)
    _text(_("Data protection"), case.data_protection_de)
    if case.repository:
        label = _("Source code")
        st.markdown(f"**{label}**  \n<{case.repository}>")
    _text(_("Note"), case.note_de)
    if case.sources:
        sources = _("Sources ({confidence})").format(confidence=_(CONFIDENCES[case.confidence]))
        _list(sources, map(source_link, case.sources))


def source_link(source: Source) -> str:
    """Return a source as a link with its date."""
    return f"[{literal(source_text(source))}](<{source.url}>)"


def _is_price(money: Money) -> bool:
    return money.covers is not Covers.PROGRAMME


def _place(case: UseCase) -> str:
    start = _("since {year}").format(year=case.start_year) if case.start_year else ""
    return ", ".join(part for part in (case.origin.name, case.origin.state, start) if part)


def _german_only_note() -> None:
    if language() == "en":
        st.caption(_("The facts below are in German, as in their sources."))


def _text(label: str, text: str | None) -> None:
    if text:
        st.markdown(f"**{label}**  \n{literal(text)}")


def _list(label: str, lines: Iterable[str]) -> None:
    st.markdown("\n".join([f"**{label}**", *(f"- {line}" for line in lines)]))
