"""Our own empty presentation: what somebody adds later looks like the rest and lies on the slide."""

from typing import Any

import pytest
from pptx.oxml.ns import qn

from design.palette import PAPER
from reports.looks import USUAL, Look
from reports.slide_look import empty_presentation, write_number


@pytest.fixture(scope="module")
def deck() -> Any:
    return empty_presentation(USUAL)


def test_whatever_stands_on_master_and_layouts_lies_on_the_slide(deck: Any) -> None:
    for sheet in (deck.slide_master, *deck.slide_layouts):
        for shape in sheet.shapes:
            assert 0 <= shape.left <= shape.left + shape.width <= deck.slide_width
            assert 0 <= shape.top <= shape.top + shape.height <= deck.slide_height
    farthest = max(shape.left + shape.width for shape in deck.slide_master.shapes)
    assert farthest > deck.slide_width * 0.9  # the sheet of the library is narrower


@pytest.mark.parametrize(("look", "first"), [(USUAL, PAPER.accent[1:].upper()), (Look("#005a28"), "005A28")])
def test_tables_and_charts_that_are_added_later_have_our_colours_and_typeface(look: Look, first: str) -> None:
    made = empty_presentation(look)
    theme = next(rel.target_part for rel in made.slide_master.part.rels.values() if "theme" in rel.reltype)
    text = theme.blob.decode()
    assert f'<a:accent1><a:srgbClr val="{first}"/></a:accent1>' in text
    assert text.count('<a:latin typeface="Arial"') == 2


def test_titles_stand_on_the_left_in_the_accent(deck: Any) -> None:
    style = deck.slide_master._element.find(f"{qn('p:txStyles')}/{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    assert style.get("algn") == "l"
    assert style.find(qn("a:defRPr"))[0].find(qn("a:schemeClr")).get("val") == "accent1"


def test_a_slides_number_is_a_field_that_powerpoint_renews() -> None:
    made = empty_presentation(USUAL)
    slide = made.slides.add_slide(made.slide_layouts[5])
    write_number(slide, "Bad Soden & <Umland>", 7)
    (number,) = [each for each in slide.placeholders if each.placeholder_format.idx == 12]
    (field,) = number._element.iter(qn("a:fld"))
    assert (field.get("type"), field.find(qn("a:t")).text) == ("slidenum", "7")
    assert number.text_frame.paragraphs[0].runs[0].text == "Bad Soden & <Umland> · "
    ids = [each.get("id") for each in slide.shapes._spTree.iter(qn("p:cNvPr"))]
    assert len(ids) == len(set(ids))
