"""Kendall's coefficient of concordance: do the raters put the items in the same order?"""

import math
from dataclasses import dataclass
from itertools import combinations_with_replacement

import numpy as np
from numpy.typing import ArrayLike

from scoring.arrays import FloatArray, floats
from scoring.ranking import average_ranks

BLOCK_RATERS = 64


@dataclass(frozen=True)
class Concordance:
    """Kendall's W and what it rests on.

    `basis`: "complete" (items that all raters rated) or "pairwise" (mean Spearman correlation of each pair
    over the items both rated; no test then). `constant_raters` (rows) give every item the same: they carry no
    order, yet lower W.
    """

    w: float
    w_uncorrected: float | None
    chi_square: float | None
    degrees_of_freedom: int | None
    p_value: float | None
    raters: int
    items: int
    basis: str
    constant_raters: tuple[int, ...]


def concordance(ratings: ArrayLike) -> Concordance | None:
    """Return Kendall's W with tie correction, over the items that all raters rated.

    W = 12 S / (K^2 (m^3 - m) - K sum T_k), S = sum_i (R_i - K (m + 1) / 2)^2, T_k = sum (t^3 - t);
    chi2 = K (m - 1) W with m - 1 degrees of freedom.
    `ratings`: (raters, items), or (raters, items, criteria), of which each rater's plain mean over the
    criteria is ranked (NaN if one is missing). Raters without any answer are left out. If fewer than
    half of the items (or two) are complete, W = (1 + (K - 1) mean rho) / K over the pairs of raters instead,
    kept to 0 to 1, since pairs that rest on different items can contradict each other.
    None for fewer than two raters or items, and if nobody distinguishes any items (0 / 0).
    Source: Kendall and Gibbons (1990); Siegel and Castellan (1988).
    """
    array = floats(ratings, 2, 3, name="ratings")
    array = array.mean(axis=2) if array.ndim == 3 else array
    rows = np.flatnonzero(~np.isnan(array).all(axis=1))
    given = array[rows]
    complete = given[:, ~np.isnan(given).any(axis=0)]
    constant = tuple(int(rows[k]) for k in range(len(rows)) if _is_constant(given[k]))
    if len(rows) < 2 or given.shape[1] < 2:
        return None
    enough = complete.shape[1] >= max(2, given.shape[1] / 2)
    return _on_complete(complete, constant) if enough else _on_pairs(given, constant)


def kendalls_w(ratings: ArrayLike) -> float | None:
    """Return Kendall's W, 0 to 1; see `concordance` for shapes, formula and edge cases.

    >>> kendalls_w([[1, 2, 3], [2, 2, 2]])
    0.5
    """
    found = concordance(ratings)
    return None if found is None else found.w


def constant_raters(ratings: ArrayLike) -> tuple[int, ...]:
    """Return the rows of `ratings` (raters, ...) that hold two or more answers, all the same."""
    array = floats(ratings, name="ratings")
    return tuple(k for k, row in enumerate(array.reshape(len(array), -1)) if _is_constant(row))


def _is_constant(row: FloatArray) -> bool:
    known = row[~np.isnan(row)]
    return len(known) > 1 and bool(np.ptp(known) <= 1e-9)


def _on_complete(ratings: FloatArray, constant: tuple[int, ...]) -> Concordance | None:
    raters, items = ratings.shape
    ranks = average_ranks(ratings)
    s = float(((ranks.sum(axis=0) - raters * (items + 1) / 2) ** 2).sum())
    # A rater's ranks vary by (m^3 - m - T) / 12 around their mean.
    untied = 12 * float(((ranks - (items + 1) / 2) ** 2).sum())
    if untied < 1e-9:
        return None
    w = 12 * s / (raters * untied)
    chi_square, freedom = raters * (items - 1) * w, items - 1
    return Concordance(
        w=w,
        w_uncorrected=12 * s / (raters**2 * (items**3 - items)),
        chi_square=chi_square,
        degrees_of_freedom=freedom,
        p_value=_chi_square_tail(chi_square, freedom),
        raters=raters,
        items=items,
        basis="complete",
        constant_raters=constant,
    )


def _on_pairs(ratings: FloatArray, constant: tuple[int, ...]) -> Concordance | None:
    first, second = np.triu_indices(len(ratings), 1)
    known = _spearman(ratings)[first, second]
    known = known[~np.isnan(known)]
    if not known.size:
        return None
    w = (1 + (len(ratings) - 1) * float(known.mean())) / len(ratings)
    return Concordance(
        w=min(max(w, 0.0), 1.0),
        w_uncorrected=None,
        chi_square=None,
        degrees_of_freedom=None,
        p_value=None,
        raters=len(ratings),
        items=ratings.shape[1],
        basis="pairwise",
        constant_raters=constant,
    )


def _spearman(ratings: FloatArray) -> FloatArray:
    """Spearman's rho (raters, raters) of each pair over the items both rated; NaN where it says nothing."""
    ranks, raters = average_ranks(ratings), len(ratings)
    blocks = [slice(start, start + BLOCK_RATERS) for start in range(0, raters, BLOCK_RATERS)]
    rho = np.full((raters, raters), np.nan)
    for one, other in combinations_with_replacement(blocks, 2):
        a, b = _ranks_beside(ranks[one], ranks[other]), _ranks_beside(ranks[other], ranks[one])
        scale = np.sqrt(np.einsum("ijk,ijk->ij", a, a) * np.einsum("jik,jik->ij", b, b))
        products = np.einsum("ijk,jik->ij", a, b)
        rho[one, other] = np.where(scale > 0, products / np.where(scale > 0, scale, 1.0), np.nan)
    return rho


def _ranks_beside(own: FloatArray, others: FloatArray) -> FloatArray:
    """Return each rater's ranks (own, others, items) among what another one rated too, around their middle.

    `own` and `others`: ranks (raters, items) over everything, NaN = not rated. A rank's distance from the
    middle is half of how many stand before an item minus half of how many stand behind it.
    """
    given = (~np.isnan(others)).astype(float)
    found = np.empty((len(own), *others.shape))
    for place, order in enumerate(own):
        known = np.nan_to_num(order)
        both = given * ~np.isnan(order)
        found[place] = both @ np.sign(known[None, :] - known[:, None]) / 2 * both
    return found


def _chi_square_tail(x: float, freedom: int) -> float:
    """P(chi2 > x) for whole degrees of freedom: a finite sum (Abramowitz and Stegun 26.4.4, 26.4.5)."""
    half = x / 2
    start = (freedom % 2) / 2
    tail = math.erfc(math.sqrt(half)) if freedom % 2 else 0.0
    for step in range(freedom // 2):
        power = step + start
        if half > 0:
            tail += math.exp(power * math.log(half) - half - math.lgamma(power + 1))
        elif power == 0:
            tail += 1.0
    return min(tail, 1.0)
