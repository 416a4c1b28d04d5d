"""What the rule of five hides: an undivided bar, and a name without a place in the portfolio."""

from dataclasses import replace

import pytest

from reports.content import Scores
from reports.document import BarChart, PointChart
from reports.figures import portfolio_picture, ranking_picture, unplaced
from reports.pdf import chart_png
from reports.pptx import council_pptx
from tests.reports import factories
from translations import language
from ui.charts.look import chart_figure


@pytest.fixture
def scores() -> Scores:
    """Scores whose best entry has no values by dimension."""
    whole = factories.scores()
    best = whole.evaluation.ranking[0].item_id
    items = tuple(
        replace(item, dimensions=tuple(replace(d, value=None, contribution=None) for d in item.dimensions))
        if item.item_id == best
        else item
        for item in whole.evaluation.items
    )
    return replace(whole, evaluation=replace(whole.evaluation, items=items))


def test_a_bar_without_its_parts_is_drawn_undivided(scores: Scores) -> None:
    with language("de"):
        chart = ranking_picture(scores).chart
    assert isinstance(chart, BarChart)
    assert chart.series[-1] == "nicht aufgeteilt"
    first, second = chart.bars[:2]
    best = scores.evaluation.ranking[0].score or 0
    assert first.parts == (0, 0, 0, pytest.approx(100 * best))
    assert second.parts[-1] == 0
    assert sum(second.parts) > 0
    assert len(chart_figure(chart).data) == 5, "four series and the figures at their ends"
    assert chart_png(chart)
    with language("de"):
        assert len(ranking_picture(factories.scores()).chart.series) == 3  # type: ignore[union-attr]


def test_who_has_no_place_in_the_portfolio_is_named(scores: Scores) -> None:
    best = scores.titles[scores.evaluation.ranking[0].item_id]
    with language("de"):
        chart = portfolio_picture(scores).chart
        assert isinstance(chart, PointChart)
        assert best not in [point.label for point in chart.points]
        assert best in unplaced(scores)
        assert unplaced(factories.scores()) == ""
    assert council_pptx(factories.council(scores=scores))
