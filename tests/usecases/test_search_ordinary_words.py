"""Ordinary words of citizens and offices lead to an entry that helps, though it calls things otherwise."""

import pytest

from usecases.catalogue import load_catalogue
from usecases.search import SearchIndex

INDEX = SearchIndex(load_catalogue())

COUNCIL_WORK = {"ratsarbeit-olpe", "ratsarbeit-oberkirch", "ratsarbeit-muelheim-ruhr"}
VISITORS = {"besucherlenkung-nordsee"}
ORDINARY = {
    "Personalausweis abholen außerhalb der Öffnungszeiten": {
        "st-ingbert-abholautomat",
        "viernheim-abholterminal-verzicht",
    },
    "Bürgerbüro Wartezeit": {"kassel-unterschriftentablets", "mobiles-stadtbuero-marburg"},
    "Hundesteuer": {"steuerakte-koerle"},
    "Grundsteuer": {"steuerakte-koerle"},
    "Gebühren bezahlen": {"epayment-edermuende"},
    "Gremiensitzung": COUNCIL_WORK,
    "hybride Gremiensitzung": COUNCIL_WORK,
    "Ratssitzung live streamen": COUNCIL_WORK,
    "Papier in der Stadtverordnetenversammlung": COUNCIL_WORK,
    "Umfrage Bürger": {"beteiligungsplattform-fraenkisch-crumbach", "buergerrat-smart-kassel"},
    "Bürgerhaushalt": {"beteiligungsplattform-fraenkisch-crumbach"},
    "Zusammenarbeit mit Nachbargemeinden": {"ikz-rheingau-verwaltungsdigitalisierung"},
    "Flüchtlinge Dolmetscher": {"balderschwang-dahuim-anmelden"},
    "Übersetzung": {"balderschwang-dahuim-anmelden"},
    "E-Mail-Archiv": {"dms-ehringshausen-asslar-leun", "dms-michelstadt-erbach-oberzent-brombachtal"},
    "Wohngeld": {"darmstadt-dieburg-wohngeld-rpa"},
    "ChatGPT": {"chatbot-115", "haimhausen-ki-konversationsagent", "darmstadt-dieburg-ki-videonachrichten"},
    "Passwort": {"bad-homburg-emotet-2019", "bad-schwalbach-sicherheitsvorfall"},
    "Friedhof": {"ozg-modellkommune-grossalmerode"},
    "Handyparken": {"burgberg-parkleitsystem", "bad-hersfeld-parkleitsystem"},
    "Parkplatznot": {"burgberg-parkleitsystem", "bad-hersfeld-parkleitsystem"},
    "Falschparker": {"buchen-parkplatzsensoren"},
    "Geschwindigkeitsmessung": {"hochtaunuskreis-smartes", "suederbrarup-verkehrszaehlung"},
    "Fahrgastinformation": {"fulda-di-at-mobil"},
    "Bushaltestelle": {"hattersheim-smarte-muelleimer"},
    "Ladesäulen": {"dogern-ecarsharing", "gerstetten-dorfauto-ende"},
    "Schneeräumen": {"lohmar-winterdienst", "neuhuetten-temperatursensoren"},
    "Straßenmeisterei": {"sonneberg-energiemanager"},
    "Kanalnetz überwachen": {"darmstadt-container-kanalsensoren"},
    "Wasserstand im Bach": {"kaisheim-hundetoiletten-pegel", "mayen-koblenz-kommunale-pegel"},
    "Schwammstadt": {"darmstadt-schlaues-wasser-baumsensorik"},
    "Dürre": {"darmstadt-schlaues-wasser-baumsensorik"},
    "Baumkataster": {"offenbach-baumsensoren", "marburg-baummonitoring"},
    "Gästekarte": VISITORS,
    "Kurtaxe": VISITORS,
    "Wanderwege": VISITORS,
    "Dorfgemeinschaftshaus buchen": {"landraeume-bernkastel-wittlich", "kriftel-grundwassermanager"},
    "Raumbuchung Sporthalle": {"landraeume-bernkastel-wittlich", "kriftel-grundwassermanager"},
    "Pflegende Angehörige": {"reutlingen-heim-doc"},
    "Einsamkeit im Alter": {"dia-lotsen-hessen", "donnersbergkreis-tablet-koffer"},
    "Leerstandskataster": {"lean-stadtlabore"},
    "Straßenlaternen kaputt melden": {"hanau-smarter-winterdienst"},
    "Energieverbrauch Rathaus": {"ladbergen-energiemanagement", "hohe-boerde-thermostate"},
}


@pytest.mark.parametrize(("typed", "expected"), ORDINARY.items())
def test_an_ordinary_word_leads_to_an_entry_that_helps(typed: str, expected: set[str]) -> None:
    assert expected & {use_case.id for use_case in INDEX.search(typed, limit=3).use_cases}


@pytest.mark.parametrize("typed", ["Hebamme", "E-Scooter", "Taubenplage", "Bodenrichtwerte", "Elterngeld"])
def test_what_the_library_does_not_hold_is_said(typed: str) -> None:
    found = INDEX.search(typed)
    assert (found.total, found.unknown) == (0, (typed,))


@pytest.mark.parametrize("typed", ["Falschparker", "Falschparker Makrspace", "Wahlhelfer", "Radfahrer"])
def test_a_person_is_not_said_to_be_a_misspelt_word(typed: str) -> None:
    assert typed.split()[0] not in INDEX.search(typed).near
