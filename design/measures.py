"""Sizes of type, spaces and times, for everything that is drawn."""

from types import MappingProxyType

WALL_TYPE = MappingProxyType({"huge": 12.5, "title": 8.0, "name": 4.7, "text": 3.0, "small": 2.3})
"""Sizes on the wall in percent of its height."""
WALL_SMALLEST = 2.2
"""No letter on the wall is smaller, in percent of its height: read from ten metres."""
WALL_SMALLEST_UPRIGHT = 1.6
"""The same on upright screens; it is 2.9 % of their width, and more would cut names."""
PAGE_TYPE = MappingProxyType({"title": 2.25, "section": 1.6, "part": 1.3, "text": 1.0, "small": 0.875})
"""Sizes on pages and phones in rem."""
SHOWN_TEXT = 20
"""Text in pixels on pages that are shown to the room."""
SPACE = 0.5
"""The step of all distances on pages and phones in rem; they are its multiples."""
RADIUS = 0.35
"""Corners of fields and buttons in rem."""
TAP = 2.75
"""The least height and width of what a thumb taps, in rem (44 px)."""

MOTION = MappingProxyType(
    {
        "join": 500,  # somebody arrives
        "count": 300,  # an answer is counted
        "finish": 700,  # the room is done
        "reveal": 900,  # a place is revealed
        "decide": 900,  # it is decided
        "apart": 450,  # between two that follow each other by themselves
    }
)
"""The five moments at which something moves, in milliseconds; nothing else moves."""
