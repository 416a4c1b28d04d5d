"""Pictures for the wall: the same data as elsewhere, drawn for eyes ten metres away."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from reports.document import BarChart, PointChart
from reports.prose import short
from translations import _
from ui.charts.look import COLOURS, INK, QUIET, chart_figure, plain, styled

HEIGHT = 540  # with the heading above and the links below, a projector of 720 lines needs no scrolling
TEXT = 24
SMALL_TEXT = 20
LABEL = 38  # one line each: at this size two lines of neighbours would touch


@dataclass(frozen=True)
class Step:
    """An item's rank before and now."""

    label: str
    before: int
    now: int


def wall_figure(chart: BarChart | PointChart) -> go.Figure:
    """Return a chart at the size of the wall, with large writing and room for it."""
    figure = enlarged(go.Figure(chart_figure(chart)))
    figure.update_traces(textfont_size=TEXT, selector={"type": "scatter"})
    if isinstance(chart, BarChart):
        figure.update_yaxes(ticktext=[plain(short(bar.label, LABEL)) for bar in chart.bars])
        figure.update_layout(showlegend=len(chart.series) > 1)
        figure.update_xaxes(range=[0, chart.maximum * 1.12])
    return figure


def enlarged(figure: go.Figure) -> go.Figure:
    """Give a figure the height and the writing of the wall."""
    figure.update_layout(height=HEIGHT, font_size=TEXT, legend_font_size=SMALL_TEXT)
    figure.update_layout(margin={"l": 8, "r": 24, "t": 48, "b": 8})
    figure.update_yaxes(tickfont_size=TEXT)
    figure.update_xaxes(tickfont_size=SMALL_TEXT, title_font_size=SMALL_TEXT)
    figure.update_traces(textfont_size=TEXT, width=0.6, selector={"type": "bar"})
    return figure


def steps_figure(steps: Sequence[Step]) -> go.Figure:
    """Draw each item's way from its place in the first round to its place now, in the order of today.

    Items that share a rank stand below each other, so that each name is readable.
    """
    figure = go.Figure()
    earlier = sorted(range(len(steps)), key=lambda place: (steps[place].before, place))
    for place, step in enumerate(steps):
        moved = step.before != step.now
        colour = COLOURS[0] if step.now < step.before else COLOURS[1] if moved else QUIET
        start = earlier.index(place)
        figure.add_scatter(
            x=[0, 1],
            y=[start, place],
            mode="lines+markers",
            line={"color": colour, "width": 6 if moved else 3, "dash": "solid" if moved else "dot"},
            marker={"size": 16, "color": colour},
            hoverinfo="skip",
        )
        before, now = {"showarrow": False, "xanchor": "right"}, {"showarrow": False, "xanchor": "left"}
        figure.add_annotation(x=-0.04, y=start, text=str(step.before), font_size=TEXT, **before)
        figure.add_annotation(x=1.04, y=place, text=step.label, font_size=TEXT, **now)
    for x, anchor, heading in ((-0.04, "right", _("before")), (1.04, "left", _("now"))):
        figure.add_annotation(
            x=x, y=-0.8, text=heading, font_size=SMALL_TEXT, showarrow=False, xanchor=anchor
        )
    figure.update_xaxes(visible=False, range=[-0.3, 3.2])
    figure.update_yaxes(visible=False, range=[len(steps) - 0.5, -1.2])
    styled(figure)
    figure.update_layout(height=HEIGHT, showlegend=False, font={"size": TEXT, "color": INK})
    figure.update_layout(margin={"l": 8, "r": 8, "t": 24, "b": 8})
    return figure
