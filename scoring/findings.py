"""What an evaluation finds: plain frozen data, no sentences; the interface words codes and parameters.

Scores and dimension values lie between 0 and 1, means between 1 and 5, probabilities between 0 and 1.
None means "cannot be said", never 0.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

Parameter = str | int | float | tuple[str | int, ...] | None


@dataclass(frozen=True)
class Code:
    """A finding for the interface to word: a stable code and the figures its sentence needs.

    Notes: "silent_raters" (raters), "missing_answers" (share), "rater_adjusted" (share), "separate_blocks"
    (blocks), "single_rating", "few_raters" (raters), "constant_raters" (raters), "all_tied"; of ballots that
    are short by plan "short_ballots" (asked, full), "short_too_few_people" (raters, needed) and
    "short_too_few_answers" (answers, needed), of which the last two are reasons of a verdict, too.
    Reasons of a verdict: "nothing_to_choose" (ranked), "tied_at_the_cut" (items), "raters" and "weights"
    (item, p, challenger, challenger_p), "one_rater" (raters, entering), "one_group" (group, entering,
    leaving), "dimension_weight" (dimension, weight, edge, side "below" or "above", entering).
    """

    code: str
    parameters: Mapping[str, Parameter] = field(default_factory=dict)


@dataclass(frozen=True)
class CriterionResult:
    """How one item was rated on one criterion; `agreement` is van der Eijk's A, None below 3 ratings.

    `mean` is the plain mean of the answers, `value` (0 to 1) what enters the score: the same on the scale
    from 0 to 1 unless another method than the mean is in force.
    `level` is "agreed", "mixed" or "split" (a setting of ours, always shown beside `counts`) or None.
    `abstentions` were asked and did not judge. `pooled`: fewer than five people stand behind this question,
    or its figures would let others be worked out, so that it is shown only together with others, see
    `DimensionResult.opinions`: there is no mean, no `counts` and no agreement then.
    `agreed` says that the room agreed on this rating: it is nobody's own. `overall` says that answers to the
    overall question of the dimension stand here.
    """

    criterion_id: str
    dimension: str
    mean: float | None
    value: float | None
    n: int
    abstentions: int
    counts: tuple[int, ...]
    agreement: float | None
    disagreement_index: float | None
    level: str | None
    pooled: bool = False
    agreed: bool = False
    overall: bool = False

    @property
    def disagreement(self) -> bool:
        """Whether the raters are split on this question."""
        return self.level == "split"


@dataclass(frozen=True)
class Opinions:
    """How people spread over several questions together, each person once by the mean of the own answers.

    `n` people; `counts`: how many lie nearest to each point of the scale, empty below five people; `mean`,
    `agreement` and `level` as in `CriterionResult`, None below five people.
    """

    n: int
    mean: float | None
    counts: tuple[int, ...]
    agreement: float | None
    level: str | None


@dataclass(frozen=True)
class DimensionResult:
    """The value of one dimension (0 to 1) and what it adds to the score; contributions sum to the score.

    `opinions` on the dimension's questions together, where ballots were short by plan, else None.
    """

    dimension: str
    value: float | None
    weight: float
    contribution: float | None
    opinions: Opinions | None = None


@dataclass(frozen=True)
class RankUncertainty:
    """Where a rank may lie: the 90 % range, and how often the item is among the top k, and first."""

    low: int
    high: int
    p_top: float
    p_first: float


@dataclass(frozen=True)
class ItemResult:
    """One item: score, competition rank and how sure both are; `raters` gave it at least one answer.

    `rank` is None with a `reason`: "no_ratings", "below_quorum", "too_little_answered", or "too_few_people"
    where answers of fewer than five are held back. `opinions` on all questions about the item together, where
    ballots were short by plan, else None.
    """

    item_id: str
    raters: int
    score: float | None
    rank: int | None
    reason: str | None
    dimensions: tuple[DimensionResult, ...]
    criteria: tuple[CriterionResult, ...]
    under_raters: RankUncertainty | None
    under_weights: RankUncertainty | None
    opinions: Opinions | None = None


@dataclass(frozen=True)
class Dominated:
    """An item that another matches or beats on every criterion; `probability` under resampled raters."""

    item_id: str
    by: str
    probability: float | None


@dataclass(frozen=True)
class StabilityInterval:
    """The weights of one dimension (0 to 1) between which the chosen set stays, and who enters beyond."""

    dimension: str
    weight: float
    low: float
    high: float
    entering_below: tuple[str, ...]
    entering_above: tuple[str, ...]


@dataclass(frozen=True)
class LeaveOneOut:
    """Leaving out one rater (`rater` is the row) or one `group` changes the chosen set."""

    kind: str
    rater: int | None
    group: str | None
    entering: tuple[str, ...]
    leaving: tuple[str, ...]


@dataclass(frozen=True)
class GroupGap:
    """Two groups of raters whose mean ratings (1 to 5) of an item on a criterion lie apart.

    Where ballots were short by plan, `criterion_id` is a dimension: a gap over all its questions.
    """

    item_id: str
    criterion_id: str
    high_group: str
    high_mean: float
    high_n: int
    low_group: str
    low_mean: float
    low_n: int

    @property
    def gap(self) -> float:
        """The difference in steps of the scale."""
        return self.high_mean - self.low_mean


@dataclass(frozen=True)
class DiscussNext:
    """A question on which the raters are split; `matters` if settling it could change the chosen set.

    `impact` is how far the score would move if the group settled on either side, `distance` how far
    the item's score lies from the edge of the chosen set, None if everything is chosen anyway.
    `criterion_id` may be a dimension: its overall question, or, where ballots were short by plan, all its
    questions together.
    """

    item_id: str
    criterion_id: str
    counts: tuple[int, ...]
    agreement: float | None
    impact: float
    distance: float | None
    matters: bool


@dataclass(frozen=True)
class Crosscheck:
    """Which methods choose the same best k as the additive model, and how alike the rankings are."""

    chosen: Mapping[str, tuple[str, ...]]
    agreeing: tuple[str, ...]
    tau_b: Mapping[str, float | None]


@dataclass(frozen=True)
class Verdict:
    """Is the chosen set really the best ("stable", "close", "fragile", "undetermined"): what it hangs on."""

    status: str
    k: int
    reasons: tuple[Code, ...]


@dataclass(frozen=True)
class Settings:
    """Everything needed to compute the same numbers again.

    `as_asked`: somebody was not asked everything, and people were resampled as they were asked.
    """

    formula: str
    method: str
    seed: int
    draws: int
    quorum: int
    minimum_group_size: int
    weight_model: str
    k: int
    minimum_answered: float
    as_asked: bool = False


@dataclass(frozen=True)
class Evaluation:
    """The whole result of one round, items in the order given."""

    items: tuple[ItemResult, ...]
    chosen: tuple[str, ...]
    weights: Mapping[str, float]
    dimension_weights: Mapping[str, float]
    raters: int
    constant_raters: tuple[int, ...]
    kendalls_w: float | None
    kendalls_w_basis: str | None
    kendalls_w_items: int | None
    dominated: tuple[Dominated, ...]
    stability: tuple[StabilityInterval, ...]
    leave_one_out: tuple[LeaveOneOut, ...]
    group_gaps: tuple[GroupGap, ...]
    discuss_next: tuple[DiscussNext, ...]
    crosscheck: Crosscheck | None
    verdict: Verdict
    winner_verdict: Verdict
    notes: tuple[Code, ...]
    settings: Settings

    def item(self, item_id: str) -> ItemResult:
        """Return one item's result; raises KeyError for an unknown id."""
        return {item.item_id: item for item in self.items}[item_id]

    @property
    def ranking(self) -> tuple[ItemResult, ...]:
        """The ranked items, best first; ties stay in the order given."""
        return tuple(sorted((i for i in self.items if i.rank is not None), key=lambda i: i.rank or 0))

    def to_dict(self) -> dict[str, Any]:
        """Return nested plain data for JSON."""
        return asdict(self)
