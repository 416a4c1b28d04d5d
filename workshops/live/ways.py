"""What each way of asking costs the room, and which one suits it; the minutes come from earlier rounds."""

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum
from itertools import pairwise
from statistics import median

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from scoring.allocation import enough_for_short, first_questions
from storage import live_queries
from storage.database import Database
from workshops.actors import Actor, Role, require
from workshops.live import attendance, rounds
from workshops.live.allocation import left_of
from workshops.live.rounds import Stage
from workshops.series import existing

LONG_BALLOT = 40
"""From more questions than this on, short ballots are suggested."""
SECONDS_PER_ANSWER = 11.0
"""What an answer takes until a round has shown it."""
_FEWEST_MEASURED = 30
_AT_ONCE = timedelta(seconds=0.5)  # what was sent together says nothing
_PAUSE = timedelta(minutes=2)  # who takes longer between two answers has put the phone away


class Way(StrEnum):
    """How a round asks: a part drawn by plan, everything, or one question for each dimension."""

    SHORT = "short"
    FULL = "full"
    OVERALL = "overall"


class Cost(BaseModel):
    """What a way asks of each person, and minutes; `further` more each time that the advisor asks on."""

    model_config = ConfigDict(frozen=True)

    way: Way
    questions: int
    further: int
    minutes: int


class Ways(BaseModel):
    """The ways of asking for a room of `people` (0: not known yet) and these entries.

    `enough`: short ballots can be answered for. `measured`: the seconds per answer come from this series.
    """

    model_config = ConfigDict(frozen=True)

    people: int
    items: int
    costs: tuple[Cost, ...]
    suggested: Way
    enough: bool
    seconds: float
    measured: bool

    def cost(self, way: Way) -> Cost:
        """Return what one way costs."""
        return {cost.way: cost for cost in self.costs}[way]


def ways(database: Database, actor: Actor, series_id: str, item_ids: Sequence[str] = ()) -> Ways:
    """Return what each way costs in this room; without a choice for all entries that can be rated."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        series = existing(session, series_id)
        items = len(item_ids) or len(rounds.ratable(session, series_id))
        joined = rounds.readiness_in(session, series_id, None).joined
        people = max(joined, attendance.expected(series) or 0)
        criteria = len(rounds.questions(series, Stage.CRITERIA).ids)
        dimensions = len(rounds.questions(series, Stage.DIMENSIONS).ids)
        measured = _seconds(session, series_id)
    seconds = measured or SECONDS_PER_ANSWER
    full, room = items * criteria, max(people, 1)
    first = first_questions(items, criteria, room) if items else 0
    asked = {
        Way.SHORT: (first, min(left_of(first, 0), full - first)),
        Way.FULL: (full, 0),
        Way.OVERALL: (items * dimensions, 0),
    }
    enough = bool(items) and enough_for_short(items, criteria, room)
    return Ways(
        people=people,
        items=items,
        costs=tuple(
            Cost(way=way, questions=n, further=more, minutes=max(1, round(n * seconds / 60)))
            for way, (n, more) in asked.items()
        ),
        suggested=Way.SHORT if full > LONG_BALLOT and enough else Way.FULL,
        enough=enough,
        seconds=seconds,
        measured=measured is not None,
    )


def _seconds(session: Session, series_id: str) -> float | None:
    """Return the median seconds between two answers of one person, None with too few to measure."""
    times = live_queries.answer_times(session, series_id)
    gaps = [
        later - earlier
        for (who, earlier), (next_one, later) in pairwise(times)
        if who == next_one and _AT_ONCE < later - earlier < _PAUSE
    ]
    return median(gap.total_seconds() for gap in gaps) if len(gaps) >= _FEWEST_MEASURED else None


def seconds_per_answer(database: Database, actor: Actor, series_id: str) -> float:
    """Return how long an answer takes in this series, for the time left that phones show."""
    require(actor, Role.ADVISOR, Role.PARTICIPANT, series_id=series_id)
    with database.read() as session:
        return _seconds(session, series_id) or SECONDS_PER_ANSWER
