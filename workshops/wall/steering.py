"""Moving the wall: on, back, to a scene; its ground, and the clock for talking.

Where the wall stands is in the database: each screen shows the same, and a restart changes nothing. Whoever
moves says from where, so that a key pressed twice, or by two at once, moves once.
"""

from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from storage import queries
from storage.database import Database
from storage.types import now as clock
from translations import _
from workshops.actors import Actor, Role, require
from workshops.errors import InvalidInput, Refused
from workshops.live import steering
from workshops.live.steering import LiveState
from workshops.series import existing
from workshops.wall import known, programme, scenes
from workshops.wall.scenes import Ground, Kept, Position, Scene, Stop

LONGEST_TALK = timedelta(hours=1)


class Standing(BaseModel):
    """Where the wall stands and which scenes there are; `following` and `previous` are one key away."""

    model_config = ConfigDict(frozen=True)

    live: LiveState
    stops: tuple[Stop, ...]
    position: Position
    following: Position | None
    previous: Position | None
    ground: Ground
    talk_ends_at: datetime | None

    @property
    def stop(self) -> Stop:
        """The scene that is shown, with its steps."""
        return next(stop for stop in self.stops if self.position.is_at(stop))


def standing(database: Database, actor: Actor, series_id: str) -> Standing:
    """Return where the wall stands, to its advisor, to the wall and to a remote."""
    require(actor, Role.ADVISOR, Role.WALL, Role.REMOTE, series_id=series_id)
    return _standing(database, series_id)[0]


def _standing(database: Database, series_id: str) -> tuple[Standing, Kept]:
    live = steering.state(database, known.eyes(series_id), series_id)
    with database.read() as session:
        kept = scenes.kept_of(existing(session, series_id))
    possible = programme.stops(database, live)
    position = _position(kept, live, possible)
    at = next(place for place, stop in enumerate(possible) if position.is_at(stop))
    ends = datetime.fromisoformat(kept.talk_ends_at) if kept.talk_ends_at else None
    found = Standing(
        live=live,
        stops=possible,
        position=position,
        following=_after(possible, at, position),
        previous=_before(possible, at, position),
        ground=kept.ground,
        talk_ends_at=ends,
    )
    return found, kept


def _position(kept: Kept, live: LiveState, possible: tuple[Stop, ...]) -> Position:
    """Return the position that was chosen, as long as the round is as it was and the scene still exists."""
    chosen = kept.position
    stop = next((stop for stop in possible if chosen and chosen.is_at(stop)), None)
    if chosen is None or stop is None or kept.moment != programme.moment(live):
        return programme.natural(live, possible)
    return chosen.model_copy(update={"step": min(chosen.step, stop.steps - 1)})


def _after(possible: tuple[Stop, ...], at: int, position: Position) -> Position | None:
    if position.step + 1 < possible[at].steps:
        return position.model_copy(update={"step": position.step + 1})
    if at + 1 < len(possible):
        return Position(scene=possible[at + 1].scene, subject=possible[at + 1].subject)
    return None


def _before(possible: tuple[Stop, ...], at: int, position: Position) -> Position | None:
    if position.step:
        return position.model_copy(update={"step": position.step - 1})
    if at:
        stop = possible[at - 1]
        return Position(scene=stop.scene, subject=stop.subject, step=stop.steps - 1)
    return None


def forward(database: Database, actor: Actor, series_id: str, *, seen: str) -> Standing:
    """Build the scene up by a step, or go on to the next one; nothing if the wall is no longer at `seen`."""
    return _move(database, actor, series_id, seen, 1)


def back(database: Database, actor: Actor, series_id: str, *, seen: str) -> Standing:
    """Take a step back; nothing if the wall is no longer at `seen`."""
    return _move(database, actor, series_id, seen, -1)


def _move(database: Database, actor: Actor, series_id: str, seen: str, way: int) -> Standing:
    require(actor, Role.ADVISOR, Role.REMOTE, series_id=series_id)
    found, kept = _standing(database, series_id)
    target = found.following if way > 0 else found.previous
    if target is None or found.position.mark != seen:
        return found
    return _put(database, found, kept, target)


def go(
    database: Database, actor: Actor, series_id: str, scene: Scene, subject: str = "", *, step: int = 0
) -> Standing:
    """Show a scene; without a subject the first of its kind.

    Raises:
        Refused: there is nothing to show yet.
    """
    require(actor, Role.ADVISOR)
    found, kept = _standing(database, series_id)
    wanted = [stop for stop in found.stops if stop.scene is scene and subject in ("", stop.subject)]
    if not wanted:
        raise Refused(
            _("There is nothing to show for this scene yet."),
            _("Please choose one of the scenes that the list offers."),
        )
    target = Position(scene=scene, subject=wanted[0].subject, step=min(step, wanted[0].steps - 1))
    return _put(database, found, kept, target)


def follow_round(database: Database, actor: Actor, series_id: str) -> Standing:
    """Let the wall show what the round asks for."""
    require(actor, Role.ADVISOR)
    found, kept = _standing(database, series_id)
    _write(database, series_id, kept, kept.model_copy(update={"position": None}))
    return _standing(database, series_id)[0] if kept.position else found


def _put(database: Database, found: Standing, kept: Kept, target: Position) -> Standing:
    changed = kept.model_copy(update={"position": target, "moment": programme.moment(found.live)})
    _write(database, found.live.series_id, kept, changed)
    return _standing(database, found.live.series_id)[0]


def _write(database: Database, series_id: str, before: Kept, after: Kept) -> None:
    """Keep the change unless somebody was faster."""
    with database.write() as session:
        row = existing(session, series_id)
        if scenes.kept_of(row) == before and after != before:
            scenes.keep(row, after)
            queries.next_revision(session, series_id)


def set_ground(database: Database, actor: Actor, series_id: str, ground: Ground) -> None:
    """Draw the wall on a deep ground, or on paper."""
    require(actor, Role.ADVISOR, Role.REMOTE, series_id=series_id)
    kept = _standing(database, series_id)[1]
    _write(database, series_id, kept, kept.model_copy(update={"ground": ground}))


def remarks_allowed(database: Database, actor: Actor, series_id: str) -> bool:
    """Return whether the advisor lets the wall show the remarks of the room."""
    require(actor, Role.ADVISOR)
    return _standing(database, series_id)[1].remarks


def allow_remarks(database: Database, actor: Actor, series_id: str, *, allowed: bool) -> None:
    """Let the wall show the remarks of the room, once the advisor has read them; or no longer."""
    require(actor, Role.ADVISOR)
    kept = _standing(database, series_id)[1]
    _write(database, series_id, kept, kept.model_copy(update={"remarks": allowed}))


def talk(database: Database, actor: Actor, series_id: str, length: timedelta | None) -> None:
    """Count the time for talking down on the wall, or stop that; nothing ends by itself."""
    require(actor, Role.ADVISOR, Role.REMOTE, series_id=series_id)
    if length is not None and not timedelta(0) < length <= LONGEST_TALK:
        raise InvalidInput(
            _("The clock for talking runs for at most an hour."),
            _("Please choose between one and sixty minutes."),
        )
    kept = _standing(database, series_id)[1]
    ends = (clock() + length).isoformat() if length else None
    _write(database, series_id, kept, kept.model_copy(update={"talk_ends_at": ends}))
