"""Whatever somebody types: each document is made, and another library opens it."""

import zipfile
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import docx
import openpyxl
import pptx
import pypdf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.bundle import sketches_zip
from reports.docx import sketch_docx
from reports.own_template import fill_template
from reports.pdf import sketch_pdf
from reports.pptx import council_pptx
from reports.sample_template import sample_template
from reports.xlsx import results_xlsx
from sketches.model import Applicant, CostItem, CostKind, Milestone, Risk, Section, SketchContent, Statement
from sketches.outline import load_outline
from tests.reports import factories
from translations import language

# Marks, keycaps, tabs, line ends, markup, emoji and their joiners turn up more often than by chance.
LIKELY = st.sampled_from(
    list("aä1 \t\v\n\r\u0301\u20e3\ufe0f\u200d\u00ad\u202e\ufeff_#*{}<&=%😀👩🇩ש中\x07\u2028")
)
TEXT = st.text(st.one_of(LIKELY, st.characters(exclude_categories=["Cs"])), max_size=60)
TEMPLATE = sample_template(load_outline(), "de")


@st.composite
def contents(draw: st.DrawFn) -> SketchContent:
    return SketchContent(
        title=draw(TEXT),
        summary=Statement(text=draw(TEXT)),
        applicant=Applicant(name=draw(TEXT), contact=draw(TEXT)),
        supporters=(draw(TEXT),),
        sections=tuple(Section(id=name, text=draw(TEXT)) for name in ("problem", "solution")),
        costs=(CostItem(label=draw(TEXT), kind=CostKind.OTHER, year=2027, amount=Decimal("12.34")),),
        milestones=(Milestone(title=draw(TEXT), start_month=1, end_month=2),),
        risks=(Risk(title=draw(TEXT), response=draw(TEXT)),),
        voices=(draw(TEXT),),
    )


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(content=contents(), name=TEXT)
def test_any_text_goes_into_every_document(content: SketchContent, name: str):
    report = factories.report(
        content=content, municipality=name, series_title=name, reason=name, funding=None, scores=None
    )
    with language("de"):
        assert len(pypdf.PdfReader(BytesIO(sketch_pdf(report))).pages) >= 1
        assert docx.Document(BytesIO(sketch_docx(report))).paragraphs
        assert docx.Document(BytesIO(fill_template(TEMPLATE, report))).tables
        council = factories.council(sketches=(report,), municipality=name, verdict=name)
        titles = dict.fromkeys(council.scores.titles, name)
        council = replace(council, scores=replace(council.scores, titles=titles))
        assert len(pptx.Presentation(BytesIO(council_pptx(council))).slides) >= 4
        ratings = replace(
            factories.rating_data(), municipality=name, series_title=name, scores=council.scores
        )
        assert openpyxl.load_workbook(BytesIO(results_xlsx(ratings))).worksheets
    with zipfile.ZipFile(BytesIO(sketches_zip([report], {f"{name}.txt": b""}))) as packed:
        assert packed.testzip() is None
        assert len(set(packed.namelist())) == 3
