"""Names of places inside sentences: which case and which article they take in German, and what English says.

A municipality's name takes no article ("in Eichenzell"), a district's always does ("im Landkreis Fulda"). The
register leaves the districts' own word for themselves out, so it stands here.
"""

from __future__ import annotations

from typing import Literal

from municipalities.register import Municipality

Language = Literal["de", "en"]

_OFFICIAL_KREIS = frozenset({"Bergstraße", "Groß-Gerau", "Offenbach"})
"""Districts that call themselves Kreis and not Landkreis."""
_ENDING = "kreis"


def district_name(district: str) -> str:
    """Return a district's official name from the register's: "Landkreis Fulda", "Wetteraukreis"."""
    bare = district.removeprefix("Landkreis ").removeprefix("Kreis ")
    if bare.lower().endswith(_ENDING):
        return bare
    return f"{'Kreis' if bare in _OFFICIAL_KREIS else 'Landkreis'} {bare}"


def subject(place: Municipality, language: Language) -> str:
    """Return a place as what a sentence begins with: "Eichenzell", "Der Landkreis Fulda"."""
    if not place.is_district:
        return place.display_name
    return f"{'Der' if language == 'de' else 'The'} {_named(place.display_name, language)}"


def where(place: Municipality, language: Language) -> str:
    """Return where something is: "in Eichenzell", "im Landkreis Fulda", "in the Wetteraukreis"."""
    if not place.is_district:
        return f"in {place.display_name}"
    return in_district(place.display_name, language)


def in_district(district: str, language: Language) -> str:
    """Return where a municipality lies, by the register's name of its district."""
    return f"{'im' if language == 'de' else 'in the'} {_named(district, language)}"


def _named(district: str, language: Language) -> str:
    official = district_name(district)
    kind, _blank, rest = official.partition(" ")
    return f"district of {rest}" if language == "en" and rest else f"{kind} {rest}".strip()
