"""The sketch map as SVG: a body of cells in districts, places as discs, one of them ours."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from math import cos, radians, sin, sqrt

from design.labels import Box, place_labels
from design.palette import PAPER, Palette

Ring = Sequence[tuple[float, float]]
MIDDLE = 50.6  # degrees of latitude: there a degree of longitude has the drawing's proportion
UNITS = 400  # units of the drawing for a degree of latitude
MARGIN = 14.0
SMALLEST, GROWTH, LARGEST_COUNT = 6.5, 4.0, 8
TINTS = 3
ROOM = 110.0
"""Units around the own place that its name needs."""
NEAR, NEAR_WIDTH, NEAR_HEIGHT = 1000, 800.0, 620.0
"""The surroundings of a place: units for a degree of latitude, and the window, some 90 by 70 kilometres."""
NAME_SIZE, NAME_LETTERS = 15.0, 18


@dataclass(frozen=True, slots=True)
class Cell:
    """A place's part of the body: a ring of (longitude, latitude), and its district."""

    name: str
    district: str
    ring: Ring


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with something to count, or one that is only named for orientation (count 0).

    `href` is where a click on it leads; without one it only shows its name.
    """

    name: str
    longitude: float
    latitude: float
    count: int = 0
    href: str = ""


def sketch_map(
    cells: Iterable[Cell],
    spots: Iterable[Spot],
    *,
    own: Spot | None = None,
    towns: Iterable[Spot] = (),
    label: str,
    palette: Palette = PAPER,
) -> str:
    """Return the map; `label` is read aloud in its place, the names of places show under the pointer.

    Area grows with the count, up to eight; the own place has a star and its name. Nothing else is lettered
    but the `towns`, for orientation.
    """
    body = sorted(cells, key=lambda cell: cell.district)
    frame = Frame.around([corner for cell in body for corner in cell.ring])
    loud = sorted(spots, key=lambda spot: -spot.count)
    parts = [*draw_body(body, frame, palette), *(draw_disc(spot, frame, palette) for spot in loud)]
    parts += [_name(town, frame, palette) for town in towns if own is None or _apart(own, town, frame)]
    parts += _own(own, frame, palette) if own else []
    window = f"0 0 {frame.width:.0f} {frame.height:.0f}"
    return picture(window, label, parts, any(spot.href for spot in loud))


def surroundings(
    cells: Iterable[Cell], spots: Iterable[Spot], *, own: Spot, label: str, palette: Palette = PAPER
) -> str:
    """Return the map around the own place, which stands in its middle; all places with a count are named."""
    frame = Frame.centred(own)
    window = Box(0, 0, NEAR_WIDTH, NEAR_HEIGHT)
    body = sorted(
        (cell for cell in cells if any(is_inside(frame.at(*corner), window) for corner in cell.ring)),
        key=lambda cell: cell.district,
    )
    seen = [spot for spot in spots if is_inside(frame.at(spot.longitude, spot.latitude), window)]
    loud = sorted(seen, key=lambda spot: -spot.count)
    parts = [*draw_body(body, frame, palette), *(draw_disc(spot, frame, palette) for spot in loud)]
    parts += [*_names(loud, own, frame, palette), *_own(own, frame, palette)]
    return picture(f"0 0 {NEAR_WIDTH:.0f} {NEAR_HEIGHT:.0f}", label, parts, any(spot.href for spot in loud))


def picture(window: str, label: str, parts: Iterable[str], has_links: bool) -> str:
    """Return a drawing as SVG, read aloud as `label`."""
    # What can be clicked is no picture to who hears the page: its links have to be told one by one.
    role = "group" if has_links else "img"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{window}" role="{role}" '
        f'aria-label="{escape(label)}" font-family="inherit" '
        f'style="width:100%;max-height:min(44rem,58vh)">{"".join(parts)}</svg>'
    )


def is_inside(point: tuple[float, float], window: Box) -> bool:
    """Whether a point lies in a window."""
    return window.away(point) == 0.0


def _names(spots: Sequence[Spot], own: Spot, frame: "Frame", palette: Palette) -> Iterator[str]:
    """Write the names of all but the own place, none on another."""
    others = [spot for spot in spots if spot.name != own.name]
    x, y = frame.at(own.longitude, own.latitude)
    wide = len(own.name) * 14.0
    labels = place_labels(
        [frame.at(spot.longitude, spot.latitude) for spot in others],
        [spot.name for spot in others],
        frame=Box(0, 0, NEAR_WIDTH, NEAR_HEIGHT),
        reserved=(Box(x - wide / 2, y - 48, wide, 28), Box(x - 19, y - 19, 38, 38)),
        size=NAME_SIZE,
        radius=SMALLEST + GROWTH,
        letters=NAME_LETTERS,
    )
    for spot, label in zip(others, labels, strict=True):
        start = frame.at(spot.longitude, spot.latitude)
        if label.leader:
            yield draw_leader(start, label.leader, palette)
        for row, line in enumerate(label.lines):
            middle = label.box.x + label.box.width / 2
            base = label.box.y + NAME_SIZE * (0.95 + 1.15 * row)
            yield draw_text(line, middle, base, palette, colour=palette.soft, size=int(NAME_SIZE))


def draw_leader(start: tuple[float, float], end: tuple[float, float], palette: Palette) -> str:
    """Draw a line from a point to its name."""
    (x, y), (to_x, to_y) = start, end
    return f'<path d="M{x:.0f} {y:.0f}L{to_x:.0f} {to_y:.0f}" stroke="{palette.border}" fill="none"/>'


@dataclass(frozen=True, slots=True)
class Frame:
    """The window of the drawing, in true proportions."""

    west: float
    north: float
    width: float
    height: float
    units: float = UNITS
    margin: float = MARGIN

    @classmethod
    def centred(cls, own: Spot) -> "Frame":
        """Return the window with a place in its middle."""
        across = NEAR * cos(radians(MIDDLE))
        west = own.longitude - NEAR_WIDTH / 2 / across
        return cls(west, own.latitude + NEAR_HEIGHT / 2 / NEAR, NEAR_WIDTH, NEAR_HEIGHT, NEAR, 0.0)

    @classmethod
    def around(cls, corners: Ring) -> "Frame":
        """Return the window with all these corners in it."""
        longitudes, latitudes = zip(*corners, strict=True)
        width = (max(longitudes) - min(longitudes)) * UNITS * cos(radians(MIDDLE))
        height = (max(latitudes) - min(latitudes)) * UNITS
        return cls(min(longitudes), max(latitudes), width + 2 * MARGIN, height + 2 * MARGIN)

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return where a point of the earth lies in the drawing."""
        x = (longitude - self.west) * self.units * cos(radians(MIDDLE)) + self.margin
        return x, (self.north - latitude) * self.units + self.margin


def draw_body(cells: Sequence[Cell], frame: Frame, palette: Palette) -> Iterable[str]:
    """Draw district by district: a broad border around each, thin lines and a tint within."""
    tints = (palette.shade, palette.accent_pale, palette.deep)
    for number, (_district, group) in enumerate(groupby(cells, key=lambda cell: cell.district)):
        paths = [(cell.name, _path(cell.ring, frame)) for cell in group]
        outline = "".join(path for _name, path in paths)
        yield f'<path d="{outline}" fill="none" stroke="{palette.border}" stroke-width="4"/>'
        yield f'<g fill="{tints[number % TINTS]}" stroke="{palette.line}">'
        yield from (f'<path d="{path}"><title>{escape(name)}</title></path>' for name, path in paths)
        yield "</g>"


def _path(ring: Ring, frame: Frame) -> str:
    return "M" + "L".join("{:.0f} {:.0f}".format(*frame.at(*corner)) for corner in ring[:-1]) + "Z"


def draw_disc(spot: Spot, frame: Frame, palette: Palette) -> str:
    """Draw a place as a disc, larger with its count."""
    x, y = frame.at(spot.longitude, spot.latitude)
    said = f"{escape(spot.name)}: {spot.count}"
    drawn = (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius(spot.count):.1f}" fill="{palette.accent}" '
        f'fill-opacity="0.9" stroke="{palette.card}" stroke-width="1.5">'
        f"<title>{said}</title></circle>"
    )
    if not spot.href:
        return drawn
    return f'<a href="{escape(spot.href)}" target="_self" aria-label="{said}">{drawn}</a>'


def radius(count: int) -> float:
    """Return the radius of the disc of a place with `count` things, in units of the drawing."""
    return SMALLEST + GROWTH * (sqrt(min(count, LARGEST_COUNT)) - 1)


def _apart(own: Spot, town: Spot, frame: Frame) -> bool:
    """Tell whether the town's name has room beside that of the own place."""
    x, y = frame.at(own.longitude, own.latitude)
    other_x, other_y = frame.at(town.longitude, town.latitude)
    return abs(x - other_x) > ROOM or abs(y - other_y) > ROOM / 2


def _name(town: Spot, frame: Frame, palette: Palette) -> str:
    x, y = frame.at(town.longitude, town.latitude)
    return draw_text(town.name, x, y - 12, palette, colour=palette.soft, size=17)


def draw_star(spot: Spot, frame: Frame, palette: Palette) -> str:
    """Draw a place as a star."""
    x, y = frame.at(spot.longitude, spot.latitude)
    tips = (f"{x + r * dx:.1f} {y + r * dy:.1f}" for r, dx, dy in _star())
    return (
        f'<path d="M{"L".join(tips)}Z" fill="{palette.sun}" stroke="{palette.card}" stroke-width="2">'
        f"<title>{escape(spot.name)}</title></path>"
    )


def _own(own: Spot, frame: Frame, palette: Palette) -> list[str]:
    x, y = frame.at(own.longitude, own.latitude)
    return [
        draw_star(own, frame, palette),
        draw_text(own.name, x, y - 24, palette, colour=palette.ink, size=25, weight=700),
    ]


def _star() -> Iterator[tuple[float, float, float]]:
    """Yield the ten corners of a star: reach and direction, the first one upwards."""
    for corner in range(10):
        turn = radians(36 * corner)
        yield (8.0 if corner % 2 else 19.0), sin(turn), -cos(turn)


def draw_text(
    name: str, x: float, y: float, palette: Palette, *, colour: str, size: int, weight: int = 400
) -> str:
    """Write a name, with a margin in the colour of the paper."""
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="middle" font-size="{size}" font-weight="{weight}" '
        f'fill="{colour}" stroke="{palette.card}" stroke-width="5" paint-order="stroke" '
        f'pointer-events="none">{escape(name)}</text>'
    )
