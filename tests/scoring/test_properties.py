"""What must hold for every input of the contract, looked for with random ones."""

import json

import hypothesis.extra.numpy as arrays
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.aggregation import additive_values, group_values
from scoring.agreement import agreement_a, concordance, consensus, disagreement_index
from scoring.ranking import best_items, competition_ranks
from scoring.robustness import bootstrap_ranks, rank_acceptability, sample_weights
from scoring.values import values_from_ratings
from tests.scoring.rounds import evaluated

METHODS = ["mean", "median", "trimmed_mean", "rater_adjusted"]
ANSWERS = st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0, float("nan")])


def ratings(raters=(1, 7), items=(1, 6), criteria=(1, 4), answers=ANSWERS):
    shapes = st.tuples(*(st.integers(*bounds) for bounds in (raters, items, criteria)))
    return shapes.flatmap(lambda shape: arrays.arrays(float, shape, elements=answers))


def rounds(**bounds):
    return ratings(criteria=(9, 9), **bounds)


def complete(**bounds):
    return ratings(answers=st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0]), **bounds)


def points(n):
    return arrays.arrays(float, n, elements=st.integers(0, 100).map(float)).filter(lambda p: p.sum() > 0)


@pytest.mark.parametrize("method", METHODS)
@given(cube=ratings(), data=st.data())
def test_the_order_of_raters_never_matters(method, cube, data):
    order = data.draw(st.permutations(range(len(cube))))
    found = group_values(cube[order], method)
    assert found == pytest.approx(group_values(cube, method), abs=1e-9, nan_ok=True)


@given(cube=ratings(), data=st.data())
def test_the_order_of_raters_never_matters_to_agreement(cube, data):
    order = data.draw(st.permutations(range(len(cube))))
    table = cube[:, :, 0]
    before, after = concordance(table), concordance(table[order])
    assert (before and before.w) == pytest.approx(after and after.w)
    index = disagreement_index(cube)
    assert disagreement_index(cube[order]) == pytest.approx(index, nan_ok=True)


@given(cube=complete(items=(2, 6)), data=st.data())
def test_the_order_of_items_never_matters(cube, data):
    weights = data.draw(points(cube.shape[2]))
    order = data.draw(st.permutations(range(cube.shape[1])))
    sample = sample_weights(cube.shape[2], 50)
    values = values_from_ratings(group_values(cube))
    ranks = competition_ranks(additive_values(values, weights))
    assert competition_ranks(additive_values(values[order], weights)).tolist() == ranks[order].tolist()
    acceptability = rank_acceptability(values, sample)
    assert rank_acceptability(values[order], sample) == pytest.approx(acceptability[order])
    resampled = bootstrap_ranks(cube, weights, draws=50).rank_probability
    found = bootstrap_ranks(cube[:, order], weights, draws=50).rank_probability
    assert found == pytest.approx(resampled[order])


@given(cube=complete(items=(2, 6)), data=st.data())
def test_a_dominated_extra_item_never_changes_the_winner(cube, data):
    weights = data.draw(points(cube.shape[2]))
    values = values_from_ratings(group_values(cube))
    target = data.draw(st.integers(0, len(values) - 1))
    worse = values[target] * data.draw(st.floats(0, 0.99))
    extended = np.vstack([values, worse])
    scores, with_extra = additive_values(values, weights), additive_values(extended, weights)
    assert with_extra[:-1] == pytest.approx(scores)
    assert set(best_items(scores, 1)) == set(best_items(with_extra, 1)) - {len(values)}


@settings(max_examples=40)
@given(cube=complete(items=(2, 5), criteria=(9, 9)), data=st.data())
def test_an_item_that_everyone_rates_lowest_changes_nothing_about_the_others(cube, data):
    lowest = np.ones((len(cube), 1, 9))
    place = data.draw(st.integers(0, cube.shape[1]))
    ids = [f"i{item}" for item in range(cube.shape[1])]
    before = evaluated(cube, quorum=1, draws=50)
    after = evaluated(
        np.concatenate([cube[:, :place], lowest, cube[:, place:]], axis=1),
        item_ids=[*ids[:place], "extra", *ids[place:]],
        quorum=1,
        draws=50,
    )
    for item in before.items:
        assert after.item(item.item_id).score == pytest.approx(item.score)
        assert after.item(item.item_id).rank == item.rank
        assert after.item(item.item_id).under_weights.p_first == item.under_weights.p_first


@settings(max_examples=40)
@given(cube=rounds(items=(2, 4)), scale=st.floats(1e-3, 1e3), data=st.data())
def test_the_points_of_an_evaluation_scale_freely(cube, scale, data):
    points = {d: data.draw(st.integers(1, 9)) for d in ("benefit", "transferability", "feasibility")}
    before, after = (
        evaluated(cube, dimension_weights={d: p * factor for d, p in points.items()}, draws=50)
        for factor in (1, scale)
    )
    assert set(after.chosen) == set(before.chosen)
    assert [item.rank for item in after.items] == [item.rank for item in before.items]
    assert after.verdict.status == before.verdict.status


@given(cube=complete(), scale=st.floats(1e-6, 1e6), data=st.data())
def test_weights_scale_freely(cube, scale, data):
    weights = data.draw(points(cube.shape[2]))
    values = values_from_ratings(group_values(cube))
    assert additive_values(values, weights * scale) == pytest.approx(additive_values(values, weights))
    sample = sample_weights(cube.shape[2], 50)
    assert rank_acceptability(values, sample * scale) == pytest.approx(rank_acceptability(values, sample))


@pytest.mark.parametrize("method", ["mean", "median", "trimmed_mean"])
@given(cube=ratings())
def test_an_abstention_never_moves_a_mean(method, cube):
    abstaining = np.full((1, *cube.shape[1:]), np.nan)
    found = group_values(np.concatenate([cube, abstaining]), method)
    assert found == pytest.approx(group_values(cube, method), nan_ok=True)


@given(cube=ratings())
def test_a_silent_rater_never_moves_an_adjusted_mean(cube):
    silent = np.full((1, *cube.shape[1:]), np.nan)
    found = group_values(np.concatenate([cube, silent]), "rater_adjusted")
    assert found == pytest.approx(group_values(cube, "rater_adjusted"), abs=1e-9, nan_ok=True)


@given(counts=arrays.arrays(float, 5, elements=st.integers(0, 50).map(float)))
def test_agreement_stays_within_its_bounds(counts):
    found, alternative = agreement_a(counts), consensus(counts)
    if counts.sum() == 0:
        assert found is None
        assert alternative is None
    else:
        assert -1 - 1e-9 <= found <= 1 + 1e-9
        assert -1e-9 <= alternative <= 1 + 1e-9
        assert agreement_a(counts[::-1]) == pytest.approx(found)


@given(cube=ratings())
def test_kendalls_w_stays_within_its_bounds(cube):
    found = concordance(cube)
    assert found is None or -1e-9 <= found.w <= 1 + 1e-9


@given(cube=complete())
def test_rank_probabilities_sum_to_one(cube):
    values = values_from_ratings(group_values(cube))
    rows = rank_acceptability(values, sample_weights(cube.shape[2], 50)).sum(axis=1)
    assert rows == pytest.approx(np.ones(len(rows)))
    assert bootstrap_ranks(cube, draws=50).rank_probability.sum(axis=1) == pytest.approx(np.ones(len(rows)))


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=60)
@given(cube=rounds(), data=st.data())
def test_an_evaluation_is_finite_for_every_round(method, cube, data):
    groups = data.draw(st.lists(st.sampled_from(["a", "b", None]), min_size=len(cube), max_size=len(cube)))
    shares = {"benefit": 2, "transferability": 1, "feasibility": data.draw(st.integers(0, 2))}
    result = evaluated(
        cube, method=method, groups=groups, dimension_weights=shares, draws=50, minimum_group_size=2
    )
    json.dumps(result.to_dict(), allow_nan=False)
    for item in result.items:
        assert (item.rank is None) is (item.reason is not None)
        if item.rank is not None:
            assert 0 <= item.score <= 1
            assert sum(d.contribution or 0 for d in item.dimensions) == pytest.approx(item.score)


@settings(max_examples=40)
@given(cube=rounds(items=(2, 6)), data=st.data())
def test_an_evaluation_does_not_depend_on_the_order_of_raters_or_items(cube, data):
    raters = data.draw(st.permutations(range(len(cube))))
    items = data.draw(st.permutations(range(cube.shape[1])))
    names = [f"i{item}" for item in items]
    before = evaluated(cube, draws=10_000)
    after = evaluated(cube[raters][:, items], item_ids=names, draws=10_000)
    assert set(after.chosen) == set(before.chosen)
    for item in before.items:
        moved = after.item(item.item_id)
        assert (moved.rank, moved.reason) == (item.rank, item.reason)
        assert moved.score == pytest.approx(item.score)
        if item.under_raters is not None:
            assert moved.under_raters.p_top == pytest.approx(item.under_raters.p_top)
