import numpy as np
import pytest

from scoring.aggregation import additive_values
from scoring.ranking import competition_ranks
from scoring.robustness import (
    central_weights,
    confidence_factors,
    pairwise_winning,
    rank_acceptability,
    sample_weights,
    top_k_probability,
)
from scoring.weights import rank_order_centroid
from tests.scoring.published import cases, numbers, read

DRAWS = 40_000


def allowance(p, draws=DRAWS):
    """Four standard errors of a share: a seeded draw that fails this is a wrong formula, not bad luck."""
    p = np.asarray(p, dtype=float)
    return 4 * np.sqrt(p * (1 - p) / draws) + 1e-12


@pytest.mark.parametrize("case", cases("smaa_exact"))
def test_acceptability_matches_the_exact_volumes(case):
    values, expected = np.array(numbers(case["inputs"]["values"])), case["expected"]
    model = "ordinal" if "weight_constraint" in case["inputs"] else "uniform"
    weights = sample_weights(values.shape[1], DRAWS, model=model)

    acceptability = rank_acceptability(values, weights)
    exact = numbers(expected["rank_acceptability_exact"])
    assert (np.abs(acceptability - exact) <= allowance(exact)).all()
    wins = np.array(expected["pairwise_winning"])
    assert (np.abs(pairwise_winning(values, weights) - wins) <= allowance(wins)).all()
    for k in range(1, len(values) + 1):
        exact_k = np.array(numbers(expected["top_k_probability_exact"]))[:, k - 1]
        found = top_k_probability(values, weights, k)
        assert (np.abs(found - exact_k) <= allowance(exact_k)).all()
        assert found == pytest.approx(acceptability[:, :k].sum(axis=1))
    for found, wanted in zip(
        central_weights(values, weights), expected["central_weights_exact"], strict=True
    ):
        if wanted is None:
            assert found is None
        else:
            assert found == pytest.approx(numbers(wanted), abs=0.01)


def test_stochastic_values_reproduce_the_published_benefit_risk_model():
    model = read("smaa_tervonen2011_antidepressants")
    inputs, expected, tolerance = model["inputs"], model["expected"], model["tolerance"]
    parameters = np.array([inputs["parameters"][name] for name in inputs["alternatives"]])
    rng = np.random.default_rng(1)
    drawn = rng.normal(parameters[..., 0], parameters[..., 1], size=(DRAWS, *parameters.shape[:2]))
    low = parameters[..., 0] - 1.96 * parameters[..., 1]
    high = parameters[..., 0] + 1.96 * parameters[..., 1]
    for table in (drawn, low, high):
        table[..., 0] = np.exp(table[..., 0])
    values = (drawn - low.min(axis=0)) / (high.max(axis=0) - low.min(axis=0))
    values = np.where(inputs["ascending"], values, 1 - values)
    weights = sample_weights(len(inputs["criteria"]), DRAWS)

    found = {
        "rank_acceptability": rank_acceptability(values, weights),
        "central_weights": central_weights(values, weights),
        "confidence_factors": confidence_factors(values, weights),
    }
    for name, figures in found.items():
        for alternative, own in zip(inputs["alternatives"], figures, strict=True):
            assert own == pytest.approx(expected[name][alternative], abs=tolerance[name]), (name, alternative)


def test_gaps_and_ties_agree_with_ranking_every_draw_by_itself():
    rng = np.random.default_rng(3)
    values = rng.integers(0, 5, (12, 4)) / 4
    values[1] = values[0]
    values[5] = np.nan
    values[6, 1] = np.nan
    weights = sample_weights(4, 400)
    counted = np.zeros((12, 12))
    for draw in weights:
        for item, rank in enumerate(competition_ranks(additive_values(values, draw))):
            if not np.isnan(rank):
                counted[item, int(rank) - 1] += 1 / len(weights)
    found = rank_acceptability(values, weights)
    assert found == pytest.approx(counted)
    assert found[5].sum() == 0
    assert 0 < found[6].sum() < 1
    assert top_k_probability(values, weights, 3) == pytest.approx(counted[:, :3].sum(axis=1))


@pytest.mark.parametrize("items", [1, 2, 63, 64, 65])
def test_what_cannot_be_rated_takes_no_rank_from_the_others(items):
    values = np.full((items, 2), np.nan)
    assert rank_acceptability(values, sample_weights(2, 10)).sum() == 0
    values[-1] = -1e6
    assert rank_acceptability(values, sample_weights(2, 10))[-1, 0] == 1
    assert rank_acceptability(values, sample_weights(2, 10)).sum() == 1


def test_all_equal_share_the_first_rank():
    found = rank_acceptability(np.full((4, 2), 0.5), sample_weights(2, 100))
    assert found[:, 0].tolist() == [1, 1, 1, 1]


def test_one_item_is_always_first():
    assert rank_acceptability([[0.3, 0.4]], [0.5, 0.5]).tolist() == [[1.0]]
    assert confidence_factors([[0.3, 0.4], [0.1, 0.1]], [0.5, 0.5]).tolist() == [1, 0]


def test_blocks_do_not_show_in_the_result():
    rng = np.random.default_rng(5)
    values, weights = rng.random((700, 3)), sample_weights(3, 300)
    whole = np.apply_along_axis(competition_ranks, 1, additive_values(values, weights))
    assert top_k_probability(values, weights, 5) == pytest.approx((whole <= 5).mean(axis=0))
    assert rank_acceptability(values, weights)[:, :5].sum(axis=1) == pytest.approx((whole <= 5).mean(axis=0))


def test_shapes_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="does not fit"):
        rank_acceptability([[1, 0]], [[1, 1, 1]])
    with pytest.raises(ValueError, match="does not fit"):
        rank_acceptability(np.empty((0, 2)), [[1, 1, 1]])


LEVELS = ["a", "a", "a", "a", "b", "b"]


def test_dimensions_weigh_alike_however_many_criteria_they_hold():
    drawn = sample_weights(LEVELS, 20_000)
    assert drawn.sum(axis=1) == pytest.approx(np.ones(20_000))
    assert drawn.mean(axis=0) == pytest.approx([1 / 8] * 4 + [1 / 4] * 2, abs=0.005)
    flat = sample_weights(6, 20_000)
    assert flat.mean(axis=0) == pytest.approx([1 / 6] * 6, abs=0.005)


@pytest.mark.parametrize("sizes", [[4, 4, 4], [4, 2], [1, 3], (2, 2), np.array([3, 3]), {"a": 4, "b": 2}])
def test_sizes_are_not_taken_for_the_dimensions_of_the_criteria(sizes):
    with pytest.raises(ValueError, match="structure: the dimension of each criterion expected"):
        sample_weights(sizes, 5)


@pytest.mark.parametrize("numbered", [[0, 0, 0, 0, 1, 1], [1, 1, 1, 1, 2, 2], np.array([1, 1, 1, 1, 0, 0])])
def test_dimensions_may_be_numbered(numbered):
    assert np.array_equal(sample_weights(numbered, 5), sample_weights(LEVELS, 5))


def test_a_generator_is_a_seed():
    assert np.array_equal(sample_weights(3, 5, seed=np.random.default_rng(1)), sample_weights(3, 5, seed=1))


def test_ordinal_weights_keep_the_order_and_centre_on_roc():
    weights = [3, 3, 1]
    drawn = sample_weights(3, 20_000, model="ordinal", weights=weights)
    assert (drawn[:, :2] >= drawn[:, [2]]).all()
    assert drawn.mean(axis=0) == pytest.approx(rank_order_centroid([1, 1, 3]), abs=0.01)


def test_weights_around_the_group_centre_on_it_with_the_spread_asked_for():
    drawn = sample_weights(4, 20_000, model="around", weights=[1, 1, 1, 1], spread=0.05)
    assert drawn.mean(axis=0) == pytest.approx([0.25] * 4, abs=0.005)
    assert drawn.std(axis=0) == pytest.approx([0.05] * 4, abs=0.005)


def test_weights_around_the_group_spread_like_the_participants():
    participants = np.random.default_rng(2).dirichlet([20, 10, 10], size=400)
    drawn = sample_weights(3, 20_000, model="around", weights=[2, 1, 1], participants=participants)
    assert drawn.std(axis=0) == pytest.approx(participants.std(axis=0), rel=0.15)


def test_a_zero_weight_stays_zero_around_the_group_and_single_criteria_stay_whole():
    drawn = sample_weights(["a", "a", "b", "c"], 500, model="around", weights=[1, 0, 1, 0])
    assert (drawn[:, [1, 3]] == 0).all()
    assert drawn.sum(axis=1) == pytest.approx(np.ones(500))
    assert sample_weights(1, 3, model="around", weights=[2]).tolist() == [[1.0]] * 3


def test_participants_are_resampled_as_they_are():
    own = [[1, 0, 0], [0, 1, 1]]
    drawn = sample_weights(3, 1000, model="participants", participants=own)
    assert {tuple(row) for row in drawn.tolist()} == {(1, 0, 0), (0, 0.5, 0.5)}
    assert abs(drawn[:, 0].mean() - 0.5) < 0.06


def test_participants_without_any_say_on_a_dimension_do_not_break_the_levels():
    drawn = sample_weights(
        ["a", "a", "b"],
        200,
        model="around",
        weights=[1, 1, 2],
        participants=[[1, 1, 0], [0, 0, 1], [1, 3, 4]],
    )
    assert np.isfinite(drawn).all()


def test_the_same_seed_draws_the_same_and_another_does_not():
    assert np.array_equal(sample_weights(3, 50), sample_weights(3, 50))
    assert not np.array_equal(sample_weights(3, 50), sample_weights(3, 50, seed=1))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"model": "guess"}, "model: one of"),
        ({"model": "around"}, "needs the group's weights"),
        ({"model": "participants"}, "needs their weights"),
        ({"model": "around", "weights": [1, 1]}, "3 criteria expected"),
    ],
)
def test_a_model_without_what_it_needs_is_refused(arguments, words):
    with pytest.raises(ValueError, match=words):
        sample_weights(3, 10, **arguments)
