"""Each municipality has a part of the body, around its own point."""

from itertools import pairwise

from municipalities.cells import Ring, load_cells
from municipalities.register import load_register


def contains(ring: Ring, x: float, y: float) -> bool:
    """Count the sides to the right of a point (even-odd rule)."""
    sides = pairwise(ring)
    crossed = [(a, b) for a, b in sides if (a[1] > y) != (b[1] > y)]
    return sum(x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0] for a, b in crossed) % 2 == 1


def test_each_municipality_has_one_cell_under_its_key_of_today() -> None:
    assert load_cells().keys() == {place.ags for place in load_register().municipalities}


def test_rings_are_closed_and_hold_their_places_point() -> None:
    places, cells = load_register().places, load_cells()
    assert all(ring[0] == ring[-1] and len(ring) > 3 for ring in cells.values())
    outside = [
        key for key, ring in cells.items() if not contains(ring, places[key].longitude, places[key].latitude)
    ]
    assert outside == []
