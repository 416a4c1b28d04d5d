"""Pictures for the wall: the same data as elsewhere, drawn for eyes ten metres away."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from reports.document import BarChart, PointChart
from ui.charts import COLOURS, INK, QUIET, chart_figure, styled

HEIGHT = 470
TEXT = 24
SMALL_TEXT = 20


@dataclass(frozen=True)
class Step:
    """An item's rank before and now."""

    label: str
    before: int
    now: int


def wall_figure(chart: BarChart | PointChart) -> go.Figure:
    """Return a chart at the size of the wall, with large writing."""
    return enlarged(chart_figure(chart))


def enlarged(figure: go.Figure) -> go.Figure:
    """Give a figure the height and the writing of the wall."""
    figure.update_layout(height=HEIGHT, font_size=TEXT, legend_font_size=SMALL_TEXT)
    figure.update_layout(margin={"l": 8, "r": 90, "t": 48, "b": 8})
    figure.update_yaxes(tickfont_size=TEXT)
    figure.update_xaxes(tickfont_size=SMALL_TEXT, title_font_size=SMALL_TEXT)
    figure.update_traces(textfont_size=TEXT, selector={"type": "scatter"})
    return figure


def steps_figure(steps: Sequence[Step]) -> go.Figure:
    """Draw each item's way from its rank in the first round to its rank now."""
    figure = go.Figure()
    for step in steps:
        moved = step.before != step.now
        colour = COLOURS[0] if step.now < step.before else COLOURS[1] if moved else QUIET
        figure.add_scatter(
            x=[0, 1],
            y=[step.before, step.now],
            mode="lines+markers",
            line={"color": colour, "width": 6 if moved else 3, "dash": "solid" if moved else "dot"},
            marker={"size": 16, "color": colour},
            hoverinfo="skip",
        )
        figure.add_annotation(
            x=1.03, y=step.now, text=step.label, showarrow=False, xanchor="left", font_size=SMALL_TEXT
        )
        figure.add_annotation(
            x=-0.03, y=step.before, text=str(step.before), showarrow=False, xanchor="right", font_size=TEXT
        )
    figure.update_xaxes(visible=False, range=[-0.15, 3.4])
    figure.update_yaxes(visible=False, autorange="reversed")
    styled(figure)
    figure.update_layout(height=HEIGHT, showlegend=False, font={"size": TEXT, "color": INK})
    return figure
