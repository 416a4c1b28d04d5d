"""How far raters agree: within one cell, and on the order of the items."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike

from scoring.arrays import FloatArray, floats, scalar_or_array
from scoring.concordance import Concordance, concordance, constant_raters, kendalls_w

__all__ = [
    "Concordance",
    "RandDisagreement",
    "Spread",
    "agreement_a",
    "blair_lacy",
    "concordance",
    "consensus",
    "constant_raters",
    "disagreement_index",
    "kendalls_w",
    "leik_dispersion",
    "polarisation",
    "rand_disagreement",
    "rating_counts",
    "spread",
]

IPRAS_AT_THE_MIDDLE = 2.35
IPRAS_PER_ASYMMETRY = 1.5
FEWEST_CATEGORIES = 3  # A is made of triples of categories


@dataclass(frozen=True)
class RandDisagreement:
    """RAND/UCLA figures of one cell on the 9-point scale."""

    median: float
    p30: float
    p70: float
    ipr: float
    iprcp: float
    asymmetry_index: float
    ipras: float
    disagreement_index: float

    @property
    def disagreement(self) -> bool:
        """Whether the range is wider than its limit."""
        return self.ipr > self.ipras


@dataclass(frozen=True)
class Spread:
    """Location and spread of the answers in one cell; `sd` is None for a single answer."""

    n: int
    mean: float
    median: float
    sd: float | None
    q25: float
    q75: float
    mad: float

    @property
    def iqr(self) -> float:
        """The interquartile range."""
        return self.q75 - self.q25


def rating_counts(ratings: ArrayLike, scale: tuple[int, int] = (1, 5)) -> FloatArray:
    """Return how often each point of the scale was given: (raters, ...) in, (..., points) out."""
    array = floats(ratings, name="ratings")
    points = range(scale[0], scale[1] + 1)
    return np.stack([np.count_nonzero(array == point, axis=0) for point in points], axis=-1).astype(float)


def agreement_a(counts: ArrayLike) -> float | FloatArray | None:
    """Return van der Eijk's A: 1 = all agree, 0 = flat, -1 = two camps at the ends.

    A = sum_l w_l U_l (1 - (S_l - 1) / (K - 1)) over layers of S_l categories peeled off the frequencies,
    with U = ((K - 2) TU - (K - 1) TDU) / ((K - 2) (TU + TDU)) from the triples of categories.
    `counts`: (categories,) frequencies, or (..., categories) for many cells. None (NaN in arrays) without any
    answer, and with two categories, of which no triple can be formed. Two camps two steps apart come out
    above a flat spread: always show the counts beside it.
    Source: van der Eijk (2001), Quality & Quantity 35, 325-341.

    >>> agreement_a([5, 0, 0, 0, 5])
    -1.0
    """
    return _per_cell(_agreement, counts)


def polarisation(counts: ArrayLike) -> float | FloatArray | None:
    """Return (1 - A) / 2: 0 = all agree, 1 = two camps at the ends. Arguments as in `agreement_a`."""
    return _per_cell(lambda cell: (1 - _agreement(cell)) / 2, counts)


def consensus(counts: ArrayLike) -> float | FloatArray | None:
    """Return Tastle and Wierman's Cns = 1 + sum_i p_i log2(1 - |x_i - mean| / d), d the width of the scale.

    `counts` as in `agreement_a`. Source: Tastle and Wierman (2007), Int. J. Approx. Reasoning 45, 531-545.

    >>> consensus([5, 0, 0, 0, 5])
    0.0
    """
    return _per_cell(_consensus, counts)


def leik_dispersion(counts: ArrayLike) -> float | FloatArray | None:
    """Return Leik's D = 2 sum_i min(F_i, 1 - F_i) / (K - 1): 0 = all agree. Source: Leik (1966)."""
    return _per_cell(lambda cell: 2 * np.minimum(_cumulative(cell), 1 - _cumulative(cell)).mean(), counts)


def blair_lacy(counts: ArrayLike) -> float | FloatArray | None:
    """Return l2 = sum_i (F_i - 1/2)^2 / ((K - 1) / 4): 1 = all agree. Source: Blair and Lacy (2000)."""
    return _per_cell(lambda cell: 4 * ((_cumulative(cell) - 0.5) ** 2).mean(), counts)


def _per_cell(measure: Callable[[FloatArray], float], counts: ArrayLike) -> float | FloatArray | None:
    array = floats(counts, name="counts")
    if not array.ndim or array.shape[-1] < 2 or not (array >= 0).all():
        raise ValueError("counts: a frequency that is not negative for each of two or more categories")
    cells = array.reshape(-1, array.shape[-1])
    results = [measure(cell) if cell.any() else np.nan for cell in cells]
    found: float | FloatArray | None = scalar_or_array(np.array(results).reshape(array.shape[:-1]))
    return found


def _agreement(cell: FloatArray) -> float:
    return _agreement_of(tuple(cell.tolist()))


@lru_cache(maxsize=4096)
def _agreement_of(frequencies: tuple[float, ...]) -> float:
    """Return A of one cell; it is kept, because other weights ask for the same cells again."""
    if len(frequencies) < FEWEST_CATEGORIES:
        return np.nan
    remaining, total, result = np.array(frequencies), sum(frequencies), 0.0
    while (present := remaining > 0).any():
        height = remaining[present].min()
        result += height * present.sum() / total * _layer_agreement(tuple(present.tolist()))
        remaining = np.where(present, remaining - height, 0.0)
    return result


@lru_cache(maxsize=1024)
def _layer_agreement(present: tuple[bool, ...]) -> float:
    k, triples = len(present), list(combinations(present, 3))
    unimodal = triples.count((True, True, False)) + triples.count((False, True, True))
    deviating = triples.count((True, False, True))
    u = ((k - 2) * unimodal - (k - 1) * deviating) / ((k - 2) * (unimodal + deviating)) if deviating else 1.0
    return u * (1 - (sum(present) - 1) / (k - 1))


def _consensus(cell: FloatArray) -> float:
    shares, points = cell / cell.sum(), np.arange(len(cell))
    closeness = 1 - np.abs(points - shares @ points) / (len(cell) - 1)
    # Only an empty category, or one empty but for rounding, lies a whole scale away: 0 * log 0 counts as 0.
    return float(1 + shares @ np.log2(np.where(closeness > 0, closeness, 1.0)))


def _cumulative(cell: FloatArray) -> FloatArray:
    return np.asarray(np.cumsum(cell)[:-1] / cell.sum())


def disagreement_index(
    ratings: ArrayLike, scale: tuple[float, float] | None = None
) -> float | FloatArray | None:
    """Return RAND/UCLA's DI = IPR / IPRAS; raters disagree if it exceeds 1.

    IPR = P70 - P30, IPRAS = 2.35 + 1.5 |5 - (P30 + P70) / 2| on the 9-point scale, to which `scale` is
    stretched first (2x - 1 from 1 to 5), since the constants are calibrated there; type-7 quantiles.
    Without a `scale` it is 1 to 5, or RAND's own 1 to 9 where a rating above 5 shows it. Ratings off the
    scale raise ValueError. `ratings`: (raters,), or (raters, ...) for many cells; NaN = no answer.
    None (NaN in arrays) without any.
    Source: Fitch et al. (2001), The RAND/UCLA Appropriateness Method User's Manual.

    >>> disagreement_index([1, 1, 1, 1, 1, 9, 9, 9, 9, 9]) > 1
    True
    """
    p30, p70 = (_quantile(_nine_points(ratings, scale), q) for q in (0.3, 0.7))
    found: float | FloatArray | None = scalar_or_array((p70 - p30) / _ipras(p30, p70))
    return found


def rand_disagreement(
    ratings: ArrayLike, scale: tuple[float, float] | None = None
) -> RandDisagreement | None:
    """Return the figures behind `disagreement_index` for one cell, (raters,); None without any answer."""
    nine = _nine_points(ratings, scale)
    if np.isnan(nine).all():
        return None
    p30, median, p70 = (float(_quantile(nine, q)) for q in (0.3, 0.5, 0.7))
    centre, ipras = (p30 + p70) / 2, float(_ipras(p30, p70))
    return RandDisagreement(
        median=median,
        p30=p30,
        p70=p70,
        ipr=p70 - p30,
        iprcp=centre,
        asymmetry_index=abs(5 - centre),
        ipras=ipras,
        disagreement_index=(p70 - p30) / ipras,
    )


def _nine_points(ratings: ArrayLike, scale: tuple[float, float] | None) -> FloatArray:
    array = floats(ratings, name="ratings")
    low, high = scale or ((1, 9) if (array > 5).any() else (1, 5))
    if not array.ndim or (array < low).any() or (array > high).any():
        raise ValueError(f"ratings: a list of numbers between {low} and {high} expected")
    return 1 + 8 * (array - low) / (high - low)


def _ipras(p30: FloatArray | float, p70: FloatArray | float) -> FloatArray:
    return np.asarray(IPRAS_AT_THE_MIDDLE + IPRAS_PER_ASYMMETRY * np.abs(5 - (p30 + p70) / 2))


def _quantile(cells: FloatArray, q: float) -> FloatArray:
    """Type-7 quantile along the first axis over the answers present; NaN without any."""
    if not len(cells):
        return np.full(cells.shape[1:], np.nan)
    ordered = np.sort(cells, axis=0)
    place = np.maximum(np.count_nonzero(~np.isnan(cells), axis=0) - 1, 0) * q
    low, high = np.floor(place).astype(int), np.ceil(place).astype(int)
    below, above = (np.take_along_axis(ordered, p[None, ...], axis=0)[0] for p in (low, high))
    return np.asarray(below + (place - low) * (above - below))


def spread(ratings: ArrayLike) -> Spread | None:
    """Return location and spread of one cell, with type-7 quartiles.

    `ratings`: (raters,), NaN = no answer; None without any. MAD is the median distance from the
    median times 1.4826.
    """
    array = floats(ratings, 1, name="ratings")
    known = array[~np.isnan(array)]
    if not known.size:
        return None
    median = float(np.median(known))
    return Spread(
        n=len(known),
        mean=float(known.mean()),
        median=median,
        sd=float(known.std(ddof=1)) if len(known) > 1 else None,
        q25=float(_quantile(known, 0.25)),
        q75=float(_quantile(known, 0.75)),
        mad=float(1.4826 * np.median(np.abs(known - median))),
    )
