"""What a sketch still lacks ("noch zu klären"), as codes: hints for editor and reader, never locks.

Words that say nothing ("k. A.", "–") leave a point open as an empty field does. What a person has written in
a section counts as much as a row of its table; what the tool filled in from elsewhere does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from sketches.model import Frozen, Section, SketchContent, Statement
from sketches.outline import Outline, OutlineSection, Part
from translations.gaps import says_nothing


class GapCode(StrEnum):
    """What kind of thing is missing."""

    TITLE = "title"
    SUMMARY_UNTOUCHED = "summary_untouched"
    SECTION_UNTOUCHED = "section_untouched"
    SUMMARY = "summary"
    APPLICANT = "applicant"
    CONTACT = "contact"
    SECTION = "section"
    PROGRAMME = "programme"
    MILESTONES = "milestones"
    COSTS = "costs"
    COSTS_IN_TEXT = "costs_in_text"
    COST_SOURCE = "cost_source"
    STAFFING = "staffing"
    RESPONSIBLE = "responsible"
    RISKS = "risks"
    RISK_RESPONSE = "risk_response"
    MEASURES = "measures"
    MEASURE_TARGET = "measure_target"
    SOURCES = "sources"


UNTOUCHED = frozenset({GapCode.SUMMARY_UNTOUCHED, GapCode.SECTION_UNTOUCHED})
"""What is there, but only as the tool filled it in."""


class Gap(Frozen):
    """One missing thing: its kind, the section where it belongs, and the row it concerns, if any."""

    code: GapCode
    section_id: str | None = None
    subject: str = ""


def gaps(content: SketchContent, outline: Outline) -> tuple[Gap, ...]:
    """Return everything that is still to be clarified, in the order of the outline."""
    return tuple(_gaps(content, outline))


def _gaps(content: SketchContent, outline: Outline) -> Iterator[Gap]:
    if says_nothing(content.title):
        yield Gap(code=GapCode.TITLE)
    if says_nothing(content.summary.text):
        yield Gap(code=GapCode.SUMMARY)
    elif content.summary.prefilled:
        yield Gap(code=GapCode.SUMMARY_UNTOUCHED)
    for section in outline.sections:
        yield from _text_gaps(content.section(section.id), section)
        yield from _part_gaps(content, section)


def _text_gaps(written: Section, section: OutlineSection) -> Iterator[Gap]:
    if section.text and section.required and says_nothing(written.text):
        yield Gap(code=GapCode.SECTION, section_id=section.id)
    elif section.text and written.prefilled:
        yield Gap(code=GapCode.SECTION_UNTOUCHED, section_id=section.id)


def _part_gaps(content: SketchContent, section: OutlineSection) -> Iterator[Gap]:
    told = _TOLD if _is_written(content.section(section.id)) else {}
    for part in section.parts:
        if part in _REQUIRED:
            for code, subject in _REQUIRED[part](content):
                if found := told.get(code, code):
                    yield Gap(code=found, section_id=section.id, subject=subject)


def _is_written(text: Statement) -> bool:
    """Whether a person has written something: the words of another place, filled in by the tool, are none."""
    return not text.prefilled and not says_nothing(text.text)


Missing = Iterator[tuple[GapCode, str]]


def _applicants(content: SketchContent) -> Missing:
    if content.applicant is None or says_nothing(content.applicant.name):
        yield GapCode.APPLICANT, ""
    elif says_nothing(content.applicant.contact):
        yield GapCode.CONTACT, content.applicant.name


def _funding(content: SketchContent) -> Missing:
    if content.programme is None and content.rate is None:
        yield GapCode.PROGRAMME, ""


def _milestones(content: SketchContent) -> Missing:
    if not content.milestones:
        yield GapCode.MILESTONES, ""


def _costs(content: SketchContent) -> Missing:
    if not content.costs:
        yield GapCode.COSTS, ""
    yield from ((GapCode.COST_SOURCE, item.label) for item in content.costs if item.source is None)


def _staffing(content: SketchContent) -> Missing:
    if not content.staffing:
        yield GapCode.STAFFING, ""
    yield from ((GapCode.RESPONSIBLE, r.task) for r in content.staffing if says_nothing(r.responsible))


def _risks(content: SketchContent) -> Missing:
    if not content.risks:
        yield GapCode.RISKS, ""
    yield from ((GapCode.RISK_RESPONSE, r.title) for r in content.risks if says_nothing(r.response))


def _measures(content: SketchContent) -> Missing:
    if not content.measures:
        yield GapCode.MEASURES, ""
    yield from ((GapCode.MEASURE_TARGET, m.indicator) for m in content.measures if says_nothing(m.target))


def _sources(content: SketchContent) -> Missing:
    if not content.sources:
        yield GapCode.SOURCES, ""


_TOLD: Mapping[GapCode, GapCode | None] = {
    GapCode.MILESTONES: None,
    GapCode.STAFFING: None,
    GapCode.RISKS: None,
    GapCode.MEASURES: None,
    GapCode.COSTS: GapCode.COSTS_IN_TEXT,  # sums and funding are computed from the table
}
"""What is left of a missing table where the section's text tells it."""

_REQUIRED = {
    Part.APPLICANTS: _applicants,
    Part.FUNDING: _funding,
    Part.MILESTONES: _milestones,
    Part.COSTS: _costs,
    Part.STAFFING: _staffing,
    Part.RISKS: _risks,
    Part.MEASURES: _measures,
    Part.SOURCES: _sources,
}
