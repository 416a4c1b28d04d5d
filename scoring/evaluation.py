"""One round's ratings in, everything that pages, sketches and reports show out."""

from collections.abc import Mapping, Sequence

from numpy.typing import ArrayLike

from scoring.criteria import CriteriaSet, Criterion
from scoring.findings import (
    Code,
    CriterionResult,
    Crosscheck,
    DimensionResult,
    DiscussNext,
    Dominated,
    Evaluation,
    GroupGap,
    ItemResult,
    LeaveOneOut,
    RankUncertainty,
    Settings,
    StabilityInterval,
    Verdict,
)

__all__ = [
    "DEFAULT_SEED",
    "FORMULA",
    "Code",
    "CriterionResult",
    "Crosscheck",
    "DimensionResult",
    "DiscussNext",
    "Dominated",
    "Evaluation",
    "GroupGap",
    "ItemResult",
    "LeaveOneOut",
    "RankUncertainty",
    "Settings",
    "StabilityInterval",
    "Verdict",
    "evaluate",
]

DEFAULT_SEED = 20_240_229
FORMULA = "additive-1"


def evaluate(
    ratings: ArrayLike,
    *,
    item_ids: Sequence[str],
    criteria: CriteriaSet | Sequence[Criterion],
    dimension_weights: Mapping[str, float],
    within_weights: Mapping[str, float],
    groups: Sequence[str | None] | None = None,
    participant_weights: ArrayLike | None = None,
    method: str = "mean",
    seed: int = DEFAULT_SEED,
    draws: int = 10_000,
    quorum: int | None = None,
    minimum_group_size: int = 5,
) -> Evaluation:
    """Evaluate one round.

    `ratings`: (raters, items, criteria), 1 to 5, NaN = no answer. `groups`: one label or None per rater.
    `participant_weights`: (participants, criteria), each participant's own leaf weights.
    """
    raise NotImplementedError
