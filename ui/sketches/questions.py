"""A sketch asked for in questions: one at a time, the most important one first, each with what it changes."""

from collections.abc import Callable

import streamlit as st

from sketches.funding.expected import expected
from sketches.funding.offers import offer, offers
from sketches.funding.programmes import Programme, programme, programmes
from sketches.model import SketchContent
from sketches.outline import Outline
from sketches.question_wording import (
    costs_text,
    named_rate_text,
    offer_text,
    question_text,
    remaining_text,
    source_facts,
    why_text,
)
from sketches.questions import Ask, Question, after, before, current, questions, still_open
from translations import _, formats
from ui.language import code
from ui.library.use_case import source_link
from ui.sketches.answers import Answer, Place, answer
from ui.sketches.checking import checked_texts
from ui.sketches.session import save_typed
from ui.text import literal, small
from usecases.model import UseCase

HERE = "frage"
MONEY = (Ask.COSTS, Ask.FUNDING)
OFFERS_SHOWN = 2
_LOOK = """<style>
.st-key-question h2 { font-size: 1.8rem; line-height: 1.2; padding: 0.4rem 0 0.3rem; }
.st-key-question, .st-key-progress { row-gap: 0.6rem; }
</style>"""


def asked_one_by_one(place: Place, case: UseCase | None, more_on_costs: Callable[[], None] | None) -> bool:
    """Show the question that is due and go on when it is answered; return whether nothing is open any more.

    Which question it is stands in the address: a reload shows the same one. `case` is what the project was
    modelled on, `more_on_costs` shows what comparable things cost.
    """
    asked = questions(place.editing.content, place.outline)
    question = current(asked, st.query_params.get(HERE))
    if question is None:
        return True
    st.query_params[HERE] = question.id
    st.html(_LOOK)
    asking, beside = st.columns([3, 2], gap="large")
    with asking:
        top, body, said = st.container(key="progress"), st.container(key="question"), st.container()
        with st.container(horizontal=True, vertical_alignment="center"):
            back, on, later = _keys(place, asked, question)
    with body:
        _heading(question, place.outline)
        if question.ask is Ask.CHECK:
            given = checked_texts(place, question, going_on=on)
        else:
            given = answer(place, question, going_on=on)
        saved = save_typed(place.actor, place.sketch, place.editing, given.content)
    with beside:
        _meaning(question, given.foreseen, place.outline)
        _model(question, case, more_on_costs)
    refused = not saved and given.content != place.editing.content
    if saved:
        given.stored()
    now = questions(place.editing.content, place.outline)
    with top:
        _progress(now)
    with said:
        if not refused:
            _move(now, question, given, back=back, on=on, later=later)
    if saved:
        st.rerun()
    return False


def _keys(place: Place, asked: tuple[Question, ...], question: Question) -> tuple[bool, bool, bool]:
    """Draw the keys; each belongs to its question, so that a second click never skips the next one."""
    on = st.button(
        _("They are right: keep them") if question.ask is Ask.CHECK and question.is_open else _("Continue"),
        type="primary",
        key=place.key(question, "on"),
    )
    later = question.is_open and st.button(_("Later"), key=place.key(question, "later"))
    back = before(asked, question) is not None and st.button(
        _("Back"), type="tertiary", icon=":material/arrow_back:", key=place.key(question, "back")
    )
    return back, on, later


def _progress(asked: tuple[Question, ...]) -> None:
    left = len(still_open(asked))
    st.progress(1 - left / max(1, len(asked)), text=remaining_text(left))


def _heading(question: Question, outline: Outline) -> None:
    with st.container(gap="xsmall"):
        st.header(literal(question_text(question, outline)), anchor=False)
        st.markdown(small(why_text(question)))


def _move(
    asked: tuple[Question, ...], question: Question, given: Answer, *, back: bool, on: bool, later: bool
) -> None:
    """Go to another question, or say why not."""
    still = next((each for each in asked if each.id == question.id), None)
    answered = still is None or not still.is_open
    target: Question | None = None
    if back:
        target = before(asked, question)
    elif later:
        target = after(asked, question)
        if target is None:
            st.toast(_("This is the last open question."))
    elif on and given.settled and answered:
        target = after(asked, question)
        if target is None:
            st.query_params.pop(HERE, None)
            st.rerun()
    elif on and given.settled:
        st.info(_("There is no answer yet. “Later” leaves the question open and goes on."))
    if target is not None:
        st.query_params[HERE] = target.id
        st.rerun()


def _meaning(question: Question, content: SketchContent, outline: Outline) -> None:
    """Say at once what the answer means for the money."""
    if question.ask not in MONEY or not content.costs:
        return
    with st.container(border=True, key="meaning"):
        st.markdown(literal(costs_text(content)))
        for name, text in _paid(question, content, outline):
            st.markdown(f"**{literal(name)}**  \n{literal(text)}" if name else literal(text))


def _paid(question: Question, content: SketchContent, outline: Outline) -> list[tuple[str, str]]:
    chosen = programme(content.programme)
    if chosen is not None:
        return [(chosen.name(code()), offer_text(offer(chosen, content, formats.today()), outline))]
    if paid := expected(content, formats.today()).financing:
        return [("", named_rate_text(paid))]
    if question.ask is Ask.FUNDING:
        return []  # each programme that can be chosen says it
    names: dict[str, Programme] = {each.id: each for each in programmes()}
    paying = [each for each in offers(content, formats.today()) if each.pays][:OFFERS_SHOWN]
    found = [(names[each.found.programme_id].name(code()), offer_text(each, outline)) for each in paying]
    return [("", _("With funding, if the project fits the programme:")), *found] if found else []


def _model(question: Question, case: UseCase | None, more_on_costs: Callable[[], None] | None) -> None:
    """Show what the source of the project says on the question, and where it can be read."""
    facts = source_facts(question, case) if case else ()
    if case is None or not facts:
        return
    with st.container(key="model"):
        heading = _("How it was in {place}").format(place=case.origin.name)
        lines = [
            f"**{literal(heading)}**",
            *(f"- {literal(label)}: {literal(text)}" for label, text in facts),
        ]
        word = _("Source")
        lines += [f"- {word}: {source_link(source)}" for source in case.sources[:1]]
        st.markdown("\n".join(lines))
        if question.ask is Ask.COSTS and more_on_costs:
            more_on_costs()
