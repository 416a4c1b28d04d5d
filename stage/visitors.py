"""Who looks at a wall: the advisor's own window, a screen that was paired, or nobody yet."""

from dataclasses import dataclass

from starlette.requests import HTTPConnection

from light.house import House
from workshops.access import admission
from workshops.actors import Actor, Role

SERIES_PARAMETER = "reihe"


@dataclass(frozen=True)
class Visitor:
    """Somebody who may see the wall of a series; only an advisor moves it."""

    actor: Actor
    series_id: str

    @property
    def leads(self) -> bool:
        """Whether keys on this screen move the wall."""
        return self.actor.role is Role.ADVISOR


def visitor(house: House, visit: HTTPConnection) -> Visitor | None:
    """Return who looks at which series: an advisor names it in the address, a screen is bound to one."""
    wanted = visit.query_params.get(SERIES_PARAMETER, "")
    if wanted:
        actor = admission.advisor(house.database, visit.cookies.get(admission.ADVISOR_COOKIE, ""))
        if actor is not None:
            return Visitor(actor, wanted)
    holder = admission.link_holder(house.database, visit.cookies.get(admission.WALL_COOKIE, ""))
    if holder is None or holder.role is not Role.WALL or not holder.series_id:
        return None
    return Visitor(holder, holder.series_id)
