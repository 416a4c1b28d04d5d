"""Other methods of multi-criteria analysis, only to see whether they would choose the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike

from scoring.aggregation import additive_values
from scoring.arrays import FloatArray, floats, signs_of
from scoring.preference import Preference
from scoring.ranking import TOLERANCE, best_items, competition_ranks, kendall_tau_b
from scoring.stability import fill_missing
from scoring.weights import normalise

Normalisation = Literal["vector", "minmax", "none"]
NO_RANGE = 1e-12  # what rounding leaves of a range of 0
# A quarter of a step is nothing, a whole step of the scale is a full preference (values are 1/4 per step).
ON_THE_RATING_SCALE = Preference("linear", q=0.25 / 4, p=1 / 4)


@dataclass(frozen=True)
class Vikor:
    """VIKOR's group utility S, individual regret R, compromise index Q (lower is better) and choice."""

    s: FloatArray
    r: FloatArray
    q: FloatArray
    ranks: FloatArray
    compromise_set: tuple[int, ...]


@dataclass(frozen=True)
class PrometheeFlows:
    """How much each item outranks the others, is outranked, and the balance (higher is better)."""

    positive_flow: FloatArray
    negative_flow: FloatArray
    net_flow: FloatArray


@dataclass(frozen=True)
class MethodComparison:
    """What each method ranks how, which ones choose the additive model's best k, and tau-b with its order."""

    ranks: dict[str, FloatArray]
    chosen: dict[str, tuple[int, ...]]
    agreeing: tuple[str, ...]
    tau_b: dict[str, float | None]


def topsis(
    matrix: ArrayLike,
    weights: ArrayLike,
    directions: Sequence[str] | None = None,
    normalisation: Normalisation = "vector",
) -> FloatArray:
    """Return the closeness C = D- / (D+ + D-) (items,) to the ideal of the items present, higher is better.

    `matrix`: (items, criteria), complete; `weights`: (criteria,); `directions`: "max" (default) or "min" per
    criterion. `normalisation`: "vector" divides each column by its length, "minmax" stretches it to 0 to 1,
    "none" leaves it; packages differ here, so name it beside the result. Items that are all alike get 0.5.
    Source: Hwang and Yoon (1981); Tzeng and Huang (2011).

    >>> topsis([[1, 1], [0, 0]], [1, 1]).tolist()
    [1.0, 0.0]
    """
    array, shares, signs = _decision(matrix, weights, directions)
    weighted = _normalised(array, normalisation) * shares * signs
    best, worst = weighted.max(axis=0), weighted.min(axis=0)
    to_best, to_worst = (np.sqrt(((weighted - point) ** 2).sum(axis=1)) for point in (best, worst))
    total = to_best + to_worst
    return np.where(total > NO_RANGE, to_worst / np.where(total > NO_RANGE, total, 1.0), 0.5)


def _normalised(array: FloatArray, normalisation: Normalisation) -> FloatArray:
    if normalisation not in get_args(Normalisation):
        raise ValueError(
            f"normalisation: {', '.join(get_args(Normalisation))} expected, got {normalisation!r}"
        )
    if normalisation == "none":
        return array
    if normalisation == "minmax":
        return _share_of(array - array.min(axis=0), np.ptp(array, axis=0))
    return _share_of(array, np.sqrt((array**2).sum(axis=0)))


def vikor(
    matrix: ArrayLike, weights: ArrayLike, directions: Sequence[str] | None = None, v: float = 0.5
) -> Vikor:
    """Return VIKOR's S = sum_j w_j d_ij, R = max_j w_j d_ij, Q = v S' + (1 - v) R' and compromise set.

    d_ij is the distance from the criterion's best value as a share of its range over the items, S' and R' are
    S and R stretched to 0 to 1. Arguments as in `topsis`; a criterion (or S, R) without any range adds 0.
    The set: the best by Q alone if it leads by 1 / (m - 1) and is best by S or R; with the second (all that
    share the second place) if only the latter fails; with all that are closer than 1 / (m - 1) if it does not
    lead.
    Source: Opricovic and Tzeng (2004), EJOR 156, 445-455.

    >>> vikor([[1, 3000], [2, 3750], [5, 4500]], [0.5, 0.5], ["min", "max"]).compromise_set
    (1,)
    """
    array, shares, signs = _decision(matrix, weights, directions)
    if not 0 <= v <= 1:
        raise ValueError(f"v: a share between 0 and 1 expected, got {v}")
    array = array * signs
    distance = shares * _share_of(array.max(axis=0) - array, np.ptp(array, axis=0))
    s, r = distance.sum(axis=1), distance.max(axis=1)
    stretched_s, stretched_r = (_share_of(x - x.min(), np.ptp(x)) for x in (s, r))
    q = v * stretched_s + (1 - v) * stretched_r
    return Vikor(s, r, q, competition_ranks(-q), _compromise_set(s, r, q))


def _compromise_set(s: FloatArray, r: FloatArray, q: FloatArray) -> tuple[int, ...]:
    order = np.argsort(q, kind="stable")
    if len(order) == 1:
        return (0,)
    lead = 1 / (len(order) - 1)
    behind = q[order] - q[order[0]]
    if behind[1] < lead - TOLERANCE:
        return tuple(sorted(order[behind < lead - TOLERANCE].tolist()))
    best = order[0]
    if s[best] <= s.min() + TOLERANCE or r[best] <= r.min() + TOLERANCE:
        return (int(best),)
    return tuple(sorted(order[behind <= behind[1] + TOLERANCE].tolist()))


def promethee_ii(
    matrix: ArrayLike,
    weights: ArrayLike,
    directions: Sequence[str] | None = None,
    preference: str | Preference | Sequence[str | Preference] = "usual",
) -> PrometheeFlows:
    """Return PROMETHEE II's flows: phi+ = sum_x pi(a, x) / (m - 1), phi- likewise, phi = phi+ - phi-.

    pi(a, b) = sum_j w_j P_j(g_j(a) - g_j(b)). `preference`: one for all criteria or one each, as `Preference`
    or as text: "usual", "ushape(q=..)", "vshape(p=..)", "level(q=..,p=..)", "linear(q=..,p=..)",
    "gaussian(s=..)". Other arguments as in `topsis`. A single item has no flow: 0.
    Source: Brans and Mareschal (2005); the flows are divided by m - 1, not m.

    >>> promethee_ii([[4, 3, 2], [3, 2, 4], [5, 1, 3]], [0.5, 0.3, 0.2]).net_flow.round(9).tolist()
    [0.1, -0.3, 0.2]
    """
    array, shares, signs = _decision(matrix, weights, directions)
    columns = list((array * signs).T)
    given = [preference] * len(columns) if isinstance(preference, str | Preference) else list(preference)
    if len(given) != len(columns):
        raise ValueError(f"preference: one, or one for each of {len(columns)} criteria expected")
    pi = np.zeros((len(array), len(array)))
    for share, column, own in zip(shares, columns, given, strict=True):
        pi += share * Preference.of(own).degree(column[:, None] - column[None, :])
    others = max(len(array) - 1, 1)
    positive, negative = pi.sum(axis=1) / others, pi.sum(axis=0) / others
    return PrometheeFlows(positive, negative, positive - negative)


def compare_methods(values: ArrayLike, weights: ArrayLike, k: int = 3) -> MethodComparison:
    """Return whether TOPSIS, VIKOR and PROMETHEE II choose the additive model's best `k`: "3 of 4 methods".

    `values`: (items, criteria) between 0 and 1; a missing cell counts as the item's own score; items that
    cannot be rated take no part. `weights`: (criteria,). TOPSIS without normalisation, since the scale is
    common; VIKOR with v = 0.5; PROMETHEE II with indifference up to a quarter of a step and full preference
    from one step on.
    """
    array = floats(values, 2)
    additive = additive_values(array, weights)
    rated = ~np.isnan(additive)
    filled = fill_missing(array, additive)[rated]
    methods: dict[str, Callable[[], FloatArray]] = {
        "additive": lambda: additive[rated],
        "topsis": lambda: topsis(filled, weights, normalisation="none"),
        "vikor": lambda: -vikor(filled, weights).q,
        "promethee_ii": lambda: promethee_ii(filled, weights, preference=ON_THE_RATING_SCALE).net_flow,
    }
    scores = {name: np.full(len(array), np.nan) for name in methods}
    for name, method in methods.items():
        scores[name][rated] = method() if rated.any() else np.nan
    chosen = {name: best_items(own, k) for name, own in scores.items()}
    return MethodComparison(
        ranks={name: competition_ranks(own) for name, own in scores.items()},
        chosen=chosen,
        agreeing=tuple(name for name in methods if chosen[name] == chosen["additive"]),
        tau_b={name: kendall_tau_b(scores["additive"], own) for name, own in scores.items()},
    )


def _decision(
    matrix: ArrayLike, weights: ArrayLike, directions: Sequence[str] | None
) -> tuple[FloatArray, FloatArray, FloatArray]:
    array, shares = floats(matrix, 2, name="matrix"), normalise(weights)
    if not array.size or np.isnan(array).any():
        raise ValueError("matrix: at least one item, and no missing cells")
    if shares.shape != array.shape[1:]:
        raise ValueError(f"weights: one for each of {array.shape[1]} criteria expected")
    return array, shares, signs_of(directions, array.shape[1])


def _share_of(part: FloatArray, whole: FloatArray) -> FloatArray:
    """Return part / whole, 0 where there is no whole."""
    return np.asarray(np.where(whole > NO_RANGE, part / np.where(whole > NO_RANGE, whole, 1.0), 0.0))
