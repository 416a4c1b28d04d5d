"""Words for the values of a field: the names that the library uses, and those that offices write instead.

What is not known is refused with what may have been meant; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from rapidfuzz import fuzz, process

from usecases.areas import Labelled, areas, funding_areas, funding_areas_of
from usecases.cell_errors import CellError
from usecases.problems import Code

_MOST_OFFERS = 4
_LIKELY = 60.0
_JOINTS = re.compile(r"\s*(?:&|\+|/|,|;|\bund\b|\band\b|\bu\.)\s*")

STATUS = {
    **dict.fromkeys(("geplant", "planned", "in planung", "idee", "konzept", "in vorbereitung"), "planned"),
    **dict.fromkeys(("beantragt", "bewilligt"), "planned"),
    **dict.fromkeys(("laufend", "running", "läuft", "in umsetzung", "im aufbau", "in arbeit"), "running"),
    **dict.fromkeys(("in bearbeitung", "in durchführung", "aktiv", "pilotphase"), "running"),
    **dict.fromkeys(("umgesetzt", "implemented", "abgeschlossen", "in betrieb", "im betrieb"), "implemented"),
    **dict.fromkeys(("im einsatz", "realisiert", "erledigt"), "implemented"),
    **dict.fromkeys(("beendet", "ended", "eingestellt", "abgebrochen", "gescheitert"), "ended"),
    **dict.fromkeys(("unbekannt", "umsetzung unklar", "unknown", "status unknown"), "unknown"),
}
KIND = {
    **dict.fromkeys(("gemeinde", "municipality", "markt", "marktgemeinde", "ortsgemeinde"), "municipality"),
    **dict.fromkeys(("stadt", "town", "kreisstadt", "große kreisstadt", "kleinstadt", "mittelstadt"), "town"),
    **dict.fromkeys(("großstadt", "grossstadt", "city"), "city"),
    **dict.fromkeys(("landkreis", "kreis", "district"), "district"),
    **dict.fromkeys(("verbund", "joint", "ikz", "interkommunal", "zweckverband", "kooperation"), "joint"),
}
CONFIDENCE = {
    **dict.fromkeys(("hoch", "high"), "high"),
    **dict.fromkeys(("mittel", "medium"), "medium"),
    **dict.fromkeys(("niedrig", "gering", "low"), "low"),
}
COVERS = {
    **dict.fromkeys(("ganzes", "entry", "gesamt"), "entry"),
    **dict.fromkeys(("teil", "part"), "part"),
    **dict.fromkeys(("stück", "je stück", "unit"), "unit"),
    **dict.fromkeys(("programm", "programme"), "programme"),
}
PERIOD = {
    **dict.fromkeys(("jahr", "jährlich", "pro jahr", "year"), "year"),
    **dict.fromkeys(("monat", "monatlich", "pro monat", "month"), "month"),
}
SETBACK = {
    **dict.fromkeys(("eingestellt", "ended"), "ended"),
    **dict.fromkeys(("verworfen", "dropped"), "dropped"),
    **dict.fromkeys(("verkleinert", "reduced"), "reduced"),
    **dict.fromkeys(("hinter den erwartungen", "fell short"), "fell_short"),
    **dict.fromkeys(("vorfall", "incident"), "incident"),
}
YES_NO = {
    **dict.fromkeys(("ja", "yes", "true", "wahr", "1", "x", "✓"), True),
    **dict.fromkeys(("nein", "no", "false", "falsch", "0"), False),
}


def named(words: Mapping[str, Any]) -> Callable[[str], Any]:
    """Return what finds a value by a word for it; unknown words are refused with the likely ones."""
    by_word = {comparable(str(value)): value for value in words.values()}
    by_word |= {comparable(word): value for word, value in words.items()}
    first: dict[Any, str] = {}
    for word, value in words.items():
        first.setdefault(value, word)

    def find(text: str) -> Any:
        written = comparable(text)
        if written not in by_word:
            raise CellError("unknown_value", text, _offers(text, first.values()) or list(first.values()))
        return by_word[written]

    return find


def labelled(source: Callable[[], Iterable[Labelled]], unknown: Code) -> Callable[[str], str]:
    """Return what finds an entry of the vocabulary by id or name; unknown ones are refused with offers."""

    def find(text: str) -> str:
        found = ids(source).get(comparable(text))
        if found is None:
            raise CellError(unknown, text, _offers(text, (one.name_de for one in source())))
        return found

    return find


def area(text: str) -> str:
    """Find a field of action by its name, or by that of a guideline's area with a single field of ours."""
    found = ids(areas).get(comparable(text))
    if found:
        return found
    guideline = ids(funding_areas).get(comparable(text))
    belonging = [one for one in areas() if guideline in {each.id for each in funding_areas_of(one.id)}]
    if len(belonging) == 1:
        return belonging[0].id
    names = [one.name_de for one in belonging] or _offers(text, (one.name_de for one in areas()))
    raise CellError("unknown_area", text, names)


@cache
def ids(source: Callable[[], Iterable[Labelled]]) -> Mapping[str, str]:
    """Return ids of the vocabulary by all their names, written to be compared."""
    return {comparable(name): one.id for one in source() for name in (one.id, one.name_de, one.name_en)}


def comparable(text: str) -> str:
    """Write a name so that it can be compared: "Umwelt und Klima" is "Umwelt & Klima"."""
    return " ".join(_JOINTS.sub(" ", text.casefold()).split())


def _offers(text: str, names: Iterable[str]) -> list[str]:
    found = process.extract(
        text,
        list(names),
        scorer=fuzz.WRatio,
        processor=str.casefold,
        score_cutoff=_LIKELY,
        limit=_MOST_OFFERS,
    )
    return [name for name, _, _ in found]
