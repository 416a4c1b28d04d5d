"""A long shortlist in two stages: one question per dimension, then all criteria for what is in reach."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from scoring.staging import RatingLoad, SecondStage, rating_loads, second_stage
from storage import queries
from storage.database import Database
from storage.tables import RatingRow
from translations import _
from workshops import journal
from workshops.actors import Actor, Role, require
from workshops.criteria import criteria_of
from workshops.errors import Refused
from workshops.evaluation.outcome import RoundEvaluation
from workshops.live import agreeing, rounds, steering
from workshops.live.rounds import Kind, RoundView, Stage, State
from workshops.series import existing

LONG_LIST = 16
"""From this many entries on two stages are suggested: more than a group can rate well on all criteria."""
LIKELY_IN_REACH = 10
"""How many entries a first stage usually leaves; the true number is known after it."""


class StageChoice(BaseModel):
    """What each way of rating costs one person; `people` is how many are in the room, at least one."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    items: int
    people: int
    in_reach: int
    loads: tuple[RatingLoad, ...]

    @property
    def suggested(self) -> bool:
        """Whether the list is long enough for two stages."""
        return self.items >= LONG_LIST


def choice(database: Database, actor: Actor, series_id: str) -> StageChoice | None:
    """Return how many judgements each way of rating asks of a person; None for an empty shortlist."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        criteria = criteria_of(existing(session, series_id))
        items = len(rounds.ratable(session, series_id))
        people = max(rounds.readiness_in(session, series_id, None).joined, 1)
    if not items:
        return None
    in_reach = min(items, LIKELY_IN_REACH)
    loads = rating_loads(
        items, len(criteria.ids), raters=people, in_reach=in_reach, dimensions=len(criteria.dimensions)
    )
    return StageChoice(items=items, people=people, in_reach=in_reach, loads=loads)


def change_stage(database: Database, actor: Actor, round_id: str, stage: Stage) -> RoundView:
    """Ask the questions of another stage in a round in which nothing has been rated yet."""
    require(actor, Role.ADVISOR)
    with database.write() as session:
        row = rounds.row_of(session, round_id)
        begun = row.kind == Kind.LIVE and row.state != State.DRAFT
        if begun or row.state == State.REVEALED or queries.count(session, RatingRow, round_id=row.id):
            raise Refused(
                _("This round has begun: its questions can no longer be changed."),
                _("Please finish it first; the next round can ask other questions."),
            )
        if row.stage != stage:
            row.stage = stage
            row.criterion_ids = list(rounds.questions(existing(session, row.series_id), stage).ids)
            session.add(row)
            journal.record(session, actor, row.series_id, "stage_changed", round=row.number, stage=stage)
        return rounds.view(session, row)


def reach(seen: RoundEvaluation) -> SecondStage | None:
    """Return which entries the second stage should look at; None if this was not a first stage."""
    return second_stage(seen.evaluation) if seen.first_stage else None


def begin_second(
    database: Database, actor: Actor, seen: RoundEvaluation, item_ids: Sequence[str]
) -> RoundView:
    """Begin the second stage with these entries: an open group round, or a live round to be opened."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        rounds.ratable_part(session, seen.round.series_id, item_ids)  # before the first stage is finished
    if seen.round.kind is Kind.LIVE:
        return steering.prepare(database, actor, seen.round.series_id, item_ids=item_ids)
    if seen.round.state is State.OPEN:
        agreeing.finish_group_round(database, actor, seen.round.id)
    return agreeing.next_group_round(
        database, actor, seen.round.series_id, stage=Stage.CRITERIA, item_ids=item_ids
    )
