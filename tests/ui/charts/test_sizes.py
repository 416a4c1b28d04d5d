"""Names beside an axis."""

from ui.charts.evaluation import answer_bars
from ui.charts.look import wrapped


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
