"""Real material for the documents: library entries, Hessian municipalities, a scored shortlist."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import numpy as np

import usecases
from municipalities.register import Municipality, load_register
from reports.ballots import PaperBallot, PaperItem, PaperQuestion
from reports.content import CouncilReport, RatingData, Scores, SketchReport
from reports.minutes import (
    Change,
    Decision,
    GateAnswer,
    HeldRound,
    Idea,
    Minutes,
    Note,
    Weight,
    ranked_items,
)
from scoring.criteria import load_criteria
from scoring.evaluation import evaluate
from sketches.funding import check, programme
from sketches.model import (
    Applicant,
    CostItem,
    CostKind,
    Level,
    Milestone,
    Risk,
    SketchContent,
    Source,
    StaffRole,
    SuccessMeasure,
)
from sketches.outline import load_outline
from sketches.prefill import prefill
from usecases.model import UseCase

DAY = date(2026, 11, 23)
SHORTLIST = (
    "landkreis-fulda-starkregenfruehalarm",
    "eichenzell-verkehrszaehlung",
    "eichenzell-app",
    "seligenstadt-radweg-led",
    "gerauer-land-winterdienst",
    "huenfeld-smarte-sensorik",
    "marburg-baummonitoring",
    "digitaler-bauantrag-main-kinzig-kreis",
)
LIBRARY = Path(usecases.__file__).parent / "library"


def use_case(case_id: str) -> UseCase:
    (path,) = LIBRARY.glob(f"*/{case_id}.toml")
    return UseCase.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


def municipality(name: str = "Eichenzell") -> Municipality:
    return load_register().find(name)[0]


def ratings(raters: int = 18, items: int = len(SHORTLIST), criteria: int = 9) -> np.ndarray:
    """Seeded answers from 1 to 5: each item has its own level, one answer in twelve is missing."""
    rng = np.random.default_rng(7)
    level = np.linspace(4.4, 2.2, items)[None, :, None] + rng.normal(0, 0.5, (1, items, criteria))
    answers = np.clip(np.rint(level + rng.normal(0, 0.9, (raters, items, criteria))), 1, 5)
    answers[rng.random(answers.shape) < 1 / 12] = np.nan
    return answers


def scores(language: str = "de", raters: int = 18) -> Scores:
    criteria = load_criteria().short()
    evaluation = evaluate(
        ratings(raters),
        item_ids=SHORTLIST,
        criteria=criteria,
        dimension_weights={"benefit": 50, "transferability": 20, "feasibility": 30},
        within_weights=dict.fromkeys(criteria.ids, 1.0),
        draws=500,
    )
    titles = {item: use_case(item).title("en" if language == "en" else "de") for item in SHORTLIST}
    return Scores(evaluation, titles, criteria, picked=SHORTLIST[:3])


def rating_data(language: str = "de", **changes: Any) -> RatingData:
    given = ratings()
    answered = ~np.isnan(given)
    answered[0, 0, :] = True
    code: Any = language
    values: dict[str, Any] = {
        "scores": scores(language),
        "series_title": "Digitalisierungswerkstatt 2026",
        "municipality": "Eichenzell",
        "round_number": 2,
        "language": code,
        "ratings": given,
        "answered": answered,
    }
    return RatingData(**(values | changes))


def council(language: str = "de", **changes: Any) -> CouncilReport:
    code: Any = language
    values: dict[str, Any] = {
        "municipality": "Eichenzell",
        "series_title": "Digitalisierungswerkstatt 2026",
        "date": DAY,
        "language": code,
        "scores": scores(language),
        "sketches": tuple(report(language, pick=pick) for pick in (0, 1, 2)),
        "verdict": "Die Auswahl ist stabil.",
    }
    return CouncilReport(**(values | changes))


def minutes(language: str = "de", raters: int = 18, **changes: Any) -> Minutes:
    marks, code = scores(language, raters), cast(Any, language)
    evaluation = marks.evaluation
    titles = tuple(marks.titles.values())
    start = datetime(2026, 11, 3, 17, 30, tzinfo=UTC)
    held = HeldRound(
        number=1,
        kind="Bewertung auf dem Telefon",
        opened_at=start,
        closed_at=start + timedelta(minutes=20),
        revealed_at=start + timedelta(minutes=22),
        participants=raters,
        ratings=sum(c.n for item in evaluation.items for c in item.criteria),
        abstentions=sum(c.abstentions for item in evaluation.items for c in item.criteria),
        formula=evaluation.settings.formula,
        method=evaluation.settings.method,
        seed=evaluation.settings.seed,
        quorum=evaluation.settings.quorum,
        dimensions=tuple(
            Weight(name=name, points=points, share=points / 100)
            for name, points in (("Nutzen", 50), ("Übertragbarkeit", 20), ("Umsetzbarkeit", 30))
        ),
        criteria=tuple(
            Weight(name=marks.criteria.criterion(criterion).name(language), points=1, share=share)
            for criterion, share in evaluation.weights.items()
        ),
        ranking=ranked_items(marks),
        verdict="Die Auswahl ist stabil.",
    )
    values: dict[str, Any] = {
        "language": code,
        "series_id": "a1b2",
        "series_title": "Digitalisierungswerkstatt 2026",
        "municipality": "Eichenzell",
        "begun_at": start,
        "written_at": start + timedelta(days=1),
        "criteria_set": "kurz (9 Kriterien)",
        "groups": ("Verwaltung", "Politik"),
        "promises": ("Sie geben keinen Namen an.",),
        "shortlist": titles,
        "gates": tuple(
            GateAnswer(
                title=title, gate="Rechtlich zulässig", answer="nein" if n == 7 else "ja", excluded=n == 7
            )
            for n, title in enumerate(titles)
        ),
        "rounds": (held,),
        "picks": tuple(Decision(title=t, reason="Passt zu uns.", at=start) for t in titles[:3]),
        "notes": (Note(title=titles[0], text="Der Bauhof macht mit."),),
        "ideas": (Idea(title="Mitfahrbank", summary="Eine App für die Bank am Ortsrand."),),
        "changes": tuple(
            Change(at=start + timedelta(minutes=n), role="Beratung", text=f"Änderung {n}") for n in range(60)
        ),
    }
    return Minutes(**(values | changes))


def ballot(language: str = "de", **changes: Any) -> PaperBallot:
    code: Any = language
    questions = tuple(
        PaperQuestion(c.name(language), c.question(language), cast(Any, c.anchors[language]))
        for c in load_criteria().criteria
    )
    items = tuple(
        PaperItem(
            use_case(i).title(code), use_case(i).summary(code), f"http://192.168.0.10:8501/use-case/{i}"
        )
        for i in SHORTLIST
    )
    values: dict[str, Any] = {
        "series_title": "Digitalisierungswerkstatt 2026",
        "municipality": "Eichenzell",
        "round_number": 1,
        "date": DAY,
        "language": code,
        "items": items,
        "questions": questions,
        "groups": ("Verwaltung", "Politik", "Bürgerschaft", "Wirtschaft", "Stadtwerke"),
    }
    return PaperBallot(**(values | changes))


ESTIMATE = Source(title="Eigene Schätzung der Gemeindeverwaltung, Stand November 2026")


def costs() -> tuple[CostItem, ...]:
    rows = (
        ("Projektleitung, halbe Stelle", CostKind.PERSONNEL, 2027, "38450.50"),
        ("Projektleitung, halbe Stelle", CostKind.PERSONNEL, 2028, "39604.02"),
        ("40 Pegelsensoren mit Montagematerial", CostKind.INVESTMENT, 2027, "61999.99"),
        ("Datenplattform, Einrichtung", CostKind.EXTERNAL, 2027, "27333.33"),
        ("Mobilfunk und Ersatzteile", CostKind.MATERIAL, 2028, "6480.00"),
    )
    return tuple(
        CostItem(label=label, kind=kind, year=year, amount=Decimal(amount), source=ESTIMATE)
        for label, kind, year, amount in rows
    )


def filled(content: SketchContent) -> SketchContent:
    """Return the prefilled sketch as it looks after the office has worked on it."""
    neighbours = ("Künzell", "Ebersburg")
    partners = tuple(
        Applicant(
            name=place.display_name,
            ags=place.ags,
            kind=place.kind,
            population=place.population,
            contact="Bauamt",
            weight=Decimal(place.population),
        )
        for place in map(municipality, neighbours)
    )
    applicant = content.applicant
    if applicant is not None:
        weight = Decimal(applicant.population or 1)
        contact = "Hauptamt, Schlossgasse 4, 36124 Eichenzell"
        applicant = applicant.model_copy(update={"weight": weight, "contact": contact})
    changed = content.model_copy(
        update={
            "applicant": applicant,
            "partners": partners,
            "supporters": ("Landkreis Fulda, Gefahrenabwehr", "RhönEnergie Fulda"),
            "programme": "starke-heimat-2025-line-2",
            "milestones": (
                Milestone(title="Standorte mit den Feuerwehren festlegen", start_month=1, end_month=3),
                Milestone(title="Sensoren beschaffen und montieren", start_month=3, end_month=9),
                Milestone(title="Anbindung an die Datenplattform", start_month=6, end_month=12),
                Milestone(title="Probebetrieb und Schulung", start_month=12, end_month=18),
                Milestone(title="Auswertung, Dokumentation und Transfer", start_month=18, end_month=24),
            ),
            "costs": costs(),
            "staffing": (
                StaffRole(
                    task="Projektleitung", responsible="Hauptamt", full_time_equivalents=Decimal("0.5")
                ),
                StaffRole(task="Wartung der Sensoren", responsible="Bauhof"),
            ),
            "risks": (
                Risk(
                    title="Fehlalarme untergraben das Vertrauen",
                    likelihood=Level.MEDIUM,
                    impact=Level.HIGH,
                    response="Schwellenwerte in einem halbjährigen Probebetrieb einstellen",
                ),
            ),
            "measures": (
                SuccessMeasure(
                    indicator="Vorwarnzeit vor einer Überflutung",
                    baseline="keine Messung",
                    target="mindestens 30 Minuten",
                    method="Vergleich von Alarm und Einsatzbeginn",
                ),
            ),
        }
    )
    return changed.with_section(
        "sustainability", "Die Sensoren laufen mit Batterien, die acht Jahre halten.\n- LoRaWAN statt LTE"
    )


def report(language: str = "de", place: str = "Eichenzell", pick: int = 0, **changes: Any) -> SketchReport:
    code: Any = language
    marks = scores(language)
    item = SHORTLIST[pick]
    notes = ("„Bei Starkregen sind wir heute zu spät dran.“", "„Die Feuerwehr muss das im Griff haben.“")
    first = prefill(use_case(item), marks.evaluation.item(item), municipality(place), notes, code)
    content = filled(first)
    chosen = programme(content.programme)
    values: dict[str, Any] = {
        "content": content,
        "outline": load_outline(),
        "municipality": municipality(place).display_name,
        "series_title": "Digitalisierungswerkstatt 2026",
        "date": DAY,
        "language": code,
        "scores": marks,
        "item_id": item,
        "funding": check(chosen, content, DAY) if chosen else None,
        "reason": "Höchster Nutzen für alle Ortsteile; die Nachbarkommunen wollen mitmachen.",
        "version": 7,
    }
    return SketchReport(**(values | changes))
