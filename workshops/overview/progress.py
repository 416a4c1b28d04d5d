"""Where a series stands: the steps of the journey, and which comes next on each page."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from scoring.criteria import load_criteria
from storage import standing as counted
from storage.database import Database
from workshops.actors import Actor, Role, require
from workshops.deciding.decisions import ENOUGH_PICKS
from workshops.library.shortlist import RECOMMENDED
from workshops.live.rounds import Kind, State
from workshops.series import existing


class Step(StrEnum):
    """A step of the journey, in its order."""

    OVERVIEW = "overview"
    LIBRARY = "library"
    SELECTION = "selection"
    SCORING = "scoring"
    LIVE = "live"
    WEIGHTS = "weights"
    EVALUATION = "evaluation"
    DECISION = "decision"
    SKETCHES = "sketches"
    RESULT = "result"


_RATING = (Step.SCORING, Step.LIVE)
_WEIGHING_UP = (Step.WEIGHTS, Step.EVALUATION, Step.DECISION)


class Progress(BaseModel):
    """What has been done in a series, in numbers.

    `gates_open`: entries that are not excluded and lack an answer to a gate. `running`: where a round waits
    for answers or its reveal. `weighed`: whether weights were agreed. Sketches are those of what is picked,
    links those that were not revoked. `talk`: the newest round was answered in people's own time and is over,
    and nothing was made of it yet; the meeting begins with what opinions differ on.
    """

    model_config = ConfigDict(frozen=True)

    items: int
    gates_open: int
    revealed: int
    running: Step | None
    weighed: bool
    picks: int
    sketches: int
    links: int
    talk: bool = False

    @property
    def due(self) -> Step | None:
        """What is to be done next, wherever one is; None when all is done."""
        if self.running or self.talk:
            return self.running or Step.LIVE
        return self._due_after_the_room()

    def _due_after_the_room(self) -> Step | None:
        if not self.revealed:
            return self._before_the_result()
        if self.picks < ENOUGH_PICKS:
            return Step.DECISION if self.picks else Step.EVALUATION if self.weighed else Step.WEIGHTS
        if self.sketches < self.picks:
            return Step.SKETCHES
        return None if self.links else Step.RESULT

    def _before_the_result(self) -> Step:
        if not self.items:
            return Step.OVERVIEW
        if self.items < RECOMMENDED.start:
            return Step.LIBRARY
        return Step.SELECTION if self.gates_open else Step.LIVE

    def next_from(self, here: Step | None) -> Step | None:
        """Return where a page leads to; None where it is the page on which to go on.

        What could be better is no reason to send somebody back who is at work: a short list can be rated, and
        the result handed over while one sketch is still missing.
        """
        due = self.due
        if self.talk and not self.running and here in (Step.LIVE, *_WEIGHING_UP):
            due = self._due_after_the_room()
        if due is Step.OVERVIEW and here is not None:
            due = Step.LIBRARY
        if here is None or due is None:
            return due
        if due in _WEIGHING_UP and here in _WEIGHING_UP:
            return self._after(here, due)
        at_work = (
            (due is Step.LIVE and not self.running and here in _RATING)
            or (due is Step.LIBRARY and self.items > 0 and here in _RATING)
            or (due is Step.SKETCHES and self.sketches > 0 and here is Step.RESULT)
        )
        return None if at_work or here is due else due

    @staticmethod
    def _after(here: Step, due: Step) -> Step | None:
        """Return the step after this page: weights, evaluation and decision follow each other."""
        place = max(_WEIGHING_UP.index(here) + 1, _WEIGHING_UP.index(due))
        return _WEIGHING_UP[place] if place < len(_WEIGHING_UP) else None


def progress(database: Database, actor: Actor, series_id: str) -> Progress:
    """Return what has been done in a series."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        existing(session, series_id)
        return of_standing(counted.standing(session, series_id, gates=len(load_criteria().gates)))


def of_standing(found: counted.Standing) -> Progress:
    """Return what the counts of a series say."""
    return Progress(
        items=found.items,
        gates_open=found.gates_open,
        revealed=found.revealed,
        running=_running(found),
        weighed=bool(found.weighed),
        picks=found.picks,
        sketches=found.sketches,
        links=found.links,
        talk=_talk(found),
    )


def _talk(found: counted.Standing) -> bool:
    """Whether a round that was answered at home waits for its reveal, or nothing was made of it since."""
    fresh = found.newest_state == State.REVEALED and not found.weighed and not found.picks
    return bool(found.newest_at_home) and (fresh or found.newest_state == State.CLOSED)


def _running(found: counted.Standing) -> Step | None:
    """Return where the newest round goes on; one that was left behind by a later result is not waited for."""
    if found.newest_state in (None, State.REVEALED):
        return None
    if found.newest_kind == Kind.LIVE:
        return Step.LIVE
    return Step.SCORING if found.newest_answers else None
