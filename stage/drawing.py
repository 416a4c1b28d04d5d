"""Which builder makes which scene, and the frame around all of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from math import ceil

from design.mark import mark_svg
from stage import deciding, opening, overview, portfolio, rating, revealing, talking, weighing
from stage.room import Room
from stage.scene import Scene
from workshops.wall import known, scenes
from workshops.wall.running_order import part_of, running_order

_BUILDERS: Mapping[scenes.Scene, Callable[[Room], Scene]] = {
    scenes.Scene.ARRIVE: opening.arriving,
    scenes.Scene.WAY: opening.way,
    scenes.Scene.FIELD: overview.field,
    scenes.Scene.STORY: overview.story,
    scenes.Scene.IDEAS: overview.collected,
    scenes.Scene.DOTS: weighing.given_dots,
    scenes.Scene.RATING: rating.rating,
    scenes.Scene.REVEAL: revealing.reveal,
    scenes.Scene.PORTFOLIO: portfolio.portfolio,
    scenes.Scene.DIFFER: talking.differ,
    scenes.Scene.MOVED: talking.moved,
    scenes.Scene.REMARKS: talking.said,
    scenes.Scene.WEIGHTS: weighing.weights_scene,
    scenes.Scene.DECISION: deciding.decision,
}
_TIME_IS_UP_FOR = 60


@dataclass(frozen=True)
class Frame:
    """What stands around each scene.

    `mark` names what is shown, `follow` and `lead` are addresses of this wall; without `lead` no key moves
    it.
    """

    place: str
    ground: str
    mark: str
    follow: str
    lead: str
    logo: str
    emblem: str
    style: str
    way: Sequence[tuple[str, str]]


def scene_of(room: Room) -> Scene:
    """Return the scene that the wall shows now, with the clock that runs."""
    built = _BUILDERS[room.standing.position.scene](room)
    return replace(built, seconds_left=_seconds_left(room))


def _seconds_left(room: Room) -> int | None:
    """Return the seconds on the round's clock while it rates, else on the clock for talking."""
    round_ = room.standing.live.round
    ends = room.standing.talk_ends_at
    if room.standing.position.scene is scenes.Scene.RATING:
        ends = round_.timer_ends_at if round_ and round_.takes_ratings else None
    if ends is None:
        return None
    left = ceil((ends - datetime.now(UTC)).total_seconds())
    return max(0, left) if left > -_TIME_IS_UP_FOR else None


def frame_of(room: Room, *, mark: str, follow: str, lead: str, emblem: str, style: str) -> Frame:
    """Return the frame around the scene."""
    return Frame(
        place=room.series.municipality_name,
        ground=str(room.standing.ground),
        mark=mark,
        follow=follow,
        lead=lead,
        logo=mark_svg(),
        emblem=emblem,
        style=style,
        way=_way(room),
    )


def _way(room: Room) -> Sequence[tuple[str, str]]:
    """Return the parts of the afternoon as (name, state); before and after the current one."""
    order = running_order(room.database, known.eyes(room.series_id), room.series_id)
    round_ = room.standing.live.round
    here = part_of(room.standing.position.scene, again=round_ is not None and round_.number > 1)
    shown = [part.part for part in order.parts]
    at = shown.index(here) if here in shown else sum(order.place(part) < order.place(here) for part in shown)
    return [
        (part.name, "past" if place < at else "now" if place == at and part.part is here else "next")
        for place, part in enumerate(order.parts)
    ]
