# mypy: disallow-untyped-calls=False
# python-pptx leaves its chart data untyped.
"""Results for the council as slides with native charts that can be edited in PowerPoint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.util import Cm, Pt

from reports import pptx_portfolio, slide_room
from reports.content import CouncilReport, SketchReport
from reports.document import BarChart, Picture, PointChart
from reports.figures import (
    month_text,
    portfolio_picture,
    ranking_picture,
    ranking_table,
    score_sentence,
    unplaced,
)
from reports.proposed import project_title, proposed
from reports.prose import clean, line, short
from reports.slide_deck import INK, Deck, Slide, describe, set_language
from reports.slide_room import OURS
from reports.wordprocessing import LOCALES
from sketches.funding import programme
from sketches.wording import grant_text, money, own_share_text
from translations import _, formats, language

LOWER_TABLE = 0.474
"""Where the table of a project begins at the latest, as a part of the room."""
NOTE_HEIGHT, TEXT_GAP = Cm(1.8), Cm(0.2)
CHART_TYPE = 14
BARS_PER_SLIDE = 12
BODY_LENGTH = 420
STEP_TYPE = 22
REASON_LENGTH = 130
CHOICE_WIDTHS, PLAN_WIDTHS = (3.6, 4, 1.6, 1.8), (3, 5, 1.5, 1.5)


def council_pptx(report: CouncilReport, template: bytes | None = None) -> bytes:
    """Return the slides: what was chosen and why, the ranking, each project, its time, and what follows.

    With a template they take its layouts, colours and typefaces. Raises OwnTemplateError if it has none.
    """
    with language(report.language):
        return _Slides(report, Deck(report.look, template)).write()


class _Slides:
    """Builds one presentation."""

    def __init__(self, report: CouncilReport, deck: Deck) -> None:
        self.report, self.deck, self.room = report, deck, deck.room

    def write(self) -> bytes:
        self._sign()
        self._title()
        if self.report.sketches:
            self._choice()
        if self.report.scores.evaluation.items:
            self._ranking()
            self._portfolio()
            self._table()
        for sketch in self.report.sketches:
            self._pick(sketch)
        self._time_plan()
        if self.report.sketches:
            self.deck.steps(self.deck.slide(_("Proposed resolution")), proposed(self.report), STEP_TYPE)
        if self.report.next_steps:
            self.deck.steps(self.deck.slide(_("What happens next")), self.report.next_steps, STEP_TYPE)
        self.deck.numbered(short(self.report.municipality, 60))
        for slide in self.deck.file.slides:
            set_language(slide._element, LOCALES[self.report.language])
        return self.deck.saved()

    def _sign(self) -> None:
        report = self.report
        self.deck.sign(
            title=short(report.series_title, 250),
            author="Digitalisierungsberatung",
            subject=short(report.municipality, 250),
            locale=LOCALES[report.language],
            day=report.date,
        )

    def _title(self) -> None:
        place, day = short(self.report.municipality, 90), formats.date(self.report.date)
        title = _("Results of the workshop: {series}").format(series=short(self.report.series_title, 90))
        self.deck.title_slide(title, [place, day])

    def _choice(self) -> None:
        """Show what was chosen, why, and what it costs."""
        header = (_("Project"), _("Why the workshop chose it"), _("Total costs"), _("Own share"))
        rows = [
            (project_title(sketch), short(sketch.reason, REASON_LENGTH), *_money(sketch))
            for sketch in self.report.sketches
        ]
        self._table_of(_("What was chosen"), header, rows, CHOICE_WIDTHS)

    def _time_plan(self) -> None:
        """Show the milestones of all projects, each with its first and last month.

        On one slide each project is named once, on several in each row: a page may begin anywhere.
        """
        header = (_("Project"), _("Milestone"), _("From month"), _("To month"))
        rows = [
            (
                project_title(sketch),
                line(milestone.title),
                month_text(milestone.start_month, sketch.content.start),
                month_text(milestone.end_month, sketch.content.start),
            )
            for sketch in self.report.sketches
            for milestone in sketch.content.milestones
        ]
        named = [
            ("", *row[1:]) if before and before[0] == row[0] else row
            for before, row in zip([None, *rows], rows, strict=False)
        ]
        if rows:
            alone = len(list(slide_room.pages(header, named, PLAN_WIDTHS, self.room))) == 1
            self._table_of(_("Time plan"), header, named if alone else rows, PLAN_WIDTHS)

    def _table_of(
        self, title: str, header: tuple[str, ...], rows: Sequence[tuple[str, ...]], widths: Sequence[float]
    ) -> None:
        """Add a table on as many slides as it needs; what was typed in another language is marked as such."""
        spoken = {
            text: LOCALES[sketch.text_language]
            for sketch in self.report.sketches
            if sketch.text_language
            for text in (project_title(sketch), *(line(each.title) for each in sketch.content.milestones))
        }
        size = slide_room.cell_size(header, rows, widths, self.room)
        for page in slide_room.pages(header, rows, widths, self.room, size):
            table = self.deck.table(self.deck.slide(title), page, widths, title, self.room.top, size)
            for cell in (cell for row in table.rows for cell in row.cells if cell.text in spoken):
                set_language(cell._tc, spoken[cell.text])

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
            slide = self.deck.slide(_("Ranking"))
            frame = self._chart(slide, XL_CHART_TYPE.BAR_STACKED, data, picture)
            self._style_bars(frame.chart, chart)
            self._note(slide, self.report.verdict)

    def _portfolio(self) -> None:
        picture = portfolio_picture(self.report.scores)
        assert isinstance(picture.chart, PointChart)
        chart = picture.chart
        if not chart.points:
            return
        slide = self.deck.slide(picture.caption)
        data = pptx_portfolio.data_of(chart, chosen=_("chosen for a sketch"), others=_("not chosen"))
        frame = self._chart(slide, XL_CHART_TYPE.XY_SCATTER, data, picture)
        frame.chart.has_legend = any(point.marked for point in chart.points)
        size = pptx_portfolio.LETTERS * min(1, frame.width / OURS.width)
        pptx_portfolio.style(frame, chart, size, lambda fill: self.deck.colour(fill, 0))
        self._note(slide, unplaced(self.report.scores))

    def _table(self) -> None:
        table = ranking_table(self.report.scores)
        for rows in slide_room.pages(table.header, table.rows, table.widths, self.room):
            slide = self.deck.slide(_("Ranking in figures"))
            self.deck.table(slide, rows, table.widths, table.caption, self.room.top)

    def _pick(self, sketch: SketchReport) -> None:
        slide = self.deck.slide(short(sketch.content.title, 90) or _("Untitled sketch"))
        summary = clean(sketch.content.summary.text)
        rows, widths = ((_("Key facts"), _("Value")), *_pick_facts(sketch)), (1, 3)
        room, gap = self.room, int(TEXT_GAP * self.room.scale)
        needed = sum(slide_room.row_heights(rows, widths, room))
        top = min(room.top + int(room.height * LOWER_TABLE), room.bottom - needed)
        texts = [short(summary, BODY_LENGTH), *_reason(sketch)]
        frame = self.deck.text_box(slide, texts, room.top + gap, top - room.top - 2 * gap, 18)
        if sketch.text_language:
            typed = [slide.shapes.title.text_frame] * bool(sketch.content.title) + [frame] * bool(summary)
            for text in typed:
                set_language(text.paragraphs[0]._p, LOCALES[sketch.text_language])
        self.deck.table(slide, rows, widths, _("Key facts"), top)

    def _note(self, slide: Slide, text: str) -> None:
        height = int(NOTE_HEIGHT * self.room.scale)
        if text:
            self.deck.text_box(slide, [text], self.room.bottom - height, height, 16)

    def _chart(self, slide: Slide, kind: Any, data: Any, picture: Picture) -> Any:
        room = self.room
        below = int((NOTE_HEIGHT + TEXT_GAP) * room.scale)
        frame = slide.shapes.add_chart(kind, room.left, room.top, room.width, room.height - below, data)
        describe(frame, picture.caption, picture.alt)
        font = frame.chart.font
        font.size = Pt(CHART_TYPE * room.scale)
        if self.deck.font:
            font.name = self.deck.font
        frame.chart.has_legend = True
        frame.chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        frame.chart.legend.include_in_layout = False
        return frame

    def _style_bars(self, chart: Any, source: BarChart) -> None:
        plot = chart.plots[0]
        plot.gap_width, plot.overlap = 45, 100
        chart.category_axis.reverse_order = True
        chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0, source.maximum
        chart.value_axis.has_title = True
        chart.value_axis.axis_title.text_frame.text = source.axis
        for place, series in enumerate(plot.series):
            self.deck.colour(series.format.fill, place)
            series.format.line.color.rgb = RGBColor.from_string(INK)


def _money(sketch: SketchReport) -> tuple[str, str]:
    """Return the total costs and the own share."""
    content, unknown = sketch.content, _("to be clarified")
    costs = money(content.total_cost) if content.costs else unknown
    return costs, (own_share_text(sketch.funding) if sketch.funding else "") or unknown


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
    costs, own_share = _money(sketch)
    yield _("Total costs"), costs
    yield _("Grant amount"), (grant_text(sketch.funding) if sketch.funding else "") or unknown
    yield _("Own share"), own_share
    yield _("Programme"), chosen.name(sketch.language) if chosen else unknown
