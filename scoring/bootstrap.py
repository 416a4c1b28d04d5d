"""What if other people of the same kind had rated? Ranks under resampled raters."""

import hashlib
import math
import threading
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike

from scoring.acceptability import RankCounts
from scoring.aggregation import TRIM, additive_values, adjust_for_raters, rated_cube
from scoring.arrays import FloatArray, floats
from scoring.ranking import rank_interval
from scoring.sampling import DEFAULT_DRAWS, DEFAULT_SEED

BLOCK_CELLS = 2**18
MOST_KEPT_CELLS = 8_000_000
"""Kept for the next evaluation with other weights: 64 MB."""
FEWEST_ANSWERS = 3  # of which the spread can be taken seriously

Cells = Callable[[FloatArray], FloatArray]
_KEEPING = threading.Lock()
_kept: dict[Hashable, list[tuple[slice, FloatArray]]] = {}


@dataclass(frozen=True)
class BootstrapRanks:
    """Rank distribution under resampled raters.

    `rank_probability`: (items, ranks), a row sums to the share of resamples in which the item could be rated;
    `interval`: (items, 2), the 90 % range; `p_top`: (items,), P(rank <= k). `exact` says that all resamples
    were enumerated. With one rater nothing can vary: an interval of width 0 is no certainty, show n/a.
    """

    rank_probability: FloatArray
    interval: FloatArray
    p_top: FloatArray
    k: int
    raters: int
    resamples: int
    exact: bool


def bootstrap_ranks(
    ratings: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    method: str = "mean",
    draws: int = DEFAULT_DRAWS,
    seed: int | np.random.Generator = DEFAULT_SEED,
    k: int = 3,
    coverage: float = 0.9,
    as_asked: bool = False,
) -> BootstrapRanks:
    """Resample whole raters with replacement, recompute the additive scores, and rank (competition ranks).

    `ratings`: (raters, items, criteria) with `weights` (criteria,), or (raters, items) scores; higher is
    better, NaN = no answer. `method` as in `group_values`; for "rater_adjusted" the raters' severity is
    estimated once and kept. A resample that leaves a cell without an answer treats it as missing: see
    `additive_values`. Small groups are enumerated instead of sampled: all resamples of K raters, if there are
    no more than `draws` different ones (K <= 8 for 10 000). `as_asked`: the ballots are short by plan; people
    are then weighted instead of drawn, see `person_weights`, so that no question loses all its answers.
    Intervals of ranks cover too little near ties: call them a range of variation.
    Source: Goldstein and Spiegelhalter (1996), JRSS A 159, 385-443; Hall and Miller (2010), Ann. Statist. 38.

    >>> bootstrap_ranks([[5, 3, 2], [4, 4, 1], [2, 5, 3]]).p_top.round(3).tolist()
    [1.0, 1.0, 1.0]
    """
    cube, shares = rated_cube(ratings, weights)
    raters, items = cube.shape[:2]
    if not raters:
        raise ValueError("ratings: at least one rater expected")
    if draws < 1 or k < 1:
        raise ValueError(f"draws, k: at least 1 expected, got {draws} and {k}")
    exact = not as_asked and math.comb(2 * raters - 1, raters) <= draws
    if as_asked:
        counts = person_weights(raters, draws, seed, answers_per_cell(cube))
        chances = np.full(draws, 1 / draws)
    else:
        counts, chances = _all_resamples(raters) if exact else _drawn_resamples(raters, draws, seed)
    counter = RankCounts(items, float(np.nanmax(np.abs(cube), initial=0.0)))
    for rows, scores in _scores(cube, shares, counts, method) if items else ():
        counter.add(scores, chances[rows])
    return BootstrapRanks(
        rank_probability=counter.counts,
        interval=rank_interval(counter.counts, coverage),
        p_top=counter.counts[:, :k].sum(axis=1),
        k=k,
        raters=raters,
        resamples=raters**raters if exact else draws,
        exact=exact,
    )


def bootstrap_cells(
    ratings: ArrayLike,
    *,
    method: str = "mean",
    draws: int = 200,
    seed: int = DEFAULT_SEED,
    as_asked: bool = False,
) -> FloatArray:
    """Return the group's values (draws, items, criteria) under resampled raters, for further questions."""
    cube = floats(ratings, 3, name="ratings")
    if as_asked:
        return weighted_cells(cube, person_weights(len(cube), draws, seed, answers_per_cell(cube)))
    counts = np.random.default_rng(seed).multinomial(len(cube), [1 / len(cube)] * len(cube), size=draws)
    return _cells_of(cube, method)(counts.astype(float))


def answers_per_cell(ratings: ArrayLike) -> float:
    """Return how many answers stand behind a cell on average, of the cells that were answered at all.

    `ratings`: (raters, items, criteria), NaN = no answer. 0 if there is no answer.

    >>> answers_per_cell([[[3, 4]], [[2, float("nan")]]])
    1.5
    """
    n = np.count_nonzero(~np.isnan(floats(ratings, 3, name="ratings")), axis=0)
    return float(n[n > 0].mean()) if n.any() else 0.0


def person_weights(people: int, draws: int, seed: int | np.random.Generator, answers: float) -> FloatArray:
    """Return random weights (draws, people), each row summing to `people`: resampling that loses nobody.

    Where a question was asked of four people, drawing people with replacement would often leave it without
    any answer. So every answer keeps a weight, drawn from a Dirichlet distribution as in the Bayesian
    bootstrap. Its parameter a = (n - 2) / n makes the mean of n answers vary by exactly s^2 / n, their
    unbiased standard error; with a = 1 four answers would vary by 0.6 of that. `answers` is n, how many
    people stand behind a question on average; below 3 it counts as 3.
    Source: Rubin (1981), Annals of Statistics 9, 130-134; Praestgaard and Wellner (1993), Annals of
    Probability 21, 2053-2086, for other exchangeable weights.
    """
    shape = 1 - 2 / max(answers, FEWEST_ANSWERS)
    weights = np.random.default_rng(seed).standard_gamma(shape, (draws, people)) + np.finfo(float).tiny
    return np.asarray(weights * (people / weights.sum(axis=1, keepdims=True)))


def weighted_cells(cube: FloatArray, weights: FloatArray) -> FloatArray:
    """Return weighted means (draws, items, criteria) of (raters, items, criteria); NaN without answers."""
    return _mean_cells(cube)(weights)


def _drawn_resamples(
    raters: int, draws: int, seed: int | np.random.Generator
) -> tuple[FloatArray, FloatArray]:
    """Return how often each resample holds each rater (resamples, raters), and each one's probability."""
    if isinstance(seed, np.random.Generator):
        return _multinomial(raters, draws, seed), np.full(draws, 1 / draws)
    return _seeded_resamples(raters, draws, seed), np.full(draws, 1 / draws)


@lru_cache(maxsize=4)
def _seeded_resamples(raters: int, draws: int, seed: int) -> FloatArray:
    """The same seed draws the same: kept for the next evaluation, 5 MB for 60 raters and 10 000 draws."""
    return _multinomial(raters, draws, np.random.default_rng(seed))


def _multinomial(raters: int, draws: int, rng: np.random.Generator) -> FloatArray:
    return rng.multinomial(raters, [1 / raters] * raters, size=draws).astype(float)


@lru_cache(maxsize=16)
def _all_resamples(raters: int) -> tuple[FloatArray, FloatArray]:
    """Stars and bars: every way to hand K places to K raters, with its multinomial probability."""
    if raters == 1:
        return np.ones((1, 1)), np.ones(1)
    bars = np.array(list(combinations(range(2 * raters - 1), raters - 1)))
    edges = np.pad(bars, ((0, 0), (1, 1)), constant_values=((0, 0), (-1, 2 * raters - 1)))
    counts = np.diff(edges, axis=1) - 1
    factorials = np.array([math.factorial(n) for n in range(raters + 1)], dtype=float)
    chances = factorials[raters] / factorials[counts].prod(axis=1) / float(raters) ** raters
    return counts.astype(float), chances


def _scores(
    cube: FloatArray, shares: FloatArray, counts: FloatArray, method: str
) -> Iterator[tuple[slice, FloatArray]]:
    if method == "mean" and not np.isnan(cube).any():
        # Weighting each rater first and averaging then is the same, and a ninth of the work.
        own = cube @ shares
        yield slice(None), counts @ own / len(own)
        return
    for block, cells in _cells_in_blocks(cube, counts, method):
        yield block, additive_values(cells, shares)


def _cells_in_blocks(cube: FloatArray, counts: FloatArray, method: str) -> Iterable[tuple[slice, FloatArray]]:
    """Return the group's values under all resamples, a block of them at a time.

    Other weights ask for the same ones again: those of the last round are kept if they are not too many.
    """
    if len(counts) * cube.shape[1] * cube.shape[2] > MOST_KEPT_CELLS:
        return _new_blocks(cube, counts, method)
    key = hashlib.sha256(cube.tobytes() + counts.tobytes()).digest(), cube.shape, counts.shape, method
    with _KEEPING:
        if key not in _kept:
            _kept.clear()
            _kept[key] = list(_new_blocks(cube, counts, method))
        return _kept[key]


def _new_blocks(cube: FloatArray, counts: FloatArray, method: str) -> Iterator[tuple[slice, FloatArray]]:
    cells = _cells_of(cube, method)
    rows = max(1, BLOCK_CELLS // (cube.shape[1] * cube.shape[2]))
    for start in range(0, len(counts), rows):
        block = slice(start, start + rows)
        yield block, cells(counts[block])


def _cells_of(cube: FloatArray, method: str) -> Cells:
    """Return the function from resample counts (draws, raters) to group values (draws, items, criteria)."""
    trims = {"median": 0.5, "trimmed_mean": TRIM}
    if method in trims:
        return lambda counts: _trimmed_cells(cube, counts, trims[method])
    if method not in ("mean", "rater_adjusted"):
        raise ValueError(f"method: mean, median, trimmed_mean or rater_adjusted expected, got {method!r}")
    return _mean_cells(adjust_for_raters(cube) if method == "rater_adjusted" else cube)


def _mean_cells(cube: FloatArray) -> Cells:
    flat = cube.reshape(len(cube), -1)
    known, given = np.nan_to_num(flat), (~np.isnan(flat)).astype(float)

    def cells(counts: FloatArray) -> FloatArray:
        answers = counts @ given
        means = counts @ known / np.where(answers > 0, answers, np.nan)
        return np.asarray(means.reshape(-1, *cube.shape[1:]))

    return cells


def _trimmed_cells(cube: FloatArray, counts: FloatArray, trim: float) -> FloatArray:
    """Trimmed means from how often each level was given, so that no resample has to be sorted.

    The mean is the highest level minus, for each step below it, the share of kept answers that stay beneath.
    """
    flat = cube.reshape(len(cube), -1)
    levels = np.unique(flat[~np.isnan(flat)])
    n = counts @ (~np.isnan(flat)).astype(float)
    dropped = np.minimum(np.floor(n * trim), np.maximum(np.floor((n - 1) / 2), 0))
    remaining = np.where(n > 0, n - 2 * dropped, np.nan)
    means = np.full(n.shape, levels[-1] if len(levels) else np.nan)
    for level, step in zip(levels, np.diff(levels), strict=False):
        beneath = np.clip(counts @ (flat <= level).astype(float), dropped, n - dropped) - dropped
        means -= step * beneath / remaining
    return np.where(n > 0, means, np.nan).reshape(-1, *cube.shape[1:])
