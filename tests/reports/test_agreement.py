"""One test for all: the same figure stands in PDF, DOCX, PPTX and XLSX, and is the one that was computed."""

from io import BytesIO

import docx
import openpyxl
import pptx
import pypdf
import pytest

from reports.docx import sketch_docx
from reports.pdf import sketch_pdf
from reports.pptx import council_pptx
from reports.xlsx import results_xlsx
from sketches.costs import cost_table
from sketches.wording import money
from tests.reports import factories
from translations import language as speaking
from translations.formats import number


def squeezed(text: str) -> str:
    return "".join(text.replace("\xa0", "").replace("\u200b", "").split())


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_figures_of_all_formats_agree(language: str) -> None:
    report = factories.report(language)
    assert report.scores is not None
    assert report.funding is not None
    financing = report.funding.financing
    assert financing is not None
    costs = cost_table(report.content.costs)
    with speaking(language):
        amounts = [costs.total, *costs.year_totals, *(row.total for row in costs.rows)]
        amounts += [financing.grant.low, financing.own.high, *(s.amount.high for s in financing.shares)]
        sums = [money(amount) for amount in amounts]
        scores = [number((item.score or 0) * 100, digits=1) for item in report.scores.evaluation.ranking]

    pages = pypdf.PdfReader(BytesIO(sketch_pdf(report))).pages
    word = docx.Document(BytesIO(sketch_docx(report)))
    deck = pptx.Presentation(BytesIO(council_pptx(factories.council(language))))
    texts = {
        "pdf": "".join(page.extract_text() for page in pages),
        "docx": "".join(cell.text + " " for t in word.tables for row in t.rows for cell in row.cells),
        "pptx": "".join(
            cell.text + " "
            for slide in deck.slides
            for shape in slide.shapes
            if shape.has_table
            for row in shape.table.rows
            for cell in row.cells
        ),
    }
    for name, text in texts.items():
        for figure in scores:
            assert squeezed(figure) in squeezed(text), (name, figure)
    for name in ("pdf", "docx"):
        for figure in sums:
            assert squeezed(figure) in squeezed(texts[name]), (name, figure)
    for figure in (money_text for money_text in (sums[0], sums[-4])):
        assert squeezed(figure) in squeezed(texts["pptx"])

    sheet = openpyxl.load_workbook(BytesIO(results_xlsx(factories.rating_data(language)))).worksheets[0]
    with speaking(language):
        cells = [number(row[3].value, digits=1) for row in sheet.iter_rows(min_row=2)]
    assert cells == scores
