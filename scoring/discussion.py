"""Where the raters differ: per question, between groups of raters, and what is worth discussing next."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.aggregation import group_values
from scoring.agreement import agreement_a, disagreement_index, rating_counts
from scoring.arrays import FloatArray
from scoring.findings import CriterionResult, DiscussNext, GroupGap, Opinions
from scoring.kept import Kept, mark
from scoring.levels import MINIMUM_RATINGS, level
from scoring.planned import SHOWN_FROM, opinions, pooled_ratings
from scoring.preparation import Prepared

GAP_FROM = 1.0  # steps of the scale

_Cell = dict[str, tuple[float, int]]  # mean and number of answers by group
_Results = tuple[tuple[CriterionResult, ...], ...]
_kept_results: Kept[_Results] = Kept(most=4)
_kept_gaps: Kept[tuple[GroupGap, ...]] = Kept(most=4)


def criterion_results(prepared: Prepared, overall: ArrayLike | None = None) -> _Results:
    """Return per item and criterion how the answers are distributed and how far they agree.

    `overall`: (items, criteria), where answers to the overall question of the dimension stand.
    """
    shape = prepared.ratings.shape[1:]
    spread = np.zeros(shape, dtype=bool) if overall is None else np.asarray(overall, dtype=bool)
    return _kept_results.get(
        mark(
            prepared.ratings,
            prepared.asked,
            prepared.may,
            prepared.agreed,
            prepared.values,
            spread,
            prepared.structure,
        ),
        lambda: _criterion_results(prepared, spread),
    )


def _criterion_results(prepared: Prepared, spread: NDArray[np.bool_]) -> _Results:
    ratings = prepared.ratings
    counts = rating_counts(np.rint(ratings)) if len(ratings) else np.zeros((*ratings.shape[1:], 5))
    n = np.count_nonzero(~np.isnan(ratings), axis=0)
    asked = np.count_nonzero(prepared.asked, axis=0)
    alone = np.logical_or(not prepared.as_asked, n >= SHOWN_FROM)
    enough = alone & (n >= MINIMUM_RATINGS)
    agreement = np.where(enough, np.asarray(agreement_a(counts), dtype=float), np.nan)
    index = np.full(n.shape, np.nan)
    if enough.any():
        index[enough] = disagreement_index(ratings[:, enough])
    means = group_values(ratings) if len(ratings) else np.full(n.shape, np.nan)
    return tuple(
        tuple(
            CriterionResult(
                criterion_id=criterion.id,
                dimension=criterion.dimension,
                mean=_mean_shown(prepared, i, j, means[i, j]) if alone[i, j] else None,
                value=number(prepared.values[i, j]),
                n=int(n[i, j]),
                abstentions=0 if prepared.agreed[i, j] else int(asked[i, j] - n[i, j]),
                counts=tuple(int(count) if alone[i, j] else 0 for count in counts[i, j]),
                agreement=number(agreement[i, j]),
                disagreement_index=number(index[i, j]),
                level=level(agreement[i, j], index[i, j]),
                pooled=not alone[i, j],
                agreed=bool(prepared.agreed[i, j]),
                overall=bool(spread[i, j]),
            )
            for j, criterion in enumerate(prepared.criteria)
        )
        for i in range(len(prepared.item_ids))
    )


def _mean_shown(prepared: Prepared, item: int, criterion: int, mean: float) -> float | None:
    """Return the mean of the answers, or the rating from 1 to 5 that the room agreed on."""
    if not prepared.agreed[item, criterion]:
        return number(mean)
    value = number(prepared.values[item, criterion])
    return None if value is None else value * 4 + 1


def number(figure: float) -> float | None:
    """Return a plain float, None for NaN."""
    return None if np.isnan(figure) else float(figure)


def dimension_opinions(prepared: Prepared, item: int) -> dict[str, Opinions]:
    """Return by dimension how people spread over its questions about an item; empty for full ballots."""
    if not prepared.as_asked:
        return {}
    columns = [prepared.columns(dimension) for dimension in prepared.dimensions]
    pooled = pooled_ratings(prepared.ratings[:, [item]], columns)[:, 0]
    return {d: opinions(own) for d, own in zip(prepared.dimensions, pooled.T, strict=True)}


def discuss_next(prepared: Prepared, results: Sequence[Sequence[CriterionResult]]) -> tuple[DiscussNext, ...]:
    """Return the split questions about ranked items, first those whose settling could change the choice.

    A question's impact is how far the score would move if the group settled on the answers of its lower or
    its upper half, whichever is further from the mean; it matters if that reaches the edge of the choice.
    Where ballots are short by plan, the questions of a dimension that are not shown alone stand together.
    """
    scores = prepared.scores[prepared.eligible]
    queue = [
        _question(prepared.item_ids[item], split, share, distance)
        for item, distance in zip(prepared.eligible.tolist(), _distances(scores, prepared.k), strict=True)
        for split, share in _splits(prepared, item, results[item])
    ]
    return tuple(sorted(queue, key=lambda q: (not q.matters, (q.distance or 0.0) - q.impact)))


_Split = tuple[str, CriterionResult | Opinions]


def _splits(
    prepared: Prepared, item: int, results: Sequence[CriterionResult]
) -> Iterator[tuple[_Split, float]]:
    """Yield what the raters are split on about an item, and the weight it carries."""
    for result, share in zip(results, prepared.shares.tolist(), strict=True):
        if result.disagreement and not result.overall:
            yield (result.criterion_id, result), share
    yield from _overall_splits(prepared, results)
    for dimension, held in dimension_opinions(prepared, item).items():
        hidden = all(results[column].pooled for column in prepared.columns(dimension))
        if hidden and held.level == "split":
            yield (dimension, held), float(prepared.shares[prepared.columns(dimension)].sum())


def _overall_splits(prepared: Prepared, results: Sequence[CriterionResult]) -> Iterator[tuple[_Split, float]]:
    """Yield the overall questions that split: one for all criteria for which its answers stand."""
    for dimension in prepared.dimensions:
        columns = [column for column in prepared.columns(dimension) if results[column].overall]
        if columns and results[columns[0]].disagreement:
            yield (dimension, results[columns[0]]), float(prepared.shares[columns].sum())


def _question(item_id: str, split: _Split, share: float, distance: float | None) -> DiscussNext:
    criterion_id, result = split
    impact = float(share * _shift(result.counts) / 4)
    return DiscussNext(
        item_id=item_id,
        criterion_id=criterion_id,
        counts=result.counts,
        agreement=result.agreement,
        impact=impact,
        distance=distance,
        matters=distance is not None and impact >= distance - 1e-9,
    )


@lru_cache(maxsize=4096)
def _shift(counts: tuple[int, ...]) -> float:
    """Return how far the mean would move, in steps, if all settled on their lower or upper half's answers."""
    answers = [value for value, count in enumerate(counts, start=1) for _answer in range(count)]
    half = (len(answers) + 1) // 2
    return max(abs(_mean(side) - _mean(answers)) for side in (answers[:half], answers[-half:]))


def _mean(answers: Sequence[int]) -> float:
    return sum(answers) / len(answers)


def _distances(scores: FloatArray, k: int) -> list[float | None]:
    """Return how far each score is from changing sides: to the best not chosen, or to the last chosen.

    0 for those tied around the last place; None if everything is chosen anyway.
    """
    if len(scores) <= k:
        return [None] * len(scores)
    descending = np.sort(scores)[::-1]
    inside, outside = descending[k - 1], descending[k]
    return [float(s - outside if s >= inside else inside - s) for s in scores]


def group_gaps(prepared: Prepared, minimum_group_size: int) -> tuple[GroupGap, ...]:
    """Return where two groups' mean ratings lie at least one step apart, the widest gap first.

    A group is only looked at where `minimum_group_size` of its raters answered, and only if the others who
    answered are none or as many: otherwise their mean could be worked out from the total. Where ballots are
    short by plan, groups are compared on the questions of a dimension together.
    """
    asked = mark(
        prepared.ratings,
        prepared.asked,
        prepared.may,
        prepared.groups,
        prepared.structure,
        prepared.item_ids,
    )
    return _kept_gaps.get((asked, minimum_group_size), lambda: _group_gaps(prepared, minimum_group_size))


def _group_gaps(prepared: Prepared, minimum_group_size: int) -> tuple[GroupGap, ...]:
    ids, ratings = _compared(prepared)
    given = ~np.isnan(ratings)
    groups = {
        group: np.array([own == group for own in prepared.groups]) for group in prepared.groups if group
    }
    sizes = {group: given[rows].sum(axis=0) for group, rows in groups.items()}
    means = {group: group_values(ratings[rows]) for group, rows in groups.items()}
    gaps = []
    for i, item_id in enumerate(prepared.item_ids):
        for j, compared_id in enumerate(ids):
            cell = {group: (float(means[group][i, j]), int(sizes[group][i, j])) for group in groups}
            shown = _shown(cell, int(given[:, i, j].sum()), minimum_group_size)
            gaps += _gap(shown, item_id, compared_id)
    return tuple(sorted(gaps, key=lambda gap: -gap.gap))


def _compared(prepared: Prepared) -> tuple[tuple[str, ...], FloatArray]:
    """Return what groups are compared on, criteria or dimensions, and the ratings (raters, items, these)."""
    if not prepared.as_asked:
        return tuple(criterion.id for criterion in prepared.criteria), prepared.ratings
    columns = [prepared.columns(dimension) for dimension in prepared.dimensions]
    return prepared.dimensions, pooled_ratings(prepared.ratings, columns)


def _shown(cell: _Cell, answers: int, minimum: int) -> _Cell:
    """Leave out small groups, and further ones until the rest that stays hidden is not small either."""
    by_size = sorted((group for group in cell if cell[group][1] >= minimum), key=lambda g: -cell[g][1])
    while by_size and 0 < answers - sum(cell[group][1] for group in by_size) < minimum:
        by_size.pop()
    return {group: cell[group] for group in by_size}


def _gap(shown: _Cell, item_id: str, criterion_id: str) -> list[GroupGap]:
    if len(shown) < 2:
        return []
    low, high = min(shown, key=lambda g: shown[g][0]), max(shown, key=lambda g: shown[g][0])
    if shown[high][0] - shown[low][0] < GAP_FROM - 1e-9:
        return []
    return [GroupGap(item_id, criterion_id, high, *shown[high], low, *shown[low])]
