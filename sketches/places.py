"""Where a project is and where its model comes from: places of the register, ready for a map."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from design.sketch_map import Cell, Spot
from municipalities.cells import load_cells
from municipalities.register import Municipality, load_register
from sketches.model import SketchContent


@dataclass(frozen=True)
class ProjectPlaces:
    """`own`: those who apply together; `sources`: places in Hessen that the project takes over from."""

    own: tuple[Spot, ...]
    sources: tuple[Spot, ...]


def project_places(content: SketchContent, origin_ags: Iterable[str] = ()) -> ProjectPlaces | None:
    """Return the places of a project; None where the register knows no place of those who apply.

    `origin_ags`: the keys of the places in Hessen that the use case comes from. Who takes over from itself
    stands there once.
    """
    register = load_register()
    own = register.all_of(applicant.ags for applicant in content.applicants if applicant.ags)
    if not own:
        return None
    sources = [place for place in register.all_of(origin_ags) if place not in own]
    return ProjectPlaces(tuple(map(_spot, own)), tuple(_spot(place, 1) for place in sources))


def _spot(place: Municipality, count: int = 0) -> Spot:
    return Spot(place.display_name, place.longitude, place.latitude, count)


@lru_cache(maxsize=1)
def map_cells() -> tuple[Cell, ...]:
    """Return the body of the map: a cell for each municipality."""
    places = load_register().places
    return tuple(
        Cell(places[key].display_name, places[key].district_ags, ring) for key, ring in load_cells().items()
    )


def map_source() -> str:
    """Return the line that the licence of the points asks for beside the map."""
    return load_register().source
