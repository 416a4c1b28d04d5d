"""The evaluation of a series: what the room knows and the weights in, `scoring.Evaluation` out.

The living result takes the newest answers of all rounds; a single round is shown as it was revealed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from scoring.criteria import CriteriaSet
from scoring.evaluation import Evaluation
from scoring.preparation import Prepared
from scoring.ranking import competition_ranks
from storage import living_queries, queries
from storage.database import Database
from storage.tables import RatingRow, RoundRow
from translations import _
from workshops import names
from workshops.actors import Actor, Role, require
from workshops.errors import Refused
from workshops.evaluation import computing, kept
from workshops.evaluation.matrix import LivingAnswers
from workshops.live import anonymity, left_out, ratings, rounds
from workshops.live.counting import Counting
from workshops.live.given_out import GivenOut, given_out
from workshops.live.handed_out import HandedOut, handed_out
from workshops.live.left_out import LeftOut
from workshops.series import existing
from workshops.weighing import weights


class RoundEvaluation(BaseModel):
    """An evaluation with the questions, titles and areas that its ids stand for.

    `living` says that it is the result of the series: the newest answers of all rounds, of which `round` is
    the newest. `again` are the entries that this round has rated anew; `left_out` were rated and do not count
    any more. `given_out` says of each round with short ballots how its questions were given out, `handed_out`
    of each in one's own time how long it was open, `not_asked` which groups were not asked about a criterion,
    by its id. `mark` is the same for as long as everything that entered the figures is the same. `answers`
    are what they come from: nobody gets them but by `raw_ratings`, and nobody at all `by_group`.
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    round: rounds.RoundView
    living: bool = True
    again: frozenset[str] = frozenset()
    counting: Counting = Counting()
    left_out: tuple[LeftOut, ...] = ()
    given_out: tuple[GivenOut, ...] = ()
    handed_out: tuple[HandedOut, ...] = ()
    not_asked: Mapping[str, tuple[str, ...]] = {}
    evaluation: Evaluation
    criteria: CriteriaSet
    titles: Mapping[str, str]
    areas: Mapping[str, str]
    weights: weights.WeightsView
    answers: ratings.RatingMatrix = Field(repr=False)
    by_group: bool = False
    mark: str

    @property
    def agreed(self) -> bool:
        """Whether the room agreed on all these ratings: they are those of no single person."""
        return all(kind == rounds.Kind.GROUP for kind in self.answers.kinds)

    @property
    def first_stage(self) -> bool:
        """Whether only the overall questions of the dimensions have been asked."""
        return all(each.id == each.dimension for each in self.criteria.criteria)


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
        return tuple(rounds.view(session, row) for row in shown_rows(session, actor, series_id))


def shown_rows(session: Session, actor: Actor, series_id: str) -> list[RoundRow]:
    """Return the rows of `shown_rounds`, within an open transaction."""
    rows = queries.many(session, RoundRow, series_id=series_id, order_by=("number",))
    return [row for row in rows if _may_see(actor, row) and queries.some(session, RatingRow, round_id=row.id)]


def _may_see(actor: Actor, row: RoundRow) -> bool:
    if row.state == rounds.State.REVEALED:
        return True
    return actor.role is Role.ADVISOR and row.kind == rounds.Kind.GROUP


def check_shown(actor: Actor, series_id: str) -> None:
    """Raise what `current` would raise for an actor who has no right to this series."""
    require(actor, Role.ADVISOR, Role.MUNICIPALITY, Role.WALL, Role.PARTICIPANT, series_id=series_id)


def current(database: Database, actor: Actor, series_id: str) -> RoundEvaluation | None:
    """Evaluate what the room knows, as far as this actor may see it; None while that is nothing."""
    check_shown(actor, series_id)
    with database.read() as session:
        existing(session, series_id)
        return current_in(session, actor, series_id)


def current_in(session: Session, actor: Actor, series_id: str) -> RoundEvaluation | None:
    """Evaluate what the room knows, within an open transaction."""
    rows = shown_rows(session, actor, series_id)
    return _evaluated(session, rows, weights.agreed_in(session, series_id), living=True) if rows else None


def of_round(database: Database, actor: Actor, round_id: str) -> RoundEvaluation | None:
    """Evaluate what a round asked, as it was revealed, with the weights of then; None without any rating.

    People's answers are those that were known when it was revealed, from this and the rounds before: with the
    answers of this round alone beside the result, those of who did not answer again would follow. What does
    not count any more has no rank in it either: `left_out` says why.

    Raises:
        Refused: its result is not open to this actor before the reveal.
    """
    with database.read() as session:
        row = _visible_row(session, actor, round_id)
        rows = [row] if row.kind == rounds.Kind.GROUP else _up_to(session, row)
        return _evaluated(session, rows, weights.at_reveal(session, row), living=False)


def _up_to(session: Session, row: RoundRow) -> list[RoundRow]:
    """Return the live rounds that had been revealed when this one was, oldest first."""
    rows = queries.many(session, RoundRow, series_id=row.series_id, kind=row.kind, order_by=("number",))
    return [each for each in rows if each.number <= row.number and each.state == rounds.State.REVEALED]


def check_visible(database: Database, actor: Actor, round_id: str) -> None:
    """Raise what `of_round` would raise for this actor, without evaluating anything."""
    with database.read() as session:
        _visible_row(session, actor, round_id)


def _visible_row(session: Session, actor: Actor, round_id: str) -> RoundRow:
    row = rounds.row_of(session, round_id)
    require(actor, Role.ADVISOR, Role.MUNICIPALITY, Role.WALL, Role.PARTICIPANT, series_id=row.series_id)
    if not _may_see(actor, row):
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
    database: Database, actor: Actor, series_id: str, given: Sequence[weights.WeightsView]
) -> tuple[tuple[Placed, ...], ...]:
    """Return for each of these weights what has been rated, best first: only the ranking, at once."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        rows = shown_rows(session, actor, series_id)
        answers = known_in(session, rows) if rows else None
        titles = living_queries.named(session, series_id)
    if answers is None:
        return tuple(() for _each in given)
    return tuple(_placed(computing.prepared(answers, each), titles) for each in given)


def known_in(
    session: Session, rows: Sequence[RoundRow], only: RoundRow | None = None
) -> LivingAnswers | None:
    """Return the living answers of some rounds of one series to what can still be chosen.

    `only`: of this only what one of the rounds asked about.
    """
    series_id = rows[0].series_id
    items = rounds.ratable(session, series_id)
    if only is not None:
        asked = rounds.items_of(session, only)
        items = tuple(item for item in items if item in asked)
    return kept.of_rounds(session, existing(session, series_id), rows, items)


def _placed(prepared: Prepared, items: Mapping[str, living_queries.Named]) -> tuple[Placed, ...]:
    ranks = dict(
        zip(prepared.eligible_ids, competition_ranks(prepared.scores[prepared.eligible]), strict=True)
    )
    placed = [
        Placed(
            item_id=item_id,
            title=names.shown(items[item_id].title, items[item_id].snapshot),
            score=None if np.isnan(score) else float(score),
            rank=int(ranks[item_id]) if item_id in ranks else None,
        )
        for item_id, score in zip(prepared.item_ids, prepared.scores, strict=True)
    ]
    return tuple(sorted(placed, key=lambda one: one.rank or len(placed) + 1))


def raw_ratings(actor: Actor, seen: RoundEvaluation) -> ratings.RatingMatrix:
    """Return the single answers behind an evaluation, for computing it again; no names exist.

    There are none of fewer than five people, and none beside figures of groups: together they would tell who
    in the rows belongs to which group, as would the gaps of a group that is not asked everything. A question
    whose figures are not shown is empty in them.
    """
    require(actor, Role.ADVISOR, Role.MUNICIPALITY, series_id=seen.round.series_id)
    found = seen.answers
    own = np.array([kind != rounds.Kind.GROUP for kind in found.kinds], dtype=bool)
    groups = [group for group, is_own in zip(found.groups, own, strict=True) if is_own]
    by_group = seen.by_group or seen.not_asked or anonymity.shown_groups(groups)
    if 0 < own.sum() < anonymity.SMALLEST_GROUP or by_group:
        return replace(
            found,
            values=found.values[:0],
            judged=found.judged[:0],
            asked=None,
            raters=(),
            groups=(),
            kinds=(),
        )
    hidden = np.array([[each.pooled for each in item.criteria] for item in seen.evaluation.items], dtype=bool)
    empty = own[:, None, None] & hidden[None]
    return replace(found, values=np.where(empty, np.nan, found.values), judged=found.judged | empty)


def _again(answers: LivingAnswers, newest: int) -> Iterator[str]:
    """Yield what the newest round has rated anew."""
    for item_id in answers.answers.item_ids:
        places = answers.rated_in.get(item_id, frozenset())
        if newest in places and len(places) > 1:
            yield item_id


def _evaluated(
    session: Session, rows: Sequence[RoundRow], in_force: weights.WeightsView, *, living: bool
) -> RoundEvaluation | None:
    newest = rows[-1]
    answers = known_in(session, rows, None if living else newest)
    if answers is None:
        return None
    series = existing(session, newest.series_id)
    inputs = computing.inputs(session, series, answers, in_force)
    items = living_queries.named(session, newest.series_id)
    item_ids = answers.answers.item_ids
    told = rows if living else [newest]
    return RoundEvaluation(
        round=rounds.view(session, newest),
        living=living,
        again=frozenset(_again(answers, newest.number)),
        counting=answers.counting,
        left_out=left_out.of_rounds(session, told),
        given_out=tuple(found for row in told if (found := given_out(session, row))),
        handed_out=tuple(home for row in told if (home := handed_out(session, row))),
        not_asked={
            key: tuple(groups)
            for row in told
            for key, groups in row.left_out.items()
            if key in answers.criteria.ids
        },
        evaluation=computing.evaluated(inputs),
        criteria=answers.criteria,
        titles={each: names.shown(items[each].title, items[each].snapshot) for each in item_ids},
        areas={item_id: items[item_id].area for item_id in item_ids},
        weights=in_force,
        answers=answers.answers,
        by_group=answers.showing.by_group,
        mark=inputs.mark,
    )
