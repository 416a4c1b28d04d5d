"""Where the raters differ: per question, between groups of raters, and what is worth discussing next."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from scoring.aggregation import group_values
from scoring.agreement import agreement_a, disagreement_index, rating_counts
from scoring.arrays import FloatArray
from scoring.findings import CriterionResult, DiscussNext, GroupGap
from scoring.preparation import Prepared

# Limits of ours for the traffic light, always shown beside the distribution.
AGREED_FROM = 0.5
SPLIT_BELOW = 0.2
MINIMUM_RATINGS = 3
GAP_FROM = 1.0  # steps of the scale

_Cell = dict[str, tuple[float, int]]  # mean and number of answers by group


def criterion_results(
    prepared: Prepared, overall: ArrayLike | None = None
) -> tuple[tuple[CriterionResult, ...], ...]:
    """Return per item and criterion how the answers are distributed and how far they agree.

    `overall`: (items, criteria), where answers to the overall question of the dimension stand.
    """
    ratings = prepared.ratings
    spread = np.zeros(ratings.shape[1:], dtype=bool) if overall is None else np.asarray(overall, dtype=bool)
    counts = rating_counts(np.rint(ratings)) if len(ratings) else np.zeros((*ratings.shape[1:], 5))
    n = np.count_nonzero(~np.isnan(ratings), axis=0)
    enough = n >= MINIMUM_RATINGS
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
                mean=number(means[i, j]) if not prepared.agreed[i, j] else _on_scale(prepared.values[i, j]),
                value=number(prepared.values[i, j]),
                n=int(n[i, j]),
                abstentions=0 if prepared.agreed[i, j] else len(ratings) - int(n[i, j]),
                counts=tuple(int(count) for count in counts[i, j]),
                agreement=number(agreement[i, j]),
                disagreement_index=number(index[i, j]),
                level=_level(agreement[i, j], index[i, j]),
                agreed=bool(prepared.agreed[i, j]),
                overall=bool(spread[i, j]),
            )
            for j, criterion in enumerate(prepared.criteria)
        )
        for i in range(len(prepared.item_ids))
    )


def _on_scale(value: float) -> float | None:
    """Return the rating from 1 to 5 that a value from 0 to 1 stands for."""
    return None if np.isnan(value) else float(value * 4 + 1)


def number(figure: float) -> float | None:
    """Return a plain float, None for NaN."""
    return None if np.isnan(figure) else float(figure)


def _level(agreement: float, index: float) -> str | None:
    if np.isnan(agreement):
        return None
    if agreement < SPLIT_BELOW or index > 1:
        return "split"
    return "agreed" if agreement >= AGREED_FROM else "mixed"


def discuss_next(prepared: Prepared, results: Sequence[Sequence[CriterionResult]]) -> tuple[DiscussNext, ...]:
    """Return the split questions about ranked items, first those whose settling could change the choice.

    A question's impact is how far the score would move if the group settled on the answers of its lower or
    its upper half, whichever is further from the mean; it matters if that reaches the edge of the choice.
    """
    scores = prepared.scores[prepared.eligible]
    queue = [
        _question(prepared, int(item), results[item], j, distance)
        for item, distance in zip(prepared.eligible, _distances(scores, prepared.k), strict=True)
        for j in range(len(prepared.criteria))
        if results[item][j].disagreement and j in _asked(results[item])
    ]
    return tuple(sorted(queue, key=lambda q: (not q.matters, (q.distance or 0.0) - q.impact)))


def _asked(results: Sequence[CriterionResult]) -> set[int]:
    """Return the criteria that were questions of their own: an overall question is one, not one for each."""
    first: dict[str, int] = {}
    for j, result in enumerate(results):
        first.setdefault(result.dimension if result.overall else result.criterion_id, j)
    return set(first.values())


def _question(
    prepared: Prepared,
    item: int,
    results: Sequence[CriterionResult],
    criterion: int,
    distance: float | None,
) -> DiscussNext:
    result = results[criterion]
    answers = [value for value, count in enumerate(result.counts, start=1) for _answer in range(count)]
    half = (len(answers) + 1) // 2
    shift = max(abs(_mean(side) - _mean(answers)) for side in (answers[:half], answers[-half:]))
    moved = [criterion]
    if result.overall:
        moved = [j for j, each in enumerate(results) if each.overall and each.dimension == result.dimension]
    impact = float(prepared.shares[moved].sum() * shift / 4)
    return DiscussNext(
        item_id=prepared.item_ids[item],
        criterion_id=result.criterion_id,
        counts=result.counts,
        agreement=result.agreement,
        impact=impact,
        distance=distance,
        matters=distance is not None and impact >= distance - 1e-9,
        overall=result.overall,
    )


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
    answered are none or as many: otherwise their mean could be worked out from the total.
    """
    given = ~np.isnan(prepared.ratings)
    groups = {
        group: np.array([own == group for own in prepared.groups]) for group in prepared.groups if group
    }
    sizes = {group: given[rows].sum(axis=0) for group, rows in groups.items()}
    means = {group: group_values(prepared.ratings[rows]) for group, rows in groups.items()}
    gaps = []
    for i, item_id in enumerate(prepared.item_ids):
        for j, criterion in enumerate(prepared.criteria):
            cell = {group: (float(means[group][i, j]), int(sizes[group][i, j])) for group in groups}
            shown = _shown(cell, int(given[:, i, j].sum()), minimum_group_size)
            gaps += _gap(shown, item_id, criterion.id)
    return tuple(sorted(gaps, key=lambda gap: -gap.gap))


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
