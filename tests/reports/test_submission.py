"""The sketch to hand in: about the project, marked as draft or final, nothing of the workshop or the tool."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import docx
import pptx
import pypdf
import pytest

from reports.content import CouncilReport, SketchReport
from reports.document import Facts, Heading, Paragraph, Picture, Table
from reports.placeholders import values
from reports.pptx import council_pptx
from reports.sketch import sketch_document
from reports.submission import submission_document, submission_docx, submission_pdf
from sketches.funding import check, programme
from sketches.model import CostItem, CostKind, FollowUpCost, Origin, SketchContent
from tests.reports import factories

OF_THE_TOOL = ("Vorausgefüllt", "Prefilled", "Startwert", "seed", "Formel", "Formula", "noch nicht klar")
OF_THE_WORKSHOP = ("zu spät dran", "Höchster Nutzen für alle", "Warum der Workshop", "Rangfolge", "Ranking")


def pdf_text(data: bytes) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages)


def docx_text(data: bytes) -> str:
    made = docx.Document(BytesIO(data))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in made.paragraphs), *cells, made.sections[0].header.paragraphs[0].text])


def finished(report: SketchReport) -> SketchReport:
    """Return the report of a sketch in which a person has checked and written everything."""
    content = report.content
    for section in report.outline.sections:
        written = content.section(section.id)
        if section.text:
            content = content.with_section(section.id, f"{written.text}\nGeprüft und ergänzt.")
    summary = content.summary.model_copy(update={"origins": (Origin.TYPED,)})
    roles = tuple(role.model_copy(update={"responsible": "Bauhof"}) for role in content.staffing)
    return replace(report, content=content.model_copy(update={"summary": summary, "staffing": roles}))


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(("place", "pick"), [("Eichenzell", 0), ("Kassel", 3), ("Landkreis Fulda", 7)])
def test_nothing_of_the_workshop_or_the_tool_is_handed_in(language: str, place: str, pick: int) -> None:
    report = factories.report(language, place, pick)
    for text in (pdf_text(submission_pdf(report)), docx_text(submission_docx(report))):
        found = [word for word in (*OF_THE_TOOL, *OF_THE_WORKSHOP) if word in text]
        assert found == [], (language, place)
        assert "266.385" in text or "173.867" in text or "173,867" in text  # the costs are there


def test_it_is_a_draft_as_long_as_something_is_open_and_final_then() -> None:
    draft, final = factories.report(), finished(factories.report())
    assert [gap.code for gap in final.gaps] == []
    for report, mark, other in ((draft, "Entwurf", "Endfassung"), (final, "Endfassung", "Entwurf")):
        for text in (pdf_text(submission_pdf(report)), docx_text(submission_docx(report))):
            assert mark in text
            assert other not in text
        assert submission_document(report).header == f"Eichenzell · {mark}"
    assert "Arbeitsfassung" in sketch_document(final).header


def test_a_plan_names_months_of_the_calendar_once_it_is_known_when_it_begins() -> None:
    report = factories.report()
    content = report.content.model_copy(update={"start": date(2027, 3, 1)})
    first, last = report.content.milestones[0], report.content.milestones[-1]
    assert (first.start_month, last.end_month) == (1, 24)
    for text in (pdf_text(submission_pdf(replace(report, content=content))),):
        assert "24 Monate, März 2027 bis Februar 2029" in " ".join(text.split())
        assert "03/27" in text  # in the picture
    word = docx_text(submission_docx(replace(report, content=content)))
    assert "24 Monate, März 2027 bis Februar 2029" in word
    assert "Februar 2029" in word
    assert values(replace(report, content=content))["milestones"][0]["start"] == "März 2027"
    before = pdf_text(submission_pdf(report))
    assert "2029" not in before
    assert "24 Monate" in before


def test_sections_are_numbered_without_gaps_and_an_empty_one_says_so() -> None:
    report = factories.report()
    assert not report.content.section("operation").text
    blocks = submission_document(report).blocks
    numbers = [int(b.text.split()[0]) for b in blocks if isinstance(b, Heading) and b.text[0].isdigit()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert any(isinstance(block, Paragraph) and block.text == "Wird noch ergänzt." for block in blocks)


def test_the_first_page_speaks_about_the_own_place() -> None:
    report = factories.report(place="Landkreis Fulda", pick=3)
    (lead, *_rest) = (b for b in submission_document(report).summary if isinstance(b, Paragraph))
    assert lead.text.startswith("Der Landkreis Fulda will „Sensorgesteuerte LED-Beleuchtung an Radwegen“")


def small(**changes: Any) -> SketchReport:
    """Return a report whose grant would lie below the minimum of its programme."""
    chosen, made = programme("starke-heimat-2025-line-1"), factories.report()
    assert chosen is not None
    costs = (CostItem(label="Sensoren", kind=CostKind.INVESTMENT, year=2027, amount=Decimal(18_000)),)
    new = {"programme": chosen.id, "costs": costs, "partners": (), **changes}
    content: SketchContent = made.content.model_copy(update=new)
    return replace(made, content=content, funding=check(chosen, content, factories.DAY))


def test_a_grant_below_the_minimum_is_nowhere_printed_as_one() -> None:
    report = small()
    for document in (sketch_document(report), submission_document(report)):
        for block in (*document.summary, *document.blocks):
            if isinstance(block, Facts):
                facts = {name: text.replace("\xa0", " ") for name, text in block.rows}
                if "Zuwendung" in facts:
                    assert facts["Zuwendung"].startswith("keine zu erwarten: 12.600,00 € bis 16.200,00 €")
                    assert facts["Zuwendung"].endswith("Mindestbetrag von 100.000 €")
                    assert facts["Eigenanteil"] == "18.000,00 €"
    filled = values(report)
    assert filled["grant"].startswith("keine zu erwarten")
    assert filled["shares"] == []
    deck: CouncilReport = factories.council(sketches=(report,))
    slides = pptx.Presentation(BytesIO(council_pptx(deck)))
    cells = [
        cell.text
        for slide in slides.slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    ]
    assert any(cell.startswith("keine zu erwarten") for cell in cells)


def test_it_names_the_confirmation_of_the_municipality_as_long_as_it_holds() -> None:
    report = factories.report()
    confirmed = replace(report, confirmed_at=datetime(2026, 11, 30, 9, 0, tzinfo=UTC))
    assert "von der Kommune am 30.11.2026" in docx_text(submission_docx(confirmed))
    assert "von der Kommune am" not in docx_text(submission_docx(report))


def with_follow_up(**changes: Any) -> SketchReport:
    """Return a report with two costs of each year, one of which nobody pays yet."""
    made = factories.report(**changes)
    costs = (
        FollowUpCost(label="Wartung", amount=Decimal("4200.00"), paid_by="Stadtwerke"),
        FollowUpCost(label="Mobilfunk", amount=Decimal("1320.50")),
    )
    return replace(made, content=made.content.model_copy(update={"follow_up": costs}))


def in_words(text: str) -> str:
    return " ".join(text.replace("\xa0", " ").split())


@pytest.mark.parametrize("write", [submission_pdf, submission_docx])
def test_financing_stands_by_year_and_source_with_the_costs_afterwards(write: Any) -> None:
    """2027: 127,783.82 euro, of which 90 % are 115,005.43 (rounded down); both years add up to the cent."""
    data = write(with_follow_up())
    text = in_words(pdf_text(data) if write is submission_pdf else docx_text(data))
    assert "Finanzierung nach Jahr und Herkunft" in text
    for amount in ("127.783,82 €", "46.084,02 €", "115.005,43 €", "41.475,62 €", "12.778,39 €", "4.608,40 €"):
        assert amount in text, amount
    assert "Kosten jedes Jahres nach der Förderung" in text
    assert "5.520,50 €" in text
    assert "Stadtwerke" in text


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_places_are_drawn_and_told_to_who_cannot_see_them(language: str) -> None:
    report = factories.report(language, origin_ags=("06531005", "06440002"))
    pdf = pypdf.PdfReader(BytesIO(submission_pdf(report)))
    told = in_words(" ".join(alternatives(pdf)))
    for name in ("Eichenzell", "Künzell", "Ebersburg", "Gießen", "Bad Nauheim"):
        assert name in told
    assert "Destatis" in in_words(pdf_text(submission_pdf(report)))
    word = docx.Document(BytesIO(submission_docx(report)))
    drawings = [shape._inline.docPr.get("descr") for shape in word.inline_shapes]
    assert any("Bad Nauheim" in (text or "") and "Ebersburg" in (text or "") for text in drawings)


def test_the_line_that_a_map_needs_stays_below_it() -> None:
    made = factories.report("de", origin_ags=("06531005", "06440002"))
    for more in range(3):  # with none it reached just to the end of its page
        content = made.content.model_copy(update={"supporters": ("Ortsbeirat",) * more})
        pages = pypdf.PdfReader(BytesIO(submission_pdf(replace(made, content=content)))).pages
        (page,) = [text for each in pages if "und woher sein" in (text := in_words(each.extract_text()))]
        assert "Skizzenkarte" in page


def alternatives(pdf: pypdf.PdfReader) -> list[str]:
    """Return the texts in the place of pictures, as a screen reader finds them."""
    found: list[str] = []
    todo: list[Any] = [pdf.trailer["/Root"]["/StructTreeRoot"]]
    while todo:
        node = todo.pop().get_object()
        if isinstance(node, list):
            todo += node
        elif isinstance(node, dict):
            found += [str(node["/Alt"])] if "/Alt" in node else []
            todo += [node["/K"]] if "/K" in node else []
    return found


def test_without_a_known_place_there_is_no_map() -> None:
    made = factories.report()
    nobody = made.content.model_copy(update={"applicant": None, "partners": ()})
    document = submission_document(replace(made, content=nobody))
    assert not [block for block in document.blocks if isinstance(block, Picture) and "Karte" in block.alt]


def test_annexes_are_listed_to_be_ticked() -> None:
    blocks = submission_document(factories.report()).blocks
    heading = next(place for place, b in enumerate(blocks) if isinstance(b, Heading) and b.text == "Anlagen")
    table = blocks[heading + 1]
    assert isinstance(table, Table)
    assert [row[1] for row in table.rows] == [
        "Beschluss über das Vorhaben und den Eigenanteil",
        "Vereinbarung über das gemeinsame Vorhaben: Künzell",
        "Vereinbarung über das gemeinsame Vorhaben: Ebersburg",
        "Absichtserklärung: Landkreis Fulda, Gefahrenabwehr",
        "Absichtserklärung: RhönEnergie Fulda",
        "Grundlage der Kosten: Eigene Schätzung der Gemeindeverwaltung, Stand November 2026",
    ]
    assert [row[0] for row in table.rows] == list("123456")
