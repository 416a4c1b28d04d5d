"""The portfolio of every surface: points with whole names, four named quarters, zoomed to what is shown.

Values lie between 0 and 1, x to the right and y upwards; pictures are in units of their own, y downwards.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from design.labels import Box, Label, place_labels

Range = tuple[float, float, float]
"""Where an axis begins and ends, and the mean that divides the quarters."""

_EDGE = 20.0
_AXIS = 52.0
_QUARTER = 40.0
_PADDING = 0.22
_LEAST_SPAN = 0.12
_RADIUS = 13.0
_LETTERS, _LETTERS_NARROW, _NARROW = 30, 20, 900.0
_CHOSEN = 1.5


@dataclass(frozen=True)
class Words:
    """What stands in the picture: the quarters from the upper left, then both axes from low to high."""

    quarters: tuple[str, str, str, str]
    easier: str
    more: str


@dataclass(frozen=True)
class Layout:
    """Where everything lies in a picture of `width` by `height`."""

    width: float
    height: float
    size: float
    frame: Box
    across: Range
    upwards: Range
    points: tuple[tuple[float, float], ...]
    labels: tuple[Label, ...]


def zoom(values: Sequence[float]) -> Range:
    """Return the part of an axis that shows all values, with room for names, their mean in the middle."""
    if not values:
        return 0.0, 1.0, 0.5
    mean = sum(values) / len(values)
    reach = max(_LEAST_SPAN, *(abs(value - mean) for value in values)) * (1 + 2 * _PADDING)
    return mean - reach, mean + reach, mean


def lay_out(
    points: Sequence[tuple[float, float]],
    names: Sequence[str],
    *,
    width: float,
    height: float,
    size: float,
    zoomed: Sequence[tuple[float, float]] | None = None,
) -> Layout:
    """Place points and names, in the order given; `zoomed`: what decides the zoom, if not the points."""
    shown = points if zoomed is None else zoomed
    across, upwards = zoom([x for x, _y in shown]), zoom([y for _x, y in shown])
    frame = Box(_EDGE, _EDGE, width - 2 * _EDGE, height - _EDGE - _AXIS)
    at = tuple(
        (
            frame.x + (x - across[0]) / (across[1] - across[0]) * frame.width,
            frame.y + (upwards[1] - y) / (upwards[1] - upwards[0]) * frame.height,
        )
        for x, y in points
    )
    band, side = 1.6 * _QUARTER, 9 * _QUARTER
    corners = [
        Box(x, y, side, band)
        for x in (frame.x, frame.x + frame.width - side)
        for y in (frame.y, frame.y + frame.height - band)
    ]
    labels = place_labels(
        at,
        names,
        frame=Box(frame.x + 8, frame.y + 8, frame.width - 16, frame.height - 16),
        reserved=corners,
        size=size,
        radius=_RADIUS * _CHOSEN,
        letters=_LETTERS if width > _NARROW else _LETTERS_NARROW,
    )
    return Layout(width, height, size, frame, across, upwards, at, tuple(labels))


def svg(laid: Layout, words: Words, chosen: Collection[int], looks: Mapping[str, str]) -> str:
    """Draw a layout; `looks`: the attributes of "dot", "chosen", "label", "leader", "axis", "quarter"."""
    drawn = [_leader(point, each, looks) for point, each in zip(laid.points, laid.labels, strict=True)]
    drawn += [_dot(point, place in chosen, looks) for place, point in enumerate(laid.points)]
    drawn += [
        _name(point, each, place in chosen, laid.size, looks)
        for place, (point, each) in enumerate(zip(laid.points, laid.labels, strict=True))
    ]
    return (
        f'<svg viewBox="0 0 {laid.width:.0f} {laid.height:.0f}" preserveAspectRatio="xMidYMid meet" '
        f'aria-hidden="true">{_quarters(laid, words, looks)}{"".join(drawn)}</svg>'
    )


def _quarters(laid: Layout, words: Words, looks: Mapping[str, str]) -> str:
    frame, size = laid.frame, laid.size
    quarter = min(_QUARTER, 1.35 * size)
    middle, half = frame.x + frame.width / 2, frame.y + frame.height / 2
    right, bottom = frame.x + frame.width, frame.y + frame.height
    lines = (
        f'<path {looks["axis"]} fill="none" d="M{middle:.0f} {frame.y:.0f}V{bottom:.0f}'
        f'M{frame.x:.0f} {half:.0f}H{right:.0f}"/>'
        f'<rect {looks["axis"]} fill="none" x="{frame.x:.0f}" y="{frame.y:.0f}" width="{frame.width:.0f}" '
        f'height="{frame.height:.0f}" rx="14"/>'
    )
    inside, low = frame.y + 1.15 * _QUARTER, bottom - 0.55 * _QUARTER
    places = (
        (frame.x + 18, inside, "start"),
        (right - 18, inside, "end"),
        (frame.x + 18, low, "start"),
        (right - 18, low, "end"),
    )
    texts = "".join(
        f'<text {looks["quarter"]} x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}" font-size="{quarter:.0f}" '
        f'font-weight="600">{escape(text)}</text>'
        for (x, y, anchor), text in zip(places, words.quarters, strict=True)
    )
    axis = laid.height - 0.3 * _AXIS
    texts += (
        f'<text {looks["quarter"]} x="{right:.0f}" y="{axis:.0f}" text-anchor="end" '
        f'font-size="{size:.0f}">{escape(words.easier)} →</text>'
        f'<text {looks["quarter"]} x="{frame.x:.0f}" y="{axis:.0f}" font-size="{size:.0f}">'
        f"↑ {escape(words.more)}</text>"
    )
    return lines + texts


def _dot(point: tuple[float, float], chosen: bool, looks: Mapping[str, str]) -> str:
    x, y = point
    radius = _RADIUS * (_CHOSEN if chosen else 1)
    return f'<circle {looks["chosen" if chosen else "dot"]} cx="{x:.0f}" cy="{y:.0f}" r="{radius:.1f}"/>'


def _leader(point: tuple[float, float], label: Label, looks: Mapping[str, str]) -> str:
    if label.leader is None:
        return ""
    (x, y), (end_x, end_y) = point, label.leader
    return f'<path {looks["leader"]} d="M{x:.0f} {y:.0f}L{end_x:.0f} {end_y:.0f}"/>'


def side(point: tuple[float, float], box: Box) -> tuple[str, float]:
    """Return at which end a name touches its point ("start", "middle", "end"), and where that is."""
    if box.x > point[0]:
        return "start", box.x
    right = box.x + box.width
    return ("end", right) if right < point[0] else ("middle", box.x + box.width / 2)


def _name(
    point: tuple[float, float], label: Label, chosen: bool, size: float, looks: Mapping[str, str]
) -> str:
    line = label.box.height / len(label.lines)
    anchor, middle = side(point, label.box)
    rows = "".join(
        f'<tspan x="{middle:.0f}" y="{label.box.y + (row + 0.78) * line:.0f}">{escape(text)}</tspan>'
        for row, text in enumerate(label.lines)
    )
    weight = ' font-weight="700"' if chosen else ""
    return f'<text {looks["label"]} text-anchor="{anchor}" font-size="{size:.0f}"{weight}>{rows}</text>'
