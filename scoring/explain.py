"""One item's score as a small table that anyone can recompute: rating, value, weight, contribution, score."""

from dataclasses import dataclass

from scoring.findings import CriterionResult, Evaluation
from scoring.values import HIGHEST, LOWEST


@dataclass(frozen=True)
class ExplainedRow:
    """One criterion's way into the score: contribution = value * effective weight.

    `rating` (1 to 5) is the group's location that enters, value = (rating - 1) / 4. `weight` is the weight in
    force; `effective_weight` also carries the share of criteria without a rating. A criterion that nobody
    rated has neither rating nor contribution.
    """

    criterion_id: str
    dimension: str
    n: int
    rating: float | None
    value: float | None
    weight: float
    effective_weight: float
    contribution: float | None


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
    rows = tuple(
        _row(criterion, evaluation.weights[criterion.criterion_id], answered) for criterion in item.criteria
    )
    return Explanation(item_id, rows, answered, item.score)


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
