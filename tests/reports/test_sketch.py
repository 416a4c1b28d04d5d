"""What a sketch says as a document, whatever the format."""

from dataclasses import replace
from datetime import UTC, datetime

from reports.content import SketchReport
from reports.document import Facts, Paragraph, Tone
from reports.sketch import sketch_document
from sketches.model import Origin, Statement
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
    mark = Paragraph("Vorausgefüllt (Herkunft: Anwendungsfall). Bitte prüfen Sie den Text.", Tone.ORIGIN)
    assert mark in sketch_document(report).summary
    typed = Statement(text=report.content.summary.text, origins=(Origin.TYPED,))
    content = report.content.model_copy(update={"summary": typed})
    assert mark not in sketch_document(replace(report, content=content)).summary
