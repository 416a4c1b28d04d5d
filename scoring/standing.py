"""How sure the first places are while answers come in, and what further answers would do to that."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.aggregation import additive_values, adjust_across_criteria, group_values, rated_cube
from scoring.arrays import FloatArray
from scoring.bootstrap import answers_per_cell, person_weights, weighted_cells
from scoring.ranking import TOLERANCE, best_items

STILL_OPEN = 0.05  # an item whose chance of changing sides is smaller counts as settled
DRAWS = 400


@dataclass(frozen=True)
class Standing:
    """Where the best `k` stand: `chosen` items, `p_top` (items,) P(rank <= k) under resampled people.

    `open`: (items,) the chance to change sides, min(p, 1 - p); 0.5 for an item of which nothing is known.
    """

    chosen: tuple[int, ...]
    p_top: FloatArray
    open: FloatArray

    @property
    def contested(self) -> tuple[int, ...]:
        """The items that may still enter or leave the chosen ones."""
        return tuple(np.flatnonzero(self.open >= STILL_OPEN).tolist())

    @property
    def settled(self) -> bool:
        """Whether no further answer is likely to change who is chosen."""
        return not self.contested

    @property
    def sure(self) -> float | None:
        """How often the least sure of the chosen stays among them; None if nothing is chosen."""
        return float(self.p_top[list(self.chosen)].min()) if self.chosen else None


def standing(
    ratings: ArrayLike,
    weights: ArrayLike,
    k: int = 3,
    *,
    seed: int,
    further: ArrayLike | None = None,
    draws: int = DRAWS,
) -> Standing:
    """Return how sure the best `k` are from the answers so far, or with `further` answers.

    `ratings`: (people, items, criteria), NaN = no answer; `weights`: (criteria,); `further`: (people, items,
    criteria), True where an answer is to come. What is to come is unknown, so it is expected to agree with
    what is known: the scores stay, and their spread under resampled people shrinks by the part that answers
    can take away, sigma^2 sum_j w_j^2 (1/n - 1/(n + m)), where sigma^2 is the variance of a person's answers
    about one item around each other. What people think of an item as a whole varies on however much they
    are asked.
    """
    cube, shares = rated_cube(ratings, weights)
    people, items, _criteria = cube.shape
    if people < 2 or not items:
        nobody = np.full(items, 0.5)
        return Standing((), nobody, nobody)
    adjusted = adjust_across_criteria(cube)
    scores = additive_values(group_values(adjusted), shares)
    chances = person_weights(people, draws, seed, answers_per_cell(cube))
    drawn = additive_values(weighted_cells(adjusted, chances), shares)
    if further is not None:
        drawn = scores + (drawn - scores) * _shrinking(
            adjusted, shares, drawn, np.asarray(further, dtype=bool)
        )
    places = min(k, max(int(np.count_nonzero(~np.isnan(scores))) - 1, 1))
    p_top = _p_top(drawn, places)
    unknown = np.isnan(scores)
    return Standing(
        chosen=best_items(scores, places),
        p_top=p_top,
        open=np.where(unknown, 0.5, np.minimum(p_top, 1 - p_top)),
    )


def _p_top(drawn: FloatArray, k: int) -> FloatArray:
    known = np.where(np.isnan(drawn), -np.inf, drawn)
    if drawn.shape[1] <= k:
        return np.ones(drawn.shape[1])
    edge = -np.partition(-known, k - 1, axis=1)[:, [k - 1]]
    return np.asarray(((known >= edge - TOLERANCE) & (known > -np.inf)).mean(axis=0))


def _shrinking(
    adjusted: FloatArray, shares: FloatArray, drawn: FloatArray, further: NDArray[np.bool_]
) -> FloatArray:
    """Return for each item (items,) by which factor its spread shrinks once the further answers are in."""
    n = np.count_nonzero(~np.isnan(adjusted), axis=0)
    taken = 1 / np.maximum(n, 1) - 1 / np.maximum(n + further.sum(axis=0), 1)
    variance = np.var(drawn, axis=0)
    left = 1 - _noise(adjusted) * (taken @ shares**2) / np.where(variance > 0, variance, np.inf)
    return np.asarray(np.sqrt(np.clip(np.nan_to_num(left, nan=1.0), 0.05, 1.0)))


def _noise(adjusted: FloatArray) -> float:
    """Variance of a person's answers about one item around each other, the cells' own level taken out."""
    known = ~np.isnan(adjusted)
    rest = np.where(known, adjusted - group_values(adjusted), 0.0)
    n = known.sum(axis=2)
    squares = (rest**2).sum(axis=2) - rest.sum(axis=2) ** 2 / np.maximum(n, 1)
    freedom = np.maximum(n - 1, 0).sum()
    return float(squares.sum() / freedom) if freedom else 0.0
