"""What the library covers, as a Plotly figure: stacked bars with numbers and patterns, never colour alone."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from translations import _
from ui.charts.look import BAR_HEIGHT, INK, styled

COLOURS = ("#2f7d4f", "#0b5b8c", "#b45309", "#8b3a8f", "#4b5563")
PATTERNS = ("", "/", "x", "-", ".")
READABLE = 2


def stacked_counts(bars: Sequence[str], parts: Mapping[str, Sequence[int]]) -> go.Figure:
    """Draw one bar per name in `bars`; `parts` holds, for each part's name, its count in every bar."""
    figure = go.Figure()
    for place, (name, counts) in enumerate(parts.items()):
        figure.add_bar(
            name=name,
            y=list(bars),
            x=list(counts),
            orientation="h",
            text=[str(count) if count >= READABLE else "" for count in counts],
            textposition="inside",
            textangle=0,
            insidetextfont={"color": "#ffffff", "size": 14},
            hovertemplate="%{y}: %{x}",
            marker={
                "color": COLOURS[place],
                "pattern": {"shape": PATTERNS[place], "fgcolor": "#ffffff", "size": 8, "solidity": 0.12},
            },
        )
    figure.update_layout(barmode="stack", height=110 + BAR_HEIGHT * len(bars))
    figure.update_yaxes(autorange="reversed", automargin=True, tickfont={"size": 15, "color": INK})
    figure.update_xaxes(title=_("Number of use cases"))
    return styled(figure)
