"""Our figures look as Plotly's plain template makes them, with a tenth of it, in words that Plotly knows."""

import re
from pathlib import Path

import plotly.graph_objects as go
import plotly.io as pio
import pytest

from reports.document import Bar, BarChart, GanttChart, Stretch
from ui.charts import look
from ui.charts.coverage import stacked_counts
from ui.charts.evaluation import RankRange, WeightRange, answer_bars, rank_ranges, weight_ranges
from ui.charts.gantt import gantt_figure
from ui.charts.trend import trend_figure

SOURCES = Path(look.__file__).parent.glob("*.py")
FIGURES = {
    "ranks": lambda: rank_ranges([RankRange("1. Pegel", 1, (1, 3), None)], 3),
    "answers": lambda: answer_bars(["Pegel"], [[1, 2, 0, 3, 4]]),
    "weights": lambda: weight_ranges([WeightRange("Nutzen", 0.4, 0.1, 0.6)]),
    "counts": lambda: stacked_counts(["Energie"], {"Hessen": [3], "anderswo": [1]}),
    "plan": lambda: gantt_figure(GanttChart((Stretch("Pegel", 1, 3),), 12, "Monat")),
    "trend": lambda: trend_figure(["a"], [2025, 2026], {("a", 2025): 2}, ["Energie"]),
    "bars": lambda: look.chart_figure(BarChart(("x",), (Bar("Pegel", (10.0,), "10,0"),), 100, "Punkte")),
}


@pytest.mark.parametrize("name", FIGURES)
def test_plotly_understands_every_word_of_a_figure(name: str):
    """Drawing does without its look at each word, which would take most of the time."""
    figure = FIGURES[name]()
    assert go.Figure(figure.to_dict()).to_plotly_json() == figure.to_plotly_json()


@pytest.mark.parametrize("wrong", [{"hovertemplat": "x"}, {"mode": "dots"}])
def test_plotly_would_say_what_it_does_not_understand(wrong: dict[str, str]):
    figure = look.drawn([{"type": "scatter", "x": [1], **wrong}], {})
    with pytest.raises(ValueError, match="Invalid"):
        go.Figure(figure.to_dict())


@pytest.mark.parametrize("name", FIGURES)
def test_for_the_room_the_same_is_drawn_in_larger_type(name: str):
    figure = FIGURES[name]()
    before = figure.to_plotly_json()
    large = look.enlarged(figure, 20)
    assert go.Figure(large.to_dict()).to_plotly_json() == large.to_plotly_json()
    assert large.to_plotly_json()["data"] == before["data"]
    assert {large.layout.font.size, large.layout.legend.font.size, large.layout.yaxis.tickfont.size} == {20}
    assert large.layout.xaxis.range == figure.layout.xaxis.range
    assert figure.to_plotly_json() == before


def test_every_kind_of_mark_that_is_drawn_looks_as_in_the_whole_template():
    source = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    drawn = {kind for kind in re.findall(r'"type": "(\w+)"', source) if kind not in {"line", "category"}}
    assert drawn == set(look.DRAWN)


def test_what_is_drawn_looks_the_same():
    whole, ours = (
        template.to_plotly_json()
        for template in (pio.templates["simple_white"], look.drawn([], {}).layout.template)
    )
    assert ours["data"] == {kind: whole["data"][kind] for kind in look.DRAWN}
    for part in ("xaxis", "yaxis", "colorway", "font", "hoverlabel", "annotationdefaults", "shapedefaults"):
        assert ours["layout"][part] == whole["layout"][part]
