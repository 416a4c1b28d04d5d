"""Scenes of dots and weights."""

from collections.abc import Mapping

from stage.room import Room
from stage.scene import Bar, Bars, Scene
from translations import _, current_language
from translations.formats import number, percent
from workshops.live import activities, ballot, dots, points
from workshops.live.activities import Activity
from workshops.wall import known
from workshops.weighing import weights


def given_dots(room: Room) -> Scene:
    """Show how many dots each field or idea got."""
    sums = [
        each for each in dots.result(room.database, known.eyes(room.series_id), room.series_id) if each.dots
    ]
    most = max((each.dots for each in sums), default=1)
    bars = [
        Bar(f"{each.kind}-{each.target}", _target(each), 100 * each.dots / most, number(each.dots))
        for each in sums
    ]
    title = _("Dots of the room")
    content = Bars(title, "", bars, empty=_("A result is shown from five people on."))
    return Scene("dots", "bars", title, content)


def _target(found: dots.DotSum) -> str:
    return ballot.area_name(found.target) if found.kind == "area" else found.title


def weights_scene(room: Room) -> Scene:
    """Show what counts how much: agreed, and with the next step what the room's points say."""
    agreed = weights.agreed(room.database, known.eyes(room.series_id), room.series_id)
    names = _names(room)
    asked = room.standing.live.offer.phases[Activity.POINTS] is activities.Phase.SHOWN
    told = _of_the_room(room) if asked else {}
    shown = room.standing.position.step > 0 and bool(told)
    bars = [
        Bar(
            key=dimension,
            label=name,
            width=100 * (told[dimension] if shown else agreed.dimension_shares.get(dimension, 0.0)),
            before=100 * agreed.dimension_shares.get(dimension, 0.0) if shown else None,
            value=percent(told[dimension] if shown else agreed.dimension_shares.get(dimension, 0.0), 0),
            tone=place + 1,
        )
        for place, (dimension, name) in enumerate(names.items())
    ]
    title = _("What matters to us")
    sentence = (
        _("The bar is what you gave on your phones, the thin line is what counted so far.") if shown else ""
    )
    return Scene("weights", "bars", title, Bars(title, "", bars, sentence), corner=_("Share of the weight"))


def _names(room: Room) -> Mapping[str, str]:
    if room.result:
        return {each.id: each.name(current_language()) for each in room.result.criteria.dimensions}
    return ballot.dimension_names(room.database, known.eyes(room.series_id), room.series_id)


def _of_the_room(room: Room) -> Mapping[str, float]:
    """Return the mean share that people gave to each dimension, empty below five people."""
    groups = points.result(room.database, known.eyes(room.series_id), room.series_id)
    return {spread.dimension: spread.mean for spread in groups[0].dimensions} if groups else {}
