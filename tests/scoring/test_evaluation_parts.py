"""An evaluation says what the single functions say about the same round."""

import numpy as np
import pytest

from scoring.aggregation import additive_values, adjust_for_raters, group_values
from scoring.agreement import kendalls_w
from scoring.bootstrap import bootstrap_ranks
from scoring.ranking import competition_ranks
from scoring.robustness import (
    leave_one_out,
    rank_acceptability,
    sample_weights,
    top_k_probability,
    weight_stability,
)
from scoring.values import values_from_ratings
from scoring.weights import leaf_weights, normalise
from tests.scoring.rounds import CRITERIA, NAN, evaluated, uniform, workshop

DIMENSIONS = {"benefit": 50, "transferability": 30, "feasibility": 20}
WITHIN = {criterion: 1 + place % 4 for place, criterion in enumerate(CRITERIA.ids)}
SHARES = leaf_weights([*DIMENSIONS.values()], np.array([*WITHIN.values()]).reshape(3, 3))
STRUCTURE = [criterion.dimension for criterion in CRITERIA.criteria]
DRAWS, SEED = 400, 11


def weighted(ratings, **changes):
    given = {"dimension_weights": DIMENSIONS, "within_weights": WITHIN, "draws": DRAWS, "seed": SEED}
    return evaluated(ratings, **{**given, **changes})


@pytest.fixture(scope="module", params=[0.0, 0.2], ids=["complete", "gaps"])
def held(request):
    """A round with what enters its score: raw ratings, or with gaps the rater-adjusted ones."""
    rng = np.random.default_rng(5)
    ratings = rng.integers(1, 6, (14, 7, 9)).astype(float)  # all alike in quality: everything is open
    ratings[rng.random(ratings.shape) < request.param] = NAN
    used = adjust_for_raters(ratings) if request.param else ratings
    return weighted(ratings), ratings, used


def test_scores_and_ranks(held):
    result, _ratings, used = held
    scores = additive_values(values_from_ratings(group_values(used)), SHARES)
    assert [item.score for item in result.items] == pytest.approx(scores)
    assert [item.rank for item in result.items] == competition_ranks(scores).tolist()
    assert list(result.weights.values()) == pytest.approx(SHARES)


def test_other_raters(held):
    result, _ratings, used = held
    found = bootstrap_ranks(used, SHARES, draws=DRAWS, seed=SEED)
    assert [item.under_raters.p_top for item in result.items] == pytest.approx(found.p_top)
    assert [[i.under_raters.low, i.under_raters.high] for i in result.items] == found.interval.tolist()


def test_other_weights(held):
    result, _ratings, used = held
    values = values_from_ratings(group_values(used))
    sample = sample_weights(STRUCTURE, DRAWS, model="around", weights=SHARES, seed=SEED)
    top = top_k_probability(values, sample, 3)
    first = rank_acceptability(values, sample)[:, 0]
    assert ((top > 0.1) & (top < 0.9)).any()
    assert [item.under_weights.p_top for item in result.items] == pytest.approx(top)
    assert [item.under_weights.p_first for item in result.items] == pytest.approx(first)


def test_the_weight_of_each_dimension(held):
    result, _ratings, used = held
    values = values_from_ratings(group_values(used)).reshape(-1, 3, 3)
    within = np.array([*WITHIN.values()]).reshape(3, 3)
    of_dimensions = np.stack([additive_values(values[:, place], within[place]) for place in range(3)], axis=1)
    assert any(found.high < 1 for found in result.stability)
    for place, found in enumerate(result.stability):
        wanted = weight_stability(of_dimensions, normalise([*DIMENSIONS.values()]), place, k=3)
        assert (found.weight, found.low, found.high) == pytest.approx((wanted.weight, *wanted.interval))


def test_leaving_somebody_out(held):
    result, _ratings, used = held
    wanted = [one for one in leave_one_out(used, SHARES) if one.changes]
    found = [(one.rater, one.entering, one.leaving) for one in result.leave_one_out]
    names = [
        (one.label, tuple(f"i{i}" for i in one.entering), tuple(f"i{i}" for i in one.leaving))
        for one in wanted
    ]
    assert found == names


def test_agreement_on_the_order_leaves_out_what_has_no_rank():
    ratings = workshop(raters=14, items=7, missing=0.0, seed=5)
    ratings[1:, 6] = NAN
    result = weighted(ratings)
    assert result.item("i6").reason == "below_quorum"
    assert result.kendalls_w == pytest.approx(kendalls_w(additive_values(ratings[:, :6], SHARES)))
    assert (result.kendalls_w_basis, result.kendalls_w_items) == ("complete", 6)


def test_the_weight_that_tips_the_choice_says_on_which_side_and_who_enters():
    ratings = uniform(*[[3, 3]] * 3)
    ratings[:, 0, :3], ratings[:, 0, 3:6] = 5, 2
    # t + (1 - t) * 0.375 meets 0.5 at t = 0.2.
    benefit = evaluated(ratings).stability[0]
    assert (benefit.low, benefit.high) == pytest.approx((0.2, 1))
    assert (benefit.entering_below, benefit.entering_above) == (("i1",), ())


def test_who_tips_the_third_place_says_nothing_about_the_first():
    ratings = uniform(*[[5, 4, 2, 1]] * 2, *[[5, 4, 1, 2]], [5, 4, 1, 1])
    result = evaluated(ratings)
    assert "one_rater" in [reason.code for reason in result.verdict.reasons]
    assert result.winner_verdict.reasons == ()


def test_the_best_scored_of_several_dominators_is_named():
    result = evaluated(uniform(*[[3, 5, 4, 2]] * 3))
    assert {pair.item_id: pair.by for pair in result.dominated} == {"i0": "i1", "i2": "i1", "i3": "i1"}


def test_an_item_is_rated_by_whoever_answered_anything():
    ratings = uniform(*[[4, 3, 2]] * 4)
    ratings[:3, 0, 1:] = NAN
    assert evaluated(ratings, method="median").item("i0").raters == 4
    assert evaluated(ratings).settings.minimum_answered == 0.8


def test_questions_are_ordered_by_how_far_they_reach():
    ratings = uniform(*[[5, 5, 4, 3, 1]] * 8)
    for item, low, high in ((1, 4, 5), (3, 1, 5), (4, 1, 3)):
        ratings[:4, item, 0], ratings[4:, item, 0] = low, high
    found = evaluated(ratings).discuss_next
    reach = [question.distance - question.impact for question in found]
    assert len(found) >= 2
    assert reach == sorted(reach)
