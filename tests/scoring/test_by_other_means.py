"""The same figures by other, slower means: pairs counted one by one, integrals, every weight on a grid."""

from itertools import combinations, pairwise

import hypothesis.extra.numpy as arrays
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.acceptability import central_weights, rank_acceptability, top_k_probability
from scoring.aggregation import additive_values, group_values, rating_blocks
from scoring.agreement import agreement_a, concordance
from scoring.portfolio import best_portfolios, core_index, pareto_front
from scoring.ranking import average_ranks, best_items, competition_ranks, kendall_tau_b
from scoring.robustness import leave_one_out, sample_weights, weight_stability

LEVELS = st.integers(0, 4).map(lambda level: level / 4)
ANSWERS = st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0])


def tables(rows, columns, elements=LEVELS):
    shapes = st.tuples(st.integers(*rows), st.integers(*columns))
    return shapes.flatmap(lambda shape: arrays.arrays(float, shape, elements=elements))


def shares(criteria):
    points = arrays.arrays(float, criteria, elements=st.integers(1, 9).map(float))
    return points.map(lambda own: own / own.sum())


@given(pair=tables((2, 2), (2, 9)))
def test_tau_b_by_counting_pairs(pair):
    products = [[np.sign(row[i] - row[j]) for i, j in combinations(range(len(row)), 2)] for row in pair]
    a, b = np.array(products)
    untied = np.count_nonzero(a) * np.count_nonzero(b)
    wanted = (a @ b) / np.sqrt(untied) if untied else None
    assert kendall_tau_b(*pair) == (wanted if wanted is None else pytest.approx(wanted))


@given(row=arrays.arrays(float, st.integers(1, 12), elements=st.sampled_from([0, 1, 2, 3, np.nan])))
def test_ranks_by_counting_the_better_and_the_equal(row):
    for found, score, competition in zip(average_ranks(row), row, competition_ranks(row), strict=True):
        better, equal = np.count_nonzero(row > score), np.count_nonzero(row == score)
        wanted = [np.nan] * 2 if np.isnan(score) else [better + (equal + 1) / 2, better + 1]
        assert [found, competition] == pytest.approx(wanted, nan_ok=True)


@given(counts=arrays.arrays(int, 5, elements=st.integers(0, 6)))
def test_agreement_by_triples_of_categories(counts):
    """Van der Eijk's A layer by layer, with the triples counted by their positions."""
    left, weighted = counts.copy(), 0.0
    while left.any():
        height = left[left > 0].min()
        layer = left > 0
        kinds = [tuple(layer[list(places)]) for places in combinations(range(5), 3)]
        tu = kinds.count((True, True, False)) + kinds.count((False, True, True))
        tdu = kinds.count((True, False, True))
        u = 1.0 if tu + tdu == 0 else (3 * tu - 4 * tdu) / (3 * (tu + tdu))
        weighted += height * layer.sum() * u * (1 - (layer.sum() - 1) / 4)
        left = left - height * layer
    total = counts.sum()
    assert agreement_a(counts) == (pytest.approx(weighted / total) if total else None)


@given(ratings=tables((2, 6), (2, 6), ANSWERS))
def test_w_is_the_share_of_the_largest_possible_variance(ratings):
    ranks = average_ranks(ratings)
    own = ((ranks - ranks.mean(axis=1, keepdims=True)) ** 2).sum()
    found = concordance(ratings)
    if own == 0:
        assert found is None
    else:
        sums = ranks.sum(axis=0)
        assert found.w == pytest.approx(((sums - sums.mean()) ** 2).sum() / (len(ratings) * own))


def test_w_leaves_silent_raters_out_and_says_how_many_it_rests_on():
    ratings = [[1, 2, 3, 4], [np.nan] * 4, [2, 1, 3, 4], [1, 2, 4, 3]]
    found = concordance(ratings)
    assert (found.raters, found.basis) == (3, "complete")
    assert found.w == pytest.approx(concordance([ratings[0], ratings[2], ratings[3]]).w)


@pytest.mark.parametrize(("gaps", "basis"), [(3, "complete"), (4, "pairwise")])
def test_w_needs_half_of_the_items_complete(gaps, basis):
    ratings = np.array([[1, 2, 3, 4, 5, 6], [2, 1, 3, 4, 6, 5], [1, 3, 2, 4, 5, 6.0]])
    ratings[0, :gaps] = np.nan
    assert concordance(ratings).basis == basis


def exact_acceptability(values):
    """Two criteria: ranks change only where two items' lines cross, and weights are uniform in between."""
    lines = [(a - b, b) for a, b in values]
    cuts = {0.0, 1.0}
    for (rise, start), (other_rise, other_start) in combinations(lines, 2):
        if rise != other_rise:
            cuts.add(min(max((other_start - start) / (rise - other_rise), 0.0), 1.0))
    edges = sorted(cuts)
    shares_of_rank, centres = np.zeros((len(values), len(values))), np.zeros((len(values), 2))
    for low, high in pairwise(edges):
        t = (low + high) / 2
        for item, rank in enumerate(competition_ranks(values @ np.array([t, 1 - t]))):
            shares_of_rank[item, int(rank) - 1] += high - low
            centres[item] += (rank == 1) * (high - low) * np.array([t, 1 - t])
    return shares_of_rank, centres


@settings(max_examples=40)
@given(values=tables((2, 6), (2, 2), st.integers(0, 20).map(lambda level: level / 20)))
def test_acceptability_by_integration(values):
    grid = (np.arange(4000) + 0.5) / 4000
    weights = np.column_stack([grid, 1 - grid])
    exact, centres = exact_acceptability(values)
    assert rank_acceptability(values, weights) == pytest.approx(exact, abs=0.003)
    top = exact[:, :2].sum(axis=1)
    assert top_k_probability(values, weights, 2) == pytest.approx(top, abs=0.003)
    for found, centre, first in zip(central_weights(values, weights), centres, exact[:, 0], strict=True):
        if first > 0.02:
            assert found == pytest.approx(centre / first, abs=0.05)


@settings(max_examples=60)
@given(values=tables((2, 6), (2, 4)), data=st.data())
def test_stability_by_trying_weights(values, data):
    weights = data.draw(shares(values.shape[1]))
    criterion = data.draw(st.integers(0, values.shape[1] - 1))
    k = data.draw(st.integers(1, len(values)))
    found = weight_stability(values, weights, criterion, k)
    others = np.where(np.arange(len(weights)) == criterion, 0.0, weights)
    for t in (np.arange(60) + np.pi / 10) / 60:
        if any(abs(t - crossing) < 1e-6 for crossing in found.crossings):
            continue
        at_t = (1 - t) * others / others.sum()
        at_t[criterion] = t
        best = best_items(values @ at_t, k)
        assert next(s.best for s in found.segments if s.low <= t <= s.high) == best
        assert best == found.best or not found.low < t < found.high


@settings(max_examples=40)
@given(data=st.data())
def test_portfolios_and_core_by_trying_every_set(data):
    n = data.draw(st.integers(1, 6))
    values = data.draw(arrays.arrays(float, (n, 2), elements=LEVELS))
    costs = data.draw(arrays.arrays(float, n, elements=st.integers(0, 5).map(float)))
    budget, largest = data.draw(st.integers(0, 12)), data.draw(st.integers(1, 3))
    sets = [c for size in range(1, largest + 1) for c in combinations(range(n), size)]
    allowed = [c for c in sets if costs[list(c)].sum() <= budget]
    weights = np.array([[0.5, 0.5], [0.9, 0.1]])
    hits = np.zeros(n)
    for draw in weights:
        totals = {c: values[list(c)].sum(axis=0) @ draw for c in allowed}
        best = {c for c, total in totals.items() if total >= max(totals.values()) - 1e-9}
        found = best_portfolios(values @ draw, costs, budget, (1, largest))
        assert set(found.optimal_sets) == best
        hits[list({item for c in best for item in c})] += 0.5
    assert core_index(values, weights, costs, budget, (1, largest)) == pytest.approx(hits)


@settings(max_examples=60)
@given(ratings=tables((2, 6), (2, 5), ANSWERS), k=st.integers(1, 3))
def test_leaving_out_by_deleting_rows(ratings, k):
    everybody = set(best_items(ratings.mean(axis=0), k))
    for one in leave_one_out(ratings, k=k):
        without = set(best_items(np.delete(ratings, one.label, axis=0).mean(axis=0), k))
        assert (set(one.entering), set(one.leaving)) == (without - everybody, everybody - without)


@given(ratings=tables((2, 5), (2, 5), st.sampled_from([1.0, 2.0, 4.0, 5.0, np.nan])))
def test_adjusted_means_by_least_squares_on_dummies(ratings):
    rater, item = np.nonzero(~np.isnan(ratings))
    blocks = rating_blocks(ratings)
    if len(blocks) != 1 or len(blocks[0][0]) < len(ratings):
        return
    raters, items = ratings.shape
    design = np.zeros((len(rater), items + raters))
    design[np.arange(len(rater)), item] = 1
    design[np.arange(len(rater)), items + rater] = 1
    effects = np.linalg.lstsq(design, ratings[rater, item], rcond=None)[0]
    wanted = effects[:items] + effects[items:].mean()
    wanted[np.isnan(ratings).all(axis=0)] = np.nan
    assert group_values(ratings, "rater_adjusted") == pytest.approx(wanted, abs=1e-8, nan_ok=True)


def nudged(scores, seed):
    """Scores as another order of adding up would give them: the last bits differ."""
    return np.asarray(scores) + np.random.default_rng(seed).uniform(-1, 1, np.shape(scores)) * 1e-11


@pytest.mark.parametrize("seed", range(5))
def test_rounding_breaks_no_tie_anywhere(seed):
    values = np.array([[1, 0.5], [1, 0.5], [0.5, 1], [0.5, 0.5], [0, 0.5]])
    noisy, weights = nudged(values, seed), sample_weights(2, 60)
    scores = [3, 1, 2, 2, 1.0]
    assert competition_ranks(nudged(scores, seed)).tolist() == [1, 4, 2, 2, 4]
    assert average_ranks(nudged(scores, seed)).tolist() == [1, 4.5, 2.5, 2.5, 4.5]
    assert kendall_tau_b(nudged(scores, seed), [5, 2, 4, 3, 1]) == kendall_tau_b(scores, [5, 2, 4, 3, 1])
    assert np.array_equal(rank_acceptability(noisy, weights), rank_acceptability(values, weights))
    assert np.array_equal(top_k_probability(noisy, weights, 1), top_k_probability(values, weights, 1))
    pairs = zip(central_weights(noisy, weights), central_weights(values, weights), strict=True)
    assert all(np.array_equal(found, wanted) for found, wanted in pairs)
    assert pareto_front(noisy).dominated_by == pareto_front(values).dominated_by
    chosen = best_portfolios(nudged(scores, seed), nudged([2, 1, 1, 1, 1], seed), 2, 2)
    assert chosen.optimal_sets == ((2, 3),)
    alike = best_portfolios(nudged([1, 1, 1], seed), size=2)
    assert set(alike.optimal_sets) == {(0, 1), (0, 2), (1, 2)}
    assert np.array_equal(core_index(noisy, weights, size=1), core_index(values, weights, size=1))
    stable = weight_stability(noisy, [1, 1], 0)
    assert stable.best == (0, 1, 2)
    assert [segment.best for segment in stable.segments] == [(2,), (0, 1)]


def test_what_differs_by_more_than_the_tolerance_is_no_tie():
    scores = np.array([[0.5], [0.5 - 3e-9], [0.5 - 6e-9]])
    assert competition_ranks(scores[:, 0]).tolist() == [1, 2, 3]
    assert rank_acceptability(scores, [1]).tolist() == np.eye(3).tolist()
    assert top_k_probability(scores, [1], 1).tolist() == [1, 0, 0]
    assert rank_acceptability(scores * 2000, [1]).tolist() == np.eye(3).tolist()


def test_the_answered_share_is_four_fifths_of_the_weight():
    values = [[1, np.nan], [np.nan, 1]]
    assert additive_values(values, [79.9, 20.1]).tolist() == pytest.approx([np.nan] * 2, nan_ok=True)
    assert additive_values(values, [80, 20]).tolist() == pytest.approx([1, np.nan], nan_ok=True)


def test_pairwise_w_is_the_mean_rank_correlation_of_all_pairs_over_more_than_one_block():
    rng = np.random.default_rng(7)
    ratings = rng.integers(1, 6, (70, 9)).astype(float)
    ratings[rng.random(ratings.shape) < 0.4] = np.nan
    rhos = []
    for one, other in combinations(ratings, 2):
        both = ~np.isnan(one) & ~np.isnan(other)
        a, b = average_ranks(one[both]), average_ranks(other[both])
        if len(a) > 1 and np.ptp(a) and np.ptp(b):
            rhos.append(np.corrcoef(a, b)[0, 1])
    found = concordance(ratings)
    assert found is not None
    assert found.basis == "pairwise"
    assert found.w == pytest.approx((1 + 69 * np.mean(rhos)) / 70)
