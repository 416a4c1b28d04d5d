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
    "Was können wir gegen Hochwasser tun?": "issigau-berg-pegelpilot",  # "können" in a text hides no title
    "Wie finden wir freie Parkplätze?": "bad-hersfeld-parkleitsystem",
    "Wie bekommen wir Ärzte aufs Land?": "cuandum-wiesbaden",
    "citizen participation": "beteiligungsplattform-fraenkisch-crumbach",
    "Bürgerbeteiligung": "beteiligungsplattform-fraenkisch-crumbach",
    "electronic files": "eakte-greifenstein",
    "elektronische Aktenführung": "eakte-greifenstein",
    "Starkregenfrühwarnsystem": "landkreis-fulda-starkregenfruehalarm",
    "Parkplatzsuche": "bad-hersfeld-parkleitsystem",
    "Baugenehmigung": "digitaler-bauantrag-main-kinzig-kreis",
    "Bürger-App": "dorf-app-landkreis-giessen",
    "Schlagloch melden": "maengelmelder-darmstadt",
    "Schwimmbad": "wehrheim-ikz-sensorik",
    "Lärmmessung": "bad-hersfeld-laermlab",
    "digital skills for the elderly": "dia-lotsen-hessen",
    # compounds as people write them: joined, hyphenated, apart, said with a verb
    "Bürger App": "dorf-app-landkreis-giessen",
    "Bürgerapp": "smart-village-app-bad-belzig",
    "Dorf App": "dorf-app-landkreis-giessen",
    "E Akte": "eakte-greifenstein",
    "Starkregen Frühwarnung": "landkreis-fulda-starkregenfruehalarm",
    "Starkregenfrühwarnung": "landkreis-fulda-starkregenfruehalarm",
    "Hochwasser-Frühwarnsystem": "landkreis-fulda-starkregenfruehalarm",
    "Hochwasserfrühwarnsystem": "hessen-rollout-starkregenfruehalarm",
    "Smart-Meter": "landkreis-giessen-imsys-liegenschaften",
    "Smartmeter": "landkreis-giessen-imsys-liegenschaften",
    "Lärm Messung": "bad-hersfeld-laermlab",
    "Lärm messen": "bad-hersfeld-laermlab",
    "Termin buchen": "digitaler-transformationsprozess-korbach",
    # compounds of which each part may be said otherwise, or only one is known
    "Müllsensor": "hattersheim-smarte-muelleimer",
    "Müll-Sensor": "hattersheim-smarte-muelleimer",
    "Glatteiswarnung": "hanau-smarter-winterdienst",
    "Bürgerchatbot": "chatbot-115",
    "WLAN-Hotspot": "tag-und-nacht-markt-altengottern",
    "Parkraumüberwachung": "ladenburg-lorawan",
    # more words for the same
    "Altglascontainer": "freiburg-glascontainer",
    "Altglas": "gera-smarte-glasentsorgung",
    "Streusalz": "hanau-smarter-winterdienst",
    "Ärztemangel": "telemedizin-rucksack-kehdingen",
    "Wasseruhr": "waldsolms-lorawan-wasserversorgung",
    "Luftschadstoffe": "darmstadt-datenplattform",
    "Ampelschaltung": "gruene-welle-feuerwehr-bonn",
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
        ("Bürger App", "Bürger-App"),
        ("Bürgerapp", "Bürger-App"),
        ("E Akte", "E-Akte"),
        ("eAkte", "E-Akte"),
        ("E Bike", "E-Bike"),
        ("Smart Meter", "Smartmeter"),
        ("Smart-Meter", "Smartmeter"),
        ("Hochwasser-Frühwarnsystem", "Hochwasserfrühwarnsystem"),
        ("Straßen Beleuchtung", "Straßenbeleuchtung"),
        ("Beteiligung Plattform", "Beteiligungsplattform"),
        ("Lärm Messung", "Lärmmessung"),
        ("Lärm messen", "Lärmmessung"),
        ("Termin buchen", "Terminbuchung"),
        ("Bürger-Chatbot", "Bürgerchatbot"),
        ("Ampelschaltung", "Ampelsteuerung"),
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


def test_a_place_is_not_taken_for_a_verb() -> None:
    """ "Gießen" is a town in Hessen before it is what one does with trees."""
    places = [use_case.origin.name for use_case in INDEX.search("Gießen", limit=5).use_cases]
    assert all("Gießen" in place for place in places)
    assert all("Gießen" not in use_case.origin.name for use_case in INDEX.search("Bewässerung").use_cases)


def test_noise_is_not_found_in_every_alarm() -> None:
    assert not any("alarm" in use_case.title_de.lower() for use_case in INDEX.search("Lärm").use_cases)


def test_words_that_occur_nowhere_are_named_as_they_were_typed() -> None:
    assert INDEX.search("Gibt es Bürgerhaushälter?").unknown == ("Bürgerhaushälter",)


def test_half_a_compound_that_says_nothing_finds_nothing() -> None:
    assert INDEX.search("Stadtmarketing").total == 0
