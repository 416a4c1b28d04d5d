"""The register as the interface uses it, on the data that is shipped."""

from pathlib import Path

import pytest

from municipalities.register import (
    DATA,
    SIZE_BOUNDS,
    Kind,
    Municipality,
    SizeClass,
    distance_km,
    load_register,
    read_register,
)

REGISTER = load_register()


def place(ags: str) -> Municipality:
    found = REGISTER.get(ags)
    assert found is not None
    return found


def labels(text: str) -> list[str]:
    return [REGISTER.label(found) for found in REGISTER.find(text)]


def test_hessen_is_complete() -> None:
    assert len(REGISTER.municipalities) == 421
    assert len(REGISTER.districts) == 21
    assert sum(p.kind is Kind.URBAN_DISTRICT for p in REGISTER.municipalities) == 6
    assert sum(p.population for p in REGISTER.municipalities) == 6_391_360  # Hessen on 31 December 2022


def test_figures_of_one_municipality() -> None:
    darmstadt = place("06411000")
    assert (darmstadt.name, darmstadt.display_name) == ("Darmstadt, Wissenschaftsstadt", "Darmstadt")
    assert (darmstadt.population, darmstadt.census_2022, darmstadt.area_km2) == (162_243, 161_767, 122.07)
    assert darmstadt.density == pytest.approx(1329.098, abs=0.001)
    assert (darmstadt.degree_of_urbanisation, darmstadt.is_district) == (1, False)


def test_districts_are_the_sum_and_the_weighted_centre_of_their_municipalities() -> None:
    for district in REGISTER.districts:
        members = REGISTER.within(district.ags)
        population = sum(m.population for m in members)
        assert population == district.population
        assert sum(m.census_2022 or 0 for m in members) == district.census_2022
        assert sum(m.area_km2 for m in members) == pytest.approx(district.area_km2, abs=0.01)
        centre = sum(m.population * m.latitude for m in members) / population
        assert district.latitude == pytest.approx(centre, abs=1e-5)
        assert district.degree_of_urbanisation is None


def test_every_municipality_belongs_to_a_district_or_is_one() -> None:
    inside = [m for d in REGISTER.districts for m in REGISTER.within(d.ags)]
    assert len(inside) == 415
    assert [m.display_name for m in REGISTER.within("06412")] == ["Frankfurt am Main"]


@pytest.mark.parametrize(
    ("population", "size"),
    [
        (4_999, SizeClass.RURAL_MUNICIPALITY),
        (5_000, SizeClass.SMALL_TOWN),
        (9_999, SizeClass.SMALL_TOWN),
        (10_000, SizeClass.LARGER_SMALL_TOWN),
        (20_000, SizeClass.MEDIUM_TOWN),
        (50_000, SizeClass.LARGER_MEDIUM_TOWN),
        (99_999, SizeClass.LARGER_MEDIUM_TOWN),
        (100_000, SizeClass.CITY),
    ],
)
def test_size_classes_begin_at_their_bounds(population: int, size: SizeClass) -> None:
    assert place("06411000").model_copy(update={"population": population}).size_class is size


def test_a_district_is_a_size_class_of_its_own() -> None:
    assert place("06631").size_class is SizeClass.DISTRICT
    assert [bound for bound, _ in SIZE_BOUNDS] == sorted(bound for bound, _ in SIZE_BOUNDS)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("eich", "Eichenzell"),
        ("EICHENZELL", "Eichenzell"),
        ("giessen", "Gießen"),
        ("Gießen", "Gießen"),
        ("gross ger", "Groß-Gerau"),
        ("Muenster", "Münster (Hessen)"),
        ("munster", "Münster (Hessen)"),
        ("Fulda", "Fulda"),
        ("landkreis ful", "Landkreis Fulda"),
        ("homburg", "Bad Homburg v. d. Höhe"),
        ("Heppenhiem", "Heppenheim (Bergstraße)"),
        ("Eichenzel", "Eichenzell"),
        ("Aichenzell", "Eichenzell"),
        ("Bad Nauhiem", "Bad Nauheim"),
        ("06631006", "Eichenzell"),
    ],
)
def test_type_ahead_puts_the_expected_place_first(typed: str, first: str) -> None:
    assert labels(typed)[0] == first


def test_a_name_that_begins_with_the_text_comes_before_one_that_contains_it() -> None:
    found = labels("eich")
    assert found.index("Eichenzell") < found.index("Neu-Eichenberg") < found.index("Dreieich")


def test_homonyms_show_their_district() -> None:
    assert labels("lautertal") == [
        "Lautertal (Odenwald), Landkreis Bergstraße",
        "Lautertal (Vogelsberg), Vogelsbergkreis",
    ]


@pytest.mark.parametrize("text", ["", "   ", "…", "Xyzzyqq", "99"])
def test_nothing_sensible_finds_nothing(text: str) -> None:
    assert labels(text) == []


def test_distance_is_the_great_circle() -> None:
    kassel = place("06611000")
    one_degree_north = kassel.model_copy(update={"latitude": kassel.latitude + 1})
    assert distance_km(kassel, one_degree_north) == pytest.approx(6371.0088 * 3.14159265 / 180, abs=0.001)
    antipode = kassel.model_copy(update={"latitude": -kassel.latitude, "longitude": kassel.longitude - 180})
    assert distance_km(kassel, antipode) == pytest.approx(6371.0088 * 3.14159265, abs=0.01)
    # Frankfurt to Kassel is 146 km as the crow flies between the register's points: 1.2 of latitude, 0.8
    # of longitude, worked out with the flat-earth approximation, good to a percent over such distances.
    frankfurt = place("06412000")
    north = 111.195 * (kassel.latitude - frankfurt.latitude)
    east = 111.195 * 0.6339 * (kassel.longitude - frankfurt.longitude)  # cos 50.66°, the mean latitude
    assert distance_km(frankfurt, kassel) == pytest.approx((north**2 + east**2) ** 0.5, rel=0.01)
    assert distance_km(frankfurt, kassel) == distance_km(kassel, frankfurt)


def test_neighbours_are_of_the_same_level_and_nearest_first() -> None:
    nearest = REGISTER.neighbours(place("06631"), limit=3)
    assert all(found.is_district for found, _ in nearest)
    distances = [km for _, km in REGISTER.neighbours(place("06631006"), limit=420)]
    assert len(distances) == 420
    assert distances == sorted(distances)
    assert distances[0] > 0


def test_the_source_line_is_that_of_the_data() -> None:
    assert REGISTER.source == (
        "© Statistisches Bundesamt (Destatis), Gemeindeverzeichnis 30.11.2023, "
        "fortgeschrieben bis 01.01.2026 (Koordinaten: Auszug 4. Quartal 2020) und Zensus 2022, dl-de/by-2-0"
    )
    assert REGISTER.population_year == 2022


def test_a_file_without_population_column_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "register.csv"
    broken.write_text(DATA.read_text(encoding="utf-8").replace("population_2022", "people"), encoding="utf-8")
    with pytest.raises(
        ValueError, match=r"register\.csv: expected rows and exactly one column population_YYYY"
    ):
        read_register(broken)
