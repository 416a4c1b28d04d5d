"""What a sketch says as a document, whatever the format."""

from datetime import UTC, datetime

from reports.content import SketchReport
from reports.document import Facts
from reports.sketch import sketch_document
from tests.reports import factories


def facts(report: SketchReport) -> dict[str, str]:
    """Return the facts of the first page."""
    (found,) = (block for block in sketch_document(report).summary if isinstance(block, Facts))
    return dict(found.rows)


def test_a_version_has_the_day_on_which_it_was_saved_in_berlin() -> None:
    late = datetime(2026, 11, 4, 23, 30, tzinfo=UTC)
    assert facts(factories.report(changed_at=late))["Stand"] == "Fassung 7 vom 05.11.2026"
    assert facts(factories.report(version=None))["Stand"] == "Entwurf vom 23.11.2026"
