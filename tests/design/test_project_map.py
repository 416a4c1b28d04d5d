"""The map of a project: all its places in sight and named, its own as stars, the others as discs."""

import xml.etree.ElementTree as ET
from itertools import combinations

import pytest

from design.project_map import PROJECT_HEIGHT, PROJECT_WIDTH, project_map
from design.sketch_map import Spot
from tests.design.test_sketch_map import BODY, elements

OWN = (Spot("<Ort>", 9.2, 50.2), Spot("Nachbar", 9.25, 50.22))
SOURCES = (Spot("Vorbild & Co", 10.5, 50.8, 1),)


def names(svg: str) -> list[str | None]:
    return [each.text for each in elements(svg, "text")]


def test_all_places_are_named_and_nothing_of_a_name_is_markup() -> None:
    drawn = project_map(BODY, OWN, SOURCES, label="Karte", font="Source Sans 3")
    assert names(drawn) == ["<Ort>", "Nachbar", "Vorbild & Co"]
    assert ET.fromstring(drawn).attrib["font-family"] == "Source Sans 3"
    assert ET.fromstring(drawn).attrib["aria-label"] == "Karte"
    assert len(elements(drawn, "circle")) == 1


@pytest.mark.parametrize(
    "sources", [(), SOURCES, (Spot("Nord", 9.2, 51.6, 1),), (Spot("Ost", 10.2, 50.2, 1),)]
)
def test_every_place_lies_inside_the_window_in_true_proportion(sources: tuple[Spot, ...]) -> None:
    drawn = project_map(BODY, OWN, sources, label="")
    for circle in elements(drawn, "circle"):
        assert 20 < float(circle.attrib["cx"]) < PROJECT_WIDTH - 20
        assert 20 < float(circle.attrib["cy"]) < PROJECT_HEIGHT - 20
    spots = [(float(each.attrib["x"]), float(each.attrib["y"])) for each in elements(drawn, "text")]
    assert all(0 < x < PROJECT_WIDTH and 0 < y < PROJECT_HEIGHT for x, y in spots)
    assert all(one != other for one, other in combinations(spots, 2))


def test_one_place_alone_stands_in_the_middle() -> None:
    drawn = project_map(BODY, OWN[:1], (), label="")
    first = elements(drawn, "path")[-1].attrib["d"].removeprefix("M").split("L")[0].split()
    assert float(first[0]) == pytest.approx(PROJECT_WIDTH / 2, abs=1)
    assert float(first[1]) == pytest.approx(PROJECT_HEIGHT / 2 - 19, abs=1)
