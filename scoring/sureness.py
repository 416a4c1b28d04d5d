"""How sure one prepared round's ranking is: computed once, asked by the evaluation for each finding."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from scoring.arrays import FloatArray, floats
from scoring.findings import Code, LeaveOneOut, RankUncertainty, StabilityInterval, Verdict
from scoring.planned import too_short
from scoring.preparation import Prepared
from scoring.ranking import TOLERANCE, best_items, rank_interval
from scoring.robustness import (
    STABLE_FROM,
    STABLE_FROM_SHORT,
    LeftOut,
    bootstrap_ranks,
    leave_one_out,
    rank_acceptability,
    sample_weights,
    verdict,
    weight_stability,
)
from scoring.stability import WeightStability

ENOUGH_PARTICIPANTS = 5
FEWEST_RATERS = 3


@dataclass(frozen=True)
class Sureness:
    """Rank probabilities (eligible items, ranks) under other raters and weights, and what tips the choice."""

    prepared: Prepared
    weight_model: str
    by_raters: FloatArray | None
    by_weights: FloatArray | None
    left_out: tuple[LeftOut, ...]
    _stable: dict[int, Mapping[str, WeightStability]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(
        cls,
        prepared: Prepared,
        participants: ArrayLike | None,
        draws: int,
        seed: int,
        minimum_group_size: int,
    ) -> "Sureness":
        """Sample raters and weights, and leave out each rater and each group."""
        model, sample = _weight_sample(prepared, participants, draws, seed)
        values = prepared.values[prepared.eligible]
        return cls(
            prepared=prepared,
            weight_model=model,
            by_raters=_rater_ranks(prepared, draws, seed),
            by_weights=rank_acceptability(values, sample) if len(values) else None,
            left_out=_left_out(prepared, minimum_group_size),
        )

    def under_raters(self) -> list[RankUncertainty | None]:
        """Return each eligible item's ranks under resampled raters."""
        return _uncertainties(self.by_raters, self.prepared)

    def under_weights(self) -> list[RankUncertainty | None]:
        """Return each eligible item's ranks under other weights."""
        return _uncertainties(self.by_weights, self.prepared)

    def stability_intervals(self) -> tuple[StabilityInterval, ...]:
        """Return per dimension the weights between which the choice stays."""
        intervals = []
        for dimension, own in self._stabilities(self.prepared.k).items():
            beyond = {side: self.prepared.names(entering) for side, _, entering in own.edges()}
            below, above = beyond.get("below", ()), beyond.get("above", ())
            intervals.append(StabilityInterval(dimension, own.weight, own.low, own.high, below, above))
        return tuple(intervals)

    def leave_one_out(self) -> tuple[LeaveOneOut, ...]:
        """Return the raters and groups without whom the choice would be another."""
        return tuple(
            LeaveOneOut(
                kind=one.kind,
                rater=self.prepared.rows[one.label] if isinstance(one.label, int) else None,
                group=one.label if isinstance(one.label, str) else None,
                entering=self.prepared.names(one.entering),
                leaving=self.prepared.names(one.leaving),
            )
            for one in self.left_out
            if one.changes
        )

    def verdict(self, k: int) -> Verdict:
        """Judge the best `k`."""
        scores = self.prepared.scores[self.prepared.eligible]
        chosen = best_items(scores, k)
        return verdict(
            scores,
            k,
            p_raters=None if self.by_raters is None else _p_top(self.by_raters, k),
            p_weights=None if self.by_weights is None else _p_top(self.by_weights, k),
            stability=self._stabilities(k),
            left_out=[one.compared_with(chosen, k) for one in self.left_out],
            labels=self.prepared.eligible_ids,
            cautions=(*too_short(self.prepared.notes), *self._too_few()),
            stable_from=STABLE_FROM_SHORT if self.prepared.as_asked else STABLE_FROM,
        )

    def _too_few(self) -> tuple[Code, ...]:
        """Two people may agree by chance: that makes no choice sure. An agreed rating is another thing."""
        raters = len(self.prepared.rows)
        return (Code("few_raters", {"raters": raters}),) if 1 < raters < FEWEST_RATERS else ()

    def _stabilities(self, k: int) -> Mapping[str, WeightStability]:
        if k not in self._stable:
            self._stable[k] = self._worked_out(k)
        return self._stable[k]

    def _worked_out(self, k: int) -> Mapping[str, WeightStability]:
        if len(self.prepared.eligible) < 2:
            return {}
        values, shares = self.prepared.dimension_values(), self.prepared.dimension_shares
        return {
            dimension: weight_stability(values[self.prepared.eligible], shares, position, k)
            for position, dimension in enumerate(self.prepared.dimensions)
        }


def _p_top(probabilities: FloatArray, k: int) -> FloatArray:
    """Return P(rank <= k), of the trials in which an item could be rated at all."""
    return np.asarray(probabilities[:, :k].sum(axis=1) / np.maximum(probabilities.sum(axis=1), TOLERANCE))


def _uncertainties(probabilities: FloatArray | None, prepared: Prepared) -> list[RankUncertainty | None]:
    if probabilities is None:
        return [None] * len(prepared.eligible)
    chances = zip(_p_top(probabilities, prepared.k), _p_top(probabilities, 1), strict=True)
    return [
        None if np.isnan(low) else RankUncertainty(int(low), int(high), float(top), float(first))
        for (low, high), (top, first) in zip(rank_interval(probabilities), chances, strict=True)
    ]


def _weight_sample(
    prepared: Prepared, participants: ArrayLike | None, draws: int, seed: int
) -> tuple[str, FloatArray]:
    """Take the participants' own weights if there are enough of them, else draw around the group's."""
    own = None if participants is None else floats(participants, 2, name="participant_weights")
    enough = own is not None and len(own) >= ENOUGH_PARTICIPANTS
    model = "participants" if enough else "around"
    structure = [criterion.dimension for criterion in prepared.criteria]
    sample = sample_weights(
        structure,
        draws,
        model=model,
        weights=prepared.shares,
        participants=own if enough else None,
        seed=seed,
    )
    return model, sample


def _rater_ranks(prepared: Prepared, draws: int, seed: int) -> FloatArray | None:
    """Rank probabilities under resampled raters; None for a single rater, whom nothing can vary."""
    if len(prepared.rows) < 2 or not len(prepared.eligible):
        return None
    found = bootstrap_ranks(
        prepared.adjusted[:, prepared.eligible],
        prepared.shares,
        method=prepared.resampled_method,
        draws=draws,
        seed=seed,
        as_asked=prepared.in_part,
    )
    return found.rank_probability


def _left_out(prepared: Prepared, minimum_group_size: int) -> tuple[LeftOut, ...]:
    if len(prepared.rows) < FEWEST_RATERS or len(prepared.eligible) < 2:
        return ()
    return leave_one_out(
        prepared.adjusted[:, prepared.eligible],
        prepared.shares,
        prepared.groups,
        k=prepared.k,
        method=prepared.resampled_method,
        minimum_group_size=minimum_group_size,
    )
