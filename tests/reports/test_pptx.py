import textwrap
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pptx
import pypdf
import pytest
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Cm

from reports import slide_room
from reports.content import CouncilReport
from reports.document import Bullets
from reports.pptx import council_pptx
from reports.resolution import resolution_document
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


def test_markers_of_what_is_chosen_differ_in_shape_and_not_in_colour_alone() -> None:
    (_bars, points) = charts(opened(factories.council()))
    markers = [series.marker.style for series in points.chart.plots[0].series]
    assert len(markers) == len(set(markers)) == 2


def test_each_point_carries_its_whole_name() -> None:
    report = factories.council()
    (_bars, points) = charts(opened(report))
    names = [
        series.points[place].data_label.text_frame.text
        for series in points.chart.plots[0].series
        for place in range(len(series.values))
    ]
    assert sorted(names) == sorted(report.scores.titles.values())


def test_every_slide_has_a_title_and_speaks_its_language() -> None:
    deck = opened(factories.council("de"))
    assert [slide.shapes.title.text_frame.text for slide in deck.slides] == [
        "Ergebnisse des Workshops: Digitalisierungswerkstatt 2026",
        "Was gewählt wurde",
        "Rangfolge",
        "Portfolio: Nutzen und Umsetzbarkeit",
        "Rangfolge in Zahlen",
        *(sketch.content.title for sketch in factories.council("de").sketches),
        *["Zeitplan"] * 2,
        "Beschlussvorschlag",
    ]
    for slide in deck.slides:
        assert slide.shapes.title.text_frame.text.strip()
        languages = {p.get("lang") for p in slide._element.iter() if p.tag.endswith("}rPr")}
        assert languages == {"de-DE"}
    assert deck.core_properties.language == "de-DE"


def test_german_texts_on_english_slides_are_marked_as_german() -> None:
    council, german = factories.council("en"), factories.report("de").content
    sketch = replace(council.sketches[0], content=german)
    deck = opened(replace(council, sketches=(sketch,)))
    (slide,) = [each for each in deck.slides if each.shapes.title.text_frame.text == german.title]
    runs = {run.text: run.font._element.get("lang") for run in runs_of(slide)}
    assert runs[german.title] == "de-DE"
    assert runs["Key facts"] == "en-GB"
    assert {lang for text, lang in runs.items() if text in german.summary.text} == {"de-DE"}
    (plan,) = [each for each in deck.slides if each.shapes.title.text_frame.text == "Time plan"]
    spoken = {run.text: run.font._element.get("lang") for run in runs_of(plan)}
    assert spoken[german.milestones[0].title] == "de-DE"
    assert spoken["Milestone"] == "en-GB"


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
    assert "\nVorbild\n" not in text


def test_the_choice_comes_with_reasons_and_money_and_the_end_says_what_follows() -> None:
    report = factories.council(next_steps=("Klären Sie zwei offene Punkte.", "Reichen Sie ein."))
    deck = opened(report)
    by_title = {slide.shapes.title.text_frame.text: slide for slide in deck.slides}
    (choice,) = [shape.table for shape in by_title["Was gewählt wurde"].shapes if shape.has_table]
    rows = [[cell.text for cell in row.cells] for row in choice.rows]
    assert [row[0] for row in rows[1:]] == [sketch.content.title for sketch in report.sketches]
    assert rows[1][1].startswith("Höchster Nutzen für alle Ortsteile;")
    assert rows[1][2:] == ["173.867,84\xa0€", "17.386,79\xa0€"]
    proposed = by_title["Beschlussvorschlag"].shapes[1].text_frame
    resolution = "\n".join(text for block in resolution_document(report).blocks for text in bullets(block))
    assert all(paragraph.text in resolution for paragraph in proposed.paragraphs)
    assert len(proposed.paragraphs) >= 3
    last = deck.slides[len(deck.slides) - 1]
    assert last.shapes.title.text_frame.text == "Wie es weitergeht"
    assert [p.text for p in last.shapes[1].text_frame.paragraphs] == list(report.next_steps)


def bullets(block: object) -> tuple[str, ...]:
    return block.items if isinstance(block, Bullets) else ()


def test_a_small_table_is_set_large_as_long_as_no_word_is_torn() -> None:
    header, widths, reason = ("Vorhaben", "Grund"), (1, 4), "Alle sehen es sofort."

    def size(title: str, rows: int = 3) -> int:
        return slide_room.cell_size(header, [(title, reason)] * rows, widths, slide_room.OURS)

    assert size("Pegel") == slide_room.LARGEST_CELL
    assert slide_room.CELL_SIZE < size("Starkregenfrühalarm") < slide_room.LARGEST_CELL
    assert size("Starkregenfrühalarmsystemerweiterung") == slide_room.CELL_SIZE
    assert size("Pegel", rows=9) == slide_room.CELL_SIZE


def test_a_time_plan_names_the_months_of_the_calendar_once_the_start_is_known() -> None:
    content = factories.report().content.model_copy(update={"start": date(2027, 3, 1)})
    deck = opened(factories.council(sketches=(factories.report(content=content),)))
    (plan,) = [each for each in deck.slides if each.shapes.title.text_frame.text == "Zeitplan"]
    (table,) = [shape.table for shape in plan.shapes if shape.has_table]
    first = [cell.text for cell in table.rows[1].cells]
    assert first[:2] == [content.title, content.milestones[0].title]
    assert first[2] == "März 2027"
    assert [row.cells[0].text for row in table.rows][2:] == [""] * (len(content.milestones) - 1)
    plans = [
        each for each in opened(factories.council()).slides if each.shapes.title.text_frame.text == "Zeitplan"
    ]
    for plan in plans:  # nobody has to turn back to see whose milestone it is
        (table,) = [shape.table for shape in plan.shapes if shape.has_table]
        assert all(cell.text for row in table.rows for cell in row.cells)


def test_a_project_with_its_own_name_says_what_it_was_modelled_on() -> None:
    made = factories.report(source="Smart Village Liederbach – Starkregen-Messsystem")
    text = text_of(opened(replace(factories.council(), sketches=(made,))))
    assert "\nVorbild\n" in text
    assert "Smart Village Liederbach" in text


def test_many_items_are_spread_over_slides() -> None:
    report = factories.council()
    items = report.scores.evaluation.items
    many = tuple(replace(item, item_id=f"{item.item_id}-{n}") for n in range(4) for item in items)
    evaluation = replace(report.scores.evaluation, items=many)
    deck = opened(replace(report, scores=replace(report.scores, evaluation=evaluation)))
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.top + shape.height <= deck.slide_height


def text_height(frame: Any, width: int) -> float:
    """Return about how high the texts of a frame stand: half an em for a letter, 1.2 for a line."""
    height = 0.0
    for paragraph in frame.paragraphs:
        size = max((run.font.size for run in paragraph.runs), default=0)
        if size:
            lines = textwrap.wrap(paragraph.text, int((width - Cm(0.5)) / (size * 0.5))) or [""]
            height += len(lines) * size * 1.2
    return height + Cm(0.25)


def bottom_of(shape: Any) -> float:
    """Return where a shape ends when the texts in it are written out."""
    bottom = float(shape.top + shape.height)
    if shape.has_table:
        widths = [column.width for column in shape.table.columns]
        rows = [[cell.text_frame for cell in row.cells] for row in shape.table.rows]
        needed = [
            max(row.height, *(text_height(frame, w) for frame, w in zip(frames, widths, strict=True)))
            for row, frames in zip(shape.table.rows, rows, strict=True)
        ]
        return max(bottom, shape.top + sum(needed))
    if shape.has_text_frame:
        return max(bottom, shape.top + text_height(shape.text_frame, shape.width))
    return bottom


TITLE = ("Hochwasserfrühwarnung mit Pegelsensoren an allen kleinen Gewässern " * 3)[:120]
SENTENCES = "Die Sensoren melden jede Überschreitung innerhalb einer Minute an Feuerwehr und Bauhof. " * 30


@pytest.mark.parametrize("text", [SENTENCES, "MASSNAHMEN WOHNUNGSBAU " * 90, "Daten" * 400])
def test_long_texts_stay_above_what_follows_and_on_the_slide(text: str) -> None:
    marks = factories.scores()
    content = factories.report().content
    summary = content.sections[0].model_copy(update={"id": "summary", "text": text[:415]})
    others = tuple(section for section in content.sections if section.id != "summary")
    partner = content.partners[0].model_copy(update={"name": TITLE})
    long = content.model_copy(update={"sections": (summary, *others), "partners": (partner,), "title": TITLE})
    deck = opened(
        factories.council(
            scores=replace(marks, titles=dict.fromkeys(marks.titles, TITLE)),
            sketches=(factories.report(content=long, reason=text[:2_000]),),
            verdict=text[:300],
        )
    )
    assert summary.text[:100] in text_of(deck)
    for slide in deck.slides:
        shapes = sorted(slide.shapes, key=lambda shape: shape.top)
        for shape, below in pairwise(shapes):
            assert bottom_of(shape) <= below.top, (slide.shapes.title.text, shape.name)
        assert bottom_of(shapes[-1]) <= deck.slide_height


def test_hostile_and_missing_texts() -> None:
    marks = factories.scores()
    scores = replace(marks, titles=dict.fromkeys(marks.titles, f"{hostile.FORMULA} {hostile.MARKUP}"))
    deck = opened(
        factories.council(scores=scores, series_title=hostile.SCRIPTS, sketches=(hostile.report(),))
    )
    assert hostile.MARKUP[:60] in text_of(deck)
    empty = replace(marks, evaluation=replace(marks.evaluation, items=()))
    blank = factories.report(content=SketchContent(), scores=None, item_id=None, funding=None, reason="")
    bare = opened(factories.council(scores=empty, sketches=(blank,), verdict=""))
    assert [slide.shapes.title.text_frame.text for slide in bare.slides][1:] == [
        "Was gewählt wurde",
        "Skizze ohne Titel",
        "Beschlussvorschlag",
    ]


@needs_office
def test_libreoffice_opens_it_and_prints_all_slides(tmp_path: Path) -> None:
    reader = pypdf.PdfReader(BytesIO(converted("council.pptx", council_pptx(factories.council()), tmp_path)))
    assert len(reader.pages) == len(opened(factories.council()).slides)
    assert "Umsetzbarkeit" in reader.pages[3].extract_text()
    assert reader.pages[3].extract_text().rstrip().endswith("Eichenzell · 4")
