"""Which questions a sketch still leaves open, one after the other in the order of their importance.

What costs and funding depend on comes first, then what the chosen programme asks for, then the rest. A
question gathers all gaps that one answer fills; texts that only the tool has written are one question, at
the end, because they are read and not written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from sketches.completeness import UNTOUCHED, Gap, GapCode, gaps
from sketches.funding.programmes import programme
from sketches.model import Frozen, Section, SketchContent, Statement
from sketches.outline import Outline, Part

MONEY_SECTION = "operation"
"""The section that says who pays once the funding has ended: it is a question about money."""


class Ask(StrEnum):
    """What is asked for."""

    COSTS = "costs"
    FUNDING = "funding"
    COST_SOURCES = "cost_sources"
    CONTACT = "contact"
    STAFFING = "staffing"
    RESPONSIBLE = "responsible"
    MILESTONES = "milestones"
    TITLE = "title"
    SUMMARY = "summary"
    TEXT = "text"
    MEASURES = "measures"
    TARGETS = "targets"
    RISKS = "risks"
    RESPONSES = "responses"
    SOURCES = "sources"
    CHECK = "check"


class Why(StrEnum):
    """Why a question stands where it does."""

    MONEY = "money"
    FUNDING = "funding"
    PROGRAMME = "programme"
    DUTY = "duty"
    PLAN = "plan"
    OUTLINE = "outline"
    CHECK = "check"


class Question(Frozen):
    """One question: what it asks for, in which section of the outline, why now, and whether it is open.

    `subjects` names the rows that lack something; `id` stays the same while the sketch is written.
    """

    ask: Ask
    why: Why
    section_id: str = ""
    subjects: tuple[str, ...] = ()
    is_open: bool = True

    @property
    def id(self) -> str:
        """What the question is called in an address."""
        return f"{self.ask}-{self.section_id}" if self.ask is Ask.TEXT else self.ask.value


_ASKS = {
    GapCode.TITLE: Ask.TITLE,
    GapCode.SUMMARY: Ask.SUMMARY,
    GapCode.SECTION: Ask.TEXT,
    GapCode.APPLICANT: Ask.CONTACT,
    GapCode.CONTACT: Ask.CONTACT,
    GapCode.PROGRAMME: Ask.FUNDING,
    GapCode.MILESTONES: Ask.MILESTONES,
    GapCode.COSTS: Ask.COSTS,
    GapCode.COSTS_IN_TEXT: Ask.COSTS,
    GapCode.COST_SOURCE: Ask.COST_SOURCES,
    GapCode.STAFFING: Ask.STAFFING,
    GapCode.RESPONSIBLE: Ask.RESPONSIBLE,
    GapCode.RISKS: Ask.RISKS,
    GapCode.RISK_RESPONSE: Ask.RESPONSES,
    GapCode.MEASURES: Ask.MEASURES,
    GapCode.MEASURE_TARGET: Ask.TARGETS,
    GapCode.SOURCES: Ask.SOURCES,
    **dict.fromkeys(UNTOUCHED, Ask.CHECK),
}
_PARTS = {
    Part.COSTS: Ask.COSTS,
    Part.FUNDING: Ask.FUNDING,
    Part.STAFFING: Ask.STAFFING,
    Part.MILESTONES: Ask.MILESTONES,
    Part.MEASURES: Ask.MEASURES,
    Part.RISKS: Ask.RISKS,
    Part.SOURCES: Ask.SOURCES,
}
"""What can be asked again once it is answered."""
_WHY = {
    Ask.COSTS: Why.MONEY,
    Ask.COST_SOURCES: Why.MONEY,
    Ask.FUNDING: Why.FUNDING,
    Ask.CONTACT: Why.DUTY,
    Ask.STAFFING: Why.DUTY,
    Ask.RESPONSIBLE: Why.DUTY,
    Ask.MILESTONES: Why.PLAN,
    Ask.CHECK: Why.CHECK,
}
_ORDER: tuple[Ask | Why, ...] = (
    Ask.COSTS,
    Ask.FUNDING,
    Ask.COST_SOURCES,
    Why.MONEY,
    Ask.CONTACT,
    Ask.STAFFING,
    Ask.RESPONSIBLE,
    Ask.MILESTONES,
    Why.PROGRAMME,
    Ask.TITLE,
    Ask.SUMMARY,
    Ask.TEXT,
    Ask.MEASURES,
    Ask.TARGETS,
    Ask.RISKS,
    Ask.RESPONSES,
    Ask.SOURCES,
    Ask.CHECK,
)
"""The order of importance; a reason stands for the texts that are asked for because of it."""


def questions(content: SketchContent, outline: Outline) -> tuple[Question, ...]:
    """Return all questions of a sketch in their order, those that are answered as well (`is_open` tells).

    A question about rows or texts that lack something is there only while some do.
    """
    found = {question.id: question for question in _answerable(content, outline)}
    for gap in gaps(content, outline):
        question = _asked(gap, content)
        before = found.get(question.id)
        if before and before.is_open:
            subjects = (*before.subjects, *question.subjects)
            question = question.model_copy(update={"subjects": subjects})
        found[question.id] = question
    sections = [section.id for section in outline.sections]
    return tuple(sorted(found.values(), key=lambda each: _importance(each, sections)))


def still_open(asked: Sequence[Question]) -> tuple[Question, ...]:
    """Return those that nobody has answered yet."""
    return tuple(question for question in asked if question.is_open)


def current(asked: Sequence[Question], question_id: str | None) -> Question | None:
    """Return the question with this id, the most important open one otherwise; None if nothing is open."""
    named = next((question for question in asked if question.id == question_id), None)
    return named or next(iter(still_open(asked)), None)


def after(asked: Sequence[Question], here: Question) -> Question | None:
    """Return the open question to go on with: the next one, from the end on those that were left out."""
    behind = [question for question in asked if _is_behind(asked, question, here)]
    before = [question for question in asked if question not in behind and question.id != here.id]
    return next(iter(still_open((*behind, *before))), None)


def before(asked: Sequence[Question], here: Question) -> Question | None:
    """Return the question that stands before this one, answered or not."""
    earlier = [question for question in asked if _is_behind(asked, here, question)]
    return earlier[-1] if earlier else None


def untouched(content: SketchContent, outline: Outline) -> tuple[Statement, ...]:
    """Return the texts that only the tool has written: the summary, and sections of the outline."""
    sections = (content.section(each.id) for each in outline.sections if each.text)
    return tuple(text for text in (content.summary, *sections) if text.prefilled)


def with_all_checked(content: SketchContent, outline: Outline) -> SketchContent:
    """Return the sketch with every text of the tool taken as it is by a person."""
    for text in untouched(content, outline):
        if isinstance(text, Section):
            content = content.with_checked_section(text.id)
        else:
            summary = text.model_copy(update={"origins": text.checked})
            content = content.model_copy(update={"summary": summary})
    return content


def _is_behind(asked: Sequence[Question], question: Question, here: Question) -> bool:
    ids = [each.id for each in asked]
    return ids.index(question.id) > ids.index(here.id) if {question.id, here.id} <= set(ids) else False


def _answerable(content: SketchContent, outline: Outline) -> Iterator[Question]:
    """Return what can always be asked, as if it were answered."""
    yield Question(ask=Ask.TITLE, why=Why.OUTLINE, is_open=False)
    yield Question(ask=Ask.SUMMARY, why=Why.OUTLINE, is_open=False)
    for section in outline.sections:
        if section.text and section.required:
            why = _why(Ask.TEXT, section.id, content)
            yield Question(ask=Ask.TEXT, why=why, section_id=section.id, is_open=False)
        for part in section.parts:
            if part is Part.APPLICANTS and content.applicant is not None:
                yield Question(ask=Ask.CONTACT, why=Why.DUTY, section_id=section.id, is_open=False)
            if part in _PARTS:
                why = _why(_PARTS[part], section.id, content)
                yield Question(ask=_PARTS[part], why=why, section_id=section.id, is_open=False)


def _asked(gap: Gap, content: SketchContent) -> Question:
    ask, section_id = _ASKS[gap.code], gap.section_id or ""
    subject = section_id if ask is Ask.CHECK else gap.subject
    return Question(
        ask=ask,
        why=_why(ask, section_id, content),
        section_id="" if ask is Ask.CHECK else section_id,
        subjects=(subject,) if subject or ask is Ask.CHECK else (),
    )


def _why(ask: Ask, section_id: str, content: SketchContent) -> Why:
    if ask is Ask.TEXT and section_id == MONEY_SECTION:
        return Why.MONEY
    if ask is Ask.TEXT and section_id in _required(content):
        return Why.PROGRAMME
    return _WHY.get(ask, Why.OUTLINE)


def _required(content: SketchContent) -> tuple[str, ...]:
    chosen = programme(content.programme)
    return chosen.required_sections.sections if chosen and chosen.required_sections else ()


def _importance(question: Question, sections: Sequence[str]) -> tuple[int, int]:
    early = question.ask is Ask.TEXT and question.why in (Why.MONEY, Why.PROGRAMME)
    inner = sections.index(question.section_id) if question.section_id in sections else -1
    return _ORDER.index(question.why if early else question.ask), inner
