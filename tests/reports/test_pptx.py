from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pptx
import pypdf
import pytest
from pptx.enum.chart import XL_CHART_TYPE

from reports.content import CouncilReport
from reports.pptx import council_pptx
from sketches.model import SketchContent
from tests.reports import factories, hostile
from tests.reports.office import converted, needs_office


def opened(report: CouncilReport) -> Any:
    return pptx.Presentation(BytesIO(council_pptx(report)))


def charts(deck: Any) -> list[Any]:
    return [shape for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def runs_of(slide: Any) -> Iterator[Any]:
    for shape in slide.shapes:
        cells = [cell for row in shape.table.rows for cell in row.cells] if shape.has_table else [shape]
        for cell in cells:
            for paragraph in cell.text_frame.paragraphs:
                yield from paragraph.runs


def text_of(deck: Any) -> str:
    texts = []
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                texts.append(shape.text_frame.text)
            elif shape.has_table:
                texts += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(texts)


@pytest.mark.parametrize("language", ["de", "en"])
def test_charts_are_native_and_hold_the_figures(language: str) -> None:
    report = factories.council(language)
    bars, points = charts(opened(report))
    evaluation = report.scores.evaluation
    assert bars.chart.chart_type is XL_CHART_TYPE.BAR_STACKED
    sums = [sum(column) for column in zip(*(s.values for s in bars.chart.plots[0].series), strict=True)]
    assert sums == pytest.approx([(item.score or 0) * 100 for item in evaluation.ranking])
    drawn = {
        (round(x, 6), round(y, 6))
        for series in points.chart.plots[0].series
        for x, y in zip(series.iter_values(), series.values, strict=True)
    }
    assert points.chart.chart_type is XL_CHART_TYPE.XY_SCATTER
    assert len(drawn) == len(evaluation.items)
    for shape in (bars, points):
        assert shape._element.nvGraphicFramePr.cNvPr.get("descr")
        assert shape.chart.part.chart_workbook.xlsx_part is not None


def test_markers_differ_in_shape_and_not_in_colour_alone() -> None:
    (_bars, points) = charts(opened(factories.council()))
    markers = [series.marker.style for series in points.chart.plots[0].series]
    assert len(markers) == len(set(markers)) >= 2


def test_every_slide_has_a_title_and_speaks_its_language() -> None:
    deck = opened(factories.council("de"))
    assert len(deck.slides) == 7
    for slide in deck.slides:
        assert slide.shapes.title.text_frame.text.strip()
        languages = {p.get("lang") for p in slide._element.iter() if p.tag.endswith("}rPr")}
        assert languages == {"de-DE"}
    assert deck.core_properties.language == "de-DE"


def test_german_texts_on_english_slides_are_marked_as_german() -> None:
    council, german = factories.council("en"), factories.report("de").content
    sketch = replace(council.sketches[0], content=german)
    slide = opened(replace(council, sketches=(sketch,))).slides[-1]
    runs = {run.text: run.font._element.get("lang") for run in runs_of(slide)}
    assert runs[german.title] == "de-DE"
    assert runs["Key facts"] == "en-GB"
    assert {lang for text, lang in runs.items() if text in german.summary.text} == {"de-DE"}


def test_each_pick_has_its_slide_with_reason_and_money() -> None:
    text = text_of(opened(factories.council()))
    for expected in (
        "Höchster Nutzen für alle Ortsteile",
        "173.867,84\xa0€",
        "17.386,79\xa0€",
        "Rang 1 von 8",
    ):
        assert expected in text
    assert "Die Auswahl ist stabil." in text


def test_many_items_are_spread_over_slides() -> None:
    report = factories.council()
    items = report.scores.evaluation.items
    many = tuple(replace(item, item_id=f"{item.item_id}-{n}") for n in range(4) for item in items)
    evaluation = replace(report.scores.evaluation, items=many)
    deck = opened(replace(report, scores=replace(report.scores, evaluation=evaluation)))
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.top + shape.height <= deck.slide_height


def test_hostile_and_missing_texts() -> None:
    marks = factories.scores()
    scores = replace(marks, titles=dict.fromkeys(marks.titles, f"{hostile.FORMULA} {hostile.MARKUP}"))
    deck = opened(
        factories.council(scores=scores, series_title=hostile.SCRIPTS, sketches=(hostile.report(),))
    )
    assert hostile.MARKUP[:60] in text_of(deck)
    empty = replace(marks, evaluation=replace(marks.evaluation, items=()))
    blank = factories.report(content=SketchContent(), scores=None, item_id=None, funding=None, reason="")
    assert len(opened(factories.council(scores=empty, sketches=(blank,), verdict="")).slides) == 2


@needs_office
def test_libreoffice_opens_it_and_prints_all_slides(tmp_path: Path) -> None:
    reader = pypdf.PdfReader(BytesIO(converted("council.pptx", council_pptx(factories.council()), tmp_path)))
    assert len(reader.pages) == 7
    assert "Umsetzbarkeit" in reader.pages[2].extract_text()
