"""From one round's raw ratings to values, weights and scores: what every finding starts from."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.aggregation import (
    additive_values,
    adjust_across_criteria,
    adjust_for_raters,
    group_values,
    rating_blocks,
)
from scoring.arrays import FloatArray, floats
from scoring.criteria import CriteriaSet, Criterion
from scoring.findings import Code
from scoring.kept import Kept, mark
from scoring.planned import BoolArray, asked_of, is_short, notes_on
from scoring.stability import fill_missing
from scoring.values import values_from_ratings
from scoring.weights import leaf_weights, normalise

MANY_MISSING = 0.1
_kept: Kept[tuple[str, FloatArray, tuple[Code, ...], FloatArray]] = Kept(most=4)
ADJUSTED = {"rater_adjusted": adjust_for_raters, "rater_adjusted_across": adjust_across_criteria}


@dataclass(frozen=True)
class Agreed:
    """What the room agreed on beside ratings of single people: it counts for its cells, whoever rated.

    `values`: (items, criteria), 1 to 5, NaN = agreed that it cannot be judged; `cells`: (items, criteria),
    where the room agreed.
    """

    values: FloatArray
    cells: BoolArray


@dataclass(frozen=True)
class Prepared:
    """One round, ready to be looked at.

    `ratings`: (raters, items, criteria) of the raters who answered anything, `rows` their original rows;
    `adjusted`: the same, without the raters' severity if `method` says so, and with what the room agreed on
    in every row; `agreed`: (items, criteria), where that is; `asked`: as `ratings`, what each was asked;
    `may`: (raters, criteria), False where a rater's group is left out; `values`: (items, criteria);
    `eligible`: the items that get a rank; `reasons`: why the others get none; `quorum`: the highest in force.
    """

    item_ids: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    ratings: FloatArray
    adjusted: FloatArray
    agreed: BoolArray
    asked: BoolArray
    may: BoolArray
    rows: tuple[int, ...]
    groups: tuple[str | None, ...]
    method: str
    values: FloatArray
    dimensions: tuple[str, ...]
    dimension_shares: FloatArray
    shares: FloatArray
    quorum: int
    raters_per_item: NDArray[np.int64]
    scores: FloatArray
    eligible: NDArray[np.int64]
    reasons: tuple[str | None, ...]
    k: int
    notes: tuple[Code, ...]

    @property
    def resampled_method(self) -> str:
        """How resamples are aggregated: ratings that are adjusted already only need the mean."""
        return "mean" if self.method in ADJUSTED else self.method

    @property
    def as_asked(self) -> bool:
        """Whether ballots were short by plan."""
        return is_short(self.asked, self.may)

    @property
    def in_part(self) -> bool:
        """Whether somebody was not asked everything: by plan, or because a group is left out."""
        return not bool(self.asked.all())

    @property
    def structure(self) -> tuple[tuple[str, str], ...]:
        """The id of each criterion and of its dimension."""
        return tuple((criterion.id, criterion.dimension) for criterion in self.criteria)

    @property
    def eligible_ids(self) -> tuple[str, ...]:
        """The ids of the items that get a rank."""
        return tuple(self.item_ids[i] for i in self.eligible)

    def names(self, positions: Sequence[int]) -> tuple[str, ...]:
        """Return the ids of eligible items, given by their position among the eligible."""
        return tuple(self.eligible_ids[position] for position in positions)

    def columns(self, dimension: str) -> list[int]:
        """Return the criteria of a dimension by position."""
        return [j for j, criterion in enumerate(self.criteria) if criterion.dimension == dimension]

    def dimension_values(self) -> FloatArray:
        """Return (items, dimensions) whose weighted sum is the score; NaN for items that cannot be rated.

        A missing cell counts as the item's own score, which at the weights in force is the same as leaving
        it out. A dimension without weight shows the plain mean of its criteria.
        """
        filled = fill_missing(self.values, self.scores)
        columns = [self.columns(dimension) for dimension in self.dimensions]
        own = [self.shares[c] if self.shares[c].any() else np.ones(len(c)) for c in columns]
        parts = [filled[:, c] @ normalise(w) for c, w in zip(columns, own, strict=True)]
        return np.stack(parts, axis=1)


def prepare(
    ratings: ArrayLike,
    item_ids: Sequence[str],
    criteria: CriteriaSet | Sequence[Criterion],
    dimension_weights: Mapping[str, float],
    within_weights: Mapping[str, float],
    groups: Sequence[str | None] | None,
    method: str,
    quorum: int | Sequence[int] | None,
    asked: ArrayLike | None = None,
    agreed: Agreed | None = None,
    may: ArrayLike | None = None,
) -> Prepared:
    """Check one round and compute its scores; raises ValueError if shapes, ratings or weights do not fit."""
    in_force = tuple(criteria.criteria if isinstance(criteria, CriteriaSet) else criteria)
    cube = _checked(ratings, len(item_ids), len(in_force), groups)
    settled = _settled(agreed, cube.shape[1:])
    cube = np.where(settled.cells, np.nan, cube)
    rows = np.flatnonzero(~np.isnan(cube).all(axis=(1, 2)))
    of_all, may_all = asked_of(asked, ~np.isnan(cube), may)
    given, of_rows, may_rows = cube[rows], of_all[rows], may_all[rows]
    used, adjusted, notes, values = _kept.get(
        mark(given, of_rows, may_rows, settled.values, settled.cells, method),
        lambda: _group_values(given, of_rows, may_rows, method, settled),
    )
    dimensions, dimension_shares, shares = _weights(in_force, dimension_weights, within_weights)
    # Weights sum to 1 up to rounding: a full score is exactly 1.
    scores = np.clip(additive_values(values, shares), 0.0, 1.0)
    raters_per_item = np.count_nonzero(~np.isnan(given).all(axis=2), axis=0)
    needed = _quorums(quorum, len(rows), len(item_ids))
    known = np.asarray((settled.cells & ~np.isnan(settled.values)).any(axis=1)).tolist()
    reasons = tuple(
        _reason(least if is_agreed else int(n), least, bool(np.isnan(score)))
        for n, least, is_agreed, score in zip(raters_per_item, needed, known, scores, strict=True)
    )
    eligible = np.array([i for i, reason in enumerate(reasons) if reason is None], dtype=np.int64)
    return Prepared(
        item_ids=tuple(item_ids),
        criteria=in_force,
        ratings=given,
        adjusted=adjusted,
        agreed=settled.cells,
        asked=of_rows,
        may=may_rows,
        rows=tuple(rows.tolist()),
        groups=tuple((groups or [None] * len(cube))[row] for row in rows.tolist()),
        method=used,
        values=values,
        dimensions=dimensions,
        dimension_shares=dimension_shares,
        shares=shares,
        quorum=max(needed, default=1),
        raters_per_item=raters_per_item,
        scores=scores,
        eligible=eligible,
        reasons=reasons,
        k=max(min(3, len(eligible) - 1), 1),
        notes=(*_silent(len(cube) - len(rows)), *notes),
    )


def default_quorum(raters: int) -> int:
    """Return how many raters an item needs for a rank: 3 or 30 % of the raters, never more than all."""
    return max(min(raters, max(3, math.ceil(0.3 * raters - 1e-9))), 1)


def _quorums(quorum: int | Sequence[int] | None, raters: int, items: int) -> tuple[int, ...]:
    if quorum is None or isinstance(quorum, int):
        return (default_quorum(raters) if quorum is None else quorum,) * items
    if len(quorum) != items:
        raise ValueError(f"quorum: one for each of {items} items expected, got {len(quorum)}")
    return tuple(quorum)


def _settled(agreed: Agreed | None, shape: tuple[int, ...]) -> Agreed:
    if agreed is None:
        return Agreed(np.full(shape, np.nan), np.zeros(shape, dtype=bool))
    if agreed.values.shape != shape or agreed.cells.shape != shape:
        raise ValueError(f"agreed: shape {shape} expected, got {agreed.values.shape}, {agreed.cells.shape}")
    if (agreed.values < 1).any() or (agreed.values > 5).any():
        raise ValueError("agreed: numbers from 1 to 5 expected")
    return Agreed(np.where(agreed.cells, agreed.values, np.nan), agreed.cells)


def _checked(
    ratings: ArrayLike, items: int, criteria: int, groups: Sequence[str | None] | None
) -> FloatArray:
    cube = floats(ratings, 3, name="ratings")
    if cube.shape[1:] != (items, criteria):
        raise ValueError(f"ratings: (raters, {items}, {criteria}) expected, got shape {cube.shape}")
    if groups is not None and len(groups) != len(cube):
        raise ValueError(f"groups: one for each of {len(cube)} raters expected, got {len(groups)}")
    if (cube < 1).any() or (cube > 5).any():
        raise ValueError("ratings: numbers from 1 to 5 expected")
    return cube


def _weights(
    criteria: tuple[Criterion, ...], dimension_weights: Mapping[str, float], within: Mapping[str, float]
) -> tuple[tuple[str, ...], FloatArray, FloatArray]:
    """Return dimensions in force, their shares and the leaf shares; an empty mapping means equal weights."""
    dimensions = tuple(dict.fromkeys(c.dimension for c in criteria))
    try:
        points = {d: dimension_weights[d] if dimension_weights else 1.0 for d in dimensions}
        leaves = {
            d: {c.id: within[c.id] if within else 1.0 for c in criteria if c.dimension == d}
            for d in dimensions
        }
    except KeyError as missing:
        raise ValueError(f"weights: the weight of {missing} is missing") from missing
    by_criterion = leaf_weights(points, leaves)
    shares = np.array([by_criterion[c.id] for c in criteria])
    return dimensions, normalise(list(points.values())), shares


def _group_values(
    given: FloatArray, asked: BoolArray, may: BoolArray, method: str, settled: Agreed
) -> tuple[str, FloatArray, tuple[Code, ...], FloatArray]:
    """Return the method in force, the ratings it makes comparable, its notes and the values it gives."""
    used, adjusted, notes = _adjusted(given, asked, may, method, settled.cells)
    adjusted = np.where(settled.cells, settled.values, adjusted)
    return used, adjusted, notes, _values(adjusted, used)


def _adjusted(
    given: FloatArray, asked: BoolArray, may: BoolArray, method: str, agreed: BoolArray
) -> tuple[str, FloatArray, tuple[Code, ...]]:
    """Take the raters' severity out if that is asked for, or if much of the mean's answers misses.

    What was not asked by plan is one severity per rater; what was asked and not answered, more than 10 % of
    it, is one per rater and criterion. Nobody's answer is missed where the room agreed, or where a rater's
    group is left out: it is left out for all items alike, which tells nothing about their order.
    """
    answered = ~np.isnan(given)
    rated: BoolArray = np.asarray(answered.any(axis=(0, 2)))[:, None] & ~agreed
    expected = np.count_nonzero(asked[:, rated])
    missing = 1 - np.count_nonzero(answered[:, rated]) / expected if expected else 0.0
    short = notes_on(given, asked, may)
    if method == "mean" and len(given) > 2 and (short or missing > MANY_MISSING):
        method = "rater_adjusted_across" if short else "rater_adjusted"
    if method not in ADJUSTED:
        return method, given, (*short, *((Code("missing_answers", {"share": missing}),) if missing else ()))
    notes = [*short] if short else [Code("rater_adjusted", {"share": missing})]
    if short and missing:
        notes.append(Code("missing_answers", {"share": missing}))
    if (blocks := len(rating_blocks(given))) > 1:
        notes.append(Code("separate_blocks", {"blocks": blocks}))
    return method, ADJUSTED[method](given), tuple(notes)


def _values(adjusted: FloatArray, method: str) -> FloatArray:
    if not len(adjusted):
        return np.full(adjusted.shape[1:], np.nan)
    # Adjusted means may leave the scale by a fraction of a step; a value may not.
    location = group_values(adjusted, "mean" if method in ADJUSTED else method)
    return np.clip(values_from_ratings(location), 0.0, 1.0)


def _reason(raters: int, quorum: int, unrated: bool) -> str | None:
    if not raters:
        return "no_ratings"
    if raters < quorum:
        return "below_quorum"
    return "too_little_answered" if unrated else None


def _silent(raters: int) -> tuple[Code, ...]:
    return (Code("silent_raters", {"raters": raters}),) if raters else ()
