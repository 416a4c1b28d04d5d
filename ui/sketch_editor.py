"""The editor of a sketch: texts by section, tables beside them, funding, gaps and versions."""

from typing import Any

import streamlit as st

from sketches.completeness import gaps
from sketches.funding.programmes import programmes
from sketches.model import Language, Origin, SketchContent, Statement
from sketches.outline import Outline, OutlineSection, Part
from sketches.wording import gap_text, origins_text
from translations import _, current_language
from ui import sketch_tables as tables
from ui import state
from ui.sketch_session import Editing
from ui.text import literal
from workshops.sketching import SketchView

GRIDS = {
    Part.APPLICANTS: tables.PARTNERS,
    Part.MILESTONES: tables.MILESTONES,
    Part.COSTS: tables.COSTS,
    Part.STAFFING: tables.STAFFING,
    Part.RISKS: tables.RISKS,
    Part.MEASURES: tables.MEASURES,
    Part.SOURCES: tables.SOURCES,
}


def editor(sketch: SketchView, editing: Editing, outline: Outline) -> SketchContent | None:
    """Show all fields and return the sketch as typed, or None while a table row is not right yet."""
    content = _head(sketch, editing)
    open_sections = {gap.section_id for gap in gaps(editing.content, outline)}
    complete = True
    for section in outline.sections:
        with st.expander(
            _heading(section, section.id in open_sections), key=_key(sketch, editing, "part", section.id)
        ):
            st.caption(section.hint(language()))
            if section.text:
                content = _section_text(sketch, editing, section, content)
            for part in section.parts:
                edited = _part(sketch, editing, part, content)
                complete = complete and edited is not None
                content = edited or content
    return content if complete else None


def language() -> Language:
    """Return the interface's language as the sketch's model names it."""
    return "en" if current_language() == "en" else "de"


def _key(sketch: SketchView, editing: Editing, *parts: str) -> str:
    return state.widget("sketch", sketch.id, editing.edition, *parts)


def _head(sketch: SketchView, editing: Editing) -> SketchContent:
    content = editing.content
    title = st.text_input(
        _("Title of the sketch"), value=content.title, max_chars=300, key=_key(sketch, editing, "title")
    )
    text = st.text_area(
        _("Summary"), value=content.summary.text, height=120, key=_key(sketch, editing, "summary")
    )
    _mark(content.summary, text)
    summary = content.summary
    if text != summary.text:
        summary = Statement(text=text, origins=(Origin.TYPED,))
    return content.model_copy(update={"title": title, "summary": summary})


def _heading(section: OutlineSection, is_open: bool) -> str:
    """Return the section's heading; what is empty is marked in words, not by colour."""
    title = section.title(language())
    return _("{title} – to be clarified").format(title=title) if is_open else title


def _section_text(
    sketch: SketchView, editing: Editing, section: OutlineSection, content: SketchContent
) -> SketchContent:
    kept = editing.content.section(section.id)
    text = st.text_area(
        section.title(language()),
        value=kept.text,
        height=180,
        max_chars=20_000,
        key=_key(sketch, editing, "text", section.id),
        label_visibility="collapsed",
    )
    _mark(kept, text)
    return content.with_section(section.id, text)


def _mark(kept: Statement, text: str) -> None:
    """Say what the tool filled in, until a person has changed it."""
    if kept.prefilled and text == kept.text:
        st.caption(_("Prefilled from: {origins}. Please check.").format(origins=origins_text(kept.origins)))


def _part(sketch: SketchView, editing: Editing, part: Part, content: SketchContent) -> SketchContent | None:
    if part is Part.FUNDING:
        return _programme(sketch, editing, content)
    if part is Part.APPLICANTS:
        content = _contact(sketch, editing, content)
    if part is Part.VOICES:
        for voice in content.voices:
            st.markdown("> " + _plain(voice))
    if part not in GRIDS:
        return content
    grid = GRIDS[part]
    key = _key(sketch, editing, "table", grid.name)
    rows = tables.edit(grid, getattr(editing.content, grid.name), editing.frame_of(grid), key)
    return None if rows is None else content.model_copy(update={grid.name: rows})


def _plain(text: str) -> str:
    return literal(text).replace("\n", "  \n> ")


def _contact(sketch: SketchView, editing: Editing, content: SketchContent) -> SketchContent:
    if content.applicant is None:
        return content
    st.markdown(_("Applicant: **{name}**").format(name=_plain(content.applicant.name)))
    contact = st.text_input(
        _("Contact at the applicant (office, not a private person)"),
        value=content.applicant.contact,
        max_chars=500,
        key=_key(sketch, editing, "contact"),
    )
    changed = content.applicant.model_copy(update={"contact": contact})
    return content.model_copy(update={"applicant": changed})


def _programme(sketch: SketchView, editing: Editing, content: SketchContent) -> SketchContent:
    known: dict[str | None, Any] = {each.id: each for each in programmes()}
    options = [None, *known]
    chosen = st.selectbox(
        _("Funding programme"),
        options,
        index=options.index(content.programme) if content.programme in options else 0,
        format_func=lambda key: known[key].name(language()) if key else _("not decided yet"),
        key=_key(sketch, editing, "programme"),
    )
    return content.model_copy(update={"programme": chosen})


def gap_list(content: SketchContent, outline: Outline) -> None:
    """List what is still to be clarified."""
    missing = gaps(content, outline)
    if not missing:
        st.success(_("Everything that the outline asks for is there."), icon=":material/check:")
        return
    with st.expander(_("Still to be clarified: {number}").format(number=len(missing)), expanded=False):
        st.markdown("\n".join(f"- {gap_text(gap, outline)}" for gap in missing))
