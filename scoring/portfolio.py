"""Which items lead together: dominance, and the best sets under a budget, by looking at every set."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.acceptability import score_blocks
from scoring.arrays import FloatArray, floats, signs_of
from scoring.ranking import TOLERANCE
from scoring.sampling import weights_or_draws

LARGEST_SEARCH = 5_000_000
NEAR_BEST = 0.02
BLOCK_SETS = 2**22

Sets = NDArray[np.int64]


@dataclass(frozen=True)
class ParetoFront:
    """`non_dominated`: items that no other dominates; `dominated_by`: per item, who does."""

    non_dominated: tuple[int, ...]
    dominated_by: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Constraint:
    """At least `minimum` and at most `maximum` of these items may be chosen together.

    One type says it all: at most one per area, an incompatible pair (maximum 1), a must (minimum 1), a ban
    (maximum 0).
    """

    items: frozenset[int]
    maximum: int | None = None
    minimum: int = 0


@dataclass(frozen=True)
class Portfolios:
    """The best sets: `optimum` is their value, None if no set is allowed (`obstacles` says why).

    `optimal_sets`: all sets of that value; `near_optimal`: (value, set) within the margin, best first;
    `not_eligible`: items without a score, or without a known cost while a budget holds.
    """

    optimum: float | None
    optimal_sets: tuple[tuple[int, ...], ...]
    near_optimal: tuple[tuple[float, tuple[int, ...]], ...]
    feasible: int
    not_eligible: tuple[int, ...]
    obstacles: tuple[str, ...]


def pareto_front(
    values: ArrayLike, directions: Sequence[str] | None = None, margin: float = 0.0
) -> ParetoFront:
    """Return who dominates whom: a dominates b iff v_j(a) >= v_j(b) for all j and > for one.

    `values`: (items, criteria); `directions`: "max" (default) or "min" per criterion, else ValueError. Equal
    rows do not dominate each other. On mean ratings dominance is noisy: `margin` asks for a lead of that much
    on at least one criterion. An item with a missing cell neither dominates nor is dominated.

    >>> pareto_front([[1, 1], [1, 1], [0, 1]]).non_dominated
    (0, 1)
    """
    array = floats(values, 2)
    signs = signs_of(directions, array.shape[1])
    by = tuple(_dominators(array * signs, item, max(margin, TOLERANCE)) for item in range(len(array)))
    return ParetoFront(tuple(item for item, others in enumerate(by) if not others), by)


def _dominators(array: FloatArray, item: int, margin: float) -> tuple[int, ...]:
    lead = array - array[item]
    return tuple(np.flatnonzero((lead >= -TOLERANCE).all(axis=1) & (lead > margin).any(axis=1)).tolist())


def at_most_one_per(labels: Sequence[str | None]) -> tuple[Constraint, ...]:
    """Return the constraints "at most one item per label"; items labelled None are free."""
    groups = {label: [i for i, own in enumerate(labels) if own == label] for label in labels}
    return tuple(
        Constraint(frozenset(items), maximum=1)
        for label, items in groups.items()
        if label is not None and len(items) > 1
    )


def best_portfolios(
    scores: ArrayLike,
    costs: ArrayLike | None = None,
    budget: float | None = None,
    size: int | tuple[int, int] | None = None,
    constraints: Sequence[Constraint] | None = None,
    near: float = NEAR_BEST,
) -> Portfolios:
    """Return the sets of greatest summed score, by full enumeration: exact, with all ties and near misses.

    `scores`: (items,), NaN = not eligible; `costs`: (items,), NaN = unknown; unknown costs make an item
    ineligible under a `budget` and never count as 0. Where no cost is known at all, no budget holds. `size`:
    how many, or (at least, at most), default any number but none; from "at least 0" on the empty set, of
    value 0, is one of the sets. `constraints`: `Constraint` objects, such as `at_most_one_per` returns.
    `near`: share of the optimum by which a near-optimal set may fall short.
    Raises ValueError if there are more than 5 million sets to look at.

    >>> best_portfolios([24, 13, 23, 15, 16], [12, 7, 11, 8, 9], budget=26).optimal_sets
    ((1, 2, 3),)
    """
    array = floats(scores, 1, name="scores")
    eligible, prices = _eligible(array, costs, budget)
    found = list(_allowed(eligible, prices, budget, _sizes(size, len(array)), _constraints(constraints)))
    not_eligible = tuple(i for i in range(len(array)) if i not in eligible.tolist())
    if not found:
        obstacles = _obstacles(eligible, prices, budget, _sizes(size, len(array)))
        return Portfolios(None, (), (), 0, not_eligible, obstacles)
    totals = [array[sets].sum(axis=1) for sets in found]
    optimum = max(float(total.max()) for total in totals)
    margin = abs(optimum) * near + TOLERANCE
    close = [
        (float(total[row]), tuple(sets[row].tolist()))
        for sets, total in zip(found, totals, strict=True)
        for row in np.flatnonzero(total >= optimum - margin).tolist()
    ]
    close.sort(key=lambda pair: (-pair[0], pair[1]))
    best = tuple(chosen for value, chosen in close if value >= optimum - TOLERANCE)
    return Portfolios(optimum, best, tuple(close), sum(map(len, found)), not_eligible, ())


def portfolio_value(scores: ArrayLike, chosen: Sequence[int]) -> float:
    """Return the summed score of a set, for comparing a manual choice with the optimum."""
    return float(floats(scores, 1, name="scores")[list(chosen)].sum())


def core_index(
    values: ArrayLike,
    weights: ArrayLike,
    costs: ArrayLike | None = None,
    budget: float | None = None,
    size: int | tuple[int, int] | None = None,
    constraints: Sequence[Constraint] | None = None,
) -> FloatArray:
    """Return the share of weightings in which an item belongs to a best allowed set (items,).

    `values`: (items, criteria), complete; `weights`: (draws, criteria); the rest as in `best_portfolios`.
    1: always in, whatever the weights; 0: never. Nobody is in if no set is allowed.
    Source: Liesiö, Mild and Salo (2007), EJOR 181, 1488-1505.

    >>> core_index([[1, 0], [0, 1]], [[0.9, 0.1], [0.2, 0.8]], size=1).tolist()
    [0.5, 0.5]
    """
    array, shares = floats(values, 2), weights_or_draws(weights)
    if array.shape[1] != shares.shape[1]:
        raise ValueError(f"weights: {array.shape[1]} criteria expected, got {shares.shape[1]}")
    eligible, prices = _eligible(array.sum(axis=1), costs, budget)
    found = list(_allowed(eligible, prices, budget, _sizes(size, len(array)), _constraints(constraints)))
    hits = np.zeros(len(array))
    for _, scores in score_blocks(array, shares) if found else ():
        rows = max(1, BLOCK_SETS // max(sum(sets.size for sets in found), 1))
        for start in range(0, len(scores), rows):
            hits += _members_of_best(scores[start : start + rows], found).sum(axis=0)
    return hits / len(shares)


def _members_of_best(scores: FloatArray, found: list[Sets]) -> NDArray[np.bool_]:
    """Return (draws, items): who belongs to any of the best sets of a draw."""
    nothing = np.zeros((len(scores), 1))  # what the empty set is worth
    totals = [np.add.reduce([scores[:, column] for column in sets.T] or [nothing]) for sets in found]
    best = np.max([total.max(axis=1) for total in totals], axis=0)
    member = np.zeros(scores.shape, dtype=bool)
    for sets, total in zip(found, totals, strict=True):
        draw, row = np.nonzero(total >= best[:, None] - TOLERANCE)
        member[draw[:, None], sets[row]] = True
    return member


def _eligible(
    scores: FloatArray, costs: ArrayLike | None, budget: float | None
) -> tuple[NDArray[np.int64], FloatArray]:
    """Return the items that may be chosen, and all prices: 0 where no budget holds or no cost is known."""
    if budget is not None and not budget >= 0:
        raise ValueError(f"budget: a number that is not negative expected, got {budget}")
    prices = np.zeros(len(scores)) if costs is None or budget is None else floats(costs, 1, name="costs")
    if prices.shape != scores.shape or (prices < 0).any():
        raise ValueError("costs: one per item, none negative")
    rated = ~np.isnan(scores)
    if np.isnan(prices[rated]).all():
        prices = np.zeros(len(scores))
    return np.flatnonzero(rated & ~np.isnan(prices)), prices


def _constraints(given: object) -> tuple[Constraint, ...]:
    if given is None:
        return ()
    wanted = tuple(given) if isinstance(given, Iterable) else (given,)
    if not all(isinstance(each, Constraint) for each in wanted):
        raise ValueError("constraints: Constraint objects expected, as at_most_one_per returns them")
    return wanted


def _sizes(size: int | tuple[int, int] | None, items: int) -> range:
    sizes = (1, max(items, 1)) if size is None else size
    smallest, largest = (sizes, sizes) if isinstance(sizes, int | np.integer) else sizes
    if not 0 <= smallest <= largest or largest < 1:
        raise ValueError(f"size: at least and at most how many expected, got {size}")
    return range(smallest, min(largest, items) + 1)


def _allowed(
    eligible: NDArray[np.int64],
    prices: FloatArray,
    budget: float | None,
    sizes: range,
    constraints: tuple[Constraint, ...],
) -> Iterator[Sets]:
    """Yield the allowed sets, size by size; dear beginnings are dropped early, since no cost is negative."""
    limit = np.inf if budget is None else budget + TOLERANCE
    sets: Sets = np.empty((1, 0), dtype=np.int64)
    for size in range(sizes.stop):
        if size:
            sets = _extended(sets, eligible)
            sets = sets[prices[sets].sum(axis=1) <= limit]
        if size >= sizes.start:
            kept = sets[_satisfied(sets, len(prices), constraints)]
            if len(kept):
                yield kept


def _extended(sets: Sets, eligible: NDArray[np.int64]) -> Sets:
    """Add to each ascending set every eligible item after its last."""
    after = np.searchsorted(eligible, sets[:, -1], side="right") if sets.shape[1] else np.zeros(1, np.int64)
    more = len(eligible) - after
    if more.sum() > LARGEST_SEARCH:
        raise ValueError("size: too many sets to look at; choose fewer items at a time")
    position = np.arange(more.sum()) - np.repeat(np.cumsum(more) - more, more) + np.repeat(after, more)
    return np.column_stack([np.repeat(sets, more, axis=0), eligible[position]])


def _satisfied(sets: Sets, items: int, constraints: tuple[Constraint, ...]) -> NDArray[np.bool_]:
    fine = np.ones(len(sets), dtype=bool)
    for constraint in constraints:
        member = np.isin(np.arange(items), list(constraint.items))
        count = member[sets].sum(axis=1)
        fine &= count >= constraint.minimum
        if constraint.maximum is not None:
            fine &= count <= constraint.maximum
    return fine


def _obstacles(
    eligible: NDArray[np.int64], prices: FloatArray, budget: float | None, sizes: range
) -> tuple[str, ...]:
    """Say what cannot be met: too few items, the budget even for the cheapest set, else the constraints."""
    if len(eligible) < sizes.start:
        return ("too_few_items",)
    cheapest = np.sort(prices[eligible])[: sizes.start].sum()
    return ("budget",) if budget is not None and cheapest > budget + TOLERANCE else ("constraints",)
