"""Scenes of the beginning: arriving, and today's way."""

from stage.qr import qr_svg
from stage.room import Room
from stage.scene import Arriving, Scene, Way, WayStop
from translations import _, ngettext
from translations.formats import number
from workshops import codes
from workshops.wall import known
from workshops.wall.running_order import part_of, running_order


def arriving(room: Room) -> Scene:
    """Show the way in, and who is here."""
    code = codes.spaced(room.series.join_code).replace(" ", "\u00a0")
    content = Arriving(
        qr=qr_svg(f"{room.address}/join/{room.series.join_code}"),
        address=room.address.split("//", 1)[-1],
        code=code,
        joined=room.standing.live.readiness.joined,
        rehearsal=room.series.rehearsal,
    )
    return Scene("arrive", "arrive", _("Arriving"), content, aside=room.series.title)


def way(room: Room) -> Scene:
    """Show the parts of the afternoon with their times."""
    order = running_order(room.database, known.eyes(room.series_id), room.series_id)
    here = part_of(room.standing.position.scene)
    parts = order.parts
    places = [part.part for part in parts]
    at = places.index(here) if here in places else -1
    stops = [
        WayStop(
            time=part.starts_at.strftime("%H:%M") if part.starts_at else f"{place + 1}.",
            name=part.name,
            length=ngettext("{n} minute", "{n} minutes", part.minutes).format(n=number(part.minutes)),
            state="past" if place < at else "now" if place == at else "next",
        )
        for place, part in enumerate(parts)
    ]
    end = _("until {time}").format(time=order.ends_at.strftime("%H:%M")) if order.ends_at else ""
    return Scene("way", "way", _("Our way today"), Way(stops), aside=end)
