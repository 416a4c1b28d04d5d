"""Weights from points, swings, orders and pairwise comparisons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, overload

import numpy as np
from numpy.typing import ArrayLike

from scoring.arrays import FloatArray, floats

# Saaty (1980), The Analytic Hierarchy Process: mean consistency index of random reciprocal matrices.
SAATY_1980 = {1: 0.0, 2: 0.0, 3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45, 10: 1.49}
CONSISTENT_UP_TO = 0.10
# Printed matrices round reciprocals (0.33, 0.14): only a real contradiction is refused.
RECIPROCITY_TOLERANCE = 0.06


@dataclass(frozen=True)
class AhpPriorities:
    """Priorities of a pairwise comparison matrix and how consistent the judgements are.

    `worst_triad`: the three items (row numbers) whose judgements contradict each other most, None if none do.
    """

    weights: FloatArray
    lambda_max: float
    consistency_index: float
    consistency_ratio: float
    random_index: float
    random_index_table: str
    worst_triad: tuple[int, int, int] | None

    @property
    def consistent(self) -> bool:
        """Whether the consistency ratio is at most 0.10 (Saaty's rule)."""
        return self.consistency_ratio <= CONSISTENT_UP_TO


def normalise(points: ArrayLike) -> FloatArray:
    """Return w_j = p_j / sum(p) along the last axis.

    `points`: (criteria,) or (draws, criteria), none negative. A zero stays a zero: the criterion drops out.
    Raises ValueError for negative or missing points and for a row of zeros: there is nothing to share out.

    >>> normalise([2, 1, 1]).tolist()
    [0.5, 0.25, 0.25]
    """
    array = np.atleast_1d(floats(points, 0, 1, 2, name="points"))
    if not (array >= 0).all():  # NaN is not >= 0 either
        raise ValueError("points: every criterion needs a number of points that is not negative")
    with np.errstate(over="ignore"):
        totals = array.sum(axis=-1, keepdims=True)
    if not array.size or (totals <= 0).any():
        raise ValueError("points: at least one criterion needs more than 0 points")
    if np.isinf(totals).any():
        raise ValueError("points: their sum is too large for a number")
    return np.asarray(array / totals)


def swing_weights(points: ArrayLike) -> FloatArray:
    """Return SMARTS weights w_j = s_j / sum(s) from swings "from anchor 1 to anchor 5", the largest 100.

    `points`: (criteria,), 0 to 100. Raises ValueError like `normalise`, and above 100.
    Source: Edwards and Barron (1994); Goodwin and Wright (2004), ch. 3.

    >>> swing_weights([100, 50, 50]).tolist()
    [0.5, 0.25, 0.25]
    """
    weights = normalise(points)
    if np.max(floats(points)) > 100:
        raise ValueError("points: a swing lies between 0 and 100")
    return weights


def rank_order_centroid(n: float | Sequence[float]) -> FloatArray:
    """Return ROC weights w_i = (1/n) sum_{k=i..n} 1/k, the centroid of all weights in that order (SMARTER).

    `n`: the number of criteria, most important first, or the rank of each criterion (1 = most important);
    tied criteria share the mean of the places they occupy.
    Source: Edwards and Barron (1994); Barron and Barrett (1996).

    >>> rank_order_centroid(2).tolist()
    [0.75, 0.25]
    """
    ranks = _ranks(n)
    places = np.cumsum(1 / np.arange(len(ranks), 0, -1))[::-1] / len(ranks)
    return _shared(places, ranks)


def rank_sum(n: float | Sequence[float]) -> FloatArray:
    """Return w_i = 2 (n + 1 - i) / (n (n + 1)); argument and ties as in `rank_order_centroid`.

    Source: Stillwell, Seaver and Edwards (1981).

    >>> rank_sum(3).round(4).tolist()
    [0.5, 0.3333, 0.1667]
    """
    ranks = _ranks(n)
    return _shared(normalise(np.arange(len(ranks), 0, -1)), ranks)


def rank_reciprocal(n: float | Sequence[float]) -> FloatArray:
    """Return w_i = (1/i) / sum_k (1/k); argument and ties as in `rank_order_centroid`.

    Source: Stillwell, Seaver and Edwards (1981).

    >>> rank_reciprocal(2).round(4).tolist()
    [0.6667, 0.3333]
    """
    ranks = _ranks(n)
    return _shared(normalise(1 / np.arange(1, len(ranks) + 1)), ranks)


def _ranks(n: float | Sequence[float]) -> FloatArray:
    given = floats(n, 0, 1, name="ranks")
    if not given.ndim and not float(given).is_integer():
        raise ValueError(f"ranks: a whole number of criteria expected, got {n}")
    ranks = given if given.ndim else np.arange(1.0, float(given) + 1)
    if not len(ranks) or np.isnan(ranks).any():
        raise ValueError("ranks: at least one criterion, and a rank for each")
    return ranks


def _shared(places: FloatArray, ranks: FloatArray) -> FloatArray:
    """Give each criterion its place's weight; tied ones the mean of their places."""
    in_order = np.empty(len(ranks))
    in_order[np.argsort(ranks, kind="stable")] = places
    return np.array([in_order[ranks == rank].mean() for rank in ranks])


def ahp_priorities(matrix: ArrayLike, random_index: float | None = None) -> AhpPriorities:
    """Return the principal eigenvector of A w = lambda_max w and CR = (lambda_max - n) / (n - 1) / RI.

    `matrix`: (n, n), positive, a_ji = 1 / a_ij; n at most 10 unless `random_index` is given, which then
    replaces Saaty's (1980) table. n <= 2 is always consistent: CR is 0 and nothing is divided. Of a pair
    whose reciprocal was rounded for print (3 and 0.33) the larger number counts: it is the one that was
    judged, and a product below 1 would pull lambda_max below n and hide contradictions.
    Raises ValueError for a matrix that is not square, positive and reciprocal. Source: Saaty (1980, 2008).

    >>> ahp_priorities([[1, 2, 6], [1 / 2, 1, 3], [1 / 6, 1 / 3, 1]]).weights.round(3).tolist()
    [0.6, 0.3, 0.1]
    """
    judgements = _reciprocal(matrix)
    n = len(judgements)
    if random_index is None and n not in SAATY_1980:
        raise ValueError(f"matrix: Saaty's table ends at 10 items, got {n}")
    if random_index is not None and not random_index > 0:
        raise ValueError(f"random_index: a positive number expected, got {random_index}")
    eigenvalues, eigenvectors = np.linalg.eig(judgements)
    principal = int(np.argmax(eigenvalues.real))
    lambda_max = float(eigenvalues[principal].real)
    index = max(lambda_max - n, 0.0) / (n - 1) if n > 2 else 0.0
    divisor = SAATY_1980[n] if random_index is None else random_index
    return AhpPriorities(
        weights=normalise(np.abs(eigenvectors[:, principal].real)),
        lambda_max=lambda_max,
        consistency_index=index,
        consistency_ratio=index / divisor if n > 2 else 0.0,
        random_index=divisor,
        random_index_table="saaty_1980" if random_index is None else "given",
        worst_triad=_worst_triad(judgements),
    )


def _reciprocal(matrix: ArrayLike) -> FloatArray:
    """Return the judgements with exact reciprocals, the larger number of each pair as it was given."""
    judgements = floats(matrix, 2, name="matrix")
    if not judgements.size or judgements.shape[0] != judgements.shape[1]:
        raise ValueError(f"matrix: as many rows as columns expected, got shape {judgements.shape}")
    if not (judgements > 0).all():
        raise ValueError("matrix: every comparison needs a positive number")
    if np.abs(judgements * judgements.T - 1).max() > RECIPROCITY_TOLERANCE:
        raise ValueError("matrix: comparing b with a must give the reciprocal of comparing a with b")
    return np.asarray(
        np.select([judgements > judgements.T, judgements < judgements.T], [judgements, 1 / judgements.T], 1.0)
    )


def _worst_triad(judgements: FloatArray) -> tuple[int, int, int] | None:
    logs = np.log(judgements)
    contradiction = {
        (a, b, c): abs(logs[a, b] + logs[b, c] - logs[a, c])
        for a, b, c in combinations(range(len(judgements)), 3)
    }
    worst = max(contradiction, key=contradiction.__getitem__, default=None)
    return worst if worst is not None and contradiction[worst] > 1e-9 else None


def aggregate_judgements(matrices: ArrayLike, judge_weights: ArrayLike | None = None) -> FloatArray:
    """Return the group's judgements a_ij = prod_k a_ijk ^ lambda_k (AIJ, weighted geometric mean).

    `matrices`: (judges, ...) positive, usually (judges, n, n); `judge_weights`: (judges,), default equal.
    Keeps reciprocity, which the arithmetic mean breaks. It also hides inconsistency: show each judge's
    consistency ratio beside the group's. Source: Aczel and Saaty (1983); Forman and Peniwati (1998).

    >>> round(float(aggregate_judgements([2, 3, 4])), 4)
    2.8845
    """
    judgements = floats(matrices, name="matrices")
    if not judgements.ndim or not judgements.size or not (judgements > 0).all():
        raise ValueError("matrices: at least one judge, and a positive number for every comparison")
    shares = normalise(np.ones(len(judgements)) if judge_weights is None else judge_weights)
    if shares.shape != judgements.shape[:1]:
        raise ValueError(f"judge_weights: one for each of {len(judgements)} judges expected")
    return np.asarray(np.exp(np.tensordot(shares, np.log(judgements), axes=1)))


@overload
def leaf_weights(
    dimension_weights: Mapping[str, float], within_weights: Mapping[str, Mapping[str, float]]
) -> dict[str, float]: ...
@overload
def leaf_weights(
    dimension_weights: Mapping[str, float], within_weights: Mapping[str, Sequence[float]]
) -> FloatArray: ...
@overload
def leaf_weights(dimension_weights: ArrayLike, within_weights: Sequence[ArrayLike]) -> FloatArray: ...
def leaf_weights(dimension_weights: Any, within_weights: Any) -> Any:
    """Return w_leaf = w_dimension * w_leaf|dimension, each level normalised by itself.

    Either (dimensions,) points and one sequence of points per dimension, giving an array in that order;
    or mappings by dimension and by criterion within it, giving a mapping by criterion. Sequences in a mapping
    by dimension give an array, too: their criteria have no names. The criteria of a dimension without weight
    weigh 0, whether or not points were shared out among them.
    Raises ValueError like `normalise`, on each level.

    >>> leaf_weights([1, 1], [[3, 1], [1]]).tolist()
    [0.375, 0.125, 0.5]
    """
    if not isinstance(dimension_weights, Mapping):
        shares = normalise(floats(dimension_weights, 0, 1, name="dimension_weights"))
        if len(within_weights) != len(shares):
            raise ValueError(f"within_weights: one row of points for each of {len(shares)} dimensions")
        return np.concatenate([_leaves(*pair) for pair in zip(shares, within_weights, strict=True)])
    if unknown := dimension_weights.keys() ^ within_weights.keys():
        raise ValueError(f"within_weights: {', '.join(sorted(unknown))} must be given on both levels")
    rows = [within_weights[dimension] for dimension in dimension_weights]
    if not all(isinstance(row, Mapping) for row in rows):
        return leaf_weights(list(dimension_weights.values()), rows)
    leaves = [leaf for row in rows for leaf in row]
    if len(set(leaves)) < len(leaves):
        raise ValueError("within_weights: a criterion belongs to one dimension only")
    points = [list(row.values()) for row in rows]
    return dict(zip(leaves, leaf_weights(list(dimension_weights.values()), points).tolist(), strict=True))


def _leaves(share: float, points: ArrayLike) -> FloatArray:
    within = np.atleast_1d(floats(points, 0, 1, name="within_weights"))
    return share * normalise(within) if share or within.any() else np.zeros(len(within))
