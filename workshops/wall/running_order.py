"""The running order of an afternoon: its parts with their minutes, and when it begins."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, ValidationError

from storage import queries
from storage.database import Database
from storage.tables import SeriesRow
from translations import N_, _
from workshops.actors import Actor, Role, require
from workshops.errors import InvalidInput
from workshops.live import own_time
from workshops.series import existing
from workshops.wall.scenes import Scene

_SETTINGS = "running_order"
LONGEST = 240
_HALF_A_DAY = 12 * 60


class Part(StrEnum):
    """A part of the afternoon."""

    ARRIVE = "arrive"
    OVERVIEW = "overview"
    CHOOSE = "choose"
    RATE = "rate"
    REVEAL = "reveal"
    DISCUSS = "discuss"
    RATE_AGAIN = "rate_again"
    WEIGH = "weigh"
    DECIDE = "decide"


NAMES = {
    Part.ARRIVE: N_("Arriving"),
    Part.OVERVIEW: N_("What others do"),
    Part.CHOOSE: N_("Choosing"),
    Part.RATE: N_("Rating"),
    Part.REVEAL: N_("The reveal"),
    Part.DISCUSS: N_("Talking"),
    Part.RATE_AGAIN: N_("Rating again"),
    Part.WEIGH: N_("Weighing"),
    Part.DECIDE: N_("Deciding"),
}
DEFAULT = {
    Part.ARRIVE: 10,
    Part.OVERVIEW: 20,
    Part.CHOOSE: 20,
    Part.RATE: 15,
    Part.REVEAL: 5,
    Part.DISCUSS: 20,
    Part.RATE_AGAIN: 5,
    Part.WEIGH: 10,
    Part.DECIDE: 15,
}
_OF_SCENE = {
    Scene.ARRIVE: Part.ARRIVE,
    Scene.WAY: Part.ARRIVE,
    Scene.FIELD: Part.OVERVIEW,
    Scene.STORY: Part.OVERVIEW,
    Scene.IDEAS: Part.CHOOSE,
    Scene.DOTS: Part.CHOOSE,
    Scene.RATING: Part.RATE,
    Scene.REVEAL: Part.REVEAL,
    Scene.PORTFOLIO: Part.REVEAL,
    Scene.DIFFER: Part.DISCUSS,
    Scene.REMARKS: Part.DISCUSS,
    Scene.MOVED: Part.RATE_AGAIN,
    Scene.WEIGHTS: Part.WEIGH,
    Scene.DECISION: Part.DECIDE,
}


_USUAL = tuple(Part)
_AT = _USUAL.index(Part.REVEAL)
_TALK_FIRST = (*_USUAL[:_AT], Part.DISCUSS, Part.REVEAL, *_USUAL[_AT + 2 :])
"""After a round in one's own time the room begins with what opinions differ on, and then sees the places."""


class PartView(BaseModel):
    """One part with its minutes and, where a beginning is set, its time of day."""

    model_config = ConfigDict(frozen=True)

    part: Part
    minutes: int
    starts_at: time | None

    @property
    def name(self) -> str:
        """The name in the language in use."""
        return _(NAMES[self.part])


class RunningOrder(BaseModel):
    """The parts in their order, and when the first one begins.

    `talks_first`: the newest round was answered in people's own time, and so the meeting begins with talking.
    """

    model_config = ConfigDict(frozen=True)

    begins_at: time | None = None
    minutes: Mapping[Part, int] = DEFAULT
    talks_first: bool = False

    @property
    def sequence(self) -> tuple[Part, ...]:
        """All parts in the order of today, those without time too."""
        return _TALK_FIRST if self.talks_first else _USUAL

    def place(self, part: Part) -> int:
        """Return where in the order of today a part stands."""
        return self.sequence.index(part)

    @property
    def parts(self) -> tuple[PartView, ...]:
        """The parts that have time, with the time of day at which each begins."""
        found, gone = [], 0
        for part in self.sequence:
            if minutes := self.minutes.get(part, 0):
                found.append(PartView(part=part, minutes=minutes, starts_at=self._at(gone)))
                gone += minutes
        return tuple(found)

    @property
    def length(self) -> int:
        """All minutes together."""
        return sum(self.minutes.values())

    @property
    def ends_at(self) -> time | None:
        """When it is over."""
        return self._at(self.length)

    def planned_from(self, part: Part) -> int:
        """Return the minutes that are planned for `part` and all after it."""
        return sum(self.minutes.get(each, 0) for each in self.sequence[self.place(part) :])

    def minutes_left(self, clock: time) -> int | None:
        """Return the minutes until the end by this time of day, below 0 when past; None without times."""
        if self.ends_at is None:
            return None
        left = _minutes_of(self.ends_at) - _minutes_of(clock)
        return (left + _HALF_A_DAY) % (2 * _HALF_A_DAY) - _HALF_A_DAY

    def _at(self, minutes: int) -> time | None:
        if self.begins_at is None:
            return None
        day = datetime.combine(datetime.min.date(), self.begins_at)
        return (day + timedelta(minutes=minutes)).time()


def _minutes_of(clock: time) -> int:
    return 60 * clock.hour + clock.minute


def part_of(scene: Scene, *, again: bool = False) -> Part:
    """Return the part of the afternoon that a scene belongs to; `again`: it is not the first round."""
    found = _OF_SCENE[scene]
    return Part.RATE_AGAIN if found is Part.RATE and again else found


def running_order(database: Database, actor: Actor, series_id: str) -> RunningOrder:
    """Return a series' running order, the usual one where nothing was set."""
    require(actor, Role.ADVISOR, Role.WALL, Role.REMOTE, series_id=series_id)
    with database.read() as session:
        kept = _kept(existing(session, series_id))
        return kept.model_copy(update={"talks_first": own_time.met_after_home(session, series_id)})


def _kept(row: SeriesRow) -> RunningOrder:
    try:
        return RunningOrder.model_validate(row.settings.get(_SETTINGS, {}))
    except ValidationError:  # of a later version
        return RunningOrder()


def save(
    database: Database,
    actor: Actor,
    series_id: str,
    *,
    begins_at: time | None,
    minutes: Sequence[tuple[Part, int]],
) -> RunningOrder:
    """Set the beginning and the minutes of the parts; a part without minutes is left out today."""
    require(actor, Role.ADVISOR)
    given = dict(minutes)
    if not any(given.values()) or not all(0 <= each <= LONGEST for each in given.values()):
        raise InvalidInput(
            _("A part lasts between 0 and {most} minutes, and at least one has to have time.").format(
                most=LONGEST
            ),
            _("Please type whole minutes in this range."),
        )
    made = RunningOrder(begins_at=begins_at, minutes=given)
    with database.write() as session:
        row = existing(session, series_id)
        row.settings = {**row.settings, _SETTINGS: made.model_dump(mode="json", exclude={"talks_first"})}
        queries.next_revision(session, series_id)
    return made
