"""Places names beside points so that none lies on another: pure geometry, no drawing.

Points and boxes are in the units of the picture. Each name tries places around its point, near ones first,
and takes the one that overlaps least; what stands far from its point gets a line to it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import cos, hypot, pi, sin
from textwrap import wrap

LETTER = 0.53
"""The mean width of a letter by the size of the type, for Source Sans."""
LINE = 1.15
_DIRECTIONS = 16
_COVER = 6.0
_CLEARLY = 1.15
_TURNS, _MANY = 4, 30
"""Names look for their place several times, since the last ones leave less room; many names only once."""
_RINGS = (0.0, 0.8, 1.8, 3.2, 5.0, 7.5, 10.5, 14.0)


@dataclass(frozen=True)
class Box:
    """A rectangle from its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    def overlap(self, other: "Box") -> float:
        """Return the area that both cover."""
        across = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        down = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        return across * down if across > 0 and down > 0 else 0.0

    def away(self, point: tuple[float, float]) -> float:
        """Return the distance of a point from the nearest edge, 0 inside."""
        x = min(max(point[0], self.x), self.x + self.width)
        y = min(max(point[1], self.y), self.y + self.height)
        return hypot(point[0] - x, point[1] - y)

    def outside(self, frame: "Box") -> float:
        """Return the area that lies outside `frame`."""
        return self.width * self.height - self.overlap(frame)


@dataclass(frozen=True)
class Label:
    """A name in lines at its place; `leader` is the end of a line from the point, None close to it."""

    lines: tuple[str, ...]
    box: Box
    leader: tuple[float, float] | None


def place_labels(
    points: Sequence[tuple[float, float]],
    names: Sequence[str],
    *,
    frame: Box,
    reserved: Sequence[Box] = (),
    size: float,
    radius: float,
    letters: int,
) -> list[Label]:
    """Return a label for each point, in the order given; names are broken into lines of about `letters`.

    No name lies on a box of `reserved` if there is another place.
    """
    dots = [Box(x - radius, y - radius, 2 * radius, 2 * radius) for x, y in points]
    placed: dict[int, Label] = {}
    crowded = sorted(range(len(points)), key=lambda place: -_neighbours(points, place, 8 * size))
    for _turn in range(_TURNS if len(points) <= _MANY else 1):
        for place in crowded:
            lines = tuple(_lines(names[place], letters))
            width, height = LETTER * size * max(map(len, lines)), LINE * size * len(lines)
            blocked = [dot for other, dot in enumerate(dots) if other != place] + list(reserved)
            blocked += [_around(label.box, size) for other, label in placed.items() if other != place]
            best, _distance = min(
                _candidates(points[place], width, height, radius, size),
                key=lambda each: each[1] + _cost(each[0], blocked, frame, size),
            )
            placed[place] = Label(lines, best, _leader(points, place, best, radius + 0.9 * size))
        boxes = [label.box for label in placed.values()]
        if not any(one.overlap(other) for one, other in combinations(boxes, 2)):
            break
    return [placed[place] for place in range(len(points))]


def _around(box: Box, size: float) -> Box:
    return Box(box.x - 0.4 * size, box.y - 0.2 * size, box.width + 0.8 * size, box.height + 0.4 * size)


def _lines(name: str, letters: int) -> Iterator[str]:
    """Break a name into lines of about equal length; a long compound breaks at its hyphens."""
    rows = max(1, -(-len(name) // letters))
    found = wrap(name, max(letters // 2, -(-len(name) // rows) + 4), break_long_words=False) or [name]
    yield from found


def _neighbours(points: Sequence[tuple[float, float]], place: int, near: float) -> int:
    x, y = points[place]
    return sum(1 for other in points if hypot(other[0] - x, other[1] - y) < near)


def _candidates(
    point: tuple[float, float], width: float, height: float, radius: float, size: float
) -> Iterator[tuple[Box, float]]:
    """Yield boxes around the point with their distance, right and left before above and below."""
    x, y = point
    gap = radius + 0.35 * size
    yield Box(x + gap, y - height / 2, width, height), 0.0
    yield Box(x - gap - width, y - height / 2, width, height), 0.1
    yield Box(x - width / 2, y - gap - height, width, height), 0.3
    yield Box(x - width / 2, y + gap, width, height), 0.3
    for ring in _RINGS:
        for turn in range(_DIRECTIONS):
            angle = 2 * pi * turn / _DIRECTIONS
            across, down = cos(angle), sin(angle)
            reach = gap + ring * size
            centre = x + across * (reach + width / 2), y + down * (reach + height / 2)
            yield Box(centre[0] - width / 2, centre[1] - height / 2, width, height), 0.6 + ring


def _cost(box: Box, taken: Sequence[Box], frame: Box, size: float) -> float:
    """Return what speaks against a place: any cover at all, and the more the worse."""
    covered = [area for other in taken if (area := box.overlap(other))]
    return _COVER * len(covered) + (8 * box.outside(frame) + _COVER * sum(covered)) / size**2


def _leader(
    points: Sequence[tuple[float, float]], place: int, box: Box, near: float
) -> tuple[float, float] | None:
    """Return the end of a line to a name that is far from its point, or not clearly nearest to it."""
    (x, y), own = points[place], box.away(points[place])
    others = (box.away(point) for other, point in enumerate(points) if other != place)
    if own <= near and own * _CLEARLY <= min(others, default=own * _CLEARLY):
        return None
    return min(max(x, box.x), box.x + box.width), min(max(y, box.y), box.y + box.height)
