"""Pictures as Plotly figures: drawn from the same data as the documents, never from colour alone."""

import importlib
from collections.abc import Sequence
from functools import cache, lru_cache
from html import escape
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go
import plotly.io as pio

from design.palette import CHART, PAPER
from design.typeface import STACK
from reports.document import BarChart, Chart
from translations import current_language

Figure = go.Figure
Mark = dict[str, Any]
FONT = STACK
COLOURS = CHART
PATTERNS = ("", "/", "x", ".")
INK = PAPER.ink
QUIET = PAPER.line
BAR_HEIGHT = 46
DRAWN = ("bar", "scatter", "heatmap")
LINE_LENGTH = 26  # on a phone, two lines of it leave room for the bars


def chart_figure(chart: Chart) -> go.Figure:
    """Return the figure of a bar chart, to be read only: it is drawn once."""
    return _drawn(chart, current_language())


@lru_cache(maxsize=128)
def _drawn(chart: Chart, language: str) -> go.Figure:  # noqa: ARG001 - the decimal sign is the language's
    if isinstance(chart, BarChart):
        return _bars(chart)
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
    rows = list(range(len(chart.bars)))
    marks: list[Mark] = [
        {
            "type": "bar",
            "name": plain(name),
            "y": rows,
            "x": [bar.parts[place] for bar in chart.bars],
            "orientation": "h",
            "marker": {
                "color": (*COLOURS, PAPER.border)[place],
                "pattern": {"shape": PATTERNS[place], "fgcolor": PAPER.card, "size": 6, "solidity": 0.25},
            },
            "hovertemplate": "%{x:.1f}",
        }
        for place, name in enumerate(chart.series)
    ]
    values = {
        "type": "scatter",
        "y": rows,
        "x": [sum(bar.parts) for bar in chart.bars],
        "text": [f" {bar.value}" for bar in chart.bars],
        "mode": "text",
        "textposition": "middle right",
        "cliponaxis": False,
        "showlegend": False,
        "hoverinfo": "skip",
    }
    # By position: two entries may have the same name, and a name may look like a number or a date.
    names = {
        "autorange": "reversed",
        "automargin": True,
        "tickvals": rows,
        "ticktext": [wrapped(f"✓ {bar.label}" if bar.marked else bar.label) for bar in chart.bars],
        "tickfont": {"size": 15},
        "zeroline": False,
    }
    return drawn(
        [*marks, values],
        {
            "barmode": "stack",
            "height": 110 + BAR_HEIGHT * len(rows),
            "yaxis": names,
            "xaxis": {"range": [0, chart.maximum], "title": {"text": chart.axis}},
        },
    )


def upright(x: float, line: Mark) -> Mark:
    """Return a line through the whole picture at `x`."""
    return {"type": "line", "x0": x, "x1": x, "xref": "x", "y0": 0, "y1": 1, "yref": "y domain", "line": line}


def across(y: float, line: Mark) -> Mark:
    """Return a line through the whole picture at `y`."""
    return {"type": "line", "x0": 0, "x1": 1, "xref": "x domain", "y0": y, "y1": y, "yref": "y", "line": line}


def enlarged(figure: go.Figure, size: int) -> go.Figure:
    """Return a copy of a figure for the room: all type in `size` pixels, and as much more room for it."""
    layout = figure.to_plotly_json()["layout"]
    times = size / layout["font"]["size"]
    for axis in ("xaxis", "yaxis"):
        layout[axis] = {**layout.get(axis, {}), "tickfont": {"size": size}}
    margin = layout["margin"]
    layout |= {
        "font": {**layout["font"], "size": size},
        "legend": {**layout["legend"], "font": {"size": size}},
        # Figures stand behind the bars.
        "margin": {**margin, "t": margin["t"] * times, "r": margin["r"] + 2 * size},
    }
    if "height" in layout:
        layout["height"] *= times
    return go.Figure({"data": figure.to_plotly_json()["data"], "layout": layout}, _validate=False)


@cache
def _plain_look() -> Mark:
    """Return what our figures need of Plotly's plain template: the whole takes several times as long."""
    whole = pio.templates["simple_white"].to_plotly_json()
    apart = ("polar", "ternary", "scene", "geo", "coloraxis", "colorscale")
    return {
        "layout": {key: part for key, part in whole["layout"].items() if key not in apart},
        "data": {kind: whole["data"][kind] for kind in DRAWN},
    }


def drawn(marks: Sequence[Mark], layout: Mark) -> go.Figure:
    """Return a figure in the tool's quiet look, with the decimal sign of the language in use.

    `marks` and `layout` are in Plotly's own words. Its look at each of them takes a hundred times as long as
    the drawing, and what it would find are mistakes of ours: tests let it look at every kind of figure.
    """
    look = {
        "template": _plain_look(),
        "separators": ",." if current_language() == "de" else ".,",
        "font": {"family": FONT, "size": 15, "color": INK},
        "legend": {
            "traceorder": "normal",
            "orientation": "h",
            "y": 1.0,
            "yanchor": "bottom",
            "x": 0,
            "font": {"size": 14},
        },
        "margin": {"l": 8, "r": 24, "t": 56, "b": 8},
        "hoverlabel": {"font": {"size": 14}},
        "dragmode": False,
    }
    # Plotly asks pandas as soon as anybody has begun to load it, and right after the start a thread does:
    # half loaded it has nothing to be asked for.
    importlib.import_module("pandas")
    return go.Figure({"data": list(marks), "layout": {**layout, **look}}, _validate=False)
