"""SMAA-2: how often each item takes each rank over a sample of weight vectors.

Everything here is one matrix product and a selection, in blocks that stay in the processor's cache: the
selection costs more than the product, and blocks keep the memory small for thousands of items.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.aggregation import additive_values, renormalised
from scoring.arrays import FloatArray, floats
from scoring.ranking import TOLERANCE
from scoring.sampling import weights_or_draws

BLOCK = 2**16  # scores per block: half a MiB
FINEST = 2.0**-44  # of the largest score: what fixed-point numbers resolve beside an item's number
STEPS = 8  # of a fixed-point number to the tolerance
LOWEST = 2**62  # beyond every fixed-point number, and far from an integer's end


class RankCounts:
    """Counts, block by block, how often (or with what probability) each item takes each competition rank.

    A score and its item are packed into one integer, so that a plain sort orders the items: several times
    faster than sorting indices, and ties show as neighbours that differ by less than the tolerance. What is
    left out of a draw is packed as one further item below all others, in steps that tie with nothing.
    """

    def __init__(self, items: int, peak: float) -> None:
        self.items = items
        self._counts = np.zeros((items + 1, items))
        self.counts = self._counts[:items]
        self._bits = items.bit_length()
        self._left_out = ((2 * STEPS * np.arange(items) - (LOWEST >> self._bits)) << self._bits) | items
        self._quantum = max(TOLERANCE / STEPS, peak * FINEST)

    def add(self, scores: FloatArray, share: FloatArray | float = 1.0) -> None:
        """Count `scores` (draws, items), each draw as `share`; an item that is NaN in a draw gets no rank."""
        if _has_gaps(scores):
            left_out = np.isnan(scores)
            keys = np.where(left_out, self._left_out, self._packed(np.where(left_out, 0.0, scores)))
        else:
            keys = self._packed(scores)
        keys.sort(axis=1)
        ranks = self._ranks(keys >> self._bits)
        keys &= (1 << self._bits) - 1
        weight = np.repeat(share, self.items) if isinstance(share, np.ndarray) else share
        np.add.at(self._counts.reshape(-1), (keys * self.items + ranks).reshape(-1), weight)

    def _packed(self, scores: FloatArray) -> NDArray[np.int64]:
        keys = np.rint(scores * (1 / self._quantum)).astype(np.int64)
        keys <<= self._bits
        keys |= np.arange(self.items)
        return keys

    def _ranks(self, ascending: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return 0-based competition ranks by place: every tied one gets the rank of the last of its tie."""
        place = np.arange(self.items - 1, -1, -1)
        tied = ascending[:, 1:] - ascending[:, :-1] <= STEPS
        rows = tied.any(axis=1)
        if not rows.any():
            return place
        ends = np.where(np.pad(tied[rows], ((0, 0), (0, 1))), -1, place)
        ranks = np.broadcast_to(place, ascending.shape).copy()
        # Going backwards, the nearest place that is not tied with a better one holds for its whole tie.
        ranks[rows] = np.maximum.accumulate(ends[:, ::-1], axis=1)[:, ::-1]
        return ranks


def score_blocks(values: FloatArray, shares: FloatArray) -> Iterator[tuple[slice, FloatArray]]:
    """Yield the draws of a block and their scores (draws, items); NaN where too little was answered.

    `values`: (items, criteria) or (draws, items, criteria); `shares`: normalised (draws, criteria).
    Without items there is nothing to yield.
    """
    if not values.shape[-2]:
        return
    rows = max(1, BLOCK // values.shape[-2])
    blocks = [slice(start, start + rows) for start in range(0, len(shares), rows)]
    if values.ndim == 3:
        yield from ((draws, additive_values(values[draws], shares[draws])) for draws in blocks)
        return
    gaps = np.isnan(values)
    known, given = np.where(gaps, 0.0, values).T, 1.0 - gaps.T
    for draws in blocks:
        scores = shares[draws] @ known
        yield draws, renormalised(scores, shares[draws] @ given) if gaps.any() else scores


def rank_acceptability(values: ArrayLike, weights: ArrayLike) -> FloatArray:
    """Return b (items, ranks): the share of weight vectors under which item i takes competition rank r.

    `values`: (items, criteria), NaN = not rated, or (draws, items, criteria) if the values are drawn too;
    `weights`: (draws, criteria), normalised here. Tied items all take the better rank, so that rows sum to 1
    and columns need not. An item is left out of the draws in which less than 80 % of the weight is answered:
    its row then sums to the share of the draws it took part in.
    Source: Lahdelma and Salminen (2001), SMAA-2, Operations Research 49, 444-454.

    >>> rank_acceptability([[1, 0], [0, 1]], [[0.9, 0.1], [0.2, 0.8]]).tolist()
    [[0.5, 0.5], [0.5, 0.5]]
    """
    array, shares = _checked(values, weights)
    counter = RankCounts(array.shape[-2], _peak(array))
    for _, scores in score_blocks(array, shares):
        counter.add(scores)
    counter.counts /= len(shares)
    return counter.counts


def top_k_probability(values: ArrayLike, weights: ArrayLike, k: int = 3) -> FloatArray:
    """Return P(rank <= k) (items,), without ranking the rest; arguments as in `rank_acceptability`.

    Several items tied around the k-th place all count as being among the top k.

    >>> top_k_probability([[1, 0], [0, 1], [0.6, 0.6]], [[0.9, 0.1], [0.5, 0.5]], k=1).tolist()
    [0.5, 0.0, 0.5]
    """
    if k < 1:
        raise ValueError(f"k: at least 1 expected, got {k}")
    array, shares = _checked(values, weights)
    hits = np.zeros(array.shape[-2])
    for _, scores in score_blocks(array, shares):
        ranked = np.where(np.isnan(scores), -np.inf, scores) if _has_gaps(scores) else scores
        hits += np.count_nonzero(scores >= _kth_best(ranked, k) - TOLERANCE, axis=0)
    return np.asarray(hits / len(shares))


def _kth_best(scores: FloatArray, k: int) -> FloatArray:
    place = max(scores.shape[1] - k, 0)
    return np.asarray(np.partition(scores, place, axis=1)[:, [place]])


def central_weights(values: ArrayLike, weights: ArrayLike) -> tuple[FloatArray | None, ...]:
    """Return per item the mean of the weight vectors that rank it first: who prefers it, thinks like this.

    Arguments as in `rank_acceptability`; None for an item that is never first (a dominated one).
    Source: Lahdelma and Salminen (2001).
    """
    array, shares = _checked(values, weights)
    sums, hits = np.zeros((array.shape[-2], array.shape[-1])), np.zeros(array.shape[-2])
    for draws, scores in score_blocks(array, shares):
        first = _is_first(scores)
        sums += first.T @ shares[draws]
        hits += first.sum(axis=0)
    return tuple(total / n if n else None for total, n in zip(sums, hits, strict=True))


def confidence_factors(values: ArrayLike, weights: ArrayLike) -> FloatArray:
    """Return P(first | the item's own central weights) (items,), 0 for an item that is never first.

    With `values` (items, criteria) it is 0 or 1; with (draws, items, criteria) it says whether the values are
    known well enough to tell. Source: Lahdelma and Salminen (2001).
    """
    array = floats(values, 2, 3)
    centres = central_weights(array, weights)
    factors = np.zeros(len(centres))
    for item, centre in enumerate(centres):
        if centre is not None:
            scores = np.atleast_2d(additive_values(array, centre))
            factors[item] = _is_first(scores)[:, item].mean()
    return factors


def pairwise_winning(values: ArrayLike, weights: ArrayLike) -> FloatArray:
    """Return (items, items): how often the row's item beats the column's; arguments as above."""
    array, shares = _checked(values, weights)
    wins = np.zeros((array.shape[-2], array.shape[-2]))
    for _, scores in score_blocks(array, shares):
        for item in range(len(wins)):
            wins[item] += np.count_nonzero(scores[:, [item]] > scores + TOLERANCE, axis=0)
    return np.asarray(wins / len(shares))


def _is_first(scores: FloatArray) -> NDArray[Any]:
    ranked = np.where(np.isnan(scores), -np.inf, scores)
    return np.asarray(scores >= ranked.max(axis=1, keepdims=True) - TOLERANCE)


def _checked(values: ArrayLike, weights: ArrayLike) -> tuple[FloatArray, FloatArray]:
    array, shares = floats(values, 2, 3), weights_or_draws(weights)
    if array.shape[-1] != shares.shape[1] or (array.ndim == 3 and len(array) != len(shares)):
        raise ValueError(f"weights: shape {shares.shape} does not fit values of shape {array.shape}")
    return array, shares


def _has_gaps(scores: FloatArray) -> bool:
    return bool(np.isnan(scores.sum()))


def _peak(array: FloatArray) -> float:
    return float(np.nanmax(np.abs(array), initial=0.0))
