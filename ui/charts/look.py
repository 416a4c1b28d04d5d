"""Pictures as Plotly figures: drawn from the same data as the documents, never from colour alone."""

from functools import cache, lru_cache
from html import escape
from textwrap import wrap

import plotly.graph_objects as go
import plotly.io as pio

from design.palette import CHART, PAPER
from design.typeface import STACK
from reports.document import BarChart, Chart, PointChart
from translations import current_language

Figure = go.Figure
FONT = STACK
COLOURS = CHART
PATTERNS = ("", "/", "x")
INK = PAPER.ink
QUIET = PAPER.line
# Third value in thirds: high, medium, low, unknown — told apart by shape as well as by size.
SYMBOLS = ("circle", "square", "diamond", "x-thin")
SIZES = (26, 19, 13, 11)
BAR_HEIGHT = 46
DRAWN = ("bar", "scatter", "heatmap")
LINE_LENGTH = 26  # on a phone, two lines of it leave room for the bars


def chart_figure(chart: Chart) -> go.Figure:
    """Return the figure of a bar chart or a portfolio picture, to be read only: it is drawn once."""
    return _drawn(chart, current_language())


@lru_cache(maxsize=128)
def _drawn(chart: Chart, language: str) -> go.Figure:  # noqa: ARG001 - the decimal sign is the language's
    if isinstance(chart, BarChart):
        return _bars(chart)
    if isinstance(chart, PointChart):
        return _points(chart)
    raise TypeError(f"there is no figure for {type(chart).__name__}")


def plain(text: str) -> str:
    """Return `text` so that Plotly shows it as it is: it reads a little HTML in labels."""
    return escape(text, quote=False)


def wrapped(text: str) -> str:
    """Return `text` for a place beside an axis: plain, each of its lines in at most two short ones."""
    return "<br>".join(plain(line) for each in text.split("\n") for line in _two_lines(each))


def _two_lines(text: str) -> list[str]:
    """Break a line in two. Not by `max_lines` of textwrap: it leaves out a long compound altogether."""
    first, *more = wrap(text, LINE_LENGTH) or [""]
    if len(more) < 2:
        return [first, *more]
    return [first, f"{more[0][: LINE_LENGTH - 1].rstrip()}…"]


def _bars(chart: BarChart) -> go.Figure:
    figure = go.Figure()
    rows = list(range(len(chart.bars)))
    labels = [wrapped(f"✓ {bar.label}" if bar.marked else bar.label) for bar in chart.bars]
    for place, name in enumerate(chart.series):
        figure.add_bar(
            name=plain(name),
            y=rows,
            x=[bar.parts[place] for bar in chart.bars],
            orientation="h",
            marker={
                "color": COLOURS[place],
                "pattern": {"shape": PATTERNS[place], "fgcolor": PAPER.card, "size": 6, "solidity": 0.25},
            },
            hovertemplate="%{x:.1f}",
        )
    ends = [sum(bar.parts) for bar in chart.bars]
    figure.add_scatter(
        y=rows,
        x=ends,
        text=[f" {bar.value}" for bar in chart.bars],
        mode="text",
        textposition="middle right",
        cliponaxis=False,
        showlegend=False,
        hoverinfo="skip",
    )
    figure.update_layout(barmode="stack", height=110 + BAR_HEIGHT * len(rows))
    # By position: two entries may have the same name, and a name may look like a number or a date.
    figure.update_yaxes(
        autorange="reversed",
        automargin=True,
        tickvals=rows,
        ticktext=labels,
        tickfont={"size": 15},
        zeroline=False,
    )
    figure.update_xaxes(range=[0, chart.maximum], title=chart.axis)
    return styled(figure)


def _points(chart: PointChart) -> go.Figure:
    figure = go.Figure()
    for place, name in enumerate(chart.legend):
        own = [point for point in chart.points if _third(point.third) == place]
        figure.add_scatter(
            name=plain(name),
            x=[point.x for point in own],
            y=[point.y for point in own],
            text=[f"<b>{point.key}</b>" for point in own],
            hovertext=[plain(point.label) for point in own],
            hoverinfo="text",
            mode="markers+text",
            # Beside the symbol, as in the documents: above it, a slightly better one's symbol would cover it.
            textposition="middle right",
            cliponaxis=False,
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
    figure.add_hline(y=0.5, line={"color": QUIET, "dash": "dot", "width": 1.5})
    figure.add_vline(x=0.5, line={"color": QUIET, "dash": "dot", "width": 1.5})
    figure.update_layout(height=560)
    return styled(figure)


def _third(value: float | None) -> int:
    if value is None:
        return 3
    return 0 if value >= 2 / 3 else 1 if value >= 1 / 3 else 2


@cache
def _plain_look() -> go.layout.Template:
    """Return what our figures need of Plotly's plain template: the whole takes several times as long."""
    whole = pio.templates["simple_white"].to_plotly_json()
    apart = ("polar", "ternary", "scene", "geo", "coloraxis", "colorscale")
    return go.layout.Template(
        layout={key: part for key, part in whole["layout"].items() if key not in apart},
        data={kind: whole["data"][kind] for kind in DRAWN},
    )


def styled(figure: go.Figure) -> go.Figure:
    """Give a figure the tool's quiet look, with the decimal sign of the language in use."""
    figure.update_layout(
        template=_plain_look(),
        separators=",." if current_language() == "de" else ".,",
        font={"family": FONT, "size": 15, "color": INK},
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
