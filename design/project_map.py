"""The places of a project on the sketch map: those of its own as stars, those it takes over from as discs."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from math import cos, radians

from design.labels import Box, place_labels
from design.palette import PAPER, Palette
from design.sketch_map import (
    GROWTH,
    MIDDLE,
    NAME_LETTERS,
    SMALLEST,
    Cell,
    Frame,
    Spot,
    draw_body,
    draw_disc,
    draw_leader,
    draw_star,
    draw_text,
    is_inside,
    picture,
)

PROJECT_WIDTH, PROJECT_HEIGHT = 800.0, 440.0
PROJECT_AIR = 0.16
"""The window of a project's places, and the degrees of latitude that are left free around them."""
PROJECT_NAME = 21.0


def project_map(
    cells: Iterable[Cell],
    own: Sequence[Spot],
    sources: Sequence[Spot],
    *,
    label: str,
    palette: Palette = PAPER,
    font: str = "inherit",
) -> str:
    """Return the places of a project with a star each, and those it takes over from with a disc; all named.

    The window is as small as it can be. `font`: for a document, which has no typeface around the picture.
    """
    frame = _fitting((*own, *sources))
    window = Box(0, 0, PROJECT_WIDTH, PROJECT_HEIGHT)
    body = sorted(
        (cell for cell in cells if any(is_inside(frame.at(*corner), window) for corner in cell.ring)),
        key=lambda cell: cell.district,
    )
    parts = [*draw_body(body, frame, palette), *_project_names((*own, *sources), len(own), frame, palette)]
    parts += [draw_disc(spot, frame, palette) for spot in sources]  # on the lines to their names
    parts += [draw_star(spot, frame, palette) for spot in own]
    drawn = picture(f"0 0 {PROJECT_WIDTH:.0f} {PROJECT_HEIGHT:.0f}", label, parts, has_links=False)
    return drawn.replace('font-family="inherit"', f'font-family="{escape(font)}"', 1)


def _project_names(spots: Sequence[Spot], stars: int, frame: Frame, palette: Palette) -> Iterator[str]:
    """Write all names, none on another or on a star; the first ones, of the project's places, bold."""
    at = [frame.at(spot.longitude, spot.latitude) for spot in spots]
    labels = place_labels(
        at,
        [spot.name for spot in spots],
        frame=Box(0, 0, PROJECT_WIDTH, PROJECT_HEIGHT),
        reserved=[Box(x - 19, y - 19, 38, 38) for x, y in at[:stars]],
        size=PROJECT_NAME,
        radius=SMALLEST + GROWTH,
        letters=NAME_LETTERS,
    )
    for number, (start, label) in enumerate(zip(at, labels, strict=True)):
        if label.leader:
            yield draw_leader(start, label.leader, palette)
        for row, line in enumerate(label.lines):
            middle = label.box.x + label.box.width / 2
            base = label.box.y + PROJECT_NAME * (0.95 + 1.15 * row)
            weight = 700 if number < stars else 600
            yield draw_text(
                line, middle, base, palette, colour=palette.ink, size=int(PROJECT_NAME), weight=weight
            )


def _fitting(spots: Sequence[Spot]) -> Frame:
    """Return the smallest window with all these places in it and some air around them."""
    across = cos(radians(MIDDLE))
    east, north = max(each.longitude for each in spots), max(each.latitude for each in spots)
    west, south = min(each.longitude for each in spots), min(each.latitude for each in spots)
    units = min(
        PROJECT_WIDTH / ((east - west) * across + 2 * PROJECT_AIR),
        PROJECT_HEIGHT / (north - south + 2 * PROJECT_AIR),
    )
    left = (west + east) / 2 - PROJECT_WIDTH / 2 / units / across
    top = (south + north) / 2 + PROJECT_HEIGHT / 2 / units
    return Frame(left, top, PROJECT_WIDTH, PROJECT_HEIGHT, units, 0.0)
