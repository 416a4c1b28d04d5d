"""Samples of weight vectors, drawn level by level of the hierarchy and always from a given seed."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from scoring.arrays import FloatArray, floats
from scoring.weights import normalise

DEFAULT_SEED = 20_240_229
DEFAULT_DRAWS = 10_000
# How far a weight typically lies from the group's if only the group's weights are known: 10 points of 100.
DEFAULT_SPREAD = 0.1
MODELS = ("uniform", "ordinal", "around", "participants")

Structure = int | Sequence[str] | Sequence[int]


def sample_weights(
    structure: Structure,
    draws: int = DEFAULT_DRAWS,
    *,
    model: str = "uniform",
    weights: ArrayLike | None = None,
    participants: ArrayLike | None = None,
    spread: float | None = None,
    seed: int | np.random.Generator = DEFAULT_SEED,
) -> FloatArray:
    """Return (draws, criteria) weight vectors, each summing to 1.

    `structure`: either the number of criteria (one level): `sample_weights(9)`; or THE DIMENSION OF EACH
    CRITERION, a name or a number from 0 or 1 on, and never how many criteria each dimension has:
    `sample_weights(["a"] * 4 + ["b"] * 2)`. Then dimensions and the criteria within each are drawn separately
    and multiplied, because a flat draw gives a dimension with four criteria twice the weight of one with two.
    `draws`: how many vectors; `seed`: a whole number or a `numpy.random.Generator`.
    `model`: "uniform" (nothing is known); "ordinal" (only the order in `weights` holds, ties are open;
    without `weights` the first criterion is the most important); "around" (Dirichlet around `weights`, with
    the spread of `participants` or a typical deviation `spread`); "participants" (their own vectors,
    resampled).
    `weights`: (criteria,) leaf weights or points; `participants`: (participants, criteria) likewise.
    Raises ValueError for an unknown model, one without what it needs, numbers that are not positive, and a
    `structure` that can only mean sizes.
    Source: Tervonen and Lahdelma (2007), EJOR 178, 500-513.

    >>> sample_weights(["a", "a", "b"], 4).sum(axis=1).round(9).tolist()
    [1.0, 1.0, 1.0, 1.0]
    """
    labels = _dimension_of_each(structure)
    if not labels or draws < 1:
        raise ValueError(f"structure, draws: at least one criterion and one draw expected, got {draws} draws")
    if spread is not None and not spread > 0:
        raise ValueError(f"spread: a positive number expected, got {spread}")
    rng = np.random.default_rng(seed)
    centre = None if weights is None else normalise(weights)
    own = None if participants is None else np.atleast_2d(normalise(participants))
    _check(model, labels, centre, own)
    if model == "participants" and own is not None:
        return np.asarray(own[rng.integers(len(own), size=draws)])
    result = np.ones((draws, len(labels)))
    for members, within in _levels(labels):
        level_centre = None if centre is None else _level(centre, members, within)
        level_own = None if own is None else np.stack([_level(row, members, within) for row in own])
        share = _draw_level(rng, draws, len(members), model, level_centre, level_own, spread)
        for position, member in enumerate(members):
            result[:, member] *= share[:, [position]]
    return result


def _dimension_of_each(structure: Structure) -> list[object]:
    if isinstance(structure, int | np.integer):
        return [0] * int(structure)
    labels: list[object] = list(structure)
    numbers = [label for label in labels if isinstance(label, int | np.integer)]
    if isinstance(structure, Mapping) or max(numbers, default=0) > len(set(labels)):
        raise ValueError(
            "structure: the dimension of each criterion expected, such as ['a', 'a', 'b'], and not the sizes"
        )
    return labels


def _check(model: str, labels: Sequence[object], centre: FloatArray | None, own: FloatArray | None) -> None:
    if model not in MODELS:
        raise ValueError(f"model: one of {', '.join(MODELS)} expected, got {model!r}")
    if model == "around" and centre is None:
        raise ValueError("weights: the model 'around' needs the group's weights")
    if model == "participants" and own is None:
        raise ValueError("participants: the model 'participants' needs their weights")
    if any(given is not None and given.shape[-1] != len(labels) for given in (centre, own)):
        raise ValueError(f"weights: {len(labels)} criteria expected")


def _levels(labels: Sequence[object]) -> list[tuple[list[list[int]], bool]]:
    """Return the draws to make: each the columns of its members, and whether it lies within a dimension."""
    dimensions = [[i for i, own in enumerate(labels) if own == label] for label in dict.fromkeys(labels)]
    within = [([[column] for column in columns], True) for columns in dimensions]
    return [(dimensions, False), *within]


def _level(leaf_weights: FloatArray, members: list[list[int]], within: bool) -> FloatArray:
    """Weights of one level's members; equal within a dimension that carries no weight at all."""
    sums = np.array([leaf_weights[columns].sum() for columns in members])
    return normalise(sums if sums.any() or not within else np.ones(len(sums)))


def _draw_level(
    rng: np.random.Generator,
    draws: int,
    n: int,
    model: str,
    centre: FloatArray | None,
    own: FloatArray | None,
    spread: float | None,
) -> FloatArray:
    if model == "around" and centre is not None:
        gammas = rng.standard_gamma(_concentration(centre, own, spread) * centre, size=(draws, n))
        # A very wide spread can underflow every gamma of a draw to 0: such a draw takes the centre.
        return normalise(np.where(gammas.any(axis=1, keepdims=True), gammas, centre))
    uniform = normalise(rng.standard_exponential((draws, n)))
    if model == "uniform":
        return uniform
    importance = -np.arange(n, dtype=float) if centre is None else centre
    # Random noise orders the ties, so that equal weights stay open among each other.
    order = np.lexsort((rng.random((draws, n)), np.broadcast_to(-importance, (draws, n))), axis=1)
    ordinal = np.empty_like(uniform)
    np.put_along_axis(ordinal, order, -np.sort(-uniform, axis=1), axis=1)
    return ordinal


def _concentration(centre: FloatArray, own: FloatArray | None, spread: float | None) -> float:
    """Return kappa of Dirichlet(kappa w): w (1 - w) / s^2 - 1, the median over the weights that vary."""
    mean = 1 / len(centre)
    if len(centre) == 1:
        return 1.0
    if own is None or len(own) < 2 or spread is not None:
        deviation = DEFAULT_SPREAD if spread is None else spread
        return max(mean * (1 - mean) / max(deviation, 1e-3) ** 2 - 1, 1e-2)
    variance = own.var(axis=0, ddof=1)
    kappas = (centre * (1 - centre) / np.maximum(variance, 1e-6) - 1)[(centre > 0) & (centre < 1)]
    return max(float(np.median(kappas)), 1e-2) if len(kappas) else 1.0


def weights_or_draws(weights: ArrayLike) -> FloatArray:
    """Return normalised (draws, criteria) weights; a single vector becomes one draw."""
    return np.atleast_2d(normalise(floats(weights, 1, 2, name="weights")))
