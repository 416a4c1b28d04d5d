"""The proposal: the best allowed set, found by looking at all, and what a manual choice costs."""

from itertools import combinations

import numpy as np
import pytest

from storage.database import Database
from tests.ui.evaluated import alike, evaluated
from tests.workshops.factories import a_series
from tests.workshops.room import ADVISOR
from workshops.deciding import proposal
from workshops.deciding.proposal import Wishes
from workshops.errors import InvalidInput

AREAS = ["energy", "energy", "mobility", "health", "health"]
SEEN = evaluated(alike([5, 4, 4, 3, 2]), areas=AREAS)
IDS = tuple(item.item_id for item in SEEN.evaluation.items)
FREE = Wishes(one_per_area=False)


def test_the_best_set_has_at_most_one_of_each_area():
    found = proposal.propose(SEEN, Wishes(), IDS)
    assert [each.item_ids for each in found.best] == [("item0", "item2", "item3")]
    assert found.best[0].value == pytest.approx(1 + 0.75 + 0.5)
    assert found.best[0].cost is None
    assert found.core["item0"] == 1
    assert found.core["item1"] == 0


def test_without_that_rule_the_three_highest_are_best():
    found = proposal.propose(SEEN, FREE, IDS)
    assert [each.item_ids for each in found.best] == [("item0", "item1", "item2")]


def test_every_set_was_looked_at():
    rng = np.random.default_rng(5)
    seen = evaluated(rng.integers(1, 6, (1, 9, 9)), areas=[AREAS[place % 5] for place in range(9)])
    ids = tuple(seen.titles)
    costs = dict(zip(ids, rng.integers(1, 50, 9).astype(float), strict=True))
    wanted = Wishes(size=2, budget=40, costs=costs)
    scores = {item.item_id: item.score or 0 for item in seen.evaluation.items}
    allowed = [
        pair
        for pair in combinations(ids, 2)
        if sum(costs[each] for each in pair) <= 40 and len({seen.areas[each] for each in pair}) == 2
    ]
    best = max(sum(scores[each] for each in pair) for pair in allowed)
    found = proposal.propose(seen, wanted, ids)
    assert found.best[0].value == pytest.approx(best)
    assert found.best[0].cost is not None
    assert found.best[0].cost <= 40


def test_unknown_costs_are_never_nothing():
    costs = {"item0": 30.0, "item2": 20.0, "item3": 40.0}
    found = proposal.propose(SEEN, Wishes(budget=100, costs=costs), IDS)
    assert found.best[0].item_ids == ("item0", "item2", "item3")
    assert found.best[0].cost == 90
    assert found.without_cost == ("item1", "item4")


def test_without_any_estimate_no_budget_holds():
    found = proposal.propose(SEEN, Wishes(one_per_area=False, budget=10, costs={"gone": 5.0}), IDS)
    assert (found.best[0].item_ids, found.best[0].cost) == (("item0", "item1", "item2"), None)
    assert found.without_cost == ()
    assert found.core["item0"] == 1


@pytest.mark.parametrize(
    ("wanted", "possible", "obstacle"),
    [
        (Wishes(), ("item0", "item1", "item2"), "constraints"),
        (FREE, ("item0", "item1"), "too_few_items"),
        (Wishes(one_per_area=False, budget=10, costs=dict.fromkeys(IDS, 5.0)), IDS, "budget"),
    ],
)
def test_where_nothing_fits_it_says_why(wanted: Wishes, possible: tuple[str, ...], obstacle: str):
    found = proposal.propose(SEEN, wanted, possible)
    assert found.best == ()
    assert found.obstacles == (obstacle,)


def test_a_manual_choice_shows_what_it_costs():
    whole = proposal.choose(SEEN, FREE, IDS, ["item4", "item0", "item1"])
    assert whole.loss == pytest.approx(0.75 - 0.25)
    begun = proposal.choose(SEEN, FREE, IDS, ["item4"])
    assert begun.best is not None
    assert begun.best.item_ids == ("item0", "item1", "item4") or begun.best.item_ids == (
        "item0",
        "item2",
        "item4",
    )
    assert begun.loss == pytest.approx(0.5)
    none = proposal.choose(SEEN, FREE, IDS, ["item0"])
    assert none.loss == pytest.approx(0)


def test_a_choice_that_breaks_the_wishes_may_be_worth_more():
    found = proposal.choose(SEEN, Wishes(), IDS, ["item0", "item1", "item2"])
    assert found.loss is not None
    assert found.loss < 0


def test_with_two_of_one_area_no_set_keeps_to_the_wishes():
    found = proposal.choose(SEEN, Wishes(), IDS, ["item0", "item1"])
    assert (found.best, found.loss) == (None, None)


def test_a_choice_without_a_rank_has_no_price():
    seen = evaluated([[[5] * 9, [3] * 9, [np.nan] * 9]])
    found = proposal.choose(seen, Wishes(size=2, one_per_area=False), tuple(seen.titles), ["item2"])
    assert found.unscored == ("item2",)
    assert found.loss is None


def test_wishes_are_kept(database: Database):
    series = a_series(database)
    assert proposal.wishes(database, ADVISOR, series.id) == Wishes()
    wanted = Wishes(size=2, one_per_area=False, budget=250_000.0, costs={"a": 1.5})
    proposal.change_wishes(database, ADVISOR, series.id, wanted)
    assert proposal.wishes(database, ADVISOR, series.id) == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        Wishes(size=4),
        Wishes(size=1),
        Wishes(budget=-1.0),
        Wishes(costs={"a": -5.0}),
        Wishes(budget=float("nan")),
    ],
)
def test_impossible_wishes_are_refused(database: Database, wanted: Wishes):
    series = a_series(database)
    with pytest.raises(InvalidInput):
        proposal.change_wishes(database, ADVISOR, series.id, wanted)
    assert proposal.wishes(database, ADVISOR, series.id) == Wishes()
