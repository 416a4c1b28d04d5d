"""The map is sound SVG, in true proportions, with larger discs for more, and nothing of a name is markup."""

import xml.etree.ElementTree as ET

import pytest

from design.sketch_map import Cell, Spot, radius, sketch_map, surroundings

SQUARE = ((9.0, 50.0), (10.0, 50.0), (10.0, 51.0), (9.0, 51.0), (9.0, 50.0))
BODY = [Cell("Nord & Süd", "06001", SQUARE), Cell("<b>", "06002", tuple((x + 1, y) for x, y in SQUARE))]


def elements(svg: str, name: str) -> list[ET.Element]:
    return [each for each in ET.fromstring(svg).iter() if each.tag.endswith(f"}}{name}")]


def test_names_are_text_and_never_markup() -> None:
    drawn = sketch_map(
        BODY, [Spot("A & B", 9.5, 50.5, 3)], own=Spot("<Ort>", 9.2, 50.2), label='Karte "Hessen"'
    )
    assert [title.text for title in elements(drawn, "title")] == ["Nord & Süd", "<b>", "A & B: 3", "<Ort>"]
    assert ET.fromstring(drawn).attrib["aria-label"] == 'Karte "Hessen"'


def test_a_degree_north_is_longer_than_one_east() -> None:
    _x, _y, width, height = map(
        float, ET.fromstring(sketch_map(BODY, [], label="")).attrib["viewBox"].split()
    )
    assert (width - 28) / 2 / (height - 28) == pytest.approx(0.635, abs=0.002)  # the cosine of 50.6 degrees


def test_more_is_larger_up_to_eight_and_the_smaller_one_lies_above() -> None:
    assert radius(1) < radius(2) < radius(8) == radius(50)
    discs = elements(sketch_map(BODY, [Spot("a", 9.5, 50.5, 1), Spot("b", 9.5, 50.5, 9)], label=""), "circle")
    assert float(discs[0].attrib["r"]) > float(discs[1].attrib["r"])


def test_a_town_beside_the_own_place_leaves_the_room_to_its_name() -> None:
    towns = [Spot("Nah", 9.25, 50.25), Spot("Fern", 10.8, 50.8)]
    drawn = sketch_map(BODY, [], own=Spot("Ort", 9.2, 50.2), towns=towns, label="")
    assert [text.text for text in elements(drawn, "text")] == ["Fern", "Ort"]


def test_the_surroundings_have_the_own_place_in_the_middle_and_name_those_around() -> None:
    own = Spot("Ort", 9.5, 50.5)
    spots = [Spot("Nah", 9.7, 50.6, 2, "/ort?a=1&b=2"), Spot("Weit fort", 11.9, 50.5, 1, "/x")]
    drawn = surroundings(BODY, spots, own=own, label="Um den Ort")
    assert [text.text for text in elements(drawn, "text")] == ["Nah", "Ort"]
    assert [link.attrib["href"] for link in elements(drawn, "a")] == ["/ort?a=1&b=2"]
    assert elements(drawn, "a")[0].attrib["aria-label"] == "Nah: 2"
    root = ET.fromstring(drawn)
    assert (root.attrib["role"], root.attrib["aria-label"]) == ("group", "Um den Ort")
    _left, _top, width, height = map(float, root.attrib["viewBox"].split())
    (name,) = [text for text in elements(drawn, "text") if text.text == "Ort"]
    assert float(name.attrib["x"]) == width / 2
    assert abs(float(name.attrib["y"]) - height / 2) < 30
