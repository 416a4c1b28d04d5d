"""The coat of arms and the accent of a series stand in its documents; the sketch to hand in has a cover."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
import pptx
import pypdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image
from pptx.oxml.ns import qn

from reports.factsheet import factsheet_pdf
from reports.looks import Look
from reports.minutes_document import minutes_docx, minutes_pdf
from reports.pdf import sketch_pdf
from reports.pptx import council_pptx
from reports.resolution import resolution_docx, resolution_pdf
from reports.submission import submission_docx, submission_pdf
from tests.reports import factories

RED, GREEN = (200, 16, 46), (0, 90, 40)
ACCENT = "#005a28"


def picture(width: int = 210, height: int = 260) -> bytes:
    file = BytesIO()
    Image.new("RGBA", (width, height), (*RED, 255)).save(file, "PNG")
    return file.getvalue()


LOOK = Look(ACCENT, picture())


def pages(pdf: bytes) -> list[Image.Image]:
    return [page.render(scale=1).to_pil().convert("RGB") for page in pypdfium2.PdfDocument(pdf)]


def points(page: Image.Image, colour: tuple[int, int, int]) -> int:
    """Return how many points of a page have (nearly) this colour."""
    colours: Any = page.getcolors(page.width * page.height)
    return sum(n for n, each in colours if max(abs(a - b) for a, b in zip(each, colour, strict=True)) <= 3)


@pytest.mark.parametrize(
    "make",
    [
        lambda: sketch_pdf(factories.report(look=LOOK)),
        lambda: submission_pdf(factories.report(look=LOOK)),
        lambda: minutes_pdf(factories.minutes(), LOOK),
        lambda: resolution_pdf(factories.council(look=LOOK)),
        lambda: factsheet_pdf(factories.use_case("marburg-baummonitoring"), "de", factories.DAY, LOOK),
    ],
    ids=["sketch", "to hand in", "minutes", "resolution", "fact sheet"],
)
def test_each_page_of_a_pdf_bears_the_arms_and_the_first_the_accent(make: Callable[[], bytes]) -> None:
    drawn = pages(make())
    assert all(points(page, RED) > 100 for page in drawn)
    assert points(drawn[0], GREEN) > 50


def test_without_a_look_nothing_is_drawn_in_its_place() -> None:
    with_it, without = pages(sketch_pdf(factories.report(look=LOOK))), pages(sketch_pdf(factories.report()))
    assert len(with_it) == len(without)
    assert sum(points(page, RED) + points(page, GREEN) for page in without) == 0


@pytest.mark.parametrize("size", [(600, 24), (24, 600)], ids=["wide", "high"])
def test_a_logo_of_any_shape_fits_its_room(size: tuple[int, int]) -> None:
    look = Look("", picture(*size))
    first, second = pages(submission_pdf(factories.report(look=look)))[:2]
    assert 20 < points(second, RED) < 32 * 9 * 8.04 + 200  # at most 32 by 9 mm, in points of 1/72 inch
    assert points(first, RED) > points(second, RED)
    header = docx.Document(BytesIO(submission_docx(factories.report(look=look)))).sections[0].header
    (extent,) = header._element.xpath(".//wp:extent")
    assert int(extent.get("cx")) <= 32 * 36000
    assert int(extent.get("cy")) <= 9 * 36000


@pytest.mark.parametrize(
    "make",
    [
        lambda: submission_docx(factories.report(look=LOOK)),
        lambda: minutes_docx(factories.minutes(), LOOK),
        lambda: resolution_docx(factories.council(look=LOOK)),
    ],
    ids=["to hand in", "minutes", "resolution"],
)
def test_a_word_file_has_the_arms_in_its_header_and_the_accent_as_style(make: Callable[[], bytes]) -> None:
    made = docx.Document(BytesIO(make()))
    header = made.sections[0].header._element
    (found,) = header.xpath(".//wp:docPr")
    assert found.get("descr") == "Wappen oder Logo"
    assert str(made.styles["Heading 1"].font.color.rgb) == "005A28"  # type: ignore[attr-defined]


def test_slides_have_the_arms_and_the_accent() -> None:
    deck = pptx.Presentation(BytesIO(council_pptx(factories.council(look=LOOK))))
    for slide in deck.slides:
        (arms,) = [shape for shape in slide.shapes if shape.shape_type == 13]
        assert arms._element.nvPicPr.cNvPr.get("descr") == "Wappen oder Logo"
        assert slide.shapes.title is not None
    titles = deck.slide_master._element.find(f"{qn('p:txStyles')}/{qn('p:titleStyle')}")
    assert {each.get("val") for each in titles.iter(qn("a:schemeClr"))} >= {"accent1"}
    theme = next(rel.target_part for rel in deck.slide_master.part.rels.values() if "theme" in rel.reltype)
    assert b'<a:accent1><a:srgbClr val="005A28"/></a:accent1>' in theme.blob


@pytest.mark.parametrize(
    ("code", "mark", "title", "day"),
    [("de", "Entwurf", "Starkregen", "23.11.2026"), ("en", "Draft", "Heavy-rain", "23 Nov 2026")],
)
def test_the_cover_says_whose_what_how_far_and_of_when(code: str, mark: str, title: str, day: str) -> None:
    report = factories.report(code)
    first, second = (
        page.extract_text() for page in pypdf.PdfReader(BytesIO(submission_pdf(report))).pages[:2]
    )
    for said in ("Eichenzell", title, mark, day):
        assert said in first
    assert "2" in second.split("\n")[-1]  # the sheets are counted from the cover on
    made = docx.Document(BytesIO(submission_docx(report)))
    texts = [paragraph.text for paragraph in made.paragraphs]
    place = texts.index("Eichenzell")
    assert [text for text in texts[place : place + 5] if text][-2] == mark
    assert made.sections[0].different_first_page_header_footer
