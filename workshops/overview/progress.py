"""Where a series stands: the six steps of the journey, and which comes next."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from storage import standing as counted
from storage.database import Database
from workshops.actors import Actor, Role, require
from workshops.deciding.decisions import ENOUGH_PICKS
from workshops.library.shortlist import RECOMMENDED
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
        return Progress(**counted.standing(session, series_id)._asdict())
