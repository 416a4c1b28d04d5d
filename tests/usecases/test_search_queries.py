"""Real queries, as people type them, find the expected use case among the first three."""

import re

import pytest

from usecases.catalogue import load_catalogue
from usecases.search import SearchIndex

INDEX = SearchIndex(load_catalogue())

QUERIES = {
    # compounds, whole and in part
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
    "Wasserzähler": "philippsburg-digitale-wasserzaehler",
    "Glatteis": "neuhuetten-temperatursensoren",
    "Ratsinformationssystem": "ratsarbeit-olpe",
    "3D-Stadtmodell": "weisendorf-zwilling-innenentwicklung",
    # whole questions, places, English
    "Wie kann ich Besucher lenken?": "besucherlenkung-nordsee",
    "Follow ME": "follow-me-odenwaldkreis",
    "Winterdienst Hanau": "hanau-smarter-winterdienst",
    "flood warning": "ummendorf-hochwasserfruehwarnung",
    "Was können wir gegen Hochwasser tun?": "issigau-berg-pegelpilot",  # "können" in a text hides no title
    "Wie finden wir freie Parkplätze?": "bad-hersfeld-parkleitsystem",
    "Wie bekommen wir Ärzte aufs Land?": "cuandum-wiesbaden",
    "citizen participation": "beteiligungsplattform-fraenkisch-crumbach",
    "Bürgerbeteiligung": "beteiligungsplattform-fraenkisch-crumbach",
    "electronic files": "eakte-greifenstein",
    "elektronische Aktenführung": "eakte-greifenstein",
    "Starkregenfrühwarnsystem": "ergoldsbach-kliwas",
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
    "Starkregen Frühwarnung": "lahn-dill-kreis-starkregen",
    "Starkregenfrühwarnung": "lahn-dill-kreis-starkregen",
    "Hochwasser-Frühwarnsystem": "ummendorf-hochwasserfruehwarnung",
    "Hochwasserfrühwarnsystem": "ummendorf-hochwasserfruehwarnung",
    "Smart-Meter": "landkreis-giessen-imsys-liegenschaften",
    "Smartmeter": "landkreis-giessen-imsys-liegenschaften",
    "Lärm Messung": "bad-hersfeld-laermlab",
    "Lärm messen": "bad-hersfeld-laermlab",
    "Termin buchen": "digitaler-transformationsprozess-korbach",
    # compounds of which each part may be said otherwise, or only one is known
    "Müllsensor": "hattersheim-smarte-muelleimer",
    "Müll-Sensor": "hattersheim-smarte-muelleimer",
    "Glatteiswarnung": "lohmar-winterdienst",
    "Bürgerchatbot": "chatbot-115",
    "WLAN-Hotspot": "neu-isenburg-neue-welt",
    "Parkraumüberwachung": "ladenburg-lorawan",
    # more words for the same
    "Altglascontainer": "freiburg-glascontainer",
    "Altglas": "gera-smarte-glasentsorgung",
    "Streusalz": "neuhuetten-temperatursensoren",
    "Ärztemangel": "telemedizin-rucksack-kehdingen",
    "Wasseruhr": "hollabrunn-funkwasserzaehler",
    "Luftschadstoffe": "kassel-umweltsensitive-verkehrssteuerung",
    "Ampelschaltung": "gruene-welle-feuerwehr-bonn",
}


FIELD = {
    "Kosten Parkleitsystem": {"burgberg-parkleitsystem", "immenstadt-parkleitsystem", "dobel-parkleitsystem"},
    "freie Parkplätze anzeigen": {"burgberg-parkleitsystem"},
    "Funkwasserzähler": {"gerauer-land-funkwasserzaehler", "hollabrunn-funkwasserzaehler"},
    "Wasserzähler fernablesen": {"philippsburg-digitale-wasserzaehler"},
    "Sirenen Förderung": {"limburg-weilburg-sirenen", "darmstadt-dieburg-sirenen"},
    "Anlaufstelle bei Stromausfall": {"kreis-steinfurt-kat-leuchttuerme"},
    "Satellitentelefon": {"brunnthal-krisenkommunikation"},
    "Dorfladen 24 Stunden": {
        "muehlhausen-grabe-dorfladen",
        "ettersburg-dorfladen-schliessung",
        "tag-und-nacht-markt-altengottern",
    },
    "Selbstbedienungsladen": {"waldkirchen-doaflon"},
    "Lieferdrohne": {"wusterhausen-stadt-land-drohne"},
    "autonomer Bus": {"bad-birnbach-autonomer-bus-ende", "rackwitz-flash-shuttle", "zug-myshuttle-ende"},
    "Rufbus": {"dillingen-rufbus-ende", "taunusstein-emil", "zwoenitz-erzmobil"},
    "On-Demand-Shuttle": {"darmstadt-heinerliner", "kreis-offenbach-hopper", "kreis-coesfeld-kommit"},
    "Mitfahren": {"bregenzerwald-vlow-mitfahren", "unterallgaeu-mitfahrzentrale-wechsel"},
    "Bürgerbus": {"dillingen-rufbus-ende", "taunusstein-emil", "zwoenitz-erzmobil", "darmstadt-heinerliner"},
    "Dorfauto": {"gerstetten-dorfauto-ende", "rhein-hunsrueck-e-dorfauto"},
    "Carsharing auf dem Land": {"dogern-ecarsharing", "sigmarszell-carsharing-verzicht"},
    "Straßenschäden mit KI": {"frankfurt-strassen-fuer-alle-ki", "efringen-kirchen-ki-strassenzustand"},
    "Müllfahrzeug Straßenzustand": {"kreis-bergstrasse-strassenzustand-muellfahrzeuge"},
    "Hackerangriff auf Rathaus": {"rodgau-cyberangriff", "bad-schwalbach-sicherheitsvorfall"},
    "Ransomware": {
        "rodgau-cyberangriff",
        "frankfurt-emotet-2019",
        "bad-homburg-emotet-2019",
        "lahn-dill-amtshilfe-cyberangriff",
    },
    "Chatbot Website": {"hochdorf-ki-chatbot", "wiesbaden-chatbot-lilli"},
    "KI am Telefon": {"arneburg-goldbeck-telefon-ki"},
    "Sitzungsprotokoll mit KI": {"zell-am-harmersbach-ki-protokoll"},
    "Softwareroboter": {"darmstadt-dieburg-wohngeld-rpa"},
    "online heiraten": {"wiesbaden-eheschliessung-online"},
    "Wohnsitz ummelden": {"wiesbaden-wohnsitz-videoident"},
    "Abholautomat für Ausweise": {"st-ingbert-abholautomat"},
    "Terminal mieten": {"burgebrach-self-service-terminal"},
    "Bauantrag digital": {
        "vogelsbergkreis-digitaler-bauantrag",
        "digitaler-bauantrag-main-kinzig-kreis",
        "darmstadt-digitaler-bauantrag-pilot",
    },
    "Behördennummer 115": {"rheingau-taunus-115-verbund", "chatbot-115"},
    "Eingangsrechnung": {"bad-hersfeld-digitale-rechnungen"},
    "Repair Café": {"landkreis-boeblingen-repair-wertstoffhof"},
    "Geräte ausleihen": {"heimsheim-leihbar"},
    "Bücherei ohne Personal": {"frankfurt-open-library"},
    "Solar Mülleimer": {
        "trier-solar-muelleimer",
        "koeln-solar-presshai",
        "potsdam-solar-presshai",
        "augsburg-solar-presshai-test",
    },
    "Hundetoiletten": {"kaisheim-hundetoiletten-pegel"},
    "Energiemanager": {"sonneberg-energiemanager", "zschopau-energiemanagement"},
    "Heizungsthermostate": {"hohe-boerde-thermostate"},
    "Energiesparen in Schulen": {"lemgo-energiesparen-schule", "landkreis-kassel-clever-fuers-klima"},
    "Nahwärmenetz": {"dernau-nahwaermenetz", "lengdorf-waermenetz-gescheitert"},
    "kommunale Wärmeplanung": {"nordendorf-waermeplanung-ohne-zuschuss"},
    "Energiegemeinschaft": {"waidhofen-ybbs-energiegemeinschaft"},
    "LED Umrüstung": {"eigeltingen-led", "idstein-led-umruestung", "sehnde-led-dimmprofile"},
    "Laternen per App einschalten": {"loewenstedt-luetjenholm-knoop"},
    "Digitaler Zwilling Starkregen": {
        "deggendorf-plattling-zwilling-hochwasser",
        "schwabach-zwilling-starkregen",
    },
    "Gesundheitskiosk": {"urleben-gesundheitskiosk", "dorf-gesundheit-digital-hoexter"},
    "rollende Arztpraxis": {"hessen-medibus-ende"},
    "Televisite Pflegeheim": {"reutlingen-heim-doc"},
    "Notfall zu Hause erkennen": {"walzbachtal-escos-copilot"},
    "Ersthelfer-App": {"allgaeu-region-der-lebensretter", "kreis-viersen-mobile-retter"},
    "Tablets für Senioren": {"donnersbergkreis-tablet-koffer"},
    "Gemeinde-App Kosten": {"kleinheubach-vg-app", "buch-heimat-info-app", "brechen-selters-huenfelden-app"},
    "Dorfplatz eingestellt": {"alpen-dorfplatz-app-ende"},
    "Vereine vernetzen": {"herzberg-elster-digital-verein-t"},
    "Rathaus auf Rädern": {"kielregion-tiny-rathaus"},
    "Waldbrand Kamera": {"odenwaldkreis-waldbrandfrueherkennung"},
    "Hitze in der Stadt messen": {"krefeld-klimasensoren"},
    "Drohne für die Feuerwehr": {"bentwisch-feuerwehrdrohne"},
    "Saisonkräfte anmelden": {"balderschwang-dahuim-anmelden"},
    "Kulturkalender": {"suedniedersachsen-kulturis"},
    "Online-Marktplatz abgeschaltet": {"betzdorf-bestellbar-ende"},
    "urbane Datenplatform klein Gemeinde": {"hofbieber-mengerskirchen-datenplattform"},
    "offene Daten Beschluss": {"wiesbaden-open-per-default", "darmstadt-open-data-strategie"},
    "Verkehrsleitsystem": {"limburg-verkehrsleitrechner", "kassel-verkehrsleit-informationssystem"},
    "Funknetz Anbieter verkauft": {"ascheberg-lorawan-anbieterverkauf"},
    "Leerstand Ladenlokal Stadtlabor": {"kelsterbach-kelsterlab"},
    "Wasserleck finden": {"lauben-wassernetz-sensoren"},
    "Bürgertaxi": {"taunusstein-emil", "loeffingen-smartvillages", "dillingen-rufbus-ende"},
}
"""What people of the field ask, and the entries that answer it, chosen by reading the entries."""


@pytest.mark.parametrize(("typed", "expected"), QUERIES.items())
def test_expected_use_case_is_among_the_first_three(typed: str, expected: str) -> None:
    found = [use_case.id for use_case in INDEX.search(typed, limit=3).use_cases]
    assert expected in found


@pytest.mark.parametrize(("typed", "expected"), FIELD.items())
def test_an_answer_to_the_field_is_among_the_first_three(typed: str, expected: set[str]) -> None:
    assert expected & {use_case.id for use_case in INDEX.search(typed, limit=3).use_cases}


def test_chance_words_hide_no_entry_that_has_the_words_that_matter_in_its_title() -> None:
    for typed in ("urbane Datenplatform klein Gemeinde", "urbane Datenplattform kleine Gemeinde"):
        first = INDEX.search(typed).use_cases[0]
        assert first.id == "hofbieber-mengerskirchen-datenplattform"


@pytest.mark.parametrize("typed", ["Bienen", "Kakao", "Kamele"])
def test_one_word_that_stands_nowhere_finds_nothing_and_is_named(typed: str) -> None:
    found = INDEX.search(typed)
    assert (found.total, found.unknown, found.near) == (0, (typed,), {})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Hochwaser", "Hochwasser"), ("Makrspace", "Makerspace"), ("Telemedzin", "Telemedizin")],
)
def test_what_a_misspelt_word_was_taken_for_is_said(typed: str, meant: str) -> None:
    assert INDEX.search(typed).near == {typed: meant}
    assert INDEX.search(meant).near == {}


def test_a_bus_of_citizens_is_no_bus_stop_and_riding_along_no_traffic_count() -> None:
    for typed, word in (("Bürgerbus", "bus|shuttle|demand|ruf"), ("Mitfahren", "mitfahr")):
        first = INDEX.search(typed, limit=3).use_cases
        assert all(re.search(word, use_case.model_dump_json(), re.IGNORECASE) for use_case in first)
        assert all(use_case.topic in ("mobility", "participation") for use_case in first)


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
    ],
)
def test_spellings_of_one_word_find_the_same(one: str, other: str) -> None:
    assert INDEX.search(one).use_cases == INDEX.search(other).use_cases
    assert INDEX.search(one).total > 0


def test_words_for_the_same_find_the_same_the_typed_one_first() -> None:
    one, other = INDEX.search("Ampelschaltung").use_cases, INDEX.search("Ampelsteuerung").use_cases
    assert {use_case.id for use_case in one} == {use_case.id for use_case in other}


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
    assert INDEX.search("Gibt es Quantenteleporter?").unknown == ("Quantenteleporter",)


def test_half_a_compound_that_says_nothing_finds_nothing() -> None:
    assert INDEX.search("Stadtmarketing").total == 0
