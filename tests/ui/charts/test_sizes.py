"""Names beside an axis, and the lines of the portfolio."""

from reports.document import Point, PointChart
from ui.charts.evaluation import answer_bars
from ui.charts.look import chart_figure, wrapped


def test_a_name_of_two_lines_keeps_both() -> None:
    """A chart names an entry and, below it, the question on which opinions part."""
    assert wrapped("Pegel <b>\nRückhalt und Akzeptanz") == "Pegel &lt;b&gt;<br>Rückhalt und Akzeptanz"
    figure = answer_bars(["Pegel\nRückhalt und Akzeptanz"], [[1, 2, 3, 4, 5]])
    assert list(figure.layout.yaxis.ticktext) == ["Pegel<br>Rückhalt und Akzeptanz"]


def test_a_long_compound_is_cut_and_not_left_out() -> None:
    """The names of use cases are often one long word."""
    assert wrapped("8 Starkregenfrühalarmsystem im Landkreis Fulda") == "8<br>Starkregenfrühalarmsystem…"
    first, second = wrapped("3 Klimaanpassungsmaßnahmenpriorisierung für alle Ortsteile").split("<br>")
    assert (first + second).startswith("3 Klimaanpassungsmaßnahmen")
    assert second.endswith("…")


def test_the_portfolio_draws_its_middle() -> None:
    """The sentence above it speaks of the middle; the template's lines would have no width."""
    points = (Point("1", "Pegel", 0.7, 0.6, 0.5, False),)
    chart = PointChart(
        points, "Umsetzbarkeit", "Nutzen", "niedrig", "hoch", ("hoch", "mittel", "niedrig", "?")
    )
    assert [line.line.width for line in chart_figure(chart).layout.shapes] == [1.5, 1.5]
