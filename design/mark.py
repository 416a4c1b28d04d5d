"""The mark: three cells of a map that touch, the two or three projects that a region chooses together."""

from math import cos, pi, sin

from design.palette import DEEP

NAME = "Smart-Region-Werkstatt"
_RADIUS = 7.45
_GAP = 0.6
_CENTRES = ((16.0, 9.4), (9.55, 20.55), (22.45, 20.55))


def mark_svg(*, ground: str | None = DEEP.ground, title: str = "") -> str:
    """Return the mark as SVG of 32 by 32 units; without `title` it is decoration."""
    spoken = f'role="img" aria-label="{title}"' if title else 'aria-hidden="true"'
    plate = f'<rect width="32" height="32" rx="7" fill="{ground}"/>' if ground else ""
    cells = zip(_CENTRES, (DEEP.sun, DEEP.leaf, DEEP.sky), strict=True)
    paths = "".join(f'<path fill="{colour}" d="{_cell(*centre)}"/>' for centre, colour in cells)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" {spoken}>{plate}{paths}</svg>'


def _cell(x: float, y: float) -> str:
    """Return the path of one cell: a hexagon that stands on a corner."""
    reach = _RADIUS - _GAP
    corners = ((x + reach * sin(k * pi / 3), y - reach * cos(k * pi / 3)) for k in range(6))
    return "M" + "L".join(f"{a:.2f} {b:.2f}" for a, b in corners) + "Z"
