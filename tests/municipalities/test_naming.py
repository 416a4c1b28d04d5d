"""Each place of Hessen inside a sentence, one by one: the words were written by hand."""

import pytest

from municipalities import naming
from municipalities.register import load_register

DISTRICTS = {
    "06431": "Kreis Bergstraße",
    "06432": "Landkreis Darmstadt-Dieburg",
    "06433": "Kreis Groß-Gerau",
    "06434": "Hochtaunuskreis",
    "06435": "Main-Kinzig-Kreis",
    "06436": "Main-Taunus-Kreis",
    "06437": "Odenwaldkreis",
    "06438": "Kreis Offenbach",
    "06439": "Rheingau-Taunus-Kreis",
    "06440": "Wetteraukreis",
    "06531": "Landkreis Gießen",
    "06532": "Lahn-Dill-Kreis",
    "06533": "Landkreis Limburg-Weilburg",
    "06534": "Landkreis Marburg-Biedenkopf",
    "06535": "Vogelsbergkreis",
    "06631": "Landkreis Fulda",
    "06632": "Landkreis Hersfeld-Rotenburg",
    "06633": "Landkreis Kassel",
    "06634": "Schwalm-Eder-Kreis",
    "06635": "Landkreis Waldeck-Frankenberg",
    "06636": "Werra-Meißner-Kreis",
}
REGISTER = load_register()


def test_all_places_are_tried() -> None:
    assert {place.ags for place in REGISTER.districts} == set(DISTRICTS)
    assert len(REGISTER.municipalities) == 421


@pytest.mark.parametrize("place", REGISTER.districts, ids=lambda place: place.ags)
def test_a_district_has_its_article_in_the_right_case(place: naming.Municipality) -> None:
    name = DISTRICTS[place.ags]
    assert naming.district_name(place.name) == name
    assert naming.subject(place, "de") == f"Der {name}"
    assert naming.where(place, "de") == f"im {name}"


@pytest.mark.parametrize("place", REGISTER.municipalities, ids=lambda place: place.ags)
def test_a_municipality_has_no_article_and_lies_in_its_district(place: naming.Municipality) -> None:
    assert naming.subject(place, "de") == naming.subject(place, "en") == place.display_name
    assert "," not in place.display_name
    assert naming.where(place, "de") == f"in {place.display_name}"
    if not place.ags.endswith("000"):
        assert naming.in_district(place.district, "de") == f"im {DISTRICTS[place.district_ags]}"


def test_english_has_an_article_too() -> None:
    assert naming.in_district("Wetteraukreis", "en") == "in the Wetteraukreis"
    assert naming.in_district("Fulda", "en") == "in the district of Fulda"
    assert naming.subject(REGISTER.places["06438"], "en") == "The district of Offenbach"
    assert naming.where(REGISTER.places["06440"], "en") == "in the Wetteraukreis"
