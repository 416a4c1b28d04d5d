"""The input of one question: fields for a row, a text, a choice; what is typed goes into the sketch."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from sketches.model import LINE_LENGTH, TEXT_LENGTH, Applicant, Origin, SketchContent, Statement
from sketches.outline import Outline
from sketches.questions import Ask, Question
from translations import _, formats
from ui import state
from ui.sketches import row_form
from ui.sketches.applicants import place_named
from ui.sketches.chosen_programme import chosen_programme
from ui.sketches.lacking import LACKS, lacking_rows
from ui.sketches.row_form import RowForm
from ui.sketches.session import Editing, field_key
from ui.sketches.start import month_read, start
from ui.sketches.tables import UnreadableRow, read_row
from ui.text import literal
from workshops.actors import Actor
from workshops.handing_over.sketching import SketchView
from workshops.validation import TITLE_LENGTH

ROWS = {
    Ask.COSTS: row_form.COSTS,
    Ask.STAFFING: row_form.STAFFING,
    Ask.MILESTONES: row_form.MILESTONES,
    Ask.MEASURES: row_form.MEASURES,
    Ask.RISKS: row_form.RISKS,
    Ask.SOURCES: row_form.SOURCES,
}


@dataclass(frozen=True)
class Place:
    """Where an answer is typed: whose sketch, as what this window has loaded, and by which outline."""

    actor: Actor
    sketch: SketchView
    editing: Editing
    outline: Outline

    def key(self, question: Question, *parts: str) -> str:
        """Return the key of a field of the question."""
        return field_key(self.sketch, self.editing, "question", question.id, *parts)


@dataclass(frozen=True)
class Answer:
    """What was typed: the sketch to be saved, and the one as if a row that is still being typed stood in it.

    `settled` is false while going on would lose something that cannot be read yet; `stored` is called once
    the sketch is saved.
    """

    content: SketchContent
    foreseen: SketchContent
    settled: bool = True
    stored: Callable[[], None] = lambda: None


def answer(place: Place, question: Question, *, going_on: bool) -> Answer:
    """Ask the question; `going_on` says that the user has just pressed to go on with what is typed."""
    if question.ask in ROWS:
        return _row(place, question, ROWS[question.ask], going_on=going_on)
    if question.ask is Ask.FUNDING:
        content, settled = chosen_programme(place.sketch, place.editing, place.outline)
        return Answer(content, content, settled)
    if question.ask in LACKS:
        content = lacking_rows(place.sketch, place.editing, question.ask)
    elif question.ask is Ask.CONTACT:
        content = _contact(place, question)
    elif question.ask is Ask.TITLE:
        content = _title(place, question)
    elif question.ask is Ask.SUMMARY:
        content = _summary(place, question)
    else:
        content = _text(place, question)
    return Answer(content, content)


def _row(place: Place, question: Question, form: RowForm, *, going_on: bool) -> Answer:
    content, settled = place.editing.content, True
    if question.ask is Ask.MILESTONES:
        content, settled = _start(place)
    rows = getattr(content, form.grid.name)
    if rows:
        st.markdown("\n".join(f"- {row_form.row_text(form.grid, row)}" for row in rows))
    defaults = _defaults(question, content)
    raw = row_form.row_fields(place.actor, place.sketch, form, defaults)
    another = st.button(
        _("Enter it and add another one"),
        type="tertiary",
        icon=":material/add:",
        key=place.key(question, "another", str(len(rows))),
    )
    if not row_form.is_begun(raw, defaults):
        return Answer(content, content, settled)
    try:
        row = read_row(form.grid, raw)
    except UnreadableRow as error:
        if going_on or another:
            _explain(error)
        return Answer(content, content, settled=False)
    with_row = content.model_copy(update={form.grid.name: (*rows, row)})
    if not (going_on or another):
        return Answer(content, with_row, settled=False)
    return Answer(with_row, with_row, settled, lambda: row_form.forget(place.actor, place.sketch, form))


def _defaults(question: Question, content: SketchContent) -> dict[str, str]:
    if question.ask is not Ask.COSTS:
        return {}
    year = content.start.year if content.start else formats.today().year
    return {"year": str(max((item.year for item in content.costs), default=year))}


def _explain(error: UnreadableRow) -> None:
    text = _("Please fill in or correct “{field}”; what you typed stays here.").format(field=error.field)
    st.warning(literal(f"{text} {error.sentence}".rstrip()))


def _start(place: Place) -> tuple[SketchContent, bool]:
    content = start(place.sketch, place.editing, place.editing.content)
    typed = str(state.get(field_key(place.sketch, place.editing, "start")) or "").strip()
    return content, not typed or month_read(typed) is not None


def _contact(place: Place, question: Question) -> SketchContent:
    content = place.editing.content
    if content.applicant is None:
        name = _line(_("Who applies?"), "", place.key(question, "name"))
        return content.model_copy(update={"applicant": _applicant(name)}) if name else content
    contact = _line(
        _("Contact at {name} (office, not a private person)").format(name=literal(content.applicant.name)),
        content.applicant.contact,
        place.key(question),
    )
    applicant = content.applicant.model_copy(update={"contact": contact})
    return content.model_copy(update={"applicant": applicant})


def _applicant(name: str) -> Applicant:
    known = place_named(name)
    if known is None:
        return Applicant(name=name)
    return Applicant(name=known.display_name, ags=known.ags, kind=known.kind, population=known.population)


def _title(place: Place, question: Question) -> SketchContent:
    content = place.editing.content
    title = _line(_("Title of the sketch"), content.title, place.key(question), TITLE_LENGTH)
    return content.model_copy(update={"title": title})


def _summary(place: Place, question: Question) -> SketchContent:
    content = place.editing.content
    text = _area(_("Summary"), content.summary.text, place.key(question))
    if text == content.summary.text:
        return content
    return content.model_copy(update={"summary": Statement(text=text, origins=(Origin.TYPED,))})


def _text(place: Place, question: Question) -> SketchContent:
    content = place.editing.content
    section = next(each for each in place.outline.sections if each.id == question.section_id)
    text = _area(section.title(content.language), content.section(section.id).text, place.key(question))
    return content.with_section(section.id, text)


def _line(label: str, kept: str, key: str, most: int = LINE_LENGTH) -> str:
    typed = str(st.text_input(label, value=kept, max_chars=max(most, len(kept)), key=key) or "")
    return kept if typed.strip() == kept.strip() else typed.strip()


def _area(label: str, kept: str, key: str) -> str:
    typed = str(st.text_area(label, value=kept, height=200, max_chars=TEXT_LENGTH, key=key) or "")
    return kept if typed.rstrip() == kept.rstrip() else typed.rstrip()
