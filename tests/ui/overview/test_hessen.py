"""The map of use cases counts places, not keys."""

import xml.etree.ElementTree as ET

from municipalities.register import load_register
from tests.workshops.factories import a_use_case, library
from ui.overview.hessen import FOR_ORIENTATION, counts_by_place, drawn


def test_a_place_is_counted_under_the_key_it_has_now() -> None:
    origin = {"name": "Hanau", "state": "Hessen", "kind": "town"}
    before = a_use_case("vorher", origin={**origin, "ags": ("06435014",)})
    both = a_use_case("beides", origin={**origin, "ags": ("06435014", "06415000", "06999999")})
    assert counts_by_place([before, both]) == {"06415000": 2}


def test_every_place_of_the_library_is_on_the_map() -> None:
    keys = {key for case in library() for key in case.origin.ags}
    assert counts_by_place(library()).keys() == keys


def test_the_map_names_every_place_counts_those_with_use_cases_and_stars_the_own_one() -> None:
    counts = counts_by_place(library())
    titles = [
        each.text
        for each in ET.fromstring(drawn(counts, "06631006", "Karte")).iter()
        if each.tag.endswith("title")
    ]
    register = load_register()
    assert {place.display_name for place in register.municipalities} <= set(titles)
    assert {f"{register.places[key].display_name}: {count}" for key, count in counts.items()} <= set(titles)
    assert titles[-1] == "Eichenzell"


def test_towns_for_orientation_are_in_the_register() -> None:
    assert [key for key in FOR_ORIENTATION if load_register().get(key) is None] == []


def test_a_series_of_a_place_that_is_gone_still_has_a_map() -> None:
    assert "<svg" in drawn(counts_by_place(library()), "06999999", "Karte")


def test_around_any_place_no_name_lies_on_another() -> None:
    counts = counts_by_place(library())
    for own in load_register().municipalities[::35]:
        picture = ET.fromstring(drawn(counts, own.ags, "Karte", near=True))
        lines = [
            (each.text or "", float(each.attrib["x"]), float(each.attrib["y"]))
            for each in picture.iter()
            if each.tag.endswith("text")
        ]
        for place, (name, x, y) in enumerate(lines[:-1]):
            for other, other_x, other_y in lines[:place]:
                wide = 15 * 0.4 * (len(name) + len(other)) / 2
                assert abs(x - other_x) > wide or abs(y - other_y) > 10, (own.display_name, name, other)
