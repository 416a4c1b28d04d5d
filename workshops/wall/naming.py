"""What a step of the wall is called: for the "next" of cockpit and remote, and for the list of scenes."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from storage.database import Database
from translations import N_, _
from workshops.library import stories
from workshops.wall import known
from workshops.wall.scenes import Position, Scene
from workshops.wall.steering import Standing

_NAMES = {
    Scene.ARRIVE: N_("Arriving: code and who is here"),
    Scene.WAY: N_("Our way today"),
    Scene.IDEAS: N_("Ideas of the room"),
    Scene.DOTS: N_("Dots of the room"),
    Scene.RATING: N_("Rating: how far we are"),
    Scene.PORTFOLIO: N_("What pays off, and what is easy"),
    Scene.MOVED: N_("What our second look has moved"),
    Scene.REMARKS: N_("Remarks from the room"),
    Scene.WEIGHTS: N_("What matters to us"),
    Scene.DECISION: N_("The decision"),
}


def name(database: Database, standing: Standing, position: Position) -> str:
    """Return what this step shows, in the language in use."""
    return names(database, standing, (position,))[0]


def names(database: Database, standing: Standing, positions: Iterable[Position]) -> tuple[str, ...]:
    """Return what several steps show; the entries are read once for all of them."""
    titles = cache(lambda: _titles(database, standing))
    return tuple(_name(database, standing, position, titles) for position in positions)


def _name(
    database: Database, standing: Standing, position: Position, titles: Callable[[], Mapping[str, str]]
) -> str:
    if position.scene is Scene.FIELD:
        return stories.field(position.subject).name
    if position.scene is Scene.STORY:
        return titles().get(position.subject, "")
    if position.scene is Scene.DIFFER:
        title = titles().get(position.subject.split(":", 1)[0], "")
        return (
            _("Where we differ: {name}").format(name=title) if not position.step else _("The room's answers")
        )
    if position.scene is Scene.REVEAL:
        return _place(database, standing, position.step)
    if position.scene is Scene.DECISION and position.step:
        return _("The next of the chosen") if position.step < _last(standing) else _("What happens next")
    return _(_NAMES[position.scene])


def _last(standing: Standing) -> int:
    return next(stop.steps for stop in standing.stops if stop.scene is Scene.DECISION) - 1


def _titles(database: Database, standing: Standing) -> dict[str, str]:
    items = known.shortlisted(database, standing.live.series_id)
    return {item.id: stories.title(item) for item in items}


def _place(database: Database, standing: Standing, step: int) -> str:
    """Return which places a step of the reveal opens."""
    seen = known.result(database, standing.live.series_id)
    if seen is None or not step:
        return _("The reveal: ready?")
    opened = step - known.has_rest(seen)
    tops = known.top_ranks(seen)
    if opened == 0:
        last = max(item.rank or 0 for item in seen.evaluation.ranking)
        return _("Places {last} to 4").format(last=last) if last > 4 else _("Place 4")
    if opened <= len(tops):
        return _("Place {place}").format(place=tops[opened - 1])
    return _("How sure that is")
