"""Keys of an entry against the official register: unknown ones, former ones, and those of another place."""

import pytest

from tests.workshops.factories import a_use_case, library
from usecases.model import UseCase
from workshops.library.places import checked, with_current_keys


def placed(*keys: str, name: str = "Eichenzell") -> UseCase:
    origin = {"name": name, "state": "Hessen", "kind": "town", "ags": keys}
    return a_use_case(origin=origin)


def found(*keys: str, name: str = "Eichenzell") -> list[tuple[str, bool]]:
    return [(problem.code, problem.warning) for problem in checked(placed(*keys, name=name))[1]]


def test_a_key_that_fits_its_place_is_taken_as_it_is() -> None:
    entry = placed("06631006")
    assert checked(entry) == (entry, ())


@pytest.mark.parametrize("key", ["06999999", "06631777", "06999", "06415999"])
def test_a_key_that_nobody_has_is_a_fault(key: str) -> None:
    assert found(key) == [("unknown_key", False)]


def test_keys_that_a_spreadsheet_counted_up_are_doubted() -> None:
    entry, problems = checked(placed("06631001", name="Musterstadt"))
    assert [(problem.code, problem.params["place"]) for problem in problems] == [
        ("key_of_other_place", "Bad Salzschlirf")
    ]
    assert entry.origin.ags == ("06631001",)


def test_a_district_with_three_zeros_is_the_district() -> None:
    entry, problems = checked(placed("06631000", name="Landkreis Fulda"))
    assert (entry.origin.ags, problems) == (("06631",), ())


def test_an_urban_district_keeps_its_three_zeros() -> None:
    assert checked(placed("06411000", name="Darmstadt"))[0].origin.ags == ("06411000",)


def test_a_former_key_gives_way_to_the_one_that_followed() -> None:
    entry, problems = checked(placed("06435014", "06415000", name="Hanau"))
    assert entry.origin.ags == ("06415000",)
    assert [(problem.code, problem.params) for problem in problems] == [
        ("former_key", {"value": "06435014", "place": "Hanau", "key": "06415000"})
    ]


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("06533009", "Gießen mit Fulda, Limburg und Wetzlar"),
        ("06413000", "Offenbach"),
        ("06434001", "Bad Homburg, Friedrichsdorf und Wehrheim"),
        ("06535", "Landkreise Gießen und Vogelsberg"),
        ("06634", "Kreis Schwalm-Eder"),
        ("06631006", "Gemeinden im Landkreis Fulda"),
    ],
)
def test_short_names_and_districts_name_a_place_too(key: str, name: str) -> None:
    assert found(key, name=name) == []


def test_no_key_of_the_shipped_library_is_unknown_or_former() -> None:
    for entry in library():
        placed_now, problems = checked(entry)
        assert placed_now.origin == entry.origin, entry.id
        assert {problem.code for problem in problems} <= {"key_of_other_place"}, entry.id


def test_an_entry_without_former_keys_stays_the_same_object() -> None:
    entry = placed("06631006", "07999999")
    assert with_current_keys(entry) is entry
