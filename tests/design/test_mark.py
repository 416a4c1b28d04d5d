from xml.etree import ElementTree

from design.mark import mark_svg

SVG = "{http://www.w3.org/2000/svg}"


def test_the_mark_is_three_cells_on_a_plate():
    root = ElementTree.fromstring(mark_svg())
    assert [child.tag for child in root] == [f"{SVG}rect", *[f"{SVG}path"] * 3]
    assert len({child.get("fill") for child in root}) == 4
    assert root.get("aria-hidden") == "true"


def test_it_has_a_name_where_it_stands_alone():
    assert ElementTree.fromstring(mark_svg(title="Werkstatt")).get("aria-label") == "Werkstatt"


def test_it_goes_without_a_plate():
    assert all(child.tag == f"{SVG}path" for child in ElementTree.fromstring(mark_svg(ground=None)))
