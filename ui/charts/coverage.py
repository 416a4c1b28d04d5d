"""What the library covers, as a Plotly figure: stacked bars with numbers and patterns, never colour alone."""

from collections.abc import Mapping, Sequence

from design.palette import CHART, CHART_MORE, PAPER
from translations import _
from ui.charts.look import BAR_HEIGHT, INK, Figure, drawn

COLOURS = (CHART[2], CHART[0], CHART[1], CHART_MORE[0], CHART_MORE[1])
PATTERNS = ("", "/", "x", "-", ".")
READABLE = 2


def stacked_counts(bars: Sequence[str], parts: Mapping[str, Sequence[int]]) -> Figure:
    """Draw one bar per name in `bars`; `parts` holds, for each part's name, its count in every bar."""
    marks = [
        {
            "type": "bar",
            "name": name,
            "y": list(bars),
            "x": list(counts),
            "orientation": "h",
            "text": [str(count) if count >= READABLE else "" for count in counts],
            "textposition": "inside",
            "textangle": 0,
            "insidetextfont": {"color": PAPER.card, "size": 14},
            "hovertemplate": "%{y}: %{x}",
            "marker": {
                "color": COLOURS[place],
                "pattern": {"shape": PATTERNS[place], "fgcolor": PAPER.card, "size": 8, "solidity": 0.12},
            },
        }
        for place, (name, counts) in enumerate(parts.items())
    ]
    return drawn(
        marks,
        {
            "barmode": "stack",
            "height": 110 + BAR_HEIGHT * len(bars),
            "yaxis": {"autorange": "reversed", "automargin": True, "tickfont": {"size": 15, "color": INK}},
            "xaxis": {"title": {"text": _("Number of use cases")}},
        },
    )
