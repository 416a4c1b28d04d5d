"""What would have to change before other items were chosen: one weight, one rater, one group."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.aggregation import additive_values, group_values, rated_cube
from scoring.arrays import FloatArray, floats
from scoring.kept import Kept, mark
from scoring.ranking import TOLERANCE, best_items
from scoring.weights import normalise

MINIMUM_GROUP_SIZE = 5

_kept: Kept[FloatArray] = Kept(most=4)


@dataclass(frozen=True)
class Segment:
    """From weight `low` to weight `high` of the criterion, `best` are the chosen items."""

    low: float
    high: float
    best: tuple[int, ...]


@dataclass(frozen=True)
class WeightStability:
    """How the chosen items depend on one criterion's weight, the other weights keeping their ratios.

    `low` to `high` is the interval around the current `weight` in which the chosen set stays the same.
    """

    criterion: int
    weight: float
    scores: FloatArray
    best: tuple[int, ...]
    low: float
    high: float
    segments: tuple[Segment, ...]

    @property
    def interval(self) -> tuple[float, float]:
        """The two ends."""
        return self.low, self.high

    @property
    def crossings(self) -> tuple[float, ...]:
        """The weights at which the chosen set changes."""
        return tuple(segment.low for segment in self.segments[1:])

    def edges(self) -> tuple[tuple[str, float, tuple[int, ...]], ...]:
        """Return ("below" or "above", the weight, who enters beyond it) where the choice ends."""
        below = [s for s in self.segments if s.high <= self.low + TOLERANCE][-1:]
        above = [s for s in self.segments if s.low >= self.high - TOLERANCE][:1]
        sides = (("below", self.low, below), ("above", self.high, above))
        return tuple((side, edge, self._entering(next_to[0])) for side, edge, next_to in sides if next_to)

    def _entering(self, segment: Segment) -> tuple[int, ...]:
        return _exchange(self.best, segment.best)[0]


def weight_stability(values: ArrayLike, weights: ArrayLike, criterion: int, k: int = 1) -> WeightStability:
    """Return the interval of one weight in which the best `k` items stay the same, and what comes beyond.

    v_i(t) = t x_ij + (1 - t) u_i with u_i = sum_{l != j} w_l x_il / (1 - w_j): straight lines, whose
    crossings t* = (u_b - u_a) / ((u_b - u_a) + (x_aj - x_bj)) are exact.
    `values`: (items, criteria); `weights`: (criteria,); a missing cell counts as the item's own score, which
    at the current weights is the same as leaving it out. Items that cannot be rated are never chosen. If the
    k-th place is tied now, the interval is that single weight; so it is for w_j = 1, where u is undefined.
    Source: Goodwin and Wright (2004), pp. 47-48.

    >>> weight_stability([[1, 0], [0, 1]], [0.7, 0.3], criterion=0).interval
    (0.5, 1.0)
    """
    array, shares = floats(values, 2), normalise(floats(weights, 1, name="weights"))
    if not 0 <= criterion < len(shares):
        raise ValueError(f"criterion: one of {len(shares)} expected, counted from 0")
    scores = additive_values(array, shares)
    best, now = best_items(scores, k), float(shares[criterion])
    if now > 1 - TOLERANCE:
        return WeightStability(criterion, now, scores, best, now, now, (Segment(now, now, best),))
    filled = fill_missing(array, scores)
    at_one = filled[:, criterion]
    at_zero = filled @ normalise(np.where(np.arange(len(shares)) == criterion, 0.0, shares))
    segments = _segments(at_zero, at_one, k)
    around = [s for s in segments if s.best == best and s.low - TOLERANCE <= now <= s.high + TOLERANCE]
    low, high = (around[0].low, around[0].high) if around else (now, now)
    return WeightStability(criterion, now, scores, best, low, high, segments)


def fill_missing(values: FloatArray, scores: FloatArray) -> FloatArray:
    """Return the values (items, criteria) with the item's own score in each missing cell."""
    return np.where(np.isnan(values), scores[:, None], values)


def _segments(at_zero: FloatArray, at_one: FloatArray, k: int) -> tuple[Segment, ...]:
    """Cut [0, 1] at every crossing of two items' lines and join neighbours with the same best items."""
    rise = at_one - at_zero
    a, b = np.triu_indices(len(rise), 1)
    closing = rise[a] - rise[b]
    crossing = (at_zero[b] - at_zero[a])[closing != 0] / closing[closing != 0]
    inner = np.unique(crossing[(crossing > TOLERANCE) & (crossing < 1 - TOLERANCE)])
    inner = inner[np.diff(inner, prepend=-1.0) > TOLERANCE]
    cuts = np.concatenate([[0.0], inner, [1.0]])
    chosen = _chosen(at_zero, rise, (cuts[:-1] + cuts[1:]) / 2, k)
    starts = np.flatnonzero(np.concatenate([[True], (chosen[1:] != chosen[:-1]).any(axis=1)]))
    ends = [*starts[1:].tolist(), len(chosen)]
    return tuple(
        Segment(float(cuts[start]), float(cuts[end]), tuple(np.flatnonzero(chosen[start]).tolist()))
        for start, end in zip(starts.tolist(), ends, strict=True)
    )


def _chosen(at_zero: FloatArray, rise: FloatArray, at: FloatArray, k: int) -> NDArray[np.bool_]:
    scores = np.nan_to_num(at_zero + at[:, None] * rise, nan=-np.inf)
    if not scores.size:
        return np.zeros(scores.shape, dtype=bool)
    place = max(scores.shape[1] - k, 0)
    edge = np.partition(scores, place, axis=1)[:, [place]]
    return np.asarray((scores >= edge - TOLERANCE) & (scores > -np.inf))


@dataclass(frozen=True)
class LeftOut:
    """The result without one rater (`kind` "rater", `label` the row) or one group ("group", its name)."""

    kind: str
    label: int | str
    scores: FloatArray
    entering: tuple[int, ...]
    leaving: tuple[int, ...]

    @property
    def changes(self) -> bool:
        """Whether other items are chosen."""
        return bool(self.entering or self.leaving)

    def compared_with(self, chosen: tuple[int, ...], k: int) -> "LeftOut":
        """Return the same for other `k`: `chosen` are the best of the result with everybody."""
        entering, leaving = _exchange(chosen, best_items(self.scores, k))
        return LeftOut(self.kind, self.label, self.scores, entering, leaving)


def leave_one_out(
    ratings: ArrayLike,
    weights: ArrayLike | None = None,
    groups: Sequence[str | None] | None = None,
    *,
    k: int = 3,
    method: str = "mean",
    minimum_group_size: int = MINIMUM_GROUP_SIZE,
) -> tuple[LeftOut, ...]:
    """Return who enters and leaves the best `k` without each rater, and without each group of raters.

    `ratings`: (raters, items, criteria) with `weights` (criteria,), or (raters, items) scores; NaN = no
    answer; `groups`: one label per rater, None for none. Only groups of at least `minimum_group_size` are
    looked at, and none that leaves nobody. Empty for a single rater: nobody would be left.
    """
    cube, shares = rated_cube(ratings, weights)
    if groups is not None and len(groups) != len(cube):
        raise ValueError(f"groups: one for each of {len(cube)} raters expected, got {len(groups)}")
    everybody = best_items(additive_values(group_values(cube, method), shares), k)
    leavings = _leavings(len(cube), groups, minimum_group_size)
    if not leavings:
        return ()
    staying = np.array([stay for _kind, _label, stay in leavings])
    cells = _kept.get(mark(cube, staying, method), lambda: _cells_without(cube, staying, method))
    return tuple(
        LeftOut(kind, label, scores, *_exchange(everybody, best_items(scores, k)))
        for (kind, label, _stay), scores in zip(leavings, additive_values(cells, shares), strict=True)
    )


def _cells_without(cube: FloatArray, staying: NDArray[np.bool_], method: str) -> FloatArray:
    """Return the group's values (leavings, items, criteria) of who is `staying`, (leavings, raters)."""
    return np.stack([group_values(cube[stay], method) for stay in staying])


def _leavings(
    raters: int, groups: Sequence[str | None] | None, minimum_group_size: int
) -> list[tuple[str, int | str, NDArray[np.bool_]]]:
    rows = np.arange(raters)
    leavings: list[tuple[str, int | str, NDArray[np.bool_]]] = [
        ("rater", row, rows != row) for row in range(raters if raters > 1 else 0)
    ]
    for group in dict.fromkeys(g for g in groups or () if g is not None):
        stay = np.array([own != group for own in groups or ()])
        if stay.any() and np.count_nonzero(~stay) >= minimum_group_size:
            leavings.append(("group", group, stay))
    return leavings


def _exchange(before: tuple[int, ...], after: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return tuple(i for i in after if i not in before), tuple(i for i in before if i not in after)
