"""After the reveal: what I said beside what the group said, and what a second round has moved."""

from collections.abc import Mapping

import numpy as np
from pydantic import BaseModel, ConfigDict

from storage.database import Database
from translations import _
from workshops.actors import Actor, Role, require
from workshops.errors import Refused
from workshops.evaluation import outcome
from workshops.live import ratings, rounds
from workshops.live.anonymity import SMALLEST_GROUP
from workshops.live.rounds import Kind, RoundView, State


class GroupMean(BaseModel):
    """The mean of all answers to one question about one item.

    `mean` is None when fewer than five people have judged.
    """

    model_config = ConfigDict(frozen=True)

    criterion_id: str
    mean: float | None
    n: int


def group_means(database: Database, actor: Actor, round_id: str) -> Mapping[str, tuple[GroupMean, ...]]:
    """Return for each item, in the order of the round, what the group said to each question.

    Raises:
        Refused: the round is not revealed.
    """
    with database.read() as session:
        row = rounds.row_of(session, round_id)
        require(actor, Role.ADVISOR, Role.WALL, Role.PARTICIPANT, series_id=row.series_id)
        if row.state != State.REVEALED:
            raise Refused(
                _("The result of this round is hidden until it is revealed."),
                _("Please wait until the advisor reveals it."),
            )
        matrix = ratings.matrix(session, row)
    numbers = np.isfinite(matrix.values).sum(axis=0)
    sums = np.nansum(matrix.values, axis=0)
    return {
        item_id: tuple(
            _mean(criterion_id, int(numbers[place, column]), float(sums[place, column]))
            for column, criterion_id in enumerate(matrix.criterion_ids)
        )
        for place, item_id in enumerate(matrix.item_ids)
    }


def _mean(criterion_id: str, n: int, total: float) -> GroupMean:
    return GroupMean(criterion_id=criterion_id, mean=total / n if n >= SMALLEST_GROUP else None, n=n)


class Movement(BaseModel):
    """How an item's place and score (0 to 1) changed between two revealed rounds."""

    model_config = ConfigDict(frozen=True)

    item_id: str
    title: str
    rank_before: int | None
    rank: int | None
    score_before: float | None
    score: float | None


def movement(database: Database, actor: Actor, round_id: str) -> tuple[Movement, ...]:
    """Compare a revealed live round with the revealed live round before it; empty when there is none."""
    after = outcome.of_round(database, actor, round_id)
    earlier = _round_before(database, actor, after.round) if after else None
    before = outcome.of_round(database, actor, earlier.id) if earlier else None
    if after is None or before is None:
        return ()
    then = {item.item_id: item for item in before.evaluation.items}
    return tuple(
        Movement(
            item_id=item.item_id,
            title=after.titles[item.item_id],
            rank_before=then[item.item_id].rank if item.item_id in then else None,
            rank=item.rank,
            score_before=then[item.item_id].score if item.item_id in then else None,
            score=item.score,
        )
        for item in after.evaluation.ranking
    )


def _round_before(database: Database, actor: Actor, after: RoundView) -> RoundView | None:
    held = rounds.every(database, actor, after.series_id)
    earlier = [
        each
        for each in held
        if each.kind is Kind.LIVE and each.state is State.REVEALED and each.number < after.number
    ]
    return earlier[-1] if earlier else None
