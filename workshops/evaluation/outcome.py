"""The evaluation of a round: the ratings and weights of the database in, `scoring.Evaluation` out."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import numpy as np
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from scoring.criteria import CriteriaSet
from scoring.evaluation import Evaluation, evaluate
from scoring.preparation import Prepared, prepare
from scoring.ranking import competition_ranks
from storage import queries
from storage.database import Database
from storage.tables import ItemRow, RatingRow, RoundRow
from translations import _
from workshops.actors import Actor, Role, require
from workshops.errors import Refused
from workshops.live import anonymity, points, ratings, rounds
from workshops.series import existing
from workshops.weighing import weights


class RoundEvaluation(BaseModel):
    """A round's evaluation with the questions, titles and areas that its ids stand for.

    `mark` is the same for as long as everything that entered the figures is the same. `answers` are what they
    come from: nobody gets them but by `raw_ratings`.
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    round: rounds.RoundView
    evaluation: Evaluation
    criteria: CriteriaSet
    titles: Mapping[str, str]
    areas: Mapping[str, str]
    weights: weights.WeightsView
    answers: ratings.RatingMatrix = Field(repr=False)
    mark: str

    @property
    def agreed(self) -> bool:
        """Whether the room agreed on these ratings: they are those of no single person."""
        return self.round.kind is rounds.Kind.GROUP


def shown_round(database: Database, actor: Actor, series_id: str) -> rounds.RoundView | None:
    """Return the newest round with ratings whose result this actor may see, or None."""
    return next(reversed(shown_rounds(database, actor, series_id)), None)


def shown_rounds(database: Database, actor: Actor, series_id: str) -> tuple[rounds.RoundView, ...]:
    """Return the rounds with ratings whose result this actor may see, oldest first.

    An agreed group rating is no secret from the advisor who enters it; all
    others, and every live round, wait for the reveal.
    """
    require(actor, Role.ADVISOR, Role.MUNICIPALITY, Role.WALL, Role.PARTICIPANT, series_id=series_id)
    with database.read() as session:
        existing(session, series_id)
        return _shown_in(session, actor, series_id)


def _shown_in(session: Session, actor: Actor, series_id: str) -> tuple[rounds.RoundView, ...]:
    rows = queries.many(session, RoundRow, series_id=series_id, order_by=("number",))
    held = (rounds.view(session, row) for row in rows)
    return tuple(
        each for each in held if _may_see(actor, each) and queries.count(session, RatingRow, round_id=each.id)
    )


def _may_see(actor: Actor, seen: rounds.RoundView) -> bool:
    if seen.state is rounds.State.REVEALED:
        return True
    return actor.role is Role.ADVISOR and seen.kind is rounds.Kind.GROUP


def newest_visible(session: Session, actor: Actor, series_id: str) -> RoundEvaluation | None:
    """Evaluate the round that `shown_round` returns, within an open transaction."""
    shown = _shown_in(session, actor, series_id)
    return _evaluated(session, rounds.row_of(session, shown[-1].id)) if shown else None


def of_round(database: Database, actor: Actor, round_id: str) -> RoundEvaluation | None:
    """Evaluate a round; None while nothing has been rated.

    Raises:
        Refused: its result is not open to this actor before the reveal.
    """
    with database.read() as session:
        return _evaluated(session, _visible_row(session, actor, round_id))


def check_visible(database: Database, actor: Actor, round_id: str) -> None:
    """Raise what `of_round` would raise for this actor, without evaluating anything."""
    with database.read() as session:
        _visible_row(session, actor, round_id)


def _visible_row(session: Session, actor: Actor, round_id: str) -> RoundRow:
    row = rounds.row_of(session, round_id)
    require(actor, Role.ADVISOR, Role.MUNICIPALITY, Role.WALL, Role.PARTICIPANT, series_id=row.series_id)
    if not _may_see(actor, rounds.view(session, row)):
        raise Refused(
            _("The result of this round is hidden until it is revealed."),
            _("Please wait until the advisor reveals it."),
        )
    return row


class Placed(BaseModel):
    """Where an item stands under some weights: score 0 to 1 and rank, both None without enough ratings."""

    model_config = ConfigDict(frozen=True)

    item_id: str
    title: str
    score: float | None
    rank: int | None


def placed_under(
    database: Database, actor: Actor, round_id: str, given: Sequence[weights.WeightsView]
) -> tuple[tuple[Placed, ...], ...]:
    """Return for each of these weights the round's items, best first: only the ranking, at once."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        row = _visible_row(session, actor, round_id)
        matrix = ratings.matrix(session, row)
        criteria = rounds.criteria_in(existing(session, row.series_id), row)
        items = queries.many(session, ItemRow, series_id=row.series_id)
    titles = {item.id: item.title for item in items}
    found = []
    for each in given:
        dimensions, within = weights.in_force(each, criteria)
        quorum = 1 if row.kind == rounds.Kind.GROUP else None
        prepared = prepare(
            matrix.values, matrix.item_ids, criteria, dimensions, within, matrix.groups, "mean", quorum
        )
        found.append(_placed(prepared, titles))
    return tuple(found)


def _placed(prepared: Prepared, titles: Mapping[str, str]) -> tuple[Placed, ...]:
    ranks = dict(
        zip(prepared.eligible_ids, competition_ranks(prepared.scores[prepared.eligible]), strict=True)
    )
    placed = [
        Placed(
            item_id=item_id,
            title=titles[item_id],
            score=None if np.isnan(score) else float(score),
            rank=int(ranks[item_id]) if item_id in ranks else None,
        )
        for item_id, score in zip(prepared.item_ids, prepared.scores, strict=True)
    ]
    return tuple(sorted(placed, key=lambda one: one.rank or len(placed) + 1))


def raw_ratings(actor: Actor, seen: RoundEvaluation) -> ratings.RatingMatrix:
    """Return every single answer behind an evaluation, for computing it again; no names exist.

    Outside the advisor's hands the answers of fewer than five people are left out: they could be guessed.
    """
    require(actor, Role.ADVISOR, Role.MUNICIPALITY, series_id=seen.round.series_id)
    found = seen.answers
    few = not seen.agreed and len(found.raters) < anonymity.SMALLEST_GROUP
    if actor.role is Role.ADVISOR or not few:
        return found
    return replace(found, values=found.values[:0], judged=found.judged[:0], raters=(), groups=(), kinds=())


@dataclass(frozen=True)
class _Inputs:
    """What `evaluate` is given; the same inputs have the same mark."""

    mark: str
    answers: ratings.RatingMatrix = field(compare=False)
    given: Mapping[str, Any] = field(compare=False)


def _inputs(session: Session, row: RoundRow, agreed: weights.WeightsView) -> _Inputs | None:
    """Read all that a round's evaluation is computed from; None while nothing has been rated."""
    matrix = ratings.matrix(session, row)
    if not matrix.raters or not matrix.item_ids:
        return None
    series = existing(session, row.series_id)
    criteria = rounds.criteria_in(series, row)
    dimension_weights, within_weights = weights.in_force(agreed, criteria)
    given = {
        "item_ids": matrix.item_ids,
        "criteria": criteria,
        "dimension_weights": dimension_weights,
        "within_weights": within_weights,
        "groups": anonymity.masked(matrix.groups),
        "participant_weights": points.leaf_weights(session, series, criteria),
        "minimum_group_size": anonymity.SMALLEST_GROUP,
        "quorum": 1 if row.kind == rounds.Kind.GROUP else None,
    }
    questions = [(criterion.id, criterion.dimension) for criterion in criteria.criteria]
    facts = json.dumps([matrix.values.shape, *(given | {"criteria": questions}).values()])
    mark = hashlib.sha256(matrix.values.tobytes() + facts.encode()).hexdigest()
    return _Inputs(mark, matrix, given)


@lru_cache(maxsize=64)
def _computed(inputs: _Inputs) -> Evaluation:
    """Evaluate once: most changes of a series, such as a title or a text, leave the figures as they are."""
    return evaluate(inputs.answers.values, **inputs.given)


def _evaluated(session: Session, row: RoundRow) -> RoundEvaluation | None:
    agreed = weights.agreed_in(session, row.series_id)
    inputs = _inputs(session, row, agreed)
    if inputs is None:
        return None
    items = {item.id: item for item in queries.many(session, ItemRow, series_id=row.series_id)}
    item_ids = inputs.answers.item_ids
    return RoundEvaluation(
        round=rounds.view(session, row),
        evaluation=_computed(inputs),
        criteria=inputs.given["criteria"],
        titles={item_id: items[item_id].title for item_id in item_ids},
        areas={item_id: items[item_id].area for item_id in item_ids},
        weights=agreed,
        answers=inputs.answers,
        mark=inputs.mark,
    )
