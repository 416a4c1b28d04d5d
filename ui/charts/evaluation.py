"""Pictures of certainty and agreement as Plotly figures: marks have shapes or numbers, not only colours."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from design.palette import ANSWERS, ANSWERS_INK, PAPER
from translations import _
from ui.charts.look import COLOURS, INK, QUIET, plain, styled, wrapped

ROW_HEIGHT = 48
# From low to high; light text on the dark ends, dark text on the light middle.
ANSWER_COLOURS, ANSWER_INK = ANSWERS, ANSWERS_INK


@dataclass(frozen=True)
class RankRange:
    """One entry's rank and where it may lie; a range is None where it cannot be said."""

    label: str
    rank: int
    by_raters: tuple[int, int] | None
    by_weights: tuple[int, int] | None


def rank_ranges(ranges: Sequence[RankRange], cut: int) -> go.Figure:
    """Draw each entry's rank with its ranges; a dotted line ends the first `cut` places."""
    figure = go.Figure()
    rows = list(range(len(ranges)))
    series = (
        (_("range if other people rated"), -0.16, COLOURS[0], 9, [r.by_raters for r in ranges]),
        (_("range with other weights"), 0.16, COLOURS[1], 4, [r.by_weights for r in ranges]),
    )
    for name, shift, colour, width, spans in series:
        x: list[float | None] = []
        y: list[float | None] = []
        for row, span in zip(rows, spans, strict=True):
            if span:
                x += [span[0] - 0.08, span[1] + 0.08, None]
                y += [row + shift, row + shift, None]
        if x:
            line = {"color": colour, "width": width}
            figure.add_scatter(name=name, x=x, y=y, mode="lines", line=line, hoverinfo="skip")
    figure.add_scatter(
        name=_("rank"),
        x=[r.rank for r in ranges],
        y=rows,
        mode="markers",
        marker={"symbol": "diamond", "size": 13, "color": INK, "line": {"width": 1.5, "color": PAPER.card}},
        hovertext=[plain(r.label) for r in ranges],
        hoverinfo="text+x",
    )
    figure.add_vline(x=cut + 0.5, line={"color": INK, "dash": "dot", "width": 1.5})
    figure.update_layout(height=130 + ROW_HEIGHT * len(ranges))
    labels = [wrapped(r.label) for r in ranges]
    figure.update_yaxes(autorange="reversed", automargin=True, tickvals=rows, ticktext=labels, zeroline=False)
    figure.update_xaxes(title=_("Rank"), dtick=1 if len(ranges) <= 20 else 5, showgrid=True, gridcolor=QUIET)
    return styled(figure)


def answer_bars(labels: Sequence[str], counts: Sequence[Sequence[int]]) -> go.Figure:
    """Draw for each question how many answered 1 to 5, with the number in each part."""
    figure = go.Figure()
    rows = list(range(len(labels)))
    for place, value in enumerate(range(1, 6)):
        shown = [row[place] for row in counts]
        figure.add_bar(
            name=str(value),
            y=rows,
            x=shown,
            orientation="h",
            text=[str(n) if n else "" for n in shown],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": ANSWER_INK[place], "size": 14},
            marker={"color": ANSWER_COLOURS[place], "line": {"width": 1, "color": PAPER.card}},
            hovertemplate=f"{value}: %{{x}}",
        )
    figure.update_layout(barmode="stack", height=120 + ROW_HEIGHT * len(labels))
    figure.update_yaxes(
        autorange="reversed", automargin=True, tickvals=rows, ticktext=[wrapped(label) for label in labels]
    )
    figure.update_xaxes(title=_("Number of answers"))
    return styled(figure)


@dataclass(frozen=True)
class WeightRange:
    """A weight and the interval around it in which the choice stays, as shares from 0 to 1."""

    label: str
    weight: float
    low: float
    high: float


def weight_ranges(ranges: Sequence[WeightRange]) -> go.Figure:
    """Draw for each dimension the interval of its weight in which the choice stays, and the weight now."""
    figure = go.Figure()
    figure.add_bar(
        name=_("the choice stays the same"),
        y=[r.label for r in ranges],
        base=[100 * r.low for r in ranges],
        x=[100 * (r.high - r.low) for r in ranges],
        orientation="h",
        width=0.5,
        marker={"color": COLOURS[0], "opacity": 0.8},
        hoverinfo="skip",
    )
    figure.add_scatter(
        name=_("weight now"),
        x=[100 * r.weight for r in ranges],
        y=[r.label for r in ranges],
        mode="markers",
        marker={"symbol": "diamond", "size": 15, "color": INK, "line": {"width": 2, "color": PAPER.card}},
        hovertemplate="%{x:.0f} %",
    )
    figure.update_layout(height=130 + 48 * len(ranges))
    figure.update_yaxes(autorange="reversed", automargin=True)
    figure.update_xaxes(range=[0, 100], ticksuffix=" %", title=_("Weight of the dimension"))
    return styled(figure)
