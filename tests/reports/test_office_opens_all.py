"""LibreOffice opens and converts every kind of office file that the tool hands out."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from reports.docx import sketch_docx
from reports.minutes_document import minutes_docx
from reports.own_template import fill_template
from reports.pptx import council_pptx
from reports.resolution import resolution_docx
from reports.sample_template import sample_template
from reports.submission import submission_docx
from reports.xlsx import results_xlsx
from sketches.outline import load_outline
from tests.reports import factories
from tests.reports.office import converted, needs_office

MADE: dict[str, Callable[[], bytes]] = {
    "sketch.docx": lambda: sketch_docx(factories.report("en", "Kassel", 3)),
    "submission.docx": lambda: submission_docx(factories.report()),
    "own.docx": lambda: fill_template(sample_template(load_outline(), "de"), factories.report()),
    "minutes.docx": lambda: minutes_docx(factories.minutes()),
    "resolution.docx": lambda: resolution_docx(factories.council()),
    "council.pptx": lambda: council_pptx(factories.council()),
    "results.xlsx": lambda: results_xlsx(factories.rating_data()),
}


@needs_office
@pytest.mark.parametrize("name", MADE)
def test_office_opens_and_prints_it(name: str, tmp_path: Path) -> None:
    pages = pypdf.PdfReader(BytesIO(converted(name, MADE[name](), tmp_path))).pages
    assert pages
    assert all(page.extract_text().strip() for page in pages)
