"""What if other people of the same kind had rated? Ranks under resampled raters."""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike

from scoring.acceptability import RankCounts
from scoring.aggregation import TRIM, adjust_for_raters, group_values, rated_cube, renormalised
from scoring.arrays import FloatArray, floats
from scoring.kept import Kept, mark
from scoring.ranking import rank_interval
from scoring.sampling import DEFAULT_DRAWS, DEFAULT_SEED

BLOCK_CELLS = 2**18
MOST_KEPT_CELLS = 8_000_000
"""Kept for the next evaluation with other weights: 64 MB."""

Cells = Callable[[FloatArray], FloatArray]


@dataclass(frozen=True)
class Block:
    """The group's values in some of the resamples, laid out so that weights are one product.

    `rows`: which resamples. `known`: (criteria, resamples * items), 0 where nothing was answered; `given`:
    likewise, 1 where something was, None if that is everywhere.
    """

    rows: slice
    known: FloatArray
    given: FloatArray | None

    @classmethod
    def of(cls, rows: slice, cells: FloatArray) -> "Block":
        """Lay out `cells` (resamples, items, criteria), NaN = no answer."""
        flat = np.ascontiguousarray(cells.reshape(-1, cells.shape[-1]).T)
        missing = np.isnan(flat)
        if not missing.any():
            return cls(rows, flat, None)
        return cls(rows, np.where(missing, 0.0, flat), (~missing).astype(float))

    def scores(self, shares: FloatArray, items: int) -> FloatArray:
        """Return (resamples, items), as `additive_values` does."""
        totals = shares @ self.known
        scores = totals if self.given is None else renormalised(totals, shares @ self.given)
        return scores.reshape(-1, items)


_kept_blocks: Kept[list[Block]] = Kept(most=1)
_kept_cells: Kept[FloatArray] = Kept(most=4)


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
        counts, chances = person_weights(raters, draws, seed), np.full(draws, 1 / draws)
    else:
        counts, chances = _all_resamples(raters) if exact else _drawn_resamples(raters, draws, seed)
    counter = RankCounts(items, float(np.nanmax(np.abs(cube), initial=0.0)))
    resampled = Resampled(counts, None if isinstance(seed, np.random.Generator) else (exact, seed), as_asked)
    for rows, scores in _scores(cube, shares, resampled, method) if items else ():
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

    def cells() -> FloatArray:
        if as_asked:
            return weighted_cells(cube, person_weights(len(cube), draws, seed))
        return _cells_of(cube, method)(_multinomial(len(cube), draws, np.random.default_rng(seed)))

    return _kept_cells.get(mark(cube, method, draws, seed, as_asked), cells)


def answers_per_cell(ratings: ArrayLike) -> float:
    """Return how many answers stand behind a cell on average, of the cells that were answered at all.

    `ratings`: (raters, items, criteria), NaN = no answer. 0 if there is no answer.

    >>> answers_per_cell([[[3, 4]], [[2, float("nan")]]])
    1.5
    """
    n = np.count_nonzero(~np.isnan(floats(ratings, 3, name="ratings")), axis=0)
    return float(n[n > 0].mean()) if n.any() else 0.0


def person_weights(people: int, draws: int, seed: int | np.random.Generator) -> FloatArray:
    """Return random weights (draws, people), each row summing to `people`: resampling that loses nobody.

    Where a question was asked of four people, drawing people with replacement would often leave it without
    any answer. So every person keeps a weight, drawn from the flat Dirichlet distribution.
    Source: Rubin (1981), The Bayesian bootstrap, Annals of Statistics 9, 130-134.
    """
    weights = np.random.default_rng(seed).standard_exponential((draws, people))
    return np.asarray(weights * (people / weights.sum(axis=1, keepdims=True)))


def weighted_cells(cube: FloatArray, weights: FloatArray) -> FloatArray:
    """Return weighted means (draws, items, criteria) of (raters, items, criteria); NaN without answers.

    A weighted mean of n answers varies by s^2 (n - 1) / (n (n + 1)), which is far too little for a few. Its
    distance from the plain mean is stretched by sqrt((n + 1) / (n - 1)), so that it varies by s^2 / n, the
    squared standard error. Source: Rao and Wu (1988), Resampling inference with complex survey data, JASA 83,
    231-241, for the stretching.
    """
    n = np.count_nonzero(~np.isnan(cube), axis=0)
    mean = group_values(cube)
    stretch = np.sqrt((n + 1) / np.maximum(n - 1, 1))
    return np.asarray(mean + (_mean_cells(cube)(weights) - mean) * stretch)


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


@dataclass(frozen=True)
class Resampled:
    """How often each resample holds each rater, (resamples, raters), or how much it weighs it (`as_asked`).

    `seeded` tells resamples of the same shape apart; None if they cannot be drawn again.
    """

    counts: FloatArray
    seeded: tuple[bool, int] | None
    as_asked: bool

    def cells_of(self, cube: FloatArray, method: str) -> Cells:
        """Return the function from resamples (draws, raters) to group values (draws, items, criteria)."""
        return partial(weighted_cells, cube) if self.as_asked else _cells_of(cube, method)


def _scores(
    cube: FloatArray, shares: FloatArray, resampled: Resampled, method: str
) -> Iterator[tuple[slice, FloatArray]]:
    if not resampled.as_asked and method == "mean" and not np.isnan(cube).any():
        # Weighting each rater first and averaging then is the same, and a ninth of the work.
        own = cube @ shares
        yield slice(None), resampled.counts @ own / len(own)
        return
    for block in _blocks(cube, resampled, method):
        yield block.rows, block.scores(shares, cube.shape[1])


def _blocks(cube: FloatArray, resampled: Resampled, method: str) -> Iterable[Block]:
    """Return the group's values under all resamples, a block of them at a time.

    Other weights ask for the same ones again: those of the last round are kept if they are not too many.
    """
    counts, cells = resampled.counts, resampled.cells_of(cube, method)
    many = len(counts) * cube.shape[1] * cube.shape[2] > MOST_KEPT_CELLS
    if many or resampled.seeded is None:
        return _new_blocks(cube, counts, cells)
    given = mark(cube, len(counts), resampled.seeded, resampled.as_asked, method)
    return _kept_blocks.get(given, lambda: list(_new_blocks(cube, counts, cells)))


def _new_blocks(cube: FloatArray, counts: FloatArray, cells: Cells) -> Iterator[Block]:
    size = max(1, BLOCK_CELLS // (cube.shape[1] * cube.shape[2]))
    for start in range(0, len(counts), size):
        rows = slice(start, start + size)
        yield Block.of(rows, cells(counts[rows]))


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
