"""The cockpit: how far the afternoon is in its running order, and what its one large key does next."""

from collections.abc import Iterator
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from storage.database import Database
from workshops.actors import Actor, Role, require
from workshops.deciding import decisions
from workshops.live import rounds
from workshops.live import steering as live_steering
from workshops.live.rounds import State
from workshops.live.steering import LiveState
from workshops.wall import running_order, steering
from workshops.wall.running_order import Part, PartView, RunningOrder, part_of
from workshops.wall.scenes import Position, Stop
from workshops.wall.steering import Standing

RATES = (Part.RATE, Part.RATE_AGAIN)
_NEEDS_A_RESULT = (Part.REVEAL, Part.DISCUSS, Part.WEIGH)


class Act(StrEnum):
    """What the large key does: move the wall, turn to a part without a picture yet, or lead the round."""

    WALL = "wall"
    PART = "part"
    OPEN = "open"
    CLOSE = "close"
    REVEAL = "reveal"


_OF_STATE = {State.DRAFT: Act.OPEN, State.OPEN: Act.CLOSE, State.CLOSED: Act.REVEAL}


class Next(BaseModel):
    """One press of the key: `position` for the wall, `part` for a part to turn to."""

    model_config = ConfigDict(frozen=True)

    act: Act
    part: Part
    position: Position | None = None


class Cockpit(BaseModel):
    """A series while its room is led; `live` knows a round that is being prepared, the wall does not."""

    model_config = ConfigDict(frozen=True)

    wall: Standing
    live: LiveState
    order: RunningOrder
    revealed: int
    decided: bool

    @property
    def here(self) -> Part:
        """The part that the wall shows."""
        return self.part_of(self.wall.position)

    def part_of(self, place: Position | Stop) -> Part:
        """Return the part that a scene belongs to; from the second round on rating is rating again."""
        round_ = self.live.round
        return part_of(place.scene, again=round_ is not None and round_.number > 1)

    @property
    def parts(self) -> tuple[tuple[PartView, bool], ...]:
        """The parts of today, each with whether it is done."""
        return tuple((view, self._is_done(view.part)) for view in self.order.parts)

    def _is_done(self, part: Part) -> bool:
        if part is Part.RATE_AGAIN:
            return self.revealed > 1
        if part is Part.DECIDE:
            return self.decided
        place = self.order.place
        first_of_result = min(Part.REVEAL, Part.DISCUSS, key=place)
        known = Part.DECIDE if self.decided else first_of_result if self.revealed else Part.ARRIVE
        return place(part) < max(place(known), place(self.here))

    def stop(self, part: Part) -> Stop | None:
        """Return the first scene of a part, None while it has nothing to show."""
        return next((stop for stop in self.wall.stops if self.part_of(stop) is part), None)

    def following(self, part: Part) -> Next | None:
        """Return what comes after this moment of `part`, None when only its own controls lead on."""
        round_ = self.live.round
        if part in RATES and round_ is not None and round_.state in _OF_STATE:
            return Next(act=_OF_STATE[round_.state], part=part)
        after = self.wall.following
        if part is self.here and after and self.part_of(after) is part:
            return Next(act=Act.WALL, part=part, position=after)
        return next(self._later(part), None)

    def _later(self, part: Part) -> Iterator[Next]:
        """Yield the parts of today that follow and have a picture or something to do."""
        if round_ := self._rated_now():
            yield round_
        for view in self.order.parts:
            passed = self.order.place(view.part) <= self.order.place(part)
            if passed or (view.part in _NEEDS_A_RESULT and not self.revealed):
                continue
            stop = self.stop(view.part)
            if stop:
                position = Position(scene=stop.scene, subject=stop.subject)
                yield Next(act=Act.WALL, part=view.part, position=position)
            elif self._has_work(view.part):
                yield Next(act=Act.PART, part=view.part)

    def _rated_now(self) -> Next | None:
        """Return the way back to a round that is under way."""
        round_ = self.live.round
        if round_ is None or round_.state not in _OF_STATE:
            return None
        rating = Part.RATE_AGAIN if round_.number > 1 else Part.RATE
        stop = self.stop(rating)
        if stop is None:
            return Next(act=Act.PART, part=rating)
        return Next(act=Act.WALL, part=rating, position=Position(scene=stop.scene))

    def _has_work(self, part: Part) -> bool:
        """Whether a part without a picture is worth turning to."""
        if part is Part.RATE:
            return not self.revealed
        if part is Part.RATE_AGAIN:
            return self.revealed == 1
        return part in (Part.OVERVIEW, Part.CHOOSE) or (part is Part.DECIDE and self.revealed > 0)


def cockpit(database: Database, actor: Actor, series_id: str) -> Cockpit:
    """Return where the afternoon of a series stands, to its advisor."""
    require(actor, Role.ADVISOR)
    held = rounds.every(database, actor, series_id)
    return Cockpit(
        wall=steering.standing(database, actor, series_id),
        live=live_steering.state(database, actor, series_id),
        order=running_order.running_order(database, actor, series_id),
        revealed=sum(each.state is State.REVEALED for each in held),
        decided=bool(decisions.picks(database, actor, series_id)),
    )


def press(database: Database, actor: Actor, series_id: str, key: Next, *, seen: str) -> None:
    """Move the wall as the key says; nothing if the wall is no longer at `seen`."""
    require(actor, Role.ADVISOR)
    found = steering.standing(database, actor, series_id)
    if key.position is None or found.position.mark != seen:
        return
    if key.position == found.following:
        steering.forward(database, actor, series_id, seen=seen)
    else:
        steering.go(database, actor, series_id, key.position.scene, key.position.subject)
