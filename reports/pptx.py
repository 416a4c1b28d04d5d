# mypy: disallow-untyped-calls=False
# python-pptx leaves its chart data untyped.
"""Results for the council as slides with native charts that can be edited in PowerPoint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

import pptx
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.oxml.ns import qn
from pptx.util import Cm, Pt

from design.palette import PAPER, bare
from design.typeface import DOCUMENT_FAMILY
from reports import pptx_portfolio, slide_room
from reports.content import CouncilReport, SketchReport
from reports.document import BarChart, PointChart
from reports.figures import (
    portfolio_picture,
    ranking_picture,
    ranking_table,
    score_sentence,
    unplaced,
)
from reports.prose import clean, line, short
from reports.slide_room import (
    BOTTOM,
    CELL_LENGTH,
    CELL_SIZE,
    HEIGHT,
    INNER_WIDTH,
    TABLE_TOP,
    WIDTH,
    Cells,
)
from reports.wordprocessing import LOCALES
from sketches.funding import programme
from sketches.wording import grant_text, money, own_share_text
from translations import _, formats, language

TITLE_ONLY, TITLE_SLIDE = 5, 0
LOWER_TABLE_TOP = Cm(10.4)
BARS_PER_SLIDE = 12
BODY_LENGTH = 420
EMBLEM_ROOM, EMBLEM_ROOM_ON_TITLE = (Cm(2.6), Cm(1.9)), (Cm(8), Cm(3.4))
INK = bare(PAPER.ink)
FONT = DOCUMENT_FAMILY

Slide = Any  # python-pptx declares types but leaves out half of the members it has


def council_pptx(report: CouncilReport) -> bytes:
    """Return the slides: title, ranking as chart and table, portfolio, one slide for each pick."""
    with language(report.language):
        return _Slides(report).write()


class _Slides:
    """Builds one presentation."""

    def __init__(self, report: CouncilReport) -> None:
        self.report, self.look = report, report.look
        self.colours = tuple(map(bare, (*report.look.chart, PAPER.border)))
        self.accent = RGBColor.from_string(bare(report.look.palette.accent))
        self.deck: Any = pptx.Presentation()
        self.deck.slide_width, self.deck.slide_height = WIDTH, HEIGHT

    def write(self) -> bytes:
        self._properties()
        self._title()
        if self.report.scores.evaluation.items:
            self._ranking()
            self._portfolio()
            self._table()
        for sketch in self.report.sketches:
            self._pick(sketch)
        for slide in self.deck.slides:
            _set_language(slide._element, LOCALES[self.report.language])
        stream = BytesIO()
        self.deck.save(stream)
        return stream.getvalue()

    def _properties(self) -> None:
        core = self.deck.core_properties
        core.title, core.author = short(self.report.series_title, 250), "Digitalisierungsberatung"
        core.subject, core.language = short(self.report.municipality, 250), LOCALES[self.report.language]

    def _title(self) -> None:
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[TITLE_SLIDE])
        title, subtitle = slide.placeholders[0], slide.placeholders[1]
        for shape, top, height in ((title, Cm(5), Cm(4.5)), (subtitle, Cm(10), Cm(4))):
            shape.left, shape.top, shape.width, shape.height = Cm(2), top, WIDTH - Cm(4), height
        _write(
            title.text_frame,
            [_("Results of the workshop: {series}").format(series=short(self.report.series_title, 90))],
            36,
            colour=self.accent,
        )
        self._emblem(slide, EMBLEM_ROOM_ON_TITLE, (WIDTH - EMBLEM_ROOM_ON_TITLE[0]) // 2, Cm(1.2))
        place, day = short(self.report.municipality, 90), formats.date(self.report.date)
        _write(subtitle.text_frame, [place, day], 22)

    def _slide(self, title: str) -> Slide:
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[TITLE_ONLY])
        shape = slide.shapes.title
        width = INNER_WIDTH - (EMBLEM_ROOM[0] + Cm(0.4)) * bool(self.look.emblem)
        shape.left, shape.top, shape.width, shape.height = Cm(1.5), Cm(0.8), width, Cm(2.4)
        texts, size = slide_room.fitted([title], 28, width, Cm(2.4), bold=True)
        _write(shape.text_frame, texts, size, bold=True, colour=self.accent)
        self._emblem(slide, EMBLEM_ROOM, WIDTH - Cm(1.5) - EMBLEM_ROOM[0], Cm(0.8))
        return slide

    def _emblem(self, slide: Slide, room: tuple[int, int], left: int, top: int) -> None:
        if self.look.emblem:
            width, height = self.look.within(*room)
            left += (room[0] - width) // 2
            picture = slide.shapes.add_picture(BytesIO(self.look.emblem), left, top, width, height)
            picture._element.nvPicPr.cNvPr.set("descr", _("Coat of arms or logo"))

    def _ranking(self) -> None:
        picture = ranking_picture(self.report.scores)
        assert isinstance(picture.chart, BarChart)
        chart = picture.chart
        for first in range(0, len(chart.bars), BARS_PER_SLIDE):
            bars = chart.bars[first : first + BARS_PER_SLIDE]
            data = CategoryChartData(number_format="0.0")
            data.categories = [short(bar.label, 45) for bar in bars]
            for number, name in enumerate(chart.series):
                data.add_series(name, [bar.parts[number] for bar in bars])
            slide = self._slide(_("Ranking"))
            frame = _add_chart(slide, XL_CHART_TYPE.BAR_STACKED, data, picture.caption, picture.alt)
            _style_bars(frame.chart, chart, self.colours)
            if self.report.verdict:
                _text_box(slide, [self.report.verdict], Cm(16.6), Cm(2.3), 16)

    def _portfolio(self) -> None:
        picture = portfolio_picture(self.report.scores)
        assert isinstance(picture.chart, PointChart)
        chart = picture.chart
        if not chart.points:
            return
        slide = self._slide(picture.caption)
        data = pptx_portfolio.data_of(chart, chosen=_("chosen for a sketch"), others=_("not chosen"))
        frame = _add_chart(slide, XL_CHART_TYPE.XY_SCATTER, data, picture.caption, picture.alt)
        frame.chart.has_legend = any(point.marked for point in chart.points)
        pptx_portfolio.style(frame.chart, chart, self.colours[0])
        if missing := unplaced(self.report.scores):
            _text_box(slide, [missing], Cm(16.6), Cm(1.4), 14)

    def _table(self) -> None:
        table = ranking_table(self.report.scores)
        for rows in slide_room.pages(table.header, table.rows, table.widths):
            slide = self._slide(_("Ranking in figures"))
            _add_table(slide, rows, table.widths, table.caption, self.colours[0])

    def _pick(self, sketch: SketchReport) -> None:
        slide = self._slide(short(sketch.content.title, 90) or _("Untitled sketch"))
        summary = clean(sketch.content.summary.text)
        rows, widths = ((_("Key facts"), _("Value")), *_pick_facts(sketch)), (1, 3)
        top = min(LOWER_TABLE_TOP, BOTTOM - sum(slide_room.row_heights(rows, widths)))
        texts = [short(summary, BODY_LENGTH), *_reason(sketch)]
        frame = _text_box(slide, texts, Cm(3.4), top - Cm(3.6), 18)
        if sketch.text_language:
            typed = [slide.shapes.title.text_frame] * bool(sketch.content.title) + [frame] * bool(summary)
            for text in typed:
                _set_language(text.paragraphs[0]._p, LOCALES[sketch.text_language])
        _add_table(slide, rows, widths, _("Key facts"), self.colours[0], top=top)


def _reason(sketch: SketchReport) -> list[str]:
    reason = short(sketch.reason, BODY_LENGTH)
    return [_("Why the workshop chose it: {reason}").format(reason=reason)] if reason else []


def _pick_facts(sketch: SketchReport) -> Iterator[tuple[str, str]]:
    content, unknown = sketch.content, _("to be clarified")
    chosen = programme(content.programme)
    if sketch.scores and sketch.item_id:
        yield _("Workshop result"), score_sentence(sketch.scores, sketch.item_id)
    if sketch.source:
        yield _("Modelled on"), short(sketch.source, 90)
    yield _("Partners"), formats.list_([line(p.name) for p in content.partners]) or formats.NO_VALUE
    yield _("Total costs"), money(content.total_cost) if content.costs else unknown
    yield _("Grant amount"), (grant_text(sketch.funding) if sketch.funding else "") or unknown
    yield _("Own share"), (own_share_text(sketch.funding) if sketch.funding else "") or unknown
    yield _("Programme"), chosen.name(sketch.language) if chosen else unknown


def _add_chart(slide: Slide, kind: Any, data: Any, title: str, alt: str) -> Any:
    frame = slide.shapes.add_chart(kind, Cm(1.5), Cm(3.2), INNER_WIDTH, Cm(13.2), data)
    _describe(frame, title, alt)
    frame.chart.font.size, frame.chart.font.name = Pt(14), FONT
    frame.chart.has_legend = True
    frame.chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    frame.chart.legend.include_in_layout = False
    return frame


def _style_bars(chart: Any, source: BarChart, colours: Sequence[str]) -> None:
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    chart.category_axis.reverse_order = True
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0, source.maximum
    chart.value_axis.has_title = True
    chart.value_axis.axis_title.text_frame.text = source.axis
    for series, colour in zip(plot.series, colours, strict=False):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = RGBColor.from_string(colour)
        series.format.line.color.rgb = RGBColor.from_string(INK)


def _add_table(
    slide: Slide,
    rows: Sequence[Cells],
    widths: Sequence[float],
    alt: str,
    fill: str,
    top: int = TABLE_TOP,
) -> None:
    heights = slide_room.row_heights(rows, widths)
    frame = slide.shapes.add_table(len(rows), len(rows[0]), Cm(1.5), top, INNER_WIDTH, sum(heights))
    _describe(frame, alt, alt)
    table = frame.table
    for column, width in zip(table.columns, slide_room.column_widths(widths), strict=True):
        column.width = width
    for number, row in enumerate(rows):
        table.rows[number].height = heights[number]
        for cell, text in zip(table.rows[number].cells, row, strict=True):
            _write(cell.text_frame, [short(text, CELL_LENGTH)], CELL_SIZE, bold=number == 0)
            if number == 0:
                cell.fill.solid()
                cell.fill.fore_color.rgb = RGBColor.from_string(fill)


def _text_box(slide: Slide, paragraphs: Sequence[str], top: int, height: int, size: int) -> Any:
    box = slide.shapes.add_textbox(Cm(1.5), top, INNER_WIDTH, height)
    box.text_frame.word_wrap = True
    texts = [text for text in paragraphs if text]
    _write(box.text_frame, *slide_room.fitted(texts, size, INNER_WIDTH, height))
    return box.text_frame


def _write(
    frame: Any, paragraphs: Sequence[str], size: float, bold: bool = False, colour: RGBColor | None = None
) -> None:
    frame.text = ""
    for number, text in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text, run.font.size, run.font.name = clean(text), Pt(size), FONT
        run.font.bold = bold or None
        if colour is not None:
            run.font.color.rgb = colour


def _describe(frame: Any, title: str, alt: str) -> None:
    properties = frame._element.nvGraphicFramePr.cNvPr
    properties.set("descr", clean(alt))
    properties.set("title", clean(title))


def _set_language(element: Any, locale: str) -> None:
    """Set the language of a slide's or a paragraph's texts where none is set yet."""
    for properties in element.iter(qn("a:rPr"), qn("a:endParaRPr")):
        if properties.get("lang") is None:
            properties.set("lang", locale)
