"""Pictures as Plotly figures: drawn from the same data as the documents, never from colour alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

import plotly.graph_objects as go

from reports.document import BarChart, Chart, PointChart
from translations import _, current_language

Figure = go.Figure
COLOURS = ("#0b5b8c", "#b45309", "#2f7d4f")
PATTERNS = ("", "/", "x")
INK = "#0a1118"
QUIET = "#b7c0c8"
# Third value in thirds: high, medium, low, unknown — told apart by shape as well as by size.
SYMBOLS = ("circle", "square", "diamond", "x-thin")
SIZES = (26, 19, 13, 11)
BAR_HEIGHT = 46
MIDDLE_OF_HESSEN = 50.6


def chart_figure(chart: Chart) -> go.Figure:
    """Return the figure of a bar chart or a portfolio picture."""
    if isinstance(chart, BarChart):
        return _bars(chart)
    if isinstance(chart, PointChart):
        return _points(chart)
    raise TypeError(f"there is no figure for {type(chart).__name__}")


def _bars(chart: BarChart) -> go.Figure:
    figure = go.Figure()
    labels = [f"{bar.label} ✓" if bar.marked else bar.label for bar in chart.bars]
    for place, name in enumerate(chart.series):
        figure.add_bar(
            name=name,
            y=labels,
            x=[bar.parts[place] for bar in chart.bars],
            orientation="h",
            marker={
                "color": COLOURS[place],
                "pattern": {"shape": PATTERNS[place], "fgcolor": "#ffffff", "size": 6, "solidity": 0.25},
            },
            hovertemplate="%{x:.1f}",
        )
    ends = [sum(bar.parts) for bar in chart.bars]
    figure.add_scatter(
        y=labels,
        x=ends,
        text=[f" {bar.value}" for bar in chart.bars],
        mode="text",
        textposition="middle right",
        showlegend=False,
        hoverinfo="skip",
    )
    figure.update_layout(barmode="stack", height=110 + BAR_HEIGHT * len(labels))
    figure.update_yaxes(autorange="reversed", automargin=True, tickfont={"size": 15})
    figure.update_xaxes(range=[0, chart.maximum], title=chart.axis)
    return _styled(figure)


def _points(chart: PointChart) -> go.Figure:
    figure = go.Figure()
    for place, name in enumerate(chart.legend):
        own = [point for point in chart.points if _third(point.third) == place]
        figure.add_scatter(
            name=name,
            x=[point.x for point in own],
            y=[point.y for point in own],
            text=[f"<b>{point.key}</b>" for point in own],
            hovertext=[point.label for point in own],
            hoverinfo="text",
            mode="markers+text",
            textposition="top center",
            textfont={"size": 16, "color": INK},
            marker={
                "symbol": SYMBOLS[place],
                "size": SIZES[place],
                "color": COLOURS[0],
                "line": {"width": [3 if point.marked else 1 for point in own], "color": INK},
            },
            showlegend=True,
        )
    for axis, title in ((figure.update_xaxes, chart.x_axis), (figure.update_yaxes, chart.y_axis)):
        axis(range=[-0.04, 1.08], title=title, tickvals=[0, 1], ticktext=[chart.low, chart.high])
    figure.add_hline(y=0.5, line={"color": QUIET, "dash": "dot"})
    figure.add_vline(x=0.5, line={"color": QUIET, "dash": "dot"})
    figure.update_layout(height=560)
    return _styled(figure)


def _third(value: float | None) -> int:
    if value is None:
        return 3
    return 0 if value >= 2 / 3 else 1 if value >= 1 / 3 else 2


@dataclass(frozen=True, slots=True)
class Place:
    """A point of the map: where it is, what it is called, and how many use cases come from there."""

    name: str
    latitude: float
    longitude: float
    use_cases: int = 0


def place_map(places: Sequence[Place], own: Place | None = None) -> go.Figure:
    """Draw Hessen from the points of its municipalities; size and outline mark those with use cases."""
    figure = go.Figure()
    quiet = [place for place in places if not place.use_cases]
    loud = [place for place in places if place.use_cases]
    _add_places(figure, _("Municipality"), quiet, size=[4.0] * len(quiet), color=QUIET, line=0)
    sizes = [9 + 4 * min(place.use_cases, 6) ** 0.5 * 1.6 for place in loud]
    _add_places(
        figure, _("with use cases (larger: more of them)"), loud, size=sizes, color=COLOURS[0], line=1
    )
    if own:
        figure.add_scatter(
            name=own.name,
            x=[own.longitude],
            y=[own.latitude],
            text=[f"<b>{own.name}</b>"],
            mode="markers+text",
            textposition="top center",
            textfont={"family": "Source Sans, sans-serif", "size": 15, "color": INK},
            marker={"symbol": "star", "size": 20, "color": COLOURS[1], "line": {"width": 1.5, "color": INK}},
            hoverinfo="name",
        )
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False, scaleanchor="x", scaleratio=1 / cos(radians(MIDDLE_OF_HESSEN)))
    figure.update_layout(height=640)
    return _styled(figure)


def _add_places(
    figure: go.Figure, name: str, places: Sequence[Place], *, size: list[float], color: str, line: int
) -> None:
    figure.add_scatter(
        name=name,
        x=[place.longitude for place in places],
        y=[place.latitude for place in places],
        hovertext=[f"{place.name}: {place.use_cases}" if place.use_cases else place.name for place in places],
        hoverinfo="text",
        mode="markers",
        marker={"size": size, "color": color, "opacity": 0.85, "line": {"width": line, "color": INK}},
    )


def _styled(figure: go.Figure) -> go.Figure:
    """Give a figure the tool's quiet look, with the decimal sign of the language in use."""
    figure.update_layout(
        template="simple_white",
        separators=",." if current_language() == "de" else ".,",
        font={"family": "Source Sans, sans-serif", "size": 15, "color": INK},
        legend={
            "traceorder": "normal",
            "orientation": "h",
            "y": 1.0,
            "yanchor": "bottom",
            "x": 0,
            "font": {"size": 14},
        },
        margin={"l": 8, "r": 24, "t": 56, "b": 8},
        hoverlabel={"font": {"size": 14}},
        dragmode=False,
    )
    return figure
