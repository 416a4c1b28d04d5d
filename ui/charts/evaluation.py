"""Pictures of certainty and agreement as Plotly figures: marks have shapes or numbers, not only colours."""

from collections.abc import Sequence
from dataclasses import dataclass

from design.palette import ANSWERS, ANSWERS_INK, PAPER
from translations import _
from ui.charts.look import COLOURS, INK, QUIET, Figure, Mark, drawn, plain, upright, wrapped

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


def rank_ranges(ranges: Sequence[RankRange], cut: int) -> Figure:
    """Draw each entry's rank with its ranges; a dotted line ends the first `cut` places."""
    rows = list(range(len(ranges)))
    others, weights = [r.by_raters for r in ranges], [r.by_weights for r in ranges]
    marks = [
        _spans(_("range if other people rated"), -0.16, {"color": COLOURS[0], "width": 9}, others),
        _spans(_("range with other weights"), 0.16, {"color": COLOURS[1], "width": 4}, weights),
    ]
    places = {
        "type": "scatter",
        "name": _("rank"),
        "x": [r.rank for r in ranges],
        "y": rows,
        "mode": "markers",
        "marker": {
            "symbol": "diamond",
            "size": 13,
            "color": INK,
            "line": {"width": 1.5, "color": PAPER.card},
        },
        "hovertext": [plain(r.label) for r in ranges],
        "hoverinfo": "text+x",
    }
    return drawn(
        [*(mark for mark in marks if mark["x"]), places],
        {
            "height": 130 + ROW_HEIGHT * len(ranges),
            "shapes": [upright(cut + 0.5, {"color": INK, "dash": "dot", "width": 1.5})],
            "yaxis": {
                "autorange": "reversed",
                "automargin": True,
                "tickvals": rows,
                "ticktext": [wrapped(r.label) for r in ranges],
                "zeroline": False,
            },
            "xaxis": {
                "title": {"text": _("Rank")},
                "dtick": 1 if len(ranges) <= 20 else 5,
                "showgrid": True,
                "gridcolor": QUIET,
            },
        },
    )


def _spans(name: str, shift: float, line: Mark, spans: Sequence[tuple[int, int] | None]) -> Mark:
    """Return a line for each row's range, a little above or below its rank."""
    x: list[float | None] = []
    y: list[float | None] = []
    for row, span in enumerate(spans):
        if span:
            x += [span[0] - 0.08, span[1] + 0.08, None]
            y += [row + shift, row + shift, None]
    return {
        "type": "scatter",
        "name": name,
        "x": x,
        "y": y,
        "mode": "lines",
        "line": line,
        "hoverinfo": "skip",
    }


def answer_bars(labels: Sequence[str], counts: Sequence[Sequence[int]]) -> Figure:
    """Draw for each question how many answered 1 to 5, with the number in each part."""
    rows = list(range(len(labels)))
    marks = [
        {
            "type": "bar",
            "name": str(place + 1),
            "y": rows,
            "x": [row[place] for row in counts],
            "orientation": "h",
            "text": [str(row[place]) if row[place] else "" for row in counts],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "textangle": 0,
            "textfont": {"color": ANSWER_INK[place], "size": 14},
            "marker": {"color": ANSWER_COLOURS[place], "line": {"width": 1, "color": PAPER.card}},
            "hovertemplate": f"{place + 1}: %{{x}}",
        }
        for place in range(5)
    ]
    names = {
        "autorange": "reversed",
        "automargin": True,
        "tickvals": rows,
        "ticktext": [wrapped(label) for label in labels],
    }
    return drawn(
        marks,
        {
            "barmode": "stack",
            "height": 120 + ROW_HEIGHT * len(labels),
            "yaxis": names,
            "xaxis": {"title": {"text": _("Number of answers")}},
        },
    )


@dataclass(frozen=True)
class WeightRange:
    """A weight and the interval around it in which the choice stays, as shares from 0 to 1."""

    label: str
    weight: float
    low: float
    high: float


def weight_ranges(ranges: Sequence[WeightRange]) -> Figure:
    """Draw for each dimension the interval of its weight in which the choice stays, and the weight now."""
    stays = {
        "type": "bar",
        "name": _("the choice stays the same"),
        "y": [r.label for r in ranges],
        "base": [100 * r.low for r in ranges],
        "x": [100 * (r.high - r.low) for r in ranges],
        "orientation": "h",
        "width": 0.5,
        "marker": {"color": COLOURS[0], "opacity": 0.8},
        "hoverinfo": "skip",
    }
    now = {
        "type": "scatter",
        "name": _("weight now"),
        "x": [100 * r.weight for r in ranges],
        "y": [r.label for r in ranges],
        "mode": "markers",
        "marker": {"symbol": "diamond", "size": 15, "color": INK, "line": {"width": 2, "color": PAPER.card}},
        "hovertemplate": "%{x:.0f} %",
    }
    return drawn(
        [stays, now],
        {
            "height": 130 + 48 * len(ranges),
            "yaxis": {"autorange": "reversed", "automargin": True},
            "xaxis": {"range": [0, 100], "ticksuffix": " %", "title": {"text": _("Weight of the dimension")}},
        },
    )
