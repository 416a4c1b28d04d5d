"""Places names beside points so that none lies on another: pure geometry, no drawing.

Points and boxes are in the units of the picture. Each name tries places around its point, near ones first,
and takes the one that overlaps least; what stands far from its point gets a line to it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import hypot
from textwrap import wrap

import numpy as np
from numpy.typing import NDArray

LETTER = 0.53
"""The mean width of a letter by the size of the type, for Source Sans."""
LINE = 1.15
_DIRECTIONS = 16
_COVER = 6.0
_CLEARLY = 1.15
_TURNS, _MANY = 4, 30
"""Names look for their place several times, since the last ones leave less room; many names only once."""
_RINGS = (0.0, 0.8, 1.8, 3.2, 5.0, 7.5, 10.5, 14.0)
_TURN = 2 * np.pi * np.arange(_DIRECTIONS) / _DIRECTIONS
_ROUND = np.stack([np.cos(_TURN), np.sin(_TURN)], axis=1)
_DISTANCES = np.concatenate([[0.0, 0.1, 0.3, 0.3], np.repeat(0.6 + np.array(_RINGS), _DIRECTIONS)])
"""How far each of `_candidates` is, in the same order."""


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
            blocked = [*dots, *reserved]
            blocked += [_around(label.box, size) for other, label in placed.items() if other != place]
            corners = _candidates(points[place], width, height, radius, size)
            cost = _DISTANCES + _costs(corners, width, height, blocked, frame, size)
            # Of equally good places the first, whatever the last digits say.
            x, y = corners[int(np.argmin(cost.round(9)))].tolist()
            best = Box(x, y, width, height)
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
) -> NDArray[np.float64]:
    """Return upper left corners of boxes around the point, beside it before above and below it."""
    gap = radius + 0.35 * size
    beside = np.array(
        [
            (gap, -height / 2),
            (-gap - width, -height / 2),
            (-width / 2, -gap - height),
            (-width / 2, gap),
        ]
    )
    reach = gap + np.array(_RINGS)[:, None, None] * size + np.array([width, height]) / 2
    around = (_ROUND * reach).reshape(-1, 2) - np.array([width, height]) / 2
    return np.asarray(np.concatenate([beside, around]) + np.array(point))


def _costs(
    corners: NDArray[np.float64],
    width: float,
    height: float,
    taken: Sequence[Box],
    frame: Box,
    size: float,
) -> NDArray[np.float64]:
    """Return what speaks against each place: any cover at all, and the more the worse.

    All places at once: sixty names try nearly two million pairs of boxes.
    """
    covered = _overlaps(corners, width, height, taken)
    outside = width * height - _overlaps(corners, width, height, [frame])[:, 0]
    weight = 8 * outside + _COVER * covered.sum(axis=1)
    return np.asarray(_COVER * np.count_nonzero(covered, axis=1) + weight / size**2)


def _overlaps(
    corners: NDArray[np.float64], width: float, height: float, others: Sequence[Box]
) -> NDArray[np.float64]:
    """Return the areas (corners, others) that boxes at these corners share with others."""
    x, y, wide, high = np.array([(o.x, o.y, o.width, o.height) for o in others]).reshape(-1, 4).T
    left, top = corners[:, :1], corners[:, 1:]
    across = np.minimum(left + width, x + wide) - np.maximum(left, x)
    down = np.minimum(top + height, y + high) - np.maximum(top, y)
    return np.asarray(np.maximum(across, 0) * np.maximum(down, 0))


def _leader(
    points: Sequence[tuple[float, float]], place: int, box: Box, near: float
) -> tuple[float, float] | None:
    """Return the end of a line to a name that is far from its point, or not clearly nearest to it."""
    (x, y), own = points[place], box.away(points[place])
    others = (box.away(point) for other, point in enumerate(points) if other != place)
    if own <= near and own * _CLEARLY <= min(others, default=own * _CLEARLY):
        return None
    return min(max(x, box.x), box.x + box.width), min(max(y, box.y), box.y + box.height)
