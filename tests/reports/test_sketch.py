"""What a sketch says as a document, whatever the format."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pypdf

from reports.content import SketchReport
from reports.document import Facts, Paragraph, Tone
from reports.pdf import sketch_pdf
from reports.sketch import sketch_document
from sketches.model import Applicant, Origin, Statement
from tests.reports import factories


def facts(report: SketchReport) -> dict[str, str]:
    """Return the facts of the first page."""
    (found,) = (block for block in sketch_document(report).summary if isinstance(block, Facts))
    return dict(found.rows)


def test_a_version_has_the_day_on_which_it_was_saved_in_berlin() -> None:
    late = datetime(2026, 11, 4, 23, 30, tzinfo=UTC)
    assert facts(factories.report(changed_at=late))["Stand"] == "Fassung 7 vom 05.11.2026"
    assert facts(factories.report(version=None))["Stand"] == "Entwurf vom 23.11.2026"


def test_a_summary_that_the_tool_wrote_is_marked_until_a_person_has_written_it() -> None:
    report = factories.report()
    mark = Paragraph(
        "Vorausgefüllt (Herkunft: Daten der Kommune und Anwendungsfall). Bitte prüfen Sie den Text.",
        Tone.ORIGIN,
    )
    assert mark in sketch_document(report).summary
    typed = Statement(text=report.content.summary.text, origins=(Origin.TYPED,))
    content = report.content.model_copy(update={"summary": typed})
    assert mark not in sketch_document(replace(report, content=content)).summary


def test_the_first_page_names_some_partners_and_counts_the_rest() -> None:
    report = factories.report()

    def partners(number: int) -> str:
        named = tuple(Applicant(name=f"Ort {place}") for place in range(1, number + 1))
        content = report.content.model_copy(update={"partners": named})
        return facts(replace(report, content=content))["Partner"]

    assert partners(8).endswith("Ort 7 und Ort 8")
    assert partners(9).endswith("Ort 8 und 1 weiterer Partner")
    assert partners(22).endswith("Ort 8 und 14 weitere Partner")


def test_the_contents_stand_on_the_second_page_however_much_was_written() -> None:
    report = factories.report()
    lines = "\n".join(f"- Punkt {number}" for number in range(1, 171))
    partners = tuple(Applicant(name=f"Gemeinde {place} im Vogelsbergkreis") for place in range(22))
    summary = Statement(text=lines, origins=(Origin.USE_CASE,))
    content = report.content.model_copy(update={"summary": summary, "partners": partners})
    crowded = replace(report, content=content, reason=lines)
    pages = [page.extract_text() for page in pypdf.PdfReader(BytesIO(sketch_pdf(crowded))).pages]
    assert "Inhalt" in pages[1].splitlines()
    whole = "".join("".join(pages).split())
    assert whole.count("Punkt170") == 2, "the full texts stand in the annex"


def test_blank_lines_do_not_make_a_text_too_long_for_the_first_page() -> None:
    airy = replace(factories.report(), reason="\n\n".join(f"Grund {number}." for number in range(1, 7)))
    document = sketch_document(airy)
    assert Paragraph("Grund 6.") in document.summary
    assert not any("Vollständige Texte" in getattr(block, "text", "") for block in document.blocks)
