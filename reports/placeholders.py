"""What an own Word template may ask for: every name with its value from the sketch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reports.content import SketchReport
from reports.figures import month_text, score_sentence
from reports.parts import source_text
from reports.prose import clean, line
from reports.sketch import duration_text
from sketches.funding import programme
from sketches.outline import Outline
from sketches.wording import COST_KINDS, LEVELS, gap_text, grant_text, money, own_share_text, rate_text
from translations import _, formats, language

SECTION_PREFIX = "section_"
LISTS: Mapping[str, tuple[str, ...]] = {
    "milestones": ("title", "start", "end"),
    "costs": ("label", "kind", "year", "amount", "source"),
    "shares": ("name", "at_least", "at_most"),
    "staffing": ("task", "responsible", "full_time_equivalents"),
    "risks": ("title", "likelihood", "impact", "response"),
    "measures": ("indicator", "baseline", "target", "method"),
    "follow_up": ("label", "amount", "paid_by"),
    "sources": ("title", "url"),
    "voices": (),
    "gaps": (),
}
"""Names to loop over, with the fields of their entries; without fields the entry itself is the text."""

TEXTS = (
    "title",
    "summary",
    "municipality",
    "series_title",
    "date",
    "version",
    "applicant",
    "contact",
    "partners",
    "supporters",
    "programme",
    "rate",
    "total_cost",
    "grant",
    "own_share",
    "duration",
    "score",
    "reason",
)


def names(outline: Outline) -> tuple[str, ...]:
    """Return all placeholders a template may use with this outline."""
    sections = (SECTION_PREFIX + section.id for section in outline.sections if section.text)
    return (*TEXTS, *sections, *LISTS)


def values(report: SketchReport) -> dict[str, Any]:
    """Return the value of every placeholder in the report's language; empty where nothing is known."""
    with language(report.language):
        sections = {
            SECTION_PREFIX + section.id: clean(report.content.section(section.id).text)
            for section in report.outline.sections
            if section.text
        }
        return {**_texts(report), **_money(report), **sections, **_rows(report), **_lines(report)}


def _texts(report: SketchReport) -> dict[str, str]:
    content = report.content
    chosen = programme(content.programme)
    scored = report.scores is not None and report.item_id is not None
    return {
        "title": line(content.title),
        "summary": clean(content.summary.text),
        "municipality": line(report.municipality),
        "series_title": line(report.series_title),
        "date": formats.date(report.date),
        "version": "" if report.version is None else str(report.version),
        "applicant": line(content.applicant.name) if content.applicant else "",
        "contact": line(content.applicant.contact) if content.applicant else "",
        "partners": formats.list_([line(partner.name) for partner in content.partners]),
        "supporters": formats.list_([line(name) for name in content.supporters]),
        "programme": chosen.name(report.language) if chosen else "",
        "duration": duration_text(content) if content.milestones else "",
        "score": score_sentence(report.scores, report.item_id) if scored else "",  # type: ignore[arg-type]
        "reason": clean(report.reason),
    }


def _money(report: SketchReport) -> dict[str, str]:
    financing = report.funding.financing if report.funding else None
    return {
        "total_cost": money(report.content.total_cost) if report.content.costs else "",
        "rate": rate_text(financing.rate) if financing else "",
        "grant": grant_text(report.funding) if report.funding else "",
        "own_share": own_share_text(report.funding) if report.funding else "",
    }


def _rows(report: SketchReport) -> dict[str, list[dict[str, str]]]:
    content = report.content
    paid = report.funding.financing if report.funding and not report.funding.too_small else None
    rows: dict[str, list[tuple[str, ...]]] = {
        "milestones": [
            (line(m.title), *(month_text(month, content.start) for month in (m.start_month, m.end_month)))
            for m in content.milestones
        ],
        "costs": [
            (line(c.label), _(COST_KINDS[c.kind]), str(c.year), money(c.amount), source_text(c.source))
            for c in content.costs
        ],
        "shares": [
            (line(s.name), money(s.amount.low), money(s.amount.high)) for s in (paid.shares if paid else ())
        ],
        "staffing": [
            (line(r.task), line(r.responsible), _number(r.full_time_equivalents)) for r in content.staffing
        ],
        "risks": [
            (line(r.title), _level(r.likelihood), _level(r.impact), line(r.response)) for r in content.risks
        ],
        "measures": [
            tuple(map(line, (m.indicator, m.baseline, m.target, m.method))) for m in content.measures
        ],
        "follow_up": [(line(c.label), money(c.amount), line(c.paid_by)) for c in content.follow_up],
        "sources": [(line(s.title), s.url or "") for s in content.sources],
    }
    return {
        name: [dict(zip(LISTS[name], entry, strict=True)) for entry in entries]
        for name, entries in rows.items()
    }


def _lines(report: SketchReport) -> dict[str, list[str]]:
    return {
        "voices": [line(voice) for voice in report.content.voices],
        "gaps": [gap_text(gap, report.outline) for gap in report.gaps],
    }


def _number(value: Any) -> str:
    return "" if value is None else formats.number(float(value), digits=2)


def _level(value: Any) -> str:
    return _(LEVELS[value]) if value else ""
