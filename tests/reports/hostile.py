"""Texts as they come: markup of all kinds, other scripts, formulas, no end."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from reports.content import Scores, SketchReport
from sketches.model import Applicant, CostItem, Milestone, Risk, Section, SketchContent, Source
from tests.reports import factories

MARKUP = (
    '#panic("x") $x^2$ *fett* _kursiv_ <b>HTML</b> [Link](https://evil.example/) {{ 7*7 }} {% raw %} @alle \\'
)
FORMULA = '=1+1 +2 -3 @SUM(A1) =HYPERLINK("https://evil.example/","x")'
SCRIPTS = "محمد بن سلمان · שלום · Ελλάδα · Привет · 中文 · ✓ ☑ → 😀 🇩🇪 👩‍👩‍👧 é"
COMPOUND = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
ENDLESS = "x" * 400 + " https://example.org/" + "a/b?c=d&" * 60
CONTROLS = "vor\x00\x07\x1b\u2028nach\ufffe"
LONG = ("Ein langer Absatz mit Umlauten äöüß und Bindestrich-Wörtern. " * 90)[:5000]
ALL = (MARKUP, FORMULA, SCRIPTS, COMPOUND, ENDLESS, CONTROLS, LONG)


def content() -> SketchContent:
    everything = "\n".join(ALL)
    return SketchContent(
        title=f"{MARKUP} {SCRIPTS} {COMPOUND}"[:300],
        applicant=Applicant(name=SCRIPTS, contact=FORMULA),
        supporters=(MARKUP, ENDLESS[:500]),
        sections=tuple(Section(id=name, text=everything) for name in ("problem", "solution", "benefit")),
        milestones=tuple(
            Milestone(title=f"{number}. {COMPOUND} {MARKUP}", start_month=1 + number, end_month=60 + number)
            for number in range(40)
        ),
        costs=tuple(
            CostItem(label=FORMULA, year=year, amount=Decimal("99999999.99"), source=Source(title=MARKUP))
            for year in range(2026, 2037)
        ),
        risks=(Risk(title=ENDLESS[:500], response=LONG[:500]),),
        voices=ALL,
        sources=(Source(title=MARKUP, url="https://example.org/#panic(1)?a=<b>".replace("<b>", "b")),),
    )


def report(language: str = "de") -> SketchReport:
    marks = factories.scores(language)
    titles = dict.fromkeys(marks.titles, f"{MARKUP} {COMPOUND}")
    hostile: Scores = replace(marks, titles=titles)
    return factories.report(
        language,
        content=content(),
        municipality=SCRIPTS,
        series_title=f"{MARKUP} {COMPOUND}",
        scores=hostile,
        funding=None,
        reason=LONG,
    )


def empty_report(language: str = "de") -> SketchReport:
    return factories.report(
        language,
        content=SketchContent(),
        municipality="",
        series_title="",
        scores=None,
        item_id=None,
        funding=None,
        reason="",
        version=None,
    )
