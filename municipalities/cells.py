"""A body for the map: one cell for each municipality, made from the register's own points and areas.

Each municipality lends a disc of its own area around its point; the smoothed union of the discs is the body,
and inside it each place gets what is nearest to its point. It looks like Hessen and says nothing about real
boundaries: call it a sketch map. It needs no outlines, no tiles and no network.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from municipalities.register import load_register

DATA = Path(__file__).parent / "data" / "cells_hessen.json"
Ring = tuple[tuple[float, float], ...]
"""A closed line of (longitude, latitude) in degrees."""


@lru_cache(maxsize=1)
def load_cells() -> Mapping[str, Ring]:
    """Return the cell of each municipality by the key that it has now."""
    drawn = json.loads(DATA.read_text(encoding="utf-8"))
    current = load_register().current_key
    return {current(key): tuple((x, y) for x, y in ring) for key, ring in drawn.items()}
