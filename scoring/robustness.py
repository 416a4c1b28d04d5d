"""How sure the choice is: one door to samples, acceptability, bootstrap and stability; and the verdict."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from scoring.acceptability import (
    central_weights,
    confidence_factors,
    pairwise_winning,
    rank_acceptability,
    top_k_probability,
)
from scoring.arrays import FloatArray, floats
from scoring.bootstrap import BootstrapRanks, bootstrap_cells, bootstrap_ranks
from scoring.findings import Code, Verdict
from scoring.ranking import best_items
from scoring.sampling import sample_weights
from scoring.stability import LeftOut, Segment, WeightStability, leave_one_out, weight_stability

__all__ = [
    "BootstrapRanks",
    "LeftOut",
    "Segment",
    "WeightStability",
    "bootstrap_cells",
    "bootstrap_ranks",
    "central_weights",
    "confidence_factors",
    "leave_one_out",
    "pairwise_winning",
    "rank_acceptability",
    "sample_weights",
    "top_k_probability",
    "verdict",
    "weight_stability",
]

# Limits of ours, not of the literature: shown in the handbook, together with the figures they judge.
STABLE_FROM = 0.9
FRAGILE_BELOW = 0.7
WEIGHT_MARGIN = 0.05


def verdict(
    scores: ArrayLike,
    k: int = 3,
    *,
    p_raters: ArrayLike | None = None,
    p_weights: ArrayLike | None = None,
    stability: Mapping[str, WeightStability] | None = None,
    left_out: Sequence[LeftOut] = (),
    labels: Sequence[str] | None = None,
    cautions: Sequence[Code] = (),
) -> Verdict:
    """Judge the best `k` items: "stable", "close", "fragile" or "undetermined", and on what it hangs.

    `scores`: (items,), NaN = not rated; `p_raters` and `p_weights`: (items,) P(rank <= k) under resampled
    raters and under other weights, None if that cannot be said; `stability` by dimension; `labels` name the
    items in the reasons (default: their positions); `cautions`: what else forbids to call it stable.
    Fragile: the k-th place is tied, or a chosen item stays in fewer than 7 of 10 trials. Close: in fewer than
    9 of 10, or one rater, one group or 5 points of weight would change the choice, or there is a caution.
    Otherwise stable.
    Undetermined: fewer than two items could be ranked, or all of them are chosen anyway.
    Raises ValueError if shapes do not fit or `k` is below 1.
    """
    array = floats(scores, 1, name="scores")
    _check(array, k, p_raters, p_weights, labels)
    names: Sequence[str | int] = range(len(array)) if labels is None else labels
    ranked = int(np.count_nonzero(~np.isnan(array)))
    if ranked < 2 or ranked <= k:
        return Verdict("undetermined", k, (Code("nothing_to_choose", {"ranked": ranked}),))
    chosen = best_items(array, k)
    reasons = [
        *cautions,
        *_tie(chosen, k, names),
        *_unsure("raters", chosen, p_raters, names),
        *_unsure("weights", chosen, p_weights, names),
        *_left_out(left_out, names),
        *_dimension_weights(stability or {}, names),
    ]
    least = min(_least_chance(chosen, p_raters), _least_chance(chosen, p_weights))
    fragile = len(chosen) > k or least < FRAGILE_BELOW
    return Verdict("fragile" if fragile else "close" if reasons else "stable", k, tuple(reasons))


def _check(scores: FloatArray, k: int, *per_item: ArrayLike | Sequence[str] | None) -> None:
    if k < 1:
        raise ValueError(f"k: at least 1 expected, got {k}")
    if any(given is not None and np.shape(given) != scores.shape for given in per_item):
        raise ValueError(f"p_raters, p_weights, labels: one for each of {len(scores)} items expected")


def _least_chance(chosen: tuple[int, ...], p_top: ArrayLike | None) -> float:
    """Return the chance of the least sure of the chosen; 1 where no chance is known."""
    return 1.0 if p_top is None else float(np.nanmin(floats(p_top, 1)[list(chosen)], initial=1.0))


def _names(items: Sequence[int], names: Sequence[str | int]) -> tuple[str | int, ...]:
    return tuple(names[item] for item in items)


def _tie(chosen: tuple[int, ...], k: int, names: Sequence[str | int]) -> Iterator[Code]:
    if len(chosen) > k:
        yield Code("tied_at_the_cut", {"items": _names(chosen, names)})


def _unsure(
    code: str, chosen: tuple[int, ...], p_top: ArrayLike | None, names: Sequence[str | int]
) -> Iterator[Code]:
    """The least sure of the chosen, and who would most likely take its place."""
    if p_top is None:
        return
    p: FloatArray = floats(p_top, 1, name="p_top")
    known = [item for item in chosen if not np.isnan(p[item])]
    if not known:
        return
    weakest = min(known, key=lambda item: p[item])
    others = np.where(np.isin(np.arange(len(p)), chosen), -1.0, np.nan_to_num(p, nan=-1.0))
    challenger = int(np.argmax(others))
    if p[weakest] < STABLE_FROM:
        yield Code(
            code,
            {
                "item": names[weakest],
                "p": float(p[weakest]),
                "challenger": names[challenger] if others[challenger] > 0 else None,
                "challenger_p": float(others[challenger]) if others[challenger] > 0 else None,
            },
        )


def _left_out(left_out: Sequence[LeftOut], names: Sequence[str | int]) -> Iterator[Code]:
    decisive = [one for one in left_out if one.changes]
    if raters := [one for one in decisive if one.kind == "rater"]:
        entering = sorted({item for one in raters for item in one.entering})
        yield Code("one_rater", {"raters": len(raters), "entering": _names(entering, names)})
    for one in decisive:
        if one.kind == "group":
            exchange = {"entering": _names(one.entering, names), "leaving": _names(one.leaving, names)}
            yield Code("one_group", {"group": one.label, **exchange})


def _dimension_weights(
    stability: Mapping[str, WeightStability], names: Sequence[str | int]
) -> Iterator[Code]:
    for dimension, found in stability.items():
        for side, edge, entering in found.edges():
            if entering and abs(edge - found.weight) < WEIGHT_MARGIN:
                parameters: dict[str, str | float] = {
                    "dimension": dimension,
                    "weight": found.weight,
                    "edge": edge,
                    "side": side,
                }
                yield Code("dimension_weight", {**parameters, "entering": _names(entering, names)})
