# mypy: disallow-untyped-calls=False
# python-pptx leaves its chart data untyped.
"""The portfolio as a native chart: points that can be edited, each with its whole name beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pptx.chart.data import XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from design.palette import PAPER, bare
from design.portfolio import Layout
from reports.document import Point, PointChart

WIDTH, SIZE = 1500.0, 26.0
"""The width of the plot area, in the units in which names are placed; `SIZE` is type of `LETTERS` points."""
LETTERS = 11
_MARKER = 11
_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_EXTENSION = "http://schemas.microsoft.com/office/drawing/2012/chart"
_SHOW_LEADERS = (
    f'<c:extLst xmlns:c="{_NAMESPACE}"><c:ext uri="{{CE6537A1-D6FC-4f65-9D91-7224C49458BB}}" '
    f'xmlns:c15="{_EXTENSION}"><c15:showLeaderLines val="1"/></c:ext></c:extLst>'
)
_PLOT = (0.05, 0.02, 0.93, 0.8)
"""Where the plot area lies in its chart: left, top, width and height as parts of it."""


def data_of(chart: PointChart, chosen: str, others: str) -> XyChartData:
    """Return the figures as two series, what is chosen and the rest, the longer one first, none empty.

    LibreOffice does not draw the first series of a scatter chart if another one is longer.
    """
    data = XyChartData(number_format="0.0")
    for marked, group in _groups(chart):
        series = data.add_series(chosen if marked else others)
        for _place, point in group:
            series.add_data_point(point.x * 100, point.y * 100)
    return data


def _groups(chart: PointChart) -> list[tuple[bool, list[tuple[int, Point]]]]:
    found = [
        (marked, [(place, point) for place, point in enumerate(chart.points) if point.marked is marked])
        for marked in (True, False)
    ]
    return sorted((each for each in found if each[1]), key=lambda each: -len(each[1]))


def style(frame: Any, chart: PointChart, letters: float, mark: Callable[[Any], None]) -> None:
    """Zoom to what is shown, and place each name where it lies on no other.

    `letters` is the size of the names in points, `mark` fills a point that was chosen.
    """
    drawn = frame.chart
    laid = chart.laid_out(WIDTH, WIDTH * (frame.height * _PLOT[3]) / (frame.width * _PLOT[2]), SIZE)
    _fix_plot_area(drawn)
    axes = ((drawn.category_axis, chart.x_axis, laid.across), (drawn.value_axis, chart.y_axis, laid.upwards))
    for axis, title, (low, high, _mean) in axes:
        axis.minimum_scale, axis.maximum_scale = round(low * 100, 1), round(high * 100, 1)
        axis.has_title, axis.has_major_gridlines = True, False
        axis.axis_title.text_frame.text = f"{title} →"
        axis.tick_label_position, axis.major_tick_mark = XL_TICK_LABEL_POSITION.NONE, XL_TICK_MARK.NONE
    for series, (marked, group) in zip(drawn.plots[0].series, _groups(chart), strict=True):
        series.format.line.fill.background()
        series.marker.style = XL_MARKER_STYLE.DIAMOND if marked else XL_MARKER_STYLE.CIRCLE
        series.marker.size = _MARKER + 3 if marked else _MARKER
        if marked:
            mark(series.marker.format.fill)
        else:
            series.marker.format.fill.solid()
            series.marker.format.fill.fore_color.rgb = RGBColor.from_string(bare(PAPER.soft))
        series.marker.format.line.color.rgb = RGBColor.from_string(bare(PAPER.ink))
        _name(series, group, laid, letters)


def _fix_plot_area(drawn: Any) -> None:
    """Let the plot area lie where names were placed for, whatever draws it."""
    area = drawn._chartSpace.chart.plotArea
    old = area.find(qn("c:layout"))
    if old is not None:
        area.remove(old)
    layout = parse_xml(f'<c:layout xmlns:c="{_NAMESPACE}"><c:manualLayout/></c:layout>')
    for tag, value in (("layoutTarget", "inner"), ("xMode", "edge"), ("yMode", "edge")):
        _part(layout[0], tag, value)
    for tag, share in zip("xywh", _PLOT, strict=True):
        _part(layout[0], tag, f"{share}")
    area.insert(0, layout)


def _part(parent: Any, tag: str, value: str) -> None:
    parent.append(parse_xml(f'<c:{tag} xmlns:c="{_NAMESPACE}" val="{value}"/>'))


def _name(series: Any, group: Sequence[tuple[int, Point]], laid: Layout, letters: float) -> None:
    for number, (place, point) in enumerate(group):
        label = series.points[number].data_label
        frame = label.text_frame
        frame.text = point.label
        run = frame.paragraphs[0].runs[0]
        run.font.size, run.font.bold = Pt(letters), point.marked or None
        label.position = XL_LABEL_POSITION.RIGHT
        _move(label, laid, place)
    labels = series._element.find(qn("c:dLbls"))
    if labels is not None:
        labels.append(parse_xml(_SHOW_LEADERS))


def _move(label: Any, laid: Layout, place: int) -> None:
    """Move a name from the right of its point to its place, in parts of the whole chart."""
    (x, y), box = laid.points[place], laid.labels[place].box
    gap = 0.6 * laid.size
    across = (box.x - (x + gap)) / laid.width * _PLOT[2]
    down = (box.y + box.height / 2 - y) / laid.height * _PLOT[3]
    if abs(across) < 0.01 and abs(down) < 0.01:
        return
    element = label._dLbl
    old = element.find(qn("c:layout"))
    if old is not None:
        element.remove(old)
    layout = parse_xml(f'<c:layout xmlns:c="{_NAMESPACE}"><c:manualLayout/></c:layout>')
    _part(layout[0], "x", f"{across:.4f}")
    _part(layout[0], "y", f"{down:.4f}")
    element.insert(1, layout)
