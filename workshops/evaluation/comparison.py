"""After the reveal: what I said beside what the group said, and what the newest round has moved."""

from collections.abc import Mapping
from enum import StrEnum

import numpy as np
from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from scoring.arrays import FloatArray
from scoring.preparation import Prepared
from scoring.ranking import competition_ranks
from storage import queries
from storage.database import Database
from storage.tables import ItemRow, RoundRow
from workshops import names
from workshops.actors import Actor, Role, require
from workshops.evaluation import computing, outcome
from workshops.evaluation.kept import ByRevision
from workshops.evaluation.matrix import LivingAnswers
from workshops.live.rounds import Kind, State
from workshops.series import existing
from workshops.weighing import weights

LEVEL = 0.0005
"""Scores (0 to 1) closer than this are shown with the same points: nothing has moved."""


class GroupMean(BaseModel):
    """The mean of all answers to one question about one item, and how often each rating was given.

    `mean` and `counts` are None, and `n` is 0, where the rule of five hides a question. `agreed` is what the
    room agreed on, if that counts: then there is no mean of single answers.
    """

    model_config = ConfigDict(frozen=True)

    criterion_id: str
    mean: float | None
    n: int
    counts: tuple[int, int, int, int, int] | None = None
    agreed: bool = False


def group_means(database: Database, actor: Actor, series_id: str) -> Mapping[str, tuple[GroupMean, ...]]:
    """Return for each item what the group said to each question: the newest answers of all rounds."""
    require(actor, Role.ADVISOR, Role.WALL, Role.PARTICIPANT, series_id=series_id)
    with database.read() as session:
        existing(session, series_id)
        rows = _revealed(session, series_id)
        known = outcome.known_in(session, rows) if rows else None
    if known is None:
        return {}
    return {
        item_id: tuple(_mean(known, place, column) for column in range(len(known.criteria.ids)))
        for place, item_id in enumerate(known.answers.item_ids)
    }


def _revealed(session: Session, series_id: str) -> list[RoundRow]:
    return [
        row
        for row in queries.many(session, RoundRow, series_id=series_id, order_by=("number",))
        if row.state == State.REVEALED
    ]


def _mean(known: LivingAnswers, place: int, column: int) -> GroupMean:
    criterion_id = known.criteria.ids[column]
    if _is_agreed(known, place, column):
        value = known.answers.values[-1, place, column]
        return GroupMean(
            criterion_id=criterion_id, mean=None if np.isnan(value) else float(value), n=0, agreed=True
        )
    answers = known.own[:, place, column]
    answers = answers[~np.isnan(answers)]
    if not known.showing.questions[place, column]:
        return GroupMean(criterion_id=criterion_id, mean=None, n=0)
    one, two, three, four, five = (int((answers == value).sum()) for value in range(1, 6))
    return GroupMean(
        criterion_id=criterion_id,
        mean=float(answers.mean()),
        n=len(answers),
        counts=(one, two, three, four, five),
    )


def _is_agreed(known: LivingAnswers, place: int, column: int) -> bool:
    if known.agreed is not None:
        return bool(known.agreed.cells[place, column])
    return known.answers.kinds[-1:] == (Kind.GROUP,)


class Direction(StrEnum):
    """Whether an item has gained points or lost some."""

    UP = "up"
    DOWN = "down"
    LEVEL = "level"


class Movement(BaseModel):
    """How an item's place and score (0 to 1) changed by the newest round.

    Places are among the entries ranked before and after; another item has none to compare. `again` says that
    this round rated it anew.
    """

    model_config = ConfigDict(frozen=True)

    item_id: str
    title: str
    rank_before: int | None
    rank: int | None
    score_before: float | None
    score: float | None
    again: bool

    @property
    def direction(self) -> Direction | None:
        """Where the points went: who has fewer is never a riser, whatever the others did."""
        if self.score is None or self.score_before is None:
            return None
        change = self.score - self.score_before
        if abs(change) < LEVEL:
            return Direction.LEVEL
        return Direction.UP if change > 0 else Direction.DOWN


_movements: ByRevision[tuple[Movement, ...]] = ByRevision()


def movement(database: Database, actor: Actor, series_id: str) -> tuple[Movement, ...]:
    """Compare what the room knows with what it knew before the newest revealed round, best first.

    Both sides hold today's entries at today's weights: only the answers differ. Empty where the round has
    rated nothing anew.
    """
    require(actor, Role.ADVISOR, Role.WALL, Role.PARTICIPANT, Role.MUNICIPALITY, series_id=series_id)
    return _movements.get(database, series_id, lambda: _movement(database, series_id))


def _movement(database: Database, series_id: str) -> tuple[Movement, ...]:
    with database.read() as session:
        rows = _revealed(session, series_id)
        after = outcome.known_in(session, rows) if len(rows) > 1 else None
        before = outcome.known_in(session, rows[:-1]) if after else None
        in_force = weights.agreed_in(session, series_id)
        held = queries.many(session, ItemRow, series_id=series_id)
        titles = {item.id: names.shown(item.title, item.snapshot) for item in held}
    if after is None or before is None:
        return ()
    newest = rows[-1].number
    again = {item for item, places in after.rated_in.items() if newest in places and len(places) > 1}
    if again.isdisjoint(after.answers.item_ids):
        return ()
    return _compared(computing.prepared(before, in_force), computing.prepared(after, in_force), titles, again)


def _compared(
    before: Prepared, after: Prepared, titles: Mapping[str, str], again: set[str]
) -> tuple[Movement, ...]:
    then, now = _scores(before), _scores(after)
    both = [item_id for item_id in after.eligible_ids if item_id in before.eligible_ids]
    ranks_then, ranks_now = _ranks(both, then), _ranks(both, now)
    moved = [
        Movement(
            item_id=item_id,
            title=titles[item_id],
            rank_before=ranks_then.get(item_id),
            rank=ranks_now.get(item_id),
            score_before=then.get(item_id),
            score=score,
            again=item_id in again,
        )
        for item_id, score in now.items()
    ]
    return tuple(sorted(moved, key=lambda each: -(each.score or 0.0)))


def _scores(prepared: Prepared) -> dict[str, float]:
    return {prepared.item_ids[place]: float(prepared.scores[place]) for place in prepared.eligible.tolist()}


def _ranks(item_ids: list[str], scores: Mapping[str, float]) -> dict[str, int]:
    given: FloatArray = np.array([scores[item_id] for item_id in item_ids])
    return {item_id: int(rank) for item_id, rank in zip(item_ids, competition_ranks(given), strict=True)}
