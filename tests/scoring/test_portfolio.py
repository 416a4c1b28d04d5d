from itertools import combinations

import numpy as np
import pytest

from scoring.portfolio import (
    Constraint,
    at_most_one_per,
    best_portfolios,
    core_index,
    pareto_front,
    portfolio_value,
)
from scoring.robustness import sample_weights, top_k_probability
from tests.scoring.published import cases, numbers

NAN = float("nan")


@pytest.mark.parametrize("case", cases("pareto_front"))
def test_dominance_as_published(case):
    inputs, expected = case["inputs"], case["expected"]
    found = pareto_front(inputs["matrix"], inputs["directions"])
    names = inputs.get("alternatives", range(len(inputs["matrix"])))
    assert [names[i] for i in found.non_dominated] == expected["non_dominated"]
    if "dominated_by" in expected:
        by = {names[i]: {names[b] for b in others} for i, others in enumerate(found.dominated_by) if others}
        assert by == {name: set(others) for name, others in expected["dominated_by"].items()}
    if "number_dominated" in expected:
        dominators = [b for others in found.dominated_by for b in others]
        assert [dominators.count(i) for i in range(len(names))] == expected["number_dominated"]


def test_a_margin_and_a_gap_ask_for_more():
    values = [[0.6, 0.6], [0.5, 0.6], [0.1, NAN]]
    assert pareto_front(values).non_dominated == (0, 2)
    assert pareto_front(values, margin=0.2).non_dominated == (0, 1, 2)


@pytest.mark.parametrize("case", cases("knapsack_portfolio"))
def test_best_portfolios_as_published(case):
    inputs, expected = case["inputs"], case["expected"]
    size = (inputs["min_items"], inputs["max_items"]) if "min_items" in inputs else None
    found = best_portfolios(inputs["values"], inputs["costs"], inputs["budget"], size)
    assert found.optimum == expected["optimum"]
    if "one_optimal_set_1_based" in expected:
        assert tuple(i - 1 for i in expected["one_optimal_set_1_based"]) in found.optimal_sets
        assert len(found.optimal_sets) == expected["number_of_optimal_sets"]
    if "optimal_sets_0_based" in expected:
        assert [list(chosen) for chosen in found.optimal_sets] == expected["optimal_sets_0_based"]
    if expected["optimum"] is None:
        assert (found.optimal_sets, found.obstacles) == ((), ("budget",))


def test_sets_under_constraints_agree_with_trying_every_combination():
    rng = np.random.default_rng(7)
    scores, costs, areas = rng.random(12), rng.integers(1, 9, 12), list("aabbccddeeff")
    found = best_portfolios(scores, costs, 14, (2, 3), at_most_one_per(areas), near=0.1)
    allowed = {
        chosen: scores[list(chosen)].sum()
        for size in (2, 3)
        for chosen in combinations(range(12), size)
        if costs[list(chosen)].sum() <= 14 and len({areas[i] for i in chosen}) == size
    }
    best = max(allowed.values())
    assert found.optimum == pytest.approx(best)
    assert found.feasible == len(allowed)
    assert {chosen for _, chosen in found.near_optimal} == {c for c, v in allowed.items() if v >= 0.9 * best}
    assert portfolio_value(scores, found.optimal_sets[0]) == pytest.approx(best)


def test_musts_bans_and_incompatible_pairs():
    scores = [5, 4, 3, 2]
    must = Constraint(frozenset({3}), minimum=1)
    ban = Constraint(frozenset({0}), maximum=0)
    pair = Constraint(frozenset({1, 3}), maximum=1)
    assert best_portfolios(scores, size=2, constraints=[must, ban]).optimal_sets == ((1, 3),)
    assert best_portfolios(scores, size=2, constraints=[must, ban, pair]).optimal_sets == ((2, 3),)
    impossible = best_portfolios(scores, size=2, constraints=[must, Constraint(frozenset({3}), maximum=0)])
    assert (impossible.optimum, impossible.obstacles) == (None, ("constraints",))


def test_ties_list_all_optimal_sets():
    assert best_portfolios([1, 1, 1], size=2).optimal_sets == ((0, 1), (0, 2), (1, 2))


def test_unknown_scores_and_costs_make_ineligible_and_never_cheap():
    found = best_portfolios([3, 9, 2, NAN], [1, NAN, 1, 1], budget=2, size=2)
    assert (found.optimal_sets, found.not_eligible) == (((0, 2),), (1, 3))
    without_budget = best_portfolios([3, 9, 2, NAN], [1, NAN, 1, 1], size=2)
    assert (without_budget.optimal_sets, without_budget.not_eligible) == (((0, 1),), (3,))


def test_without_any_known_cost_no_budget_holds():
    found = best_portfolios([3, 9, 2, NAN], [NAN, NAN, NAN, 1], budget=2, size=2)
    assert (found.optimal_sets, found.not_eligible) == (((0, 1),), (3,))
    assert core_index([[1, 0], [0, 1]], [[3, 1]], [NAN, NAN], 1, 1).tolist() == [1, 0]


def test_no_constraints_are_none():
    assert best_portfolios([3, 9, 2], size=2, constraints=None).optimal_sets == ((0, 1),)
    assert core_index([[1, 0], [0, 1]], [[3, 1]], size=1, constraints=None).tolist() == [1, 0]


@pytest.mark.parametrize("constraints", [[(0, 1)], [{0, 1}], [0], lambda chosen: len(chosen) < 2, 2])
def test_constraints_of_another_kind_are_refused(constraints):
    with pytest.raises(ValueError, match="Constraint objects expected, as at_most_one_per"):
        best_portfolios([1, 2], constraints=constraints)
    with pytest.raises(ValueError, match="Constraint objects expected, as at_most_one_per"):
        core_index([[1], [2]], [[1]], constraints=constraints)


def test_too_few_items_are_named_as_the_obstacle():
    assert best_portfolios([1, NAN], size=2).obstacles == ("too_few_items",)


def test_unlabelled_items_are_free_of_the_area_rule():
    assert at_most_one_per(["a", None, "a", "b", None]) == (Constraint(frozenset({0, 2}), maximum=1),)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"costs": [1], "budget": 1}, "costs"),
        ({"costs": [1, -1], "budget": 1}, "costs"),
        ({"size": (3, 2)}, "size"),
    ],
)
def test_impossible_questions_are_refused(arguments, words):
    with pytest.raises(ValueError, match=words):
        best_portfolios([1, 2], **arguments)


def test_a_search_too_large_says_so():
    with pytest.raises(ValueError, match="too many sets"):
        best_portfolios(np.ones(400), size=4)


@pytest.mark.parametrize("case", cases("portfolio_core_index"))
def test_core_index_matches_the_exact_volumes(case):
    inputs = case["inputs"]
    values, size = numbers(inputs["values"]), (inputs["min_items"], inputs["max_items"])
    weights = sample_weights(2, 20_000)
    found = core_index(values, weights, inputs["costs"], inputs["budget"], size)
    exact = np.array(numbers(case["expected"]["core_index_exact"]))
    assert (np.abs(found - exact) <= 4 * np.sqrt(exact * (1 - exact) / len(weights)) + 1e-12).all()
    if inputs["budget"] >= sum(inputs["costs"]) and size == (2, 2):
        assert found == pytest.approx(top_k_probability(values, weights, 2))


def test_core_index_shares_ties_and_knows_when_nothing_is_allowed():
    assert core_index([[1, 1], [1, 1], [0, 0]], [[1, 1]], size=1).tolist() == [1, 1, 0]
    assert core_index([[1, 1]], [[1, 1]], costs=[5], budget=1).tolist() == [0]
