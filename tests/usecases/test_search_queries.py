"""Real queries, as people type them, find the expected use case among the first three."""

import pytest

from usecases.catalogue import load_catalogue
from usecases.search import SearchIndex

INDEX = SearchIndex(load_catalogue())

QUERIES = {
    # compounds, whole and in part
    "Sensor": "frankenberg-bodenfeuchte-test",  # Bodenfeuchtesensoren
    "Beleuchtung Radweg": "seligenstadt-radweg-led",
    "Parkplatzsensoren": "buchen-parkplatzsensoren",  # in the texts only as two words
    "Straßen Beleuchtung": "idstein-led-umruestung",  # one word in the texts
    "Wasserverbrauch messen": "geestland-energie-wassermonitoring",
    "Dorfapp": "dorf-app-landkreis-giessen",
    "Füllstandssensor": "bad-nauheim-smarte-abfallbehaelter",  # in the texts without the s between
    "Parkraummanagement": "ladenburg-lorawan",  # in the texts only its beginning
    "opendata": "open-smart-cities-offenbach",
    # umlauts and ß
    "strasse beleuchtung": "gerauer-land-strassenbeleuchtung",
    "Baeume bewaessern": "marburg-baummonitoring",
    "muelleimer": "hattersheim-smarte-muelleimer",
    "MÄNGELMELDER": "maengelmelder-darmstadt",
    # inflection
    "Sensoren an Feuerwehrzufahrt": "buchen-parkplatzsensoren",
    "Fahrräder": "seligenstadt-radweg-led",
    # typos
    "Hochwaser": "issigau-berg-pegelpilot",
    "strasenbeleuchtung": "idstein-led-umruestung",
    "Telemedzin": "telemedizin-rucksack-kehdingen",
    "Eichenzel": "eichenzell-smart-city",
    "kuenstliche Inteligenz": "chatbot-115",
    "Bodenfeuchte Sensr": "frankenberg-bodenfeuchte-test",
    "Makrspace Ofenbach": "makerspace-offenbach",
    # other words for the same, abbreviations, hyphens
    "elektronische Akte": "eakte-greifenstein",
    "E-Akte": "eakte-greifenstein",
    "Müll": "hattersheim-smarte-muelleimer",
    "Müllbehälter": "hattersheim-smarte-muelleimer",
    "Wasserzähler": "waldsolms-lorawan-wasserversorgung",
    "Glatteis": "hanau-smarter-winterdienst",
    "Ratsinformationssystem": "ratsarbeit-olpe",
    "3D-Stadtmodell": "kassel-digitaler-zwilling",
    # whole questions, places, English
    "Wie kann ich Besucher lenken?": "besucherlenkung-nordsee",
    "Follow ME": "follow-me-odenwaldkreis",
    "Winterdienst Hanau": "hanau-smarter-winterdienst",
    "flood warning": "issigau-berg-pegelpilot",
}


@pytest.mark.parametrize(("typed", "expected"), QUERIES.items())
def test_expected_use_case_is_among_the_first_three(typed: str, expected: str) -> None:
    found = [use_case.id for use_case in INDEX.search(typed, limit=3).use_cases]
    assert expected in found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße", "strasse"),
        ("Strasse", "STRASSE"),
        ("Bürgerbeteiligung", "Buergerbeteiligung"),
        ("Bürgerbeteiligung", "Burgerbeteiligung"),
        ("Bu\N{COMBINING DIAERESIS}rgerbeteiligung", "Bürgerbeteiligung"),  # as macOS writes file names
        ("Sensor", "Sensoren"),
        ("LoRaWAN", "lorawan"),
    ],
)
def test_spellings_of_one_word_find_the_same(one: str, other: str) -> None:
    assert INDEX.search(one).use_cases == INDEX.search(other).use_cases
    assert INDEX.search(one).total > 0


@pytest.mark.parametrize("typed", ["xyzzyqq", "...", "qqq wwwww"])
def test_nonsense_is_not_forced_to_match(typed: str) -> None:
    result = INDEX.search(typed)
    assert result.total in (0, len(INDEX.use_cases))  # nothing, or nothing typed that could be looked for
    assert (result.total == 0) == bool(result.unknown)
