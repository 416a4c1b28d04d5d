"""Which scenes a series can show now, in the order of the afternoon, and which one its round asks for."""

from collections.abc import Iterator

from storage.database import Database
from workshops.deciding import decisions
from workshops.evaluation import comparison
from workshops.evaluation.outcome import RoundEvaluation
from workshops.live import ideas
from workshops.live.activities import Activity, Phase
from workshops.live.rounds import State
from workshops.live.steering import LiveState
from workshops.wall import known, remarks
from workshops.wall.scenes import Position, Scene, Stop

STORY_STEPS = 3
PORTFOLIO_STEPS = 3
DIFFER_STEPS = 2


def stops(database: Database, now: LiveState) -> tuple[Stop, ...]:
    """Return all scenes that have something to show, each with its steps."""
    seen = known.result(database, now.series_id)
    return (
        Stop(scene=Scene.ARRIVE),
        Stop(scene=Scene.WAY),
        *_overview(database, now),
        *_contributions(database, now),
        *([Stop(scene=Scene.RATING)] if _is_rated(now) else []),
        *(_results(database, now, seen) if seen else []),
        *_decision(database, now),
    )


def moment(now: LiveState) -> str:
    """Name the state of the round."""
    return f"{now.round.id}:{now.round.state}" if now.round else ""


def natural(now: LiveState, possible: tuple[Stop, ...]) -> Position:
    """Return the scene that the round asks for by itself."""
    wanted = Scene.ARRIVE
    if _is_rated(now):
        wanted = Scene.RATING
    elif now.round is not None and now.round.state is State.REVEALED:
        differ = any(stop.scene is Scene.DIFFER for stop in possible)
        wanted = Scene.DIFFER if differ and _talks_first(now) else Scene.REVEAL
    found = next((stop for stop in possible if stop.scene is wanted), possible[0])
    return Position(scene=found.scene, subject=found.subject)


def _is_rated(now: LiveState) -> bool:
    return now.round is not None and now.round.state in (State.OPEN, State.CLOSED)


def _overview(database: Database, now: LiveState) -> Iterator[Stop]:
    """Yield each field of action of the shortlist, followed by its use cases as stories."""
    items = known.shortlisted(database, now.series_id)
    for area in dict.fromkeys(item.area for item in items):
        yield Stop(scene=Scene.FIELD, subject=area)
        for item in items:
            if item.area == area and item.kind == "use_case":
                yield Stop(scene=Scene.STORY, subject=item.id, steps=STORY_STEPS)


def _contributions(database: Database, now: LiveState) -> Iterator[Stop]:
    phases = now.offer.phases
    if phases[Activity.IDEAS] is not Phase.OFF or ideas.accepted(
        database, known.eyes(now.series_id), now.series_id
    ):
        yield Stop(scene=Scene.IDEAS)
    if phases[Activity.DOTS] is Phase.SHOWN:
        yield Stop(scene=Scene.DOTS)


def _results(database: Database, now: LiveState, seen: RoundEvaluation) -> Iterator[Stop]:
    places = (
        Stop(scene=Scene.REVEAL, steps=known.reveal_steps(seen)),
        Stop(scene=Scene.PORTFOLIO, steps=PORTFOLIO_STEPS),
    )
    talk = tuple(_talk(database, now, seen))
    yield from (*talk, *places) if _talks_first(now) else (*places, *talk)
    if comparison.movement(database, known.eyes(now.series_id), now.series_id):
        yield Stop(scene=Scene.MOVED)
    yield Stop(scene=Scene.WEIGHTS, steps=2 if now.offer.phases[Activity.POINTS] is Phase.SHOWN else 1)


def _talk(database: Database, now: LiveState, seen: RoundEvaluation) -> Iterator[Stop]:
    for subject in known.questions(seen):
        yield Stop(scene=Scene.DIFFER, subject=subject, steps=DIFFER_STEPS)
    if remarks.shown(database, known.eyes(now.series_id), now.series_id):
        yield Stop(scene=Scene.REMARKS)


def _talks_first(now: LiveState) -> bool:
    """Whether people answered in their own time: the meeting begins with what opinions differ on."""
    return now.round is not None and now.round.handed_out


def _decision(database: Database, now: LiveState) -> Iterator[Stop]:
    if picked := decisions.picks(database, known.eyes(now.series_id), now.series_id):
        yield Stop(scene=Scene.DECISION, steps=len(picked) + 2)
