"""Where the raters differ: per question, between groups of raters, and what is worth discussing next."""

from collections.abc import Iterator, Sequence

import numpy as np

from scoring.aggregation import group_values
from scoring.agreement import agreement_a, disagreement_index, rating_counts
from scoring.arrays import FloatArray
from scoring.findings import CriterionResult, DiscussNext, GroupGap
from scoring.preparation import Prepared
from scoring.ranking import best_items

# Limits of ours for the traffic light, always shown beside the distribution.
AGREED_FROM = 0.5
SPLIT_BELOW = 0.2
MINIMUM_RATINGS = 3
GAP_FROM = 1.0  # steps of the scale


def criterion_results(prepared: Prepared) -> tuple[tuple[CriterionResult, ...], ...]:
    """Return per item and criterion how the answers are distributed and how far they agree."""
    ratings = prepared.ratings
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
                mean=number(means[i, j]),
                value=number(prepared.values[i, j]),
                n=int(n[i, j]),
                abstentions=len(ratings) - int(n[i, j]),
                counts=tuple(int(count) for count in counts[i, j]),
                agreement=number(agreement[i, j]),
                disagreement_index=number(index[i, j]),
                level=_level(agreement[i, j], index[i, j]),
            )
            for j, criterion in enumerate(prepared.criteria)
        )
        for i in range(len(prepared.item_ids))
    )


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
        _question(prepared, int(item), j, results[item][j], distance)
        for item, distance in zip(prepared.eligible, _distances(scores, prepared.k), strict=True)
        for j in range(len(prepared.criteria))
        if results[item][j].disagreement
    ]
    return tuple(sorted(queue, key=lambda q: (not q.matters, q.distance - q.impact, -q.impact)))


def _question(
    prepared: Prepared, item: int, criterion: int, result: CriterionResult, distance: float
) -> DiscussNext:
    answers = np.repeat(np.arange(1, 6), result.counts)
    half = (len(answers) + 1) // 2
    shift = max(abs(side.mean() - answers.mean()) for side in (answers[:half], answers[-half:]))
    impact = float(prepared.shares[criterion] * shift / 4)
    return DiscussNext(
        item_id=prepared.item_ids[item],
        criterion_id=result.criterion_id,
        counts=result.counts,
        agreement=result.agreement,
        impact=impact,
        distance=float(distance),
        matters=bool(impact >= distance - 1e-9),
    )


def _distances(scores: FloatArray, k: int) -> FloatArray:
    """Return how far each score is from changing sides: to the best not chosen, or to the last chosen."""
    chosen = np.isin(np.arange(len(scores)), best_items(scores, k))
    if chosen.all():
        return np.full(len(scores), np.inf)
    to_edge = scores - scores[~chosen].max(), scores[chosen].min() - scores
    return np.asarray(np.where(chosen, *to_edge), dtype=float)


def group_gaps(prepared: Prepared, minimum_group_size: int) -> tuple[GroupGap, ...]:
    """Return where two groups' mean ratings lie at least one step apart, the widest gap first.

    A group is only looked at where `minimum_group_size` of its raters answered, and only if the others who
    answered are none or as many: otherwise their mean could be worked out from the total.
    """
    labels = np.array([group or "" for group in prepared.groups])
    gaps = [
        gap
        for i, item_id in enumerate(prepared.item_ids)
        for j, criterion in enumerate(prepared.criteria)
        for gap in _gap(prepared.ratings[:, i, j], labels, item_id, criterion.id, minimum_group_size)
    ]
    return tuple(sorted(gaps, key=lambda gap: -gap.gap))


def _gap(
    answers: FloatArray, labels: np.ndarray, item_id: str, criterion_id: str, minimum: int
) -> Iterator[GroupGap]:
    means = _means(answers, labels, minimum)
    if len(means) < 2:
        return
    low, high = min(means, key=lambda g: means[g][0]), max(means, key=lambda g: means[g][0])
    if means[high][0] - means[low][0] >= GAP_FROM - 1e-9:
        yield GroupGap(item_id, criterion_id, high, *means[high], low, *means[low])


def _means(answers: FloatArray, labels: np.ndarray, minimum: int) -> dict[str, tuple[float, int]]:
    given = ~np.isnan(answers)
    sizes = {str(group): int((given & (labels == group)).sum()) for group in np.unique(labels) if group}
    shown = sorted((group for group in sizes if sizes[group] >= minimum), key=lambda g: -sizes[g])
    while shown and 0 < given.sum() - sum(sizes[group] for group in shown) < minimum:
        shown.pop()
    return {group: (float(answers[given & (labels == group)].mean()), sizes[group]) for group in shown}
