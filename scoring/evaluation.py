"""One round's ratings in, everything that pages, sketches and reports show out."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from scoring.aggregation import ANSWERED_SHARE, additive_values
from scoring.agreement import Concordance, concordance, constant_raters
from scoring.criteria import CriteriaSet, Criterion
from scoring.crosscheck import compare_methods
from scoring.discussion import criterion_results, dimension_opinions, discuss_next, group_gaps, number
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
from scoring.planned import opinions, pooled_ratings
from scoring.portfolio import pareto_front
from scoring.preparation import Agreed, Prepared, prepare
from scoring.ranking import TOLERANCE, best_items, competition_ranks
from scoring.robustness import bootstrap_cells
from scoring.sampling import DEFAULT_DRAWS, DEFAULT_SEED
from scoring.stability import MINIMUM_GROUP_SIZE
from scoring.sureness import FEWEST_RATERS, Sureness
from scoring.weights import normalise

__all__ = [
    "DEFAULT_SEED",
    "FORMULA",
    "Agreed",
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

FORMULA = "additive-1"  # changes whenever the same ratings and settings would give other numbers
FEW_RATERS = 5


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
    draws: int = DEFAULT_DRAWS,
    quorum: int | Sequence[int] | None = None,
    minimum_group_size: int = MINIMUM_GROUP_SIZE,
    asked: ArrayLike | None = None,
    agreed: Agreed | None = None,
    overall: ArrayLike | None = None,
    may: ArrayLike | None = None,
) -> Evaluation:
    """Evaluate one round.

    `ratings`: (raters, items, criteria), 1 to 5, NaN = no answer; a single rater may be the group's agreed
    rating. `dimension_weights` and `within_weights`: points by dimension and by criterion, empty = equal.
    `groups`: one label or None per rater. `participant_weights`: (participants, criteria), their own leaf
    weights, used for the uncertainty from 5 participants on. `method` as in `group_values`; the mean turns
    into "rater_adjusted" above 10 % missing answers. `quorum`: raters an item needs for a rank, by default 3
    or 30 % of the raters; a sequence gives one for each item, 30 % of those who were asked about it. `asked`:
    (raters, items, criteria), True where a rater was asked, by default
    everywhere; where it is not, ballots are short by plan (`planned`): the mean takes each rater's severity
    out, people are resampled as they were asked, and a question is shown by itself only from five people on.
    `may`: (raters, criteria), False where a rater's group is left out, by default nowhere: that is neither a
    missing answer nor a short ballot, the mean is that of the others. `agreed`: what the room agreed on
    beside these ratings. `overall`: (items, criteria), where answers to the
    overall question of the dimension stand for the criterion's. Raises ValueError if shapes, ratings or
    weights do not fit; every gap in the data has a defined result instead.
    """
    round_ = prepare(
        ratings,
        item_ids,
        criteria,
        dimension_weights,
        within_weights,
        groups,
        method,
        quorum,
        asked,
        agreed,
        may,
    )
    sure = Sureness.of(round_, participant_weights, draws, seed, minimum_group_size)
    results = criterion_results(round_, overall)
    agreement = _order_agreement(round_)
    constant = tuple(round_.rows[k] for k in constant_raters(round_.ratings)) if len(round_.rows) > 1 else ()
    return Evaluation(
        items=_items(round_, results, sure),
        chosen=round_.names(best_items(round_.scores[round_.eligible], round_.k)),
        weights={c.id: float(w) for c, w in zip(round_.criteria, round_.shares, strict=True)},
        dimension_weights=dict(zip(round_.dimensions, round_.dimension_shares.tolist(), strict=True)),
        raters=len(round_.rows),
        constant_raters=constant,
        kendalls_w=agreement.w if agreement else None,
        kendalls_w_basis=agreement.basis if agreement else None,
        kendalls_w_items=agreement.items if agreement else None,
        dominated=_dominated(round_, seed),
        stability=sure.stability_intervals(),
        leave_one_out=sure.leave_one_out(),
        group_gaps=group_gaps(round_, minimum_group_size),
        discuss_next=discuss_next(round_, results),
        crosscheck=_crosscheck(round_),
        verdict=sure.verdict(round_.k),
        winner_verdict=sure.verdict(1),
        notes=(*round_.notes, *_notes(round_, constant)),
        settings=Settings(
            formula=FORMULA,
            method=round_.method,
            seed=seed,
            draws=draws,
            quorum=round_.quorum,
            minimum_group_size=minimum_group_size,
            weight_model=sure.weight_model,
            k=round_.k,
            minimum_answered=ANSWERED_SHARE,
            as_asked=round_.in_part,
        ),
    )


def _order_agreement(round_: Prepared) -> Concordance | None:
    if len(round_.rows) < FEWEST_RATERS or not len(round_.eligible) or round_.as_asked:
        return None  # nobody has an order of the own where nobody was asked everything
    ratings = round_.ratings[:, round_.eligible]
    if round_.may.all():
        return concordance(additive_values(ratings, round_.shares))
    own = round_.may * round_.shares  # each orders the items by what the own group is asked
    some = own.any(axis=1)
    return concordance(additive_values(ratings[some], own[some])) if some.any() else None


def _items(
    round_: Prepared, results: Sequence[tuple[CriterionResult, ...]], sure: Sureness
) -> tuple[ItemResult, ...]:
    ranks = competition_ranks(round_.scores[round_.eligible])
    ranked = zip(round_.eligible.tolist(), ranks, sure.under_raters(), sure.under_weights(), strict=True)
    found = {item: (int(rank), raters, weights) for item, rank, raters, weights in ranked}
    columns = [round_.columns(dimension) for dimension in round_.dimensions]
    every = [[*range(len(round_.criteria))]]
    pooled = pooled_ratings(round_.ratings, every)[:, :, 0] if round_.as_asked else None
    return tuple(
        ItemResult(
            item_id=item_id,
            raters=int(round_.raters_per_item[i]),
            score=number(round_.scores[i]),
            rank=found[i][0] if i in found else None,
            reason=round_.reasons[i],
            dimensions=_dimension_results(round_, i, columns),
            criteria=results[i],
            under_raters=found[i][1] if i in found else None,
            under_weights=found[i][2] if i in found else None,
            opinions=None if pooled is None else opinions(pooled[:, i]),
        )
        for i, item_id in enumerate(round_.item_ids)
    )


def _dimension_results(
    round_: Prepared, item: int, columns_of: Sequence[list[int]]
) -> tuple[DimensionResult, ...]:
    """Split the score by dimension; what misses hands its weight to the rest, as in `additive_values`."""
    values, rated = round_.values[item], not np.isnan(round_.scores[item])
    known = ~np.isnan(values)
    effective = np.where(known, round_.shares, 0.0) / max(round_.shares[known].sum(), TOLERANCE)
    results = []
    held = dimension_opinions(round_, item)
    shares = round_.dimension_shares.tolist()
    for dimension, share, own in zip(round_.dimensions, shares, columns_of, strict=True):
        columns = [j for j in own if known[j]]
        given, carried = values[columns], effective[columns]
        weight = carried.sum()
        value = (
            float(given @ (carried / weight if weight else normalise(np.ones(len(columns)))))
            if columns
            else None
        )
        contribution = float(given @ carried) if columns and rated else None
        results.append(DimensionResult(dimension, value, share, contribution, held.get(dimension)))
    return tuple(results)


def _dominated(round_: Prepared, seed: int) -> tuple[Dominated, ...]:
    """Name for each dominated item its best dominator, and how often it stays one under other raters."""
    values, scores = round_.values[round_.eligible], round_.scores[round_.eligible]
    pairs = [
        (item, max(others, key=lambda other: scores[other]))
        for item, others in enumerate(pareto_front(values).dominated_by)
        if others
    ]
    if not pairs:
        return ()
    probabilities: list[float | None] = [None] * len(pairs)
    if len(round_.rows) > 1:
        cells = bootstrap_cells(
            round_.adjusted[:, round_.eligible],
            method=round_.resampled_method,
            seed=seed,
            as_asked=round_.in_part,
        )
        probabilities = [
            float((cells[:, by] >= cells[:, item] - TOLERANCE).all(axis=1).mean()) for item, by in pairs
        ]
    ids = round_.eligible_ids
    return tuple(Dominated(ids[a], ids[b], p) for (a, b), p in zip(pairs, probabilities, strict=True))


def _crosscheck(round_: Prepared) -> Crosscheck | None:
    if len(round_.eligible) < 2:
        return None
    found = compare_methods(round_.values[round_.eligible], round_.shares, round_.k)
    chosen = {method: round_.names(items) for method, items in found.chosen.items()}
    return Crosscheck(chosen, found.agreeing, found.tau_b)


def _notes(round_: Prepared, constant: tuple[int, ...]) -> list[Code]:
    raters, scores = len(round_.rows), round_.scores[round_.eligible]
    notes = []
    if raters == 1:
        notes.append(Code("single_rating"))
    elif 1 < raters < FEW_RATERS:
        notes.append(Code("few_raters", {"raters": raters}))
    if constant:
        notes.append(Code("constant_raters", {"raters": len(constant)}))
    if len(scores) > 1 and np.ptp(scores) <= TOLERANCE:
        notes.append(Code("all_tied"))
    return notes
