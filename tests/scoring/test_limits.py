"""The limits and defaults, each tried on both sides."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from scoring.portfolio import Constraint, best_portfolios, core_index
from scoring.preparation import default_quorum
from scoring.ranking import rank_interval
from scoring.robustness import (
    bootstrap_ranks,
    leave_one_out,
    sample_weights,
    verdict,
    weight_stability,
)
from scoring.staging import second_stage
from scoring.weights import ahp_priorities
from tests.scoring.rounds import NAN, evaluated, uniform


@pytest.mark.parametrize(
    ("items", "printed"),
    [(3, 0.58), (4, 0.90), (5, 1.12), (6, 1.24), (7, 1.32), (8, 1.41), (9, 1.45), (10, 1.49)],
)
def test_the_random_index_is_saatys_of_1980(items, printed):
    assert ahp_priorities(np.ones((items, items))).random_index == printed


def test_judgements_are_consistent_up_to_a_tenth():
    found = ahp_priorities(np.ones((3, 3)))
    assert replace(found, consistency_ratio=0.1).consistent
    assert not replace(found, consistency_ratio=0.101).consistent


def test_rounded_reciprocals_are_taken_and_contradictions_are_not():
    printed = ahp_priorities([[1, 3, 7], [0.33, 1, 9], [0.14, 0.11, 1]])
    exact = ahp_priorities([[1, 3, 7], [1 / 3, 1, 9], [1 / 7, 1 / 9, 1]])
    assert printed.weights == pytest.approx(exact.weights, abs=0.005)
    with pytest.raises(ValueError, match="reciprocal"):
        ahp_priorities([[1, 3], [0.4, 1]])


def test_quantiles_are_reached_in_spite_of_rounding():
    assert rank_interval([[1 / 3, 1 / 3, 1 / 3]], coverage=1 / 3).tolist() == [[1, 2]]
    assert rank_interval([[0.051, 0.898, 0.051]]).tolist() == [[1, 3]]
    assert rank_interval([[0.049, 0.902, 0.049]]).tolist() == [[2, 2]]


def test_the_bootstrap_takes_places_and_coverage_as_asked():
    ratings = [[5, 3, 2], [4, 4, 1], [2, 5, 3]]
    found = bootstrap_ranks(ratings, k=1, coverage=0.2)
    assert found.p_top.tolist() == found.rank_probability[:, 0].tolist()
    assert found.interval.tolist() == rank_interval(found.rank_probability, 0.2).tolist()
    assert found.interval.tolist() != bootstrap_ranks(ratings).interval.tolist()


def test_weights_around_the_group_vary_by_ten_points_unless_told():
    drawn = sample_weights(4, 20_000, model="around", weights=[1, 1, 1, 1])
    assert drawn.std(axis=0) == pytest.approx([0.1] * 4, abs=0.003)


@pytest.mark.parametrize(
    "participants",
    [
        [[0.6, 0.4], [0.4, 0.6]],
        [[0.2, 0.3, 0.5], [0.3, 0.3, 0.4], [0.25, 0.25, 0.5], [0.6, 0.2, 0.2]],
    ],
)
def test_weights_around_the_group_take_the_middle_of_the_participants_spread(participants):
    """kappa is the median of w (1 - w) / s^2 - 1; Dirichlet(kappa w) varies by w (1 - w) / (kappa + 1)."""
    centre = np.mean(participants, axis=0)
    spread = centre * (1 - centre)
    kappa = np.median(spread / np.var(participants, axis=0, ddof=1) - 1)
    drawn = sample_weights(len(centre), 40_000, model="around", weights=centre, participants=participants)
    assert drawn.var(axis=0) == pytest.approx(spread / (kappa + 1), rel=0.04)


def test_participants_are_drawn_by_chance_from_the_seed():
    first, other = (
        sample_weights(2, 50, model="participants", participants=[[1, 0], [0, 1]], seed=seed)
        for seed in (1, 2)
    )
    assert not np.array_equal(first, other)


@pytest.mark.parametrize(("weight", "status"), [(0.54, "close"), (0.56, "stable")])
def test_five_points_of_weight_are_close(weight, status):
    stability = {"benefit": weight_stability([[1, 0], [0, 1]], [weight, 1 - weight], 0)}
    assert verdict([0.9, 0.2], 1, stability=stability).status == status


@pytest.mark.parametrize(("size", "looked_at"), [(4, False), (5, True)])
def test_groups_are_left_out_from_five_on(size, looked_at):
    groups = ["council"] * size + [None] * 3
    found = leave_one_out(np.ones((len(groups), 2)), groups=groups)
    assert any(one.kind == "group" for one in found) is looked_at


def test_sets_within_two_hundredths_are_near_and_listed_best_first():
    found = best_portfolios([98.1, 100, 97.9, 99], size=1)
    assert [chosen for _, chosen in found.near_optimal] == [(1,), (3,), (0,)]


def test_a_budget_is_spent_to_the_last_cent():
    assert best_portfolios([1, 1], [0.1, 0.2], budget=0.3, size=2).optimum == 2  # 0.1 + 0.2 > 0.3 in floats
    assert best_portfolios([1, 1], [0.1, 0.21], budget=0.3, size=2).optimum is None


def level_of(counts):
    """The level of one question, answered as counted; a second item keeps the round whole."""
    answers = np.repeat([1.0, 2, 3, 4, 5], counts)
    ratings = uniform(*[[3, 2]] * len(answers))
    ratings[:, 0, 0] = answers
    return evaluated(ratings, quorum=1).item("i0").criteria[0].level


@pytest.mark.parametrize(
    ("counts", "level"),
    [
        ((0, 0, 3, 4, 3), "agreed"),  # A = 0.55
        ((0, 3, 0, 1, 1), "split"),  # A = 0.47, DI = 1.08
        ((0, 1, 3, 1, 3), "mixed"),  # A = 0.21, DI = 0.73
        ((0, 0, 2, 0, 2), "split"),  # A = 0.17, DI = 0.75
        ((0, 0, 0, 1, 1), None),
        ((0, 0, 0, 2, 1), "agreed"),
    ],
)
def test_the_traffic_light(counts, level):
    assert level_of(counts) == level


@pytest.mark.parametrize(("high", "shown"), [(4, True), (3, False)])
def test_a_gap_is_one_whole_step(high, shown):
    ratings = uniform(*[[3, 2]] * 10)
    ratings[:5, 0, 0] = [high] * 4 + [4]
    assert bool(evaluated(ratings, groups=["a"] * 5 + ["b"] * 5).group_gaps) is shown


def test_the_middle_of_an_odd_number_belongs_to_both_halves():
    ratings = uniform(*[[4, 3, 2, 1]] * 3)
    ratings[:, 1, 0] = [1, 1, 5]
    [question] = evaluated(ratings).discuss_next
    assert question.impact == pytest.approx((7 / 3 - 1) / 4 / 9)


@pytest.mark.parametrize(
    ("raters", "quorum"), [(0, 1), (1, 1), (2, 2), (3, 3), (10, 3), (11, 4), (20, 6), (40, 12)]
)
def test_the_quorum_is_three_or_three_in_ten(raters, quorum):
    assert default_quorum(raters) == quorum


@pytest.mark.parametrize(
    ("raters", "missing", "method"),
    [(10, 18, "mean"), (10, 19, "rater_adjusted"), (2, 8, "mean"), (3, 8, "rater_adjusted")],
)
def test_severity_is_taken_out_above_a_tenth_of_missing_answers(raters, missing, method):
    ratings = uniform(*[[4, 3, NAN]] * raters)  # nobody rated the last item: that is no missing answer
    answers = np.flatnonzero(~np.isnan(ratings))
    ratings.reshape(-1)[answers[np.arange(missing) * len(answers) // missing]] = NAN
    assert evaluated(ratings).settings.method == method


@pytest.mark.parametrize(("raters", "rough"), [(4, True), (5, False)])
def test_fewer_than_five_raters_are_a_rough_estimate(raters, rough):
    notes = [note.code for note in evaluated(uniform(*[[4, 3]] * raters)).notes]
    assert ("few_raters" in notes) is rough


def test_one_place_fewer_than_items_up_to_three():
    chosen = [evaluated(uniform([*range(1, items + 1)])).settings.k for items in (1, 2, 3, 4, 5)]
    assert chosen == [1, 1, 2, 3, 3]


def test_the_second_stage_keeps_what_reaches_the_top_in_more_than_one_of_twenty_trials():
    stage = evaluated(uniform(*[[5, 5, 5, 3, 1]] * 7, [1, 1, 1, 5, 1]), draws=10_000)
    assert 0.05 < stage.item("i3").under_raters.p_top < 0.1
    assert "i3" in second_stage(stage).in_reach
    assert "i3" not in second_stage(stage, threshold=0.1).in_reach
    assert "i4" not in second_stage(stage).in_reach


def test_an_item_missing_from_some_trials_is_judged_by_the_others():
    ratings = uniform([5, 1, 2, 1], [NAN, 1, 2, 1], [NAN, 2, 1, 1])
    item = evaluated(ratings, method="median", quorum=1).item("i0")
    assert (item.under_raters.p_top, item.under_raters.p_first) == (1, 1)


def test_dominance_under_other_raters_counts_equal_means():
    result = evaluated(uniform(*[[4, 4, 1]] * 3, [5, 4, 1]))
    assert {pair.item_id: pair.probability for pair in result.dominated}["i1"] == 1


def test_rounded_reciprocals_hide_no_contradiction():
    # 3 times 3 is not 7: exact reciprocals make lambda_max 3.0070 (the published way to CR .0061).
    exact = ahp_priorities([[1, 3, 7], [1 / 3, 1, 3], [1 / 7, 1 / 3, 1]])
    printed = ahp_priorities([[1, 3, 7], [0.33, 1, 3], [0.14, 0.33, 1]])
    assert printed.consistency_ratio == pytest.approx(exact.consistency_ratio, abs=1e-9) != 0
    assert exact.lambda_max == pytest.approx(3.00702, abs=1e-5)
    assert printed.weights == pytest.approx(exact.weights, abs=1e-9)


def test_a_printed_matrix_is_read_alike_whichever_side_was_rounded():
    rng = np.random.default_rng(3)
    for _ in range(200):
        upper = np.triu(rng.choice([1, 2, 3, 5, 7, 9], (4, 4)).astype(float), 1)
        upper = np.where(rng.random((4, 4)) < 0.5, upper, 1 / np.where(upper > 0, upper, 1.0)) * (upper > 0)
        exact = upper + np.divide(1, upper.T, out=np.eye(4), where=upper.T > 0)
        printed = np.where(exact < 1, exact.round(2), exact)
        if np.abs(printed * printed.T - 1).max() > 0.06:
            continue
        found, wanted = ahp_priorities(printed), ahp_priorities(exact)
        assert found.consistency_ratio == pytest.approx(wanted.consistency_ratio, abs=1e-9)


def test_nothing_may_be_chosen_where_nothing_is_asked_for():
    found = best_portfolios([3, 2], [5, 6], budget=4, size=(0, 2))
    assert (found.optimum, found.optimal_sets, found.obstacles) == (0.0, ((),), ())
    assert core_index([[1, 0], [0, 1]], [[1, 1]], [5, 6], budget=4, size=(0, 2)).tolist() == [0, 0]
    must = Constraint(frozenset({0}), minimum=1)
    refused = best_portfolios([3, 2], [5, 6], budget=4, size=(0, 2), constraints=[must])
    assert (refused.optimum, refused.obstacles) == (None, ("constraints",))


def test_sets_from_none_on_agree_with_trying_every_combination():
    rng = np.random.default_rng(11)
    for _ in range(60):
        scores, costs = rng.integers(-3, 6, 6).astype(float), rng.integers(1, 9, 6)
        allowed = {
            chosen: scores[list(chosen)].sum()
            for size in range(4)
            for chosen in combinations(range(6), size)
            if costs[list(chosen)].sum() <= 9
        }
        found = best_portfolios(scores, costs, 9, (0, 3))
        best = max(allowed.values())
        assert (found.optimum, found.feasible) == (best, len(allowed))
        assert set(found.optimal_sets) == {chosen for chosen, value in allowed.items() if value == best}
