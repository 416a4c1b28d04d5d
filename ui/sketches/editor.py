"""The editor of a sketch: texts by section, tables beside them, and what is still to be clarified."""

from collections.abc import Callable, Mapping

import streamlit as st

from reports.content import SketchReport
from reports.document import Paragraph, Picture, Table
from reports.parts import part_blocks
from sketches.completeness import gaps
from sketches.model import MOST_VOICES, TEXT_LENGTH, Origin, SketchContent, Statement
from sketches.outline import Outline, OutlineSection, Part
from sketches.wording import gap_text, origins_text
from sketches.written import SUMMARY
from translations import LANGUAGES, _, ngettext
from ui.charts import figures
from ui.language import code
from ui.services import database
from ui.sketches import tables
from ui.sketches.applicants import applicants
from ui.sketches.cowriting import FromTheMunicipality
from ui.sketches.funding import funding, funding_panel
from ui.sketches.session import Editing, field_key
from ui.sketches.start import start
from ui.text import literal
from workshops.actors import Actor, Role
from workshops.handing_over import sketching
from workshops.handing_over.sketching import SketchView
from workshops.validation import TITLE_LENGTH

GRIDS = {
    Part.MILESTONES: tables.MILESTONES,
    Part.COSTS: tables.COSTS,
    Part.STAFFING: tables.STAFFING,
    Part.RISKS: tables.RISKS,
    Part.MEASURES: tables.MEASURES,
    Part.FOLLOW_UP: tables.FOLLOW_UP,
    Part.SOURCES: tables.SOURCES,
}
SHOWN_AS_IN_THE_DOCUMENT = (Part.MILESTONES, Part.COSTS, Part.SCORES)


def editor(
    sketch: SketchView,
    editing: Editing,
    report: SketchReport,
    hints: Mapping[Part, Callable[[], None]] | None = None,
    wrote: FromTheMunicipality | None = None,
) -> SketchContent:
    """Show all fields and return the sketch as typed; what is not right yet stays as it was saved.

    `report` says what the documents of the loaded version show besides the sketch itself; `hints` show,
    beside a part, what may help to fill it in; `wrote` is what the municipality wrote on the texts.
    """
    content = _head(sketch, editing)
    if wrote:
        wrote.beside(SUMMARY)
    open_sections = {gap.section_id for gap in gaps(editing.content, report.outline)}
    for section in report.outline.sections:
        waiting = len(wrote.waiting(section.id)) if wrote else 0
        heading = _heading(section, section.id in open_sections, waiting)
        with st.expander(heading, key=field_key(sketch, editing, "part", section.id)):
            st.caption(section.hint(code()))
            if section.text:
                content = _section_text(sketch, editing, section, content)
            if wrote:
                wrote.beside(section.id)
            for part in section.parts:
                if hint := (hints or {}).get(part):
                    hint()
                content = _part(sketch, editing, part, content)
                _preview(part, content, report, field_key(sketch, editing, "shown", part))
    return content


def _head(sketch: SketchView, editing: Editing) -> SketchContent:
    content = editing.content
    title = _left(
        st.text_input(
            _("Title of the sketch"),
            value=content.title,
            max_chars=max(TITLE_LENGTH, len(content.title)),
            key=field_key(sketch, editing, "title"),
        ),
        content.title,
    )
    text = _left(
        st.text_area(
            _("Summary"),
            value=content.summary.text,
            height=120,
            max_chars=TEXT_LENGTH,
            key=field_key(sketch, editing, "summary"),
        ),
        content.summary.text,
    )
    summary = content.summary
    if text != summary.text:
        summary = Statement(text=text, origins=(Origin.TYPED,))
    elif _is_checked(summary, field_key(sketch, editing, "checked", "summary")):
        summary = summary.model_copy(update={"origins": summary.checked})
    chosen = st.segmented_control(
        _("Language of the sketch and its documents"),
        list(LANGUAGES),
        default=content.language,
        required=True,
        format_func=lambda each: LANGUAGES[each],
        key=field_key(sketch, editing, "language"),
    )
    changed = {"title": title, "summary": summary, "language": "en" if chosen == "en" else "de"}
    return content.model_copy(update=changed)


def _heading(section: OutlineSection, is_open: bool, waiting: int) -> str:
    """Return the section's heading; what is empty or waits is marked in words, not by colour."""
    title = section.title(code())
    if is_open:
        title = _("{title} – to be clarified").format(title=title)
    if waiting:
        title = _("{title} – {n} from the municipality").format(title=title, n=waiting)
    return title


def _section_text(
    sketch: SketchView, editing: Editing, section: OutlineSection, content: SketchContent
) -> SketchContent:
    kept = editing.content.section(section.id)
    text = _left(
        st.text_area(
            section.title(code()),
            value=kept.text,
            height=180,
            max_chars=TEXT_LENGTH,
            key=field_key(sketch, editing, "text", section.id),
            label_visibility="collapsed",
        ),
        kept.text,
    )
    if text == kept.text and _is_checked(kept, field_key(sketch, editing, "checked", section.id)):
        return content.with_checked_section(section.id)
    return content.with_section(section.id, text)


def _left(typed: str, kept: str) -> str:
    """Return a text as it was meant: blanks at its end are no change."""
    return kept if typed.rstrip() == kept.rstrip() else typed.rstrip()


def _is_checked(kept: Statement, key: str) -> bool:
    """Say what the tool filled in until a person has changed it or takes it as it is."""
    if not kept.prefilled:
        return False
    st.caption(_("Prefilled from: {origins}. Please check.").format(origins=origins_text(kept.origins)))
    return st.checkbox(_("Checked: it stays as it is"), key=key)


def _part(sketch: SketchView, editing: Editing, part: Part, content: SketchContent) -> SketchContent:
    if part is Part.APPLICANTS:
        return applicants(sketch, editing, content)
    if part is Part.FUNDING:
        return funding(sketch, editing, content)
    if part is Part.VOICES:
        return _voices(sketch, editing, content)
    if part not in GRIDS:
        return content
    if part is Part.MILESTONES:
        content = start(sketch, editing, content)
    grid = GRIDS[part]
    key = field_key(sketch, editing, "table", grid.name)
    rows = tables.edit(grid, getattr(editing.content, grid.name), editing.frame_of(grid, key), key)
    return content.model_copy(update={grid.name: rows})


def _take_remarks(sketch: SketchView, editing: Editing, key: str) -> None:
    """Offer the remarks of the rounds that are not in the sketch yet: nothing goes in by itself."""
    said = sketching.remarks_for(database(), Actor(Role.ADVISOR), sketch.series_id, sketch.item_id)
    held = str(st.session_state.get(key, "\n\n".join(editing.content.voices)))
    left = [remark[:TEXT_LENGTH] for remark in said if remark[:TEXT_LENGTH] not in held.split("\n\n")]
    if not left:
        return
    chosen = st.multiselect(
        _("Remarks from the rounds"),
        left,
        placeholder=_("Choose"),
        help=_(
            "Only what you choose goes in. It is taken out again when the remark is deleted, and on the "
            "day on which personal traces are deleted."
        ),
        key=field_key(sketch, editing, "remarks", str(len(left))),
    )
    if st.button(_("Quote in the sketch"), key=field_key(sketch, editing, "quote")) and chosen:
        st.session_state[key] = "\n\n".join(part for part in (held, *chosen) if part)
        st.rerun()


def _voices(sketch: SketchView, editing: Editing, content: SketchContent) -> SketchContent:
    before = "\n\n".join(editing.content.voices)
    key = field_key(sketch, editing, "voices")
    _take_remarks(sketch, editing, key)
    typed = st.text_area(
        _("What the participants said (a blank line between two quotations)"),
        value=before if key not in st.session_state else None,
        height=140,
        key=key,
    )
    typed = typed or ""
    if typed == before:
        return content
    voices = [part.strip()[:TEXT_LENGTH] for part in typed.split("\n\n") if part.strip()]
    if len(voices) > MOST_VOICES:
        st.warning(_("Only the first {most} quotations are kept.").format(most=MOST_VOICES))
    return content.model_copy(update={"voices": tuple(voices[:MOST_VOICES])})


def _preview(part: Part, content: SketchContent, report: SketchReport, key: str) -> None:
    """Show sums, pictures and checks of what was typed, as the documents will show them."""
    if part is Part.FUNDING:
        funding_panel(content, report.outline, key)
    if part not in SHOWN_AS_IN_THE_DOCUMENT:
        return
    blocks = part_blocks(part, SketchReport(**(vars(report) | {"content": content})))
    shown = [block for block in blocks if isinstance(block, Table)]
    pictures = [block for block in blocks if isinstance(block, Picture)]
    for number, picture in enumerate(pictures):
        figures.picture(picture, _duration(content), shown[-1], f"{key}:{number}")
    for block in blocks:
        if isinstance(block, Paragraph):
            st.markdown(literal(block.text))
        elif isinstance(block, Table) and not pictures:
            figures.table(block)


def _duration(content: SketchContent) -> str:
    sentence = ngettext(
        "{n} milestone, finished after {months} months.",
        "{n} milestones, the last one finished after {months} months.",
        len(content.milestones),
    )
    return sentence.format(n=len(content.milestones), months=content.duration_months)


def gap_list(content: SketchContent, outline: Outline) -> None:
    """List what is still to be clarified."""
    missing = gaps(content, outline)
    if not missing:
        st.success(_("Everything that the outline asks for is there."), icon=":material/check:")
        return
    with st.expander(_("Still to be clarified: {number}").format(number=len(missing)), key="gap_list"):
        st.markdown("\n".join(f"- {literal(gap_text(gap, outline))}" for gap in missing))
