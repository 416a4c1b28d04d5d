"""The map of use cases counts places, not keys."""

from tests.workshops.factories import a_use_case, library
from ui.overview.hessen import counts_by_place


def test_a_place_is_counted_under_the_key_it_has_now() -> None:
    origin = {"name": "Hanau", "state": "Hessen", "kind": "town"}
    before = a_use_case("vorher", origin={**origin, "ags": ("06435014",)})
    both = a_use_case("beides", origin={**origin, "ags": ("06435014", "06415000", "06999999")})
    assert counts_by_place([before, both]) == {"06415000": 2}


def test_every_place_of_the_library_is_on_the_map() -> None:
    keys = {key for case in library() for key in case.origin.ags}
    assert counts_by_place(library()).keys() == keys
