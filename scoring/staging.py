"""Rating a long shortlist in two stages: what it costs per person, and who still needs the second stage."""

import math
from dataclasses import dataclass

from scoring.findings import Evaluation, ItemResult

STILL_POSSIBLE = 0.05
SEEN_BY = 8


@dataclass(frozen=True)
class RatingLoad:
    """How many judgements one way of rating asks of each person, in the first stage and in the second."""

    way: str
    first_stage: int
    second_stage: int

    @property
    def judgements(self) -> int:
        """All judgements of one person."""
        return self.first_stage + self.second_stage


@dataclass(frozen=True)
class SecondStage:
    """Items that can still be among the best, those that cannot, and those of which too little is known."""

    in_reach: tuple[str, ...]
    out_of_reach: tuple[str, ...]
    undecided: tuple[str, ...]


def rating_loads(
    items: int, criteria: int, *, raters: int, in_reach: int, dimensions: int = 3
) -> tuple[RatingLoad, ...]:
    """Return the judgements per person of each way of rating.

    "all_criteria": everyone rates every item on all criteria. "two_stages": everyone rates every item on the
    dimensions, then `in_reach` items on all criteria. "shared": each rates an equal part of the items on all
    criteria, so that every item is seen by 8 raters (by all, if there are fewer).
    Raises ValueError for numbers that are not positive, or more items in reach than items.
    """
    if min(items, criteria, raters, dimensions) < 1 or not 0 <= in_reach <= items:
        raise ValueError("items, criteria, raters, dimensions: at least 1; in_reach: at most the items")
    part = math.ceil(items * min(SEEN_BY, raters) / raters)
    return (
        RatingLoad("all_criteria", items * criteria, 0),
        RatingLoad("two_stages", items * dimensions, in_reach * criteria),
        RatingLoad("shared", part * criteria, 0),
    )


def second_stage(evaluation: Evaluation, threshold: float = STILL_POSSIBLE) -> SecondStage:
    """Return which items the second stage should look at: P(top 3) above `threshold` under raters or weights.

    `evaluation`: of the first stage. An item without a rank is undecided: it is not known to be out of reach.
    """
    ranked = [item for item in evaluation.items if item.rank is not None]
    in_reach = {i.item_id for i in ranked if i.item_id in evaluation.chosen or _chance(i) > threshold}
    return SecondStage(
        in_reach=tuple(item.item_id for item in ranked if item.item_id in in_reach),
        out_of_reach=tuple(item.item_id for item in ranked if item.item_id not in in_reach),
        undecided=tuple(item.item_id for item in evaluation.items if item.rank is None),
    )


def _chance(item: ItemResult) -> float:
    known = [u.p_top for u in (item.under_raters, item.under_weights) if u is not None]
    return max(known, default=0.0)
