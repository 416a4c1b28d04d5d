"""Texts of several lines in an own template: paragraphs and lists, with what stood around them."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from reports.own_template import fill_template
from tests.reports import factories
from tests.reports.office import converted, needs_office
from tests.reports.word_files import document, saved

LINES = "Erster Absatz.\n\nZweiter Absatz.\n- ein Punkt\n• noch einer\nDritter Absatz."
REPORT = factories.report(content=factories.report().content.with_section("benefit", LINES))


def filled(made: docx.document.Document) -> docx.document.Document:
    return docx.Document(BytesIO(fill_template(saved(made), REPORT)))


def test_each_line_is_a_paragraph_with_the_look_of_its_placeholder() -> None:
    made = document("{{ section_benefit }}", "Danach")
    made.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    made.paragraphs[0].runs[0].bold = True
    found = filled(made).paragraphs
    assert [each.text for each in found] == [
        "Erster Absatz.",
        "Zweiter Absatz.",
        "ein Punkt",
        "noch einer",
        "Dritter Absatz.",
        "Danach",
    ]
    assert all(each.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY for each in found[:-1])
    assert all(run.bold for each in found[:-1] for run in each.runs)
    numbered = [each.text for each in found if each._p.pPr is not None and each._p.pPr.numPr is not None]
    assert numbered == ["ein Punkt", "noch einer"]


def test_what_stands_around_the_placeholder_stays_before_and_after() -> None:
    made = document()
    paragraph = made.add_paragraph("Nutzen: ")
    paragraph.add_run("{{ section_benefit }}").italic = True
    paragraph.add_run(" (Ende)")
    found = [each.text for each in filled(made).paragraphs]
    assert found[0] == "Nutzen: Erster Absatz."
    assert found[-1] == "Dritter Absatz. (Ende)"


@pytest.mark.parametrize("place", ["cell", "header", "loop"])
def test_lines_are_divided_in_cells_headers_and_loops(place: str) -> None:
    made = document()
    if place == "cell":
        made.add_table(rows=1, cols=1).rows[0].cells[0].text = "{{ section_benefit }}"
        found = filled(made).tables[0].rows[0].cells[0].paragraphs
    elif place == "header":
        made.sections[0].header.paragraphs[0].text = "{{ section_benefit }}"
        found = filled(made).sections[0].header.paragraphs
    else:
        for text in ("{%p for entry in gaps %}", "{{ section_benefit }}", "{%p endfor %}"):
            made.add_paragraph(text)
        found = filled(made).paragraphs[:5]
    assert len(found) == 5
    assert found[2].text == "ein Punkt"


@needs_office
def test_libreoffice_shows_the_list(tmp_path: Path) -> None:
    made = document("{{ section_benefit }}")
    pdf = converted("lines.docx", fill_template(saved(made), REPORT), tmp_path)
    assert pdf.startswith(b"%PDF")
