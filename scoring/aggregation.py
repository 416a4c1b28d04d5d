"""From many raters to one value per item and criterion, and from criteria to one score."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.arrays import FloatArray, floats
from scoring.weights import normalise

ANSWERED_SHARE = 0.8
TRIM = 0.1


def group_values(ratings: ArrayLike, method: str = "mean", trim: float = TRIM) -> FloatArray:
    """Return the group's location per cell, in the unit of the input (all methods move with (x - 1) / 4).

    `ratings`: (raters, items, criteria), or (raters, items), or (raters,); NaN = no answer. The first axis
    is aggregated. A cell without any answer is NaN: neither 0 nor the middle.
    `method`: "mean"; "median"; "trimmed_mean" (drops floor(n * trim) of the n answers at each end, so two
    raters are never trimmed); "rater_adjusted" (see `adjust_for_raters`); "rater_adjusted_across", of three
    dimensions only (see `adjust_across_criteria`).
    Raises ValueError for an unknown method.

    >>> group_values([[4], [float("nan")], [2]]).tolist()
    [3.0]
    """
    array = floats(ratings, 1, 2, 3, name="ratings")
    methods: dict[str, Callable[[FloatArray], FloatArray]] = {
        "mean": _mean,
        "median": lambda cells: _trimmed_mean(cells, 0.5),
        "trimmed_mean": lambda cells: _trimmed_mean(cells, trim),
        "rater_adjusted": lambda cells: _mean(adjust_for_raters(cells)),
        "rater_adjusted_across": lambda cells: _mean(adjust_across_criteria(cells)),
    }
    if method not in methods:
        raise ValueError(f"method: one of {', '.join(methods)} expected, got {method!r}")
    return methods[method](array)


def _mean(cells: FloatArray) -> FloatArray:
    n = np.count_nonzero(~np.isnan(cells), axis=0)
    return np.asarray(np.where(n > 0, np.nansum(cells, axis=0) / np.maximum(n, 1), np.nan))


def _trimmed_mean(cells: FloatArray, trim: float) -> FloatArray:
    """Mean of what is left after trimming; trimming one half leaves the middle answer or two."""
    if not 0 <= trim <= 0.5:
        raise ValueError(f"trim: between 0 and 0.5 expected, got {trim}")
    n = np.count_nonzero(~np.isnan(cells), axis=0)
    dropped = np.minimum(np.floor(n * trim), (n - 1) // 2)
    place = np.arange(len(cells)).reshape(-1, *[1] * (cells.ndim - 1))
    kept = (place >= dropped) & (place < n - dropped)
    return _mean(np.where(kept, np.sort(cells, axis=0), np.nan))


def adjust_for_raters(ratings: ArrayLike) -> FloatArray:
    """Return x_ik - rho_k: the ratings without each rater's severity, so that gaps do not favour an item.

    `ratings`: (raters,) of one item, (raters, items) or (raters, items, criteria), NaN = no answer; the same
    shape out. rho comes from x_ik = mu + alpha_i + rho_k by least squares per criterion and sums to 0 in each
    block of `rating_blocks`: separate blocks are not made comparable. The mean over raters of the result is
    the marginal mean of R's lm(y ~ item + rater), and the raw mean when nothing is missing.
    May leave the scale by a fraction of a step.

    >>> adjust_for_raters([[5, 3], [4, float("nan")]]).round(2).tolist()
    [[4.5, 2.5], [4.5, nan]]
    """
    array = floats(ratings, 1, 2, 3, name="ratings")
    if array.ndim == 1:
        return array - rater_effects(array[:, None])
    if array.ndim == 2:
        return array - rater_effects(array)[:, None]
    return array - np.stack([rater_effects(c) for c in np.moveaxis(array, 2, 0)], axis=1)[:, None, :]


def adjust_across_criteria(ratings: ArrayLike) -> FloatArray:
    """Return x_ijk - rho_k: the ratings without one severity per rater, the same on all criteria.

    `ratings`: (raters, items, criteria), NaN = no answer; the same shape out. rho comes from
    x_ijk = mu_ij + rho_k by least squares. For ballots that are short by plan: of a few answers on each
    criterion `adjust_for_raters` would spend most on one severity per criterion. Nothing changes in the means
    where nothing is missing. May leave the scale by a fraction of a step.

    >>> adjust_across_criteria([[[5, 4]], [[3, float("nan")]]]).round(2).tolist()
    [[[4.0, 3.0]], [[4.0, nan]]]
    """
    array = floats(ratings, 3, name="ratings")
    return array - rater_effects(array.reshape(len(array), -1))[:, None, None]


def rater_effects(ratings: ArrayLike) -> FloatArray:
    """Return rho (raters,) of x_ik = mu + alpha_i + rho_k for `ratings` (raters, items), NaN = no answer.

    Items are swept out of the normal equations; what remains is a graph Laplacian over the raters, and its
    least-norm solution is the one that sums to 0 in every connected block. A rater without answers gets 0.
    """
    array = floats(ratings, 2, name="ratings")
    given = (~np.isnan(array)).astype(float)
    known = np.nan_to_num(array)
    per_item = np.maximum(given.sum(axis=0), 1)
    laplacian = np.diag(given.sum(axis=1)) - (given / per_item) @ given.T
    surplus = known.sum(axis=1) - given @ (known.sum(axis=0) / per_item)
    return np.asarray(np.linalg.pinv(laplacian, rcond=1e-10, hermitian=True) @ surplus)


def rating_blocks(ratings: ArrayLike) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """Return the connected blocks (raters, items) of who rated what; one block means all are comparable.

    `ratings`: (raters, items) or (raters, items, criteria). Raters and items without any answer are in none.
    """
    array = floats(ratings, 2, 3, name="ratings")
    answered: NDArray[np.bool_] = ~np.isnan(array)
    given = np.asarray(answered.any(axis=2)) if array.ndim == 3 else answered
    unseen: set[int] = set(np.flatnonzero(given.any(axis=1)).tolist())
    blocks = []
    while unseen:
        raters = _reachable(given, min(unseen))
        unseen -= set(raters)
        blocks.append((raters, tuple(np.flatnonzero(given[list(raters)].any(axis=0)).tolist())))
    return tuple(blocks)


def _reachable(given: NDArray[np.bool_], rater: int) -> tuple[int, ...]:
    raters: list[int] = []
    reached = [rater]
    while len(reached) > len(raters):
        raters = reached
        items = given[raters].any(axis=0)
        reached = np.flatnonzero(given[:, items].any(axis=1)).tolist()
    return tuple(raters)


def additive_values(
    values: ArrayLike, weights: ArrayLike, minimum_answered: float = ANSWERED_SHARE
) -> FloatArray:
    """Return V(a_i) = sum_j w_j v_ij, the additive value (SAW, MAVT).

    `values`: (..., items, criteria), NaN = not rated; `weights`: (criteria,) gives (..., items), and
    (draws, criteria) gives (draws, items) from (items, criteria) or (draws, items, criteria). Weights are
    normalised first; a zero weight drops the criterion. A missing cell hands its weight to the item's other
    criteria if these carry at least `minimum_answered` of the weight; otherwise the item's value is NaN
    ("cannot be rated").
    Assumes preference independence. Raises ValueError if all weights are 0.
    Source: Keeney and Raiffa (1976); Goodwin and Wright (2004), p. 44.

    >>> additive_values([[1, 0], [0.5, 0.5]], [3, 1]).tolist()
    [0.75, 0.5]
    """
    array = floats(values, 1, 2, 3, name="values")
    shares = normalise(weights)
    if array.shape[-1] != shares.shape[-1]:
        raise ValueError(f"weights: {array.shape[-1]} criteria expected, got {shares.shape[-1]}")
    if array.ndim == 3 and shares.ndim == 2 and len(array) != len(shares):
        raise ValueError(f"weights: {len(array)} draws expected, got {len(shares)}")
    missing = np.isnan(array)
    totals = _weighted(np.where(missing, 0.0, array), shares)
    if not missing.any():
        return totals
    return renormalised(totals, _weighted((~missing).astype(float), shares), minimum_answered)


def renormalised(
    totals: FloatArray, answered: FloatArray, minimum_answered: float = ANSWERED_SHARE
) -> FloatArray:
    """Return `totals` over the `answered` share of the weight; NaN where that is below `minimum_answered`."""
    # Rounding must not push an answered share of exactly 80 % below the limit.
    limit = max(minimum_answered - 1e-9, 0.0)
    return np.asarray(totals / np.where(answered > limit, answered, np.nan))


def rated_cube(ratings: ArrayLike, weights: ArrayLike | None) -> tuple[FloatArray, FloatArray]:
    """Return ratings as (raters, items, criteria) and the normalised weights (criteria,).

    `ratings` may also be (raters, items) scores: one criterion. Without `weights` all criteria count alike.
    Raises ValueError if the weights do not fit.
    """
    array = floats(ratings, 2, 3, name="ratings")
    cube = array[:, :, None] if array.ndim == 2 else array
    shares = normalise(np.ones(cube.shape[2]) if weights is None else floats(weights, 1, name="weights"))
    if len(shares) != cube.shape[2]:
        raise ValueError(f"weights: {cube.shape[2]} criteria expected, got {len(shares)}")
    return cube, shares


def _weighted(array: FloatArray, shares: FloatArray) -> FloatArray:
    if array.ndim == 3 and shares.ndim == 2:
        return np.asarray((array @ shares[:, :, None])[..., 0])
    return np.asarray(array @ shares if shares.ndim == 1 else shares @ array.T)
