"""The texts that only the tool has written, to be read one beneath the other and kept with one consent."""

import streamlit as st

from sketches.model import TEXT_LENGTH, Origin, Section, SketchContent, Statement
from sketches.questions import Question, untouched, with_all_checked
from sketches.wording import origins_text
from translations import _
from ui.language import code
from ui.sketches.answers import Answer, Place
from ui.text import literal


def checked_texts(place: Place, question: Question, *, going_on: bool) -> Answer:
    """Show the texts to be read or changed; with `going_on` all that are left count as read by a person."""
    content = place.editing.content
    for text in _shown(place, question):
        content = _one(place, question, text, content)
    if going_on:
        content = with_all_checked(content, place.outline)
    return Answer(content, content)


def _shown(place: Place, question: Question) -> list[Statement]:
    """Return what is untouched; a text that was changed here stays as long as the question is shown."""
    content = place.editing.content
    sections = [content.section(each.id) for each in place.outline.sections if each.text]
    left = untouched(content, place.outline)
    return [
        text
        for text in (content.summary, *sections)
        if text in left or _key(place, question, text) in st.session_state
    ]


def _one(place: Place, question: Question, text: Statement, content: SketchContent) -> SketchContent:
    titles = {each.id: each.title(code()) for each in place.outline.sections}
    label = titles[text.id] if isinstance(text, Section) else _("Summary")
    typed = str(
        st.text_area(
            f"**{literal(label)}** ({literal(origins_text(text.origins))})",
            value=text.text,
            height="content",
            max_chars=TEXT_LENGTH,
            key=_key(place, question, text),
        )
        or ""
    )
    if typed.rstrip() == text.text.rstrip():
        return content
    if isinstance(text, Section):
        return content.with_section(text.id, typed.rstrip())
    changed = Statement(text=typed.rstrip(), origins=(Origin.TYPED,))
    return content.model_copy(update={"summary": changed})


def _key(place: Place, question: Question, text: Statement) -> str:
    return place.key(question, text.id if isinstance(text, Section) else "")
