"""A table as a picture: how often what was chosen in which year, the number in every field."""

from collections.abc import Mapping, Sequence

from design.contrast import mixed
from design.palette import PAPER
from translations import _
from ui.charts.look import INK, Figure, drawn

ROW_HEIGHT = 40
_PALE, _FULL = PAPER.shade, mixed(PAPER.card, PAPER.accent, 0.5)


def trend_figure(
    rows: Sequence[str], years: Sequence[int], counts: Mapping[tuple[str, int], int], names: Sequence[str]
) -> Figure:
    """Return rows × years with a number in each field: `counts` by (row, year), `names` label the rows."""
    numbers = [[counts.get((row, year), 0) for year in years] for row in rows]
    fields = {
        "type": "heatmap",
        "x": [str(year) for year in years],
        "y": list(names),
        "z": numbers,
        "text": numbers,
        "texttemplate": "%{text}",
        "textfont": {"size": 16, "color": INK},
        "colorscale": [[0, _PALE], [1, _FULL]],
        "showscale": False,
        "hoverinfo": "skip",
        "xgap": 3,
        "ygap": 3,
    }
    return drawn(
        [fields],
        {
            "xaxis": {"type": "category", "side": "top", "title": {"text": _("Year of the decision")}},
            "yaxis": {"autorange": "reversed", "automargin": True, "tickfont": {"size": 15}},
            "height": 120 + ROW_HEIGHT * len(rows),
        },
    )
