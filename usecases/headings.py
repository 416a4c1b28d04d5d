"""Which column a heading means: its technical name, what the tool calls it, and what offices write above it.

Case, blanks, line breaks, hyphens at a line's end, stars and units do not count: "Kosten⏎(in €)*" is
"Kosten". A unit of thousands or millions does: its column's plain numbers are multiplied.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from usecases.columns import MOST_SOURCES, Column, columns
from usecases.tables import Cell

LEFT_OUT = ""
"""What stands for a column in an assignment by hand that is not taken over."""

_ALSO: Mapping[str, tuple[str, ...]] = {
    "id": ("Kennung", "Identifier"),
    "title_de": ("Titel", "Title", "Projekt", "Projekttitel", "Projektname", "Maßnahme", "Anwendungsfall"),
    "title_en": ("Titel englisch", "Titel auf Englisch", "Title in English"),
    "area": ("Handlungsfeld", "Field of action"),
    "topic": ("Thema", "Topic"),
    "themes": ("Schlagworte", "Schlagwörter", "Themes"),
    "place": ("Ort", "Place", "Kommune", "Gemeinde", "Stadt", "Stadt/Gemeinde", "Gebietskörperschaft"),
    "state": ("Bundesland", "Land", "State"),
    "kind": ("Art", "Art des Ortes", "Kind of place"),
    "ags": ("AGS", "Orte in Hessen", "Places in Hessen", "Gemeindeschlüssel", "Amtlicher Gemeindeschlüssel"),
    "status": ("Status", "Project status", "Umsetzungsstand", "Projektstatus"),
    "start_year": ("Startjahr", "Year of start", "Beginn", "Projektbeginn", "Start"),
    "confidence": ("Belegt", "Wie gut es belegt ist", "How well it is backed"),
    "summary_de": ("Kurzbeschreibung", "Summary", "Beschreibung", "Kurzbeschreibung des Projekts"),
    "summary_en": ("Kurzbeschreibung englisch", "Kurzbeschreibung auf Englisch", "Summary in English"),
    "problem_de": ("Problem", "Ausgangslage", "Starting point"),
    "benefits_de": ("Nutzen", "Was die Quellen berichten", "What the sources report"),
    "technologies": ("Technik", "Technology", "Technologie", "Technologien"),
    "standards": ("Standards",),
    "open_source": ("Open Source", "Offene Software"),
    "repository": ("Quelltext", "Address of the source code", "Adresse des Quelltexts", "Repository"),
    "cost": ("Kosten", "Costs", "Gesamtkosten", "Projektkosten"),
    "cost_up_to": ("Kosten bis", "Costs up to"),
    "cost_covers": ("Kosten Umfang", "Extent of the costs", "Umfang der Kosten"),
    "cost_scope_de": ("Kosten wofür", "Was die Kosten umfassen", "What the costs cover"),
    "running_cost": ("Laufende Kosten", "Running costs", "Betriebskosten", "Folgekosten"),
    "running_cost_up_to": ("Laufende Kosten bis", "Running costs up to"),
    "running_cost_covers": ("Extent of the running costs", "Umfang der laufenden Kosten"),
    "running_cost_scope_de": ("What the running costs cover", "Was die laufenden Kosten umfassen"),
    "running_cost_per": ("Laufende Kosten je", "Laufende Kosten fallen an", "Running costs come each"),
    "cost_in_words_de": ("Kosten in Worten", "Costs in words"),
    "grant": ("Förderung", "Grant", "Fördersumme", "Förderbetrag", "Zuschuss"),
    "grant_up_to": ("Förderung bis", "Grant up to"),
    "grant_covers": ("Extent of the grant", "Umfang der Förderung"),
    "grant_scope_de": ("Förderung wofür", "Was die Förderung umfasst", "What the grant covers"),
    "funding_share": (
        "Förderanteil",
        "Förderquote",
        "Anteil der Kosten, der gefördert wurde, in Prozent",
        "Share of the costs that was granted, in percent",
    ),
    "funding_programme_id": ("Förderprogramm Kennung",),
    "funding_programme": (
        "Förderprogramm",
        "Funding programme",
        "Name des Programms in der Quelle",
        "Name of the programme in the source",
    ),
    "data_protection_de": ("Datenschutz", "Data protection"),
    "transfer_note_de": ("Übertragbarkeit", "Übernahme", "Taking it over"),
    "assessment_de": (
        "Einschätzung",
        "Einschätzung (unsere eigene, nicht aus einer Quelle)",
        "Assessment",
        "Assessment (ours, not from a source)",
    ),
    "setback": ("Rückschlag", "Setback"),
    "lessons_de": ("Lehren", "Lessons", "Erfahrungen"),
    "note_de": ("Hinweis", "Note", "Bemerkung", "Bemerkungen", "Anmerkung", "Anmerkungen"),
    "as_of": ("Stand", "As of"),
    "related": ("Verwandt", "Verwandte Anwendungsfälle", "Related use cases"),
    "source_1_title": ("Quelle", "Source"),
    "source_1_url": ("Link", "URL", "Internetadresse", "Webseite", "Adresse der Quelle"),
    "source_1_date": ("Datum der Quelle",),
}
_SOURCE_PARTS = {"title": ("Titel", "Title"), "url": ("Adresse", "Address"), "date": ("Datum", "Date")}
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")
_EURO_WORD = r"(?:€|eur|euro)"
_EURO = re.compile(rf"[(\[]?\s*(?:in\s+)?{_EURO_WORD}\s*[)\]]?\s*$")
_TIMES = (
    (1000, re.compile(rf"[(\[]?\s*(?:in\s+)?(?:t ?€|teur|(?:tsd\.?|tausend)\s*{_EURO_WORD}?)\s*[)\]]?\s*$")),
    (1_000_000, re.compile(rf"[(\[]?\s*(?:in\s+)?(?:mio\.?|millionen)\s*{_EURO_WORD}?\s*[)\]]?\s*$")),
)


@dataclass(frozen=True)
class Heading:
    """A heading that is understood: the column it means and by how much its plain numbers are multiplied."""

    column: Column
    times: int = 1


def understood(text: Cell, remembered: Mapping[str, str] | None = None) -> Heading | None:
    """Return what a heading means, None if nobody knows.

    ``remembered`` maps headings, as ``compared`` writes them, to the names of columns that somebody assigned;
    an empty name leaves the column out.
    """
    plain = compared(text)
    if remembered and plain in remembered:
        column = by_name().get(remembered[plain])
        return Heading(column, unit_of(text) if column.path[-1] == "amount" else 1) if column else None
    known = _known()
    if plain in known:
        return Heading(known[plain])
    stem, times = _times(plain)
    for candidate in (stem, _EURO.sub("", stem).strip(), _BRACKETS.sub("", stem).strip()):
        if candidate in known and (times == 1 or known[candidate].path[-1] == "amount"):
            return Heading(known[candidate], times)
    return None


def unit_of(text: Cell) -> int:
    """Return by how much the numbers below a heading are multiplied: 1000 for one in thousands of euro."""
    return _times(compared(text))[1]


def compared(text: Cell) -> str:
    """Write a heading so that it can be compared and remembered."""
    joined = re.sub(r"(?<=\w)-\s*\n\s*(?=[a-zäöüß])", "", str(text))
    words = joined.replace("_", " ").replace("*", " ").split()
    return " ".join(words).casefold().strip(" :")


@cache
def by_name() -> Mapping[str, Column]:
    """Return all columns that an import may have, by name."""
    return {column.name: column for column in columns(MOST_SOURCES)}


@cache
def _known() -> Mapping[str, Column]:
    """Return the columns by all their headings; where two have the same, the one that is called so first."""
    found: dict[str, Column] = {}
    for names in (_own_names, _further_names):
        for column in by_name().values():
            for name in names(column):
                found.setdefault(compared(name), column)
    return found


def _own_names(column: Column) -> Iterable[str]:
    return (column.name, column.heading_de)


def _further_names(column: Column) -> Iterable[str]:
    yield from _ALSO.get(column.name, ())
    if column.path[0] == "sources":
        number, part = int(column.path[1]) + 1, str(column.path[2])
        for word in ("Quelle", "Source"):
            yield from (f"{word} {number}{sign} {name}" for sign in ("", ":") for name in _SOURCE_PARTS[part])


def _times(plain: str) -> tuple[str, int]:
    for times, unit in _TIMES:
        if found := unit.search(plain):
            return plain[: found.start()].strip(), times
    return plain, 1
