"""Ranks, intervals of ranks, and how alike two rankings are."""

import numpy as np
from numpy.typing import ArrayLike

from scoring.arrays import FloatArray, floats

TOLERANCE = 1e-9


def competition_ranks(scores: ArrayLike, tolerance: float = TOLERANCE) -> FloatArray:
    """Return 1 + the number of items that are better by more than `tolerance` (1, 1, 3).

    `scores`: (..., items), up to three axes, higher is better; ranks along the last axis, same shape.
    NaN = cannot be rated: no rank (NaN), and not the last place either. The tolerance keeps true ties tied:
    V @ w differs in the last bit.

    >>> competition_ranks([2, 2, 6]).tolist()
    [2.0, 2.0, 1.0]
    """
    array = floats(scores, 1, 2, 3, name="scores")
    ranks = np.full(array.shape, np.nan)
    for row in np.ndindex(array.shape[:-1]):
        known = ~np.isnan(array[row])
        rising = np.sort(array[row][known])
        better = len(rising) - np.searchsorted(rising, array[row][known] + tolerance, side="right")
        ranks[row][known] = better + 1.0
    return ranks


def average_ranks(scores: ArrayLike, tolerance: float = TOLERANCE) -> FloatArray:
    """Return the mean of the places that tied items occupy (1.5, 1.5, 3), for rank statistics.

    `scores`: (..., items), higher is better, NaN = no rank; ranks along the last axis, same shape.

    >>> average_ranks([2, 2, 6]).tolist()
    [2.5, 2.5, 1.0]
    """
    array = floats(scores, name="scores")
    order = np.argsort(-array, axis=-1, kind="stable")
    falling = np.take_along_axis(array, order, axis=-1)
    place = np.broadcast_to(np.arange(1.0, array.shape[-1] + 1), array.shape)
    drop = ~(falling[..., :-1] - falling[..., 1:] <= tolerance)  # NaN, sorted last, ties with nothing
    edge = np.ones((*array.shape[:-1], 1), dtype=bool)
    first = np.maximum.accumulate(np.where(np.concatenate([edge, drop], axis=-1), place, 0.0), axis=-1)
    last = np.where(np.concatenate([drop, edge], axis=-1), place, np.inf)
    last = np.minimum.accumulate(last[..., ::-1], axis=-1)[..., ::-1]
    ranks = np.empty(array.shape)
    np.put_along_axis(ranks, order, (first + last) / 2, axis=-1)
    return np.where(np.isnan(array), np.nan, ranks)


def borda_scores(ranks: ArrayLike) -> FloatArray:
    """Return B_a = sum_k rank_k(a): the fewer the better.

    `ranks`: (raters or methods, items), 1 = best; NaN in any row makes the item's sum NaN.

    >>> borda_scores([[1, 2, 3], [2, 1, 3], [3, 2, 1]]).tolist()
    [6.0, 5.0, 7.0]
    """
    return np.asarray(floats(ranks, 2, name="ranks").sum(axis=0))


def kendall_tau_b(a: ArrayLike, b: ArrayLike) -> float | None:
    """Return tau-b = (concordant - discordant) / sqrt(pairs untied in a * pairs untied in b).

    `a`, `b`: (items,) scores or ranks in the same direction; items that are NaN in either are left out.
    None if either holds no order (fewer than two items, or all tied). Source: Kendall (1945).

    >>> kendall_tau_b([1, 2, 3], [1, 3, 2])
    0.3333333333333333
    """
    first, second = floats(a, 1, name="a"), floats(b, 1, name="b")
    if len(first) != len(second):
        raise ValueError(f"a, b: the same items expected, got {len(first)} and {len(second)}")
    known = ~np.isnan(first) & ~np.isnan(second)
    signs_a, signs_b = _signs(first[known]), _signs(second[known])
    untied = np.count_nonzero(signs_a) * np.count_nonzero(signs_b)
    return float((signs_a * signs_b).sum() / np.sqrt(untied)) if untied else None


def _signs(scores: FloatArray) -> FloatArray:
    differences = scores[:, None] - scores[None, :]
    return np.asarray(np.sign(np.where(np.abs(differences) > TOLERANCE, differences, 0.0)))


def best_items(scores: ArrayLike, k: int) -> tuple[int, ...]:
    """Return the items of competition rank 1 to k; more than k of them if the k-th place is tied."""
    array = floats(scores, 1, name="scores")
    known = np.sort(array[~np.isnan(array)])
    # Fewer than k are better by more than the tolerance: the same as a rank of at most k, without all ranks.
    reached = np.inf if k < 1 else known[-k] if k <= len(known) else -np.inf
    return tuple(np.flatnonzero(array + TOLERANCE >= reached).tolist())


def rank_interval(probabilities: ArrayLike, coverage: float = 0.9) -> FloatArray:
    """Return [Q((1 - c) / 2), Q((1 + c) / 2)] (items, 2) of the rank distributions by the inverse CDF.

    `probabilities`: (items, ranks); a row that does not sum to 1 is normalised, a row of zeros gives NaN.

    >>> rank_interval([[0.03, 0.9, 0.07]]).tolist()
    [[2.0, 3.0]]
    """
    array = floats(probabilities, 2, name="probabilities")
    if not 0 < coverage < 1:
        raise ValueError(f"coverage: a share between 0 and 1 expected, got {coverage}")
    totals = array.sum(axis=1, keepdims=True)
    cumulative = np.cumsum(array, axis=1) / np.where(totals > 0, totals, 1.0)
    tails = ((1 - coverage) / 2, (1 + coverage) / 2)
    # Sums of exact shares such as 19/20 must reach their quantile in spite of rounding.
    ends = [1.0 + np.count_nonzero(cumulative < q - TOLERANCE, axis=1) for q in tails]
    return np.where(totals > 0, np.stack(ends, axis=1), np.nan)
