"""Real material for the documents: library entries, Hessian municipalities, a scored shortlist."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

import usecases
from municipalities.register import Municipality, load_register
from reports.content import Scores, SketchReport
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
