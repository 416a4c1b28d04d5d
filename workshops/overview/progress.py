"""Where a series stands: the six steps of the journey, and which comes next."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from storage import queries
from storage.database import Database
from storage.tables import AccessLinkRow, PickRow, RatingRow, RoundRow, SketchRow
from workshops.actors import Actor, Role, require
from workshops.deciding.decisions import ENOUGH_PICKS
from workshops.library.shortlist import RECOMMENDED
from workshops.live.rounds import State
from workshops.series import existing


class Step(StrEnum):
    """A step of the journey."""

    OVERVIEW = "overview"
    SELECTION = "selection"
    SCORING = "scoring"
    DECISION = "decision"
    SKETCHES = "sketches"
    RESULT = "result"


class Progress(BaseModel):
    """What has been done in a series, in numbers: sketches of what is picked, links that were not revoked."""

    model_config = ConfigDict(frozen=True)

    items: int
    gates_answered: int
    rounds: int
    revealed: int
    ratings: int
    picks: int
    sketches: int
    links: int

    def is_done(self, step: Step) -> bool:
        """Whether enough of a step is there to go on."""
        enough = {
            Step.OVERVIEW: self.items > 0,
            Step.SELECTION: self.items >= RECOMMENDED.start or self.ratings > 0,
            Step.SCORING: self.revealed > 0,
            Step.DECISION: self.picks >= ENOUGH_PICKS,
            Step.SKETCHES: 0 < self.picks <= self.sketches,
            Step.RESULT: self.sketches > 0 and self.links > 0,
        }
        return enough[step]

    @property
    def next_step(self) -> Step:
        """The first step after the last one that is done; the last step when all are."""
        steps = list(Step)
        done = [index for index, step in enumerate(steps) if self.is_done(step)]
        return steps[min(done[-1] + 1, len(steps) - 1)] if done else Step.OVERVIEW


def progress(database: Database, actor: Actor, series_id: str) -> Progress:
    """Return what has been done in a series."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        existing(session, series_id)
        items = queries.shortlist(session, series_id)
        on_list = {item.id for item in items}
        rounds = queries.many(session, RoundRow, series_id=series_id)
        picked = {pick.item_id for pick in queries.many(session, PickRow, series_id=series_id)}
        sketched = {sketch.item_id for sketch in queries.many(session, SketchRow, series_id=series_id)}
        return Progress(
            items=len(items),
            gates_answered=sum(gate.item_id in on_list for gate in queries.gates(session, series_id)),
            rounds=len(rounds),
            revealed=sum(row.state == State.REVEALED for row in rounds),
            ratings=sum(queries.count(session, RatingRow, round_id=row.id) for row in rounds),
            picks=len(picked),
            sketches=len(picked & sketched),
            links=queries.count(
                session, AccessLinkRow, series_id=series_id, kind="municipality", revoked_at=None
            ),
        )
