"""One item's score as a small table that anyone can recompute: rating, value, weight, contribution, score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.findings import CriterionResult, Evaluation
from scoring.values import HIGHEST, LOWEST


@dataclass(frozen=True)
class ExplainedRow:
    """One criterion's way into the score: contribution = value * effective weight.

    `rating` (1 to 5) is the group's location that enters, value = (rating - 1) / 4. `weight` is the weight in
    force; `effective_weight` also carries the share of criteria without a rating. A criterion that nobody
    rated has neither rating nor contribution. `questions`: more than one where ballots were short by plan and
    questions of a dimension stand together; `criterion_id` is the dimension then and `n` the people behind.
    """

    criterion_id: str
    dimension: str
    n: int
    rating: float | None
    value: float | None
    weight: float
    effective_weight: float
    contribution: float | None
    questions: int = 1


@dataclass(frozen=True)
class Explanation:
    """The rows of one item; their contributions sum to `score`, None if too little was answered."""

    item_id: str
    rows: tuple[ExplainedRow, ...]
    answered_weight: float
    score: float | None


def explain(evaluation: Evaluation, item_id: str) -> Explanation:
    """Return how an item's score came about; raises KeyError for an unknown item."""
    item = evaluation.item(item_id)
    answered = sum(evaluation.weights[c.criterion_id] for c in item.criteria if c.value is not None)
    rows = [
        _row(criterion, evaluation.weights[criterion.criterion_id], answered) for criterion in item.criteria
    ]
    people = {d.dimension: d.opinions.n for d in item.dimensions if d.opinions}
    hidden = {criterion.criterion_id for criterion in item.criteria if criterion.pooled}
    return Explanation(item_id, _together(rows, hidden, people), answered, item.score)


def _together(
    rows: Sequence[ExplainedRow], hidden: set[str], people: Mapping[str, int]
) -> tuple[ExplainedRow, ...]:
    """Put the hidden questions of each dimension into one row, at the place of the first."""
    found: list[ExplainedRow] = []
    for row in rows:
        if row.criterion_id not in hidden:
            found.append(row)
        elif row.dimension not in [each.criterion_id for each in found]:
            parts = [each for each in rows if each.criterion_id in hidden and each.dimension == row.dimension]
            found.append(_sum_of(parts, people[row.dimension]))
    return tuple(found)


def _sum_of(parts: Sequence[ExplainedRow], people: int) -> ExplainedRow:
    weight, effective = sum(part.weight for part in parts), sum(part.effective_weight for part in parts)
    known = [part.contribution for part in parts if part.contribution is not None]
    value = sum(known) / effective if known and effective > 0 else None
    return ExplainedRow(
        criterion_id=parts[0].dimension,
        dimension=parts[0].dimension,
        n=people,
        rating=None if value is None else LOWEST + (HIGHEST - LOWEST) * value,
        value=value,
        weight=weight,
        effective_weight=effective,
        contribution=sum(known) if known else None,
        questions=len(parts),
    )


def _row(criterion: CriterionResult, weight: float, answered: float) -> ExplainedRow:
    value = criterion.value
    effective = weight / answered if value is not None and answered > 0 else 0.0
    return ExplainedRow(
        criterion_id=criterion.criterion_id,
        dimension=criterion.dimension,
        n=criterion.n,
        rating=None if value is None else LOWEST + (HIGHEST - LOWEST) * value,
        value=value,
        weight=weight,
        effective_weight=effective,
        contribution=None if value is None else effective * value,
    )
