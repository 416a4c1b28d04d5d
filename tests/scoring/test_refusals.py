"""What cannot be computed is refused in a sentence; what can be gaps or of an unusual kind is not."""

import numpy as np
import pytest

from scoring.aggregation import additive_values, group_values
from scoring.agreement import agreement_a, disagreement_index, rand_disagreement
from scoring.crosscheck import promethee_ii, topsis, vikor
from scoring.portfolio import best_portfolios, core_index, pareto_front
from scoring.preference import Preference
from scoring.ranking import average_ranks, competition_ranks, kendall_tau_b, rank_interval
from scoring.robustness import (
    bootstrap_ranks,
    central_weights,
    confidence_factors,
    leave_one_out,
    pairwise_winning,
    rank_acceptability,
    sample_weights,
    top_k_probability,
    verdict,
    weight_stability,
)
from scoring.weights import aggregate_judgements, ahp_priorities, leaf_weights, normalise

NAN, INF = float("nan"), float("inf")
CUBE, SQUARE = np.ones((2, 2, 3)), [[1, 0], [0, 1]]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: competition_ranks(["good", 1]), "scores: numbers expected"),
        (lambda: group_values([[1, 2], [1]]), "ratings: numbers expected, in rows of equal length"),
        (lambda: group_values({"a": 1}), "ratings: numbers expected"),
        (lambda: rank_acceptability(SQUARE, [[INF, 1]]), "infinite"),
        (lambda: rank_acceptability(SQUARE, [[NAN, 1]]), "not negative"),
        (lambda: rank_acceptability(SQUARE, np.empty((0, 2))), "points"),
        (lambda: top_k_probability(SQUARE, [1, 1], 0), "k: at least 1"),
        (lambda: normalise([1e308, 1e308]), "too large"),
        (lambda: leaf_weights({"a": 1, "b": 1}, {"a": {"x": 1}}), "b must be given on both levels"),
        (lambda: leaf_weights({"a": 1, "b": 1}, {"a": {"x": 1}, "b": {"x": 1}}), "one dimension only"),
        (lambda: ahp_priorities(np.ones((3, 3)), random_index=0), "random_index: a positive number"),
        (lambda: aggregate_judgements(3), "at least one judge"),
        (lambda: aggregate_judgements([2, 3], [1, 1, 1]), "each of 2 judges"),
        (lambda: additive_values(np.ones((2, 3, 2)), np.ones((4, 2))), "2 draws expected, got 4"),
        (lambda: kendall_tau_b([1, 2], [1, 2, 3]), "the same items expected, got 2 and 3"),
        (lambda: rank_interval([[1, 0]], coverage=1.5), "coverage"),
        (lambda: sample_weights(0), "at least one criterion"),
        (lambda: sample_weights(3, 0), "one draw"),
        (lambda: sample_weights(3, 5, model="around", weights=[1, 1, 1], spread=0), "spread"),
        (lambda: bootstrap_ranks(CUBE, [1, 1]), "3 criteria expected, got 2"),
        (lambda: bootstrap_ranks(CUBE, [[1, 1, 1]]), "weights: 1 dimensions"),
        (lambda: bootstrap_ranks(CUBE, draws=0), "at least 1 expected, got 0"),
        (lambda: leave_one_out(CUBE, [1, 1]), "3 criteria expected, got 2"),
        (lambda: leave_one_out(CUBE, groups=["a"]), "each of 2 raters expected, got 1"),
        (lambda: weight_stability(SQUARE, [1, 1], 2), "criterion: one of 2"),
        (lambda: weight_stability(SQUARE, [3, 1], -1), "criterion: one of 2"),
        (lambda: weight_stability(np.empty((0, 2)), [1, 1], 2), "criterion: one of 2"),
        (lambda: bootstrap_ranks(np.empty((0, 2, 3))), "at least one rater"),
        (lambda: verdict([3, 2, 1], 0), "k: at least 1"),
        (lambda: verdict([3, 2, 1], 1, p_raters=[1]), "each of 3 items"),
        (lambda: verdict([3, 2, 1], 1, labels=["a"]), "each of 3 items"),
        (lambda: pareto_front(SQUARE, ["up", "max"]), "directions"),
        (lambda: pareto_front(SQUARE, ["max"]), "each of 2 criteria"),
        (lambda: best_portfolios([1, 2], [1, 1], NAN), "budget"),
        (lambda: best_portfolios([1, 2], [1, 1], -1), "budget"),
        (lambda: best_portfolios([1, 2], size=0), "size"),
        (lambda: core_index(SQUARE, [[1, 1, 1]]), "2 criteria expected, got 3"),
        (lambda: topsis(SQUARE, [1, 1, 1]), "each of 2 criteria"),
        (lambda: vikor(SQUARE, [1, 1], v=1.1), "v: a share"),
        (lambda: promethee_ii(SQUARE, [1, 1], preference=["usual"]), "each of 2 criteria"),
        (lambda: Preference.of("vshape(p=e)"), "cannot read"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_a_masked_answer_is_no_answer():
    ratings = np.ma.array([[1, 2], [5, 4]], mask=[[False, False], [True, False]])
    assert group_values(ratings).tolist() == [1, 3]


@pytest.mark.parametrize("kind", [np.float32, np.int64, np.uint8, list])
def test_any_kind_of_numbers_gives_the_same(kind):
    ratings = [[5, 1, 2], [4, 4, 1], [2, 5, 3]]
    given = ratings if kind is list else np.asfortranarray(np.array(ratings, dtype=kind))[::1]
    assert group_values(given).tolist() == group_values(np.array(ratings, dtype=float)).tolist()
    assert competition_ranks(given[0]).tolist() == [1, 3, 2]
    assert bootstrap_ranks(given).p_top.tolist() == bootstrap_ranks(ratings).p_top.tolist()


def test_numpy_numbers_count_like_plain_ones():
    assert np.array_equal(sample_weights(np.int64(3), 5), sample_weights(3, 5))
    assert best_portfolios([1, 2, 3], size=np.int64(2)).optimal_sets == ((1, 2),)


@pytest.mark.parametrize("method", ["mean", "median", "trimmed_mean", "rater_adjusted"])
def test_one_item_and_no_rater_at_all_are_both_fine(method):
    assert group_values([4, NAN, 2], method) == pytest.approx(3)
    assert np.isnan(group_values(np.empty((0, 2, 3)), method)).all()


def test_nothing_in_is_nothing_out():
    assert competition_ranks([]).tolist() == []
    assert average_ranks([]).tolist() == []
    assert (disagreement_index([]), rand_disagreement([])) == (None, None)
    assert np.isnan(disagreement_index(np.empty((0, 3)))).tolist() == [True] * 3
    assert agreement_a(np.empty((0, 5))).tolist() == []
    assert best_portfolios([]).obstacles == ("too_few_items",)
    assert core_index(np.empty((0, 2)), [[1, 1]]).tolist() == []
    assert pareto_front(np.empty((0, 2))).non_dominated == ()


def test_without_items_the_sample_ranks_nothing():
    for nothing in (np.empty((0, 2)), np.empty((3, 0, 2))):
        assert rank_acceptability(nothing, np.ones((3, 2))).shape == (0, 0)
        assert top_k_probability(nothing, np.ones((3, 2))).tolist() == []
        assert central_weights(nothing, np.ones((3, 2))) == ()
        assert confidence_factors(nothing, np.ones((3, 2))).tolist() == []
        assert pairwise_winning(nothing, np.ones((3, 2))).shape == (0, 0)


@pytest.mark.parametrize("method", ["mean", "median", "rater_adjusted"])
def test_without_items_resampling_and_leaving_out_change_nothing(method):
    nothing = np.empty((3, 0, 2))
    found = bootstrap_ranks(nothing, method=method)
    assert (found.rank_probability.shape, found.interval.shape, found.p_top.shape) == ((0, 0), (0, 2), (0,))
    assert not any(one.changes for one in leave_one_out(nothing, method=method))


def test_without_items_every_weight_chooses_nobody():
    found = weight_stability(np.empty((0, 2)), [3, 1], 0)
    assert (found.weight, found.interval, found.best, found.scores.tolist()) == (0.75, (0, 1), (), [])
    assert weight_stability(np.empty((0, 2)), [1, 0], 0).interval == (1, 1)


def test_a_chance_that_is_not_known_decides_nothing():
    assert verdict([3, 2, 1], 1, p_raters=[NAN, 0.2, 0]).status == "stable"
    assert verdict([3, 2, 1], 2, p_raters=[NAN, 0.6, 0.4]).reasons[0].parameters["item"] == 1


def test_thousands_of_items_need_no_table_of_pairs():
    ratings = np.tile(np.arange(20_000.0) % 5, (2, 1))
    assert average_ranks(ratings)[0, :5].tolist() == [18000.5, 14000.5, 10000.5, 6000.5, 2000.5]
    assert len(pareto_front(np.column_stack([np.arange(2000), np.arange(2000)])).dominated_by[0]) == 1999
