from itertools import product

import numpy as np
import pytest

from scoring.aggregation import additive_values, group_values
from scoring.ranking import competition_ranks
from scoring.robustness import bootstrap_cells, bootstrap_ranks
from tests.scoring.published import cases

NAN = float("nan")


@pytest.mark.parametrize("case", cases("bootstrap_rank_ci"))
def test_small_groups_are_enumerated_exactly(case):
    inputs, expected = case["inputs"], case["expected"]
    scores = inputs.get("scores_by_rater") or -np.array(inputs["ranks_by_rater"])
    found = bootstrap_ranks(scores)
    assert found.exact
    assert found.resamples == expected["resamples"]
    assert found.interval.tolist() == expected["ci90"]
    if "rank_probability" in expected:
        assert found.rank_probability == pytest.approx(np.array(expected["rank_probability"]))
    if "p_top3" in expected:
        assert found.p_top == pytest.approx(expected["p_top3"])


@pytest.mark.parametrize("case", cases("bootstrap_rank_ci")[:2])
def test_sampling_comes_close_to_the_exact_distribution(case):
    inputs = case["inputs"]
    scores = inputs.get("scores_by_rater") or -np.array(inputs["ranks_by_rater"])
    exact = np.array(case["expected"]["rank_probability"])
    # Three raters have ten different resamples: with nine draws allowed they are sampled.
    found = np.mean([bootstrap_ranks(scores, draws=9, seed=s).rank_probability for s in range(2000)], axis=0)
    assert not bootstrap_ranks(scores, draws=9).exact
    assert (np.abs(found - exact) <= 4 * np.sqrt(exact * (1 - exact) / 18_000) + 1e-12).all()


def enumerated(ratings, weights, method):
    """Every resample of whole raters by brute force."""
    raters, items, _ = ratings.shape
    counted = np.zeros((items, items))
    for rows in product(range(raters), repeat=raters):
        scores = additive_values(group_values(ratings[list(rows)], method), weights)
        for item, rank in enumerate(competition_ranks(scores)):
            if not np.isnan(rank):
                counted[item, int(rank) - 1] += 1 / raters**raters
    return counted


@pytest.mark.parametrize("method", ["mean", "median", "trimmed_mean"])
@pytest.mark.parametrize("missing", [0.0, 0.3])
def test_resampling_counts_equals_resampling_people(method, missing):
    rng = np.random.default_rng(8)
    ratings = rng.integers(1, 6, (4, 5, 3)).astype(float)
    ratings[rng.random(ratings.shape) < missing] = NAN
    weights = [3, 2, 1]
    found = bootstrap_ranks(ratings, weights, method=method)
    assert found.rank_probability == pytest.approx(enumerated(ratings, weights, method))


def test_rater_adjusted_keeps_the_severity_of_the_whole_group():
    # On the item both rated, the second is two steps more generous: adjusted 4, 3 and 3, 3.
    ratings = [[3, 2, NAN], [NAN, 4, 4]]
    found = bootstrap_ranks(np.array(ratings)[:, :, None], method="rater_adjusted")
    assert found.rank_probability[0].tolist() == [0.75, 0, 0]
    assert bootstrap_ranks(ratings).rank_probability[0].tolist() != [0.75, 0, 0]


def test_an_item_nobody_in_the_resample_rated_is_left_out_and_counted():
    ratings = [[3, 5], [4, NAN]]
    found = bootstrap_ranks(ratings)
    assert found.rank_probability[1].sum() == pytest.approx(3 / 4)  # the second rater drawn twice: no answer
    assert found.interval.tolist() == [[1, 2], [1, 1]]


def test_larger_groups_are_sampled_with_the_seed_given():
    ratings = np.random.default_rng(4).integers(1, 6, (20, 6)).astype(float)
    first, again, other = (bootstrap_ranks(ratings, seed=s, draws=500) for s in (1, 1, 2))
    assert not first.exact
    assert np.array_equal(first.rank_probability, again.rank_probability)
    assert not np.array_equal(first.rank_probability, other.rank_probability)


def test_cells_vary_around_the_groups_values():
    ratings = np.random.default_rng(4).integers(1, 6, (20, 3, 2)).astype(float)
    cells = bootstrap_cells(ratings, draws=2000)
    assert cells.mean(axis=0) == pytest.approx(ratings.mean(axis=0), abs=0.05)
    assert cells.std(axis=0) == pytest.approx(ratings.std(axis=0) / np.sqrt(20), abs=0.05)


def test_unknown_methods_and_empty_rounds_are_refused():
    with pytest.raises(ValueError, match="method"):
        bootstrap_ranks([[1.0]], method="mode")
    with pytest.raises(ValueError, match="at least one rater"):
        bootstrap_ranks(np.empty((0, 3)))
