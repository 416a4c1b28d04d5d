"""Twenty entries against the facts they were reviewed with, figure by figure.

The expected values were copied from the research by hand, not computed from the library: a slip of a digit in
a library file, or a gap that somebody fills by guessing, fails here.
"""

from dataclasses import dataclass
from decimal import Decimal

import pytest

from usecases.catalogue import Catalogue, load_catalogue


@dataclass(frozen=True)
class Facts:
    id: str
    area: str
    topic: str
    ags: tuple[str, ...]
    status: str
    start_year: int | None
    cost: str | None
    grant: str | None
    programme: str | None
    fact: str
    sources: int
    source: str


STARKE_HEIMAT = "starke-heimat-smarte-kommunen"

FACTS = [
    Facts(
        "delbrueck-lorawan", "data", "lorawan", (), "running", 2020, None, "1070000", "other-states",
        "1,07 Mio. Euro Förderung, 20 % Eigenanteil (258.126 Euro)", 2, "westfalen-blatt.de",
    ),
    Facts(
        "waldsolms-lorawan-wasserversorgung", "data", "lorawan", ("06532022",), "planned", None, None,
        "45000", STARKE_HEIMAT, "Übertragung alle 5 bis 15 Minuten statt einer Erfassung im Monat", 1,
        "digitales.hessen.de",
    ),
    Facts(
        "buerstadt-lampertheim-smart-city", "data", "data-platforms", ("06431005", "06431013"), "running",
        2024, None, "2475000", STARKE_HEIMAT, "2,475 Mio. Euro Förderung bei 90 Prozent Förderquote", 2,
        "tip-suedhessen.de",
    ),
    Facts(
        "hofbieber-digitaler-zwilling-klima", "data", "data-platforms", ("06631013",), "implemented", 2022,
        None, "171360", STARKE_HEIMAT, "Ziel: Klimaneutralität im Gemeindegebiet bis 2030", 2,
        "digitales.hessen.de",
    ),
    Facts(
        "gross-gerau-schulen-energie", "energy", "energy", ("06433",), "implemented", 2024, None, None,
        None, "Schulbezirke: Nord −2,2 %, Süd −1,4 %, Mitte +1,2 %, insgesamt −0,8 %", 1, "da.news",
    ),
    Facts(
        "idstein-led-umruestung", "energy", "street-lighting", ("06439008",), "implemented", 2016, None,
        "56284", "hessen-other", "1.569 Leuchten auf LED umgestellt", 1, "energieland.hessen.de",
    ),
    Facts(
        "seligenstadt-radweg-led", "energy", "street-lighting", ("06438013",), "implemented", None, "44000",
        None, None, "13,9 Watt statt 70 Watt bzw. 2×11 Watt", 1, "of-news.de",
    ),
    Facts(
        "dorf-app-landkreis-giessen", "society", "volunteering", ("06531",), "implemented", 2019, "254300",
        "165000", "leader", "5 Pilotdörfer, rund 6.000 eingeladene Menschen", 5, "giessener-allgemeine.de",
    ),
    Facts(
        "werra-meissner-lab", "society", "digital-skills", ("06636",), "running", 2022, None, "1285080",
        STARKE_HEIMAT, "Eröffnung am 19. Oktober 2022", 3, "smarte-region-hessen.de",
    ),
    Facts(
        "licher-modell-digitale-nachsorge", "health", "health", ("06531", "06531011"), "running", None,
        None, "509000", STARKE_HEIMAT, "Laufzeit laut Presse knapp zwei Jahre", 3, "digitales.hessen.de",
    ),
    Facts(
        "hanau-kreuzung-frei", "mobility", "mobility", ("06415000", "06435019", "06435026"), "planned",
        2025, None, "729611", STARKE_HEIMAT, "rund 150 Standorte in Hanau geplant", 3, "mkk-echo.de",
    ),
    Facts(
        "wiesbaden-digi-v", "mobility", "mobility", ("06414000",), "implemented", 2018, "30000000",
        "15000000", "federal-other", "217 von 227 Ampeln umgerüstet (Stand Februar 2021)", 6,
        "wiesbaden.de",
    ),
    Facts(
        "digitale-sirenen-malsch", "safety", "safety", (), "unknown", 2022, "187000", None, None,
        "Rund 187.000 € Auftragssumme, knapp 30.000 € mehr als geplant", 1, "bnn.de",
    ),
    Facts(
        "huenfeld-smarte-sensorik", "environment", "waste", ("06631015",), "implemented", 2022, None,
        "1125000", STARKE_HEIMAT, "Ausstattung aller Abfallbehälter als nicht zielführend verworfen", 2,
        "huenfeld.de",
    ),
    Facts(
        "landkreis-fulda-starkregenfruehalarm", "environment", "environmental-sensing", ("06631",),
        "implemented", 2021, "1000000", "828000", STARKE_HEIMAT,
        "mögliche Vorwarnzeit laut Landrat 15 bis 45 Minuten", 4, "digitales.hessen.de",
    ),
    Facts(
        "hochtaunuskreis-smartes", "environment", "environmental-sensing", ("06434",), "running", None,
        None, "1485405", STARKE_HEIMAT, "1.485.405 Euro Förderung zuzüglich 10 Prozent Eigenanteil", 3,
        "fr.de",
    ),
    Facts(
        "eakte-greifenstein", "administration", "digital-administration", ("06532010",), "unknown", 2021,
        None, "83250", STARKE_HEIMAT, "Einführung war bis Ende 2022 geplant", 1, "smarte-region-hessen.de",
    ),
    Facts(
        "ratsarbeit-muelheim-ruhr", "administration", "digital-administration", (), "implemented", 2013,
        "26275.2", None, None,
        "43.219,20 € Einsparung zwischen Juli 2013 und Juli 2014 (Verwaltungsangabe)", 1, "derwesten.de",
    ),
    Facts(
        "follow-me-odenwaldkreis", "economy", "trade", ("06437",), "unknown", 2021, None, "198000",
        STARKE_HEIMAT, "10 Kleinbetriebe werden als Vorbilder begleitet", 2, "oreg.de",
    ),
    Facts(
        "strandticker-luebecker-bucht", "economy", "tourism", (), "implemented", 2020, "150000", None,
        "other-states", "Projekt St. Peter-Ording: 150.000 € netto, 70 % Landesförderung", 3,
        "deutschertourismuspreis.de",
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.mark.parametrize("facts", FACTS, ids=lambda facts: facts.id)
def test_an_entry_says_what_the_research_says(catalogue: Catalogue, facts: Facts) -> None:
    use_case = catalogue.get(facts.id)
    assert use_case is not None
    assert (use_case.area, use_case.topic, use_case.origin.ags) == (facts.area, facts.topic, facts.ags)
    assert (use_case.status, use_case.start_year) == (facts.status, facts.start_year)
    assert (use_case.cost and use_case.cost.amount) == (facts.cost and Decimal(facts.cost))
    assert (use_case.grant and use_case.grant.amount) == (facts.grant and Decimal(facts.grant))
    assert (use_case.funding_programme and use_case.funding_programme.id) == facts.programme
    assert facts.fact in use_case.benefits_de
    assert len(use_case.sources) == facts.sources
    assert facts.source in use_case.sources[0].url


def test_all_194_entries_of_the_research_are_there(catalogue: Catalogue) -> None:
    assert len(catalogue) == 194
    assert catalogue.area_counts() == {
        "administration": 41,
        "environment": 37,
        "economy": 25,
        "data": 24,
        "energy": 18,
        "society": 16,
        "mobility": 16,
        "health": 10,
        "safety": 7,
    }
    assert sum(use_case.origin.state == "Hessen" for use_case in catalogue) == 118


def test_as_many_figures_as_the_research_has_and_no_more(catalogue: Catalogue) -> None:
    assert sum(use_case.cost is not None for use_case in catalogue) == 9
    assert sum(use_case.grant is not None for use_case in catalogue) == 72
    assert sum(use_case.start_year is not None for use_case in catalogue) == 126
    assert sum(use_case.funding_programme is not None for use_case in catalogue) == 126
    assert sum(len(use_case.sources) for use_case in catalogue) == 399


@pytest.mark.parametrize(
    "use_case_id",
    [
        "huenfeld-smarte-sensorik",
        "feldstudie-fuellstand-duisburg-duesseldorf-frankfurt",
        "buchen-parkplatzsensoren",
        "sehnde-led-dimmprofile",
        "issigau-berg-pegelpilot",
        "gross-gerau-schulen-energie",
        "wehrheim-ikz-sensorik",
        "digitales-verwaltungszentrum-werra-meissner",
        "eakte-ludwigslust-parchim",
    ],
)
def test_sobering_cases_carry_their_lesson(catalogue: Catalogue, use_case_id: str) -> None:
    use_case = catalogue.get(use_case_id)
    assert use_case is not None
    assert use_case.lessons_de


@pytest.mark.parametrize(
    "use_case_id",
    ["frankenberg-smart-vernetzt-nachhaltig", "wehrheim-ikz-sensorik", "kelsterbach-kelsterboard"],
)
def test_products_of_the_programmes_own_provider_are_disclosed(
    catalogue: Catalogue, use_case_id: str
) -> None:
    use_case = catalogue.get(use_case_id)
    assert use_case is not None
    assert "ekom21" in (use_case.note_de or "")
    assert "offenlegen" in (use_case.note_de or "")


def test_a_grant_for_more_than_the_use_case_says_so(catalogue: Catalogue) -> None:
    shared = catalogue.get("gerauer-land-baumbewaesserung")
    assert shared is not None
    assert shared.grant is not None
    assert "nicht nur die Bewässerung" in (shared.grant.scope_de or "")


def test_only_the_place_no_source_names_is_unresolved(catalogue: Catalogue) -> None:
    places = [gap.use_case_id for gap in catalogue.gaps() if gap.kind == "place"]
    assert places == ["pwa-grimmheimat-nordhessen"]


def test_no_text_shows_a_field_name_of_the_research_or_a_list_separator(catalogue: Catalogue) -> None:
    for use_case in catalogue:
        text = use_case.model_dump_json()
        for leftover in (
            "cost_eur",
            "funding_eur",
            "start_year =",
            "population_approx",
            "status=",
            "null)",
            " | ",
        ):
            assert leftover not in text, use_case.id
