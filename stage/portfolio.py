"""The portfolio: benefit against feasibility, names at the points, four named quarters, zoomed in."""

from collections.abc import Sequence
from html import escape

from stage.labels import Box, Label, place_labels
from stage.room import Room
from stage.scene import Portfolio, Scene
from translations import _
from translations.formats import number
from workshops.evaluation.outcome import RoundEvaluation
from workshops.wall import decided, known

HEIGHT = 1000.0
_SIZE, _SIZE_UPRIGHT = 31.0, 24.0
_QUARTER = 40.0
_EDGE = 20.0
_AXIS = 52.0
_RADIUS = 13.0
_PADDING = 0.22
_LEAST_SPAN = 0.12
_LETTERS = 30
_MOST_SHAPE, _LEAST_SHAPE = 2.6, 0.55
_MAIN = 0.84
"""The picture has about this part of the screen's height: head and foot take the rest."""


def portfolio(room: Room) -> Scene:
    """Show the quarters, then the points with their names, then what is chosen or leads."""
    seen = room.result
    assert seen is not None, "the programme offers this scene only with a result"
    points = _values(seen)
    step = room.standing.position.step
    picked = {
        each.item_id for each in decided.decided(room.database, known.eyes(room.series_id), room.series_id)
    }
    marked = (picked or set(seen.evaluation.chosen)) if step > 1 else set[str]()
    names = {item_id: room.title(item_id) for item_id in points}
    shape = min(_MOST_SHAPE, max(_LEAST_SHAPE, room.shape / _MAIN))
    size = _SIZE if shape >= 1 else _SIZE_UPRIGHT
    svg = _picture(
        points if step else {}, names, marked, HEIGHT * shape, _ranges(list(points.values())), size
    )
    words = "; ".join(
        _("{name}: benefit {benefit}, feasibility {feasibility}").format(
            name=names[item_id], benefit=number(y * 100, 0), feasibility=number(x * 100, 0)
        )
        for item_id, (x, y) in points.items()
    )
    title = _("What pays off, and what is easy")
    return Scene(f"portfolio-{seen.round.id}", "portfolio", title, Portfolio(svg, words), corner=title)


def _values(seen: RoundEvaluation) -> dict[str, tuple[float, float]]:
    """Return feasibility and benefit of each ranked entry for which both are known."""
    found = {}
    for item in seen.evaluation.ranking:
        values = {each.dimension: each.value for each in item.dimensions}
        x, y = values.get("feasibility"), values.get("benefit")
        if x is not None and y is not None:
            found[item.item_id] = (x, y)
    return found


Range = tuple[float, float, float]


def _ranges(points: Sequence[tuple[float, float]]) -> tuple[Range, Range]:
    """Return for both axes where the picture begins and ends, and the mean that divides the quarters."""
    return _range([x for x, _y in points]), _range([y for _x, y in points])


def _range(values: Sequence[float]) -> Range:
    if not values:
        return 0.0, 1.0, 0.5
    mean = sum(values) / len(values)
    reach = max(_LEAST_SPAN, *(abs(value - mean) for value in values)) * (1 + 2 * _PADDING)
    return mean - reach, mean + reach, mean


def _picture(
    points: dict[str, tuple[float, float]],
    names: dict[str, str],
    marked: set[str],
    width: float,
    ranges: tuple[Range, Range],
    size: float,
) -> str:
    (left, right, _middle), (bottom, top, _mean) = ranges
    frame = Box(_EDGE, _EDGE, width - 2 * _EDGE, HEIGHT - _EDGE - _AXIS)
    at = [
        (
            frame.x + (x - left) / (right - left) * frame.width,
            frame.y + (top - y) / (top - bottom) * frame.height,
        )
        for x, y in points.values()
    ]
    band, side = 1.6 * _QUARTER, 9 * _QUARTER
    corners = [
        Box(x, y, side, band)
        for x in (frame.x, frame.x + frame.width - side)
        for y in (frame.y, frame.y + frame.height - band)
    ]
    labels = place_labels(
        at,
        [names[item] for item in points],
        frame=Box(frame.x + 8, frame.y + 8, frame.width - 16, frame.height - 16),
        reserved=corners,
        size=size,
        radius=_RADIUS,
        letters=_LETTERS,
    )
    drawn = [_leader(point, label) for point, label in zip(at, labels, strict=True)]
    drawn += [_dot(point, item in marked) for item, point in zip(points, at, strict=True)]
    drawn += [_name(label, item in marked, size) for item, label in zip(points, labels, strict=True)]
    return (
        f'<svg viewBox="0 0 {width:.0f} {HEIGHT:.0f}" preserveAspectRatio="xMidYMid meet" aria-hidden="true">'
        f"{_quarters(frame, size)}{''.join(drawn)}</svg>"
    )


def _quarters(frame: Box, size: float) -> str:
    quarter = min(_QUARTER, 1.35 * size)
    middle, half = frame.x + frame.width / 2, frame.y + frame.height / 2
    right, bottom = frame.x + frame.width, frame.y + frame.height
    lines = (
        f'<path class="axis" fill="none" d="M{middle:.0f} {frame.y:.0f}V{bottom:.0f}'
        f'M{frame.x:.0f} {half:.0f}H{right:.0f}"/>'
        f'<rect class="axis" fill="none" x="{frame.x:.0f}" y="{frame.y:.0f}" width="{frame.width:.0f}" '
        f'height="{frame.height:.0f}" rx="14"/>'
    )
    inside, low = frame.y + 1.15 * _QUARTER, bottom - 0.55 * _QUARTER
    words = (
        (frame.x + 18, inside, "start", _("Prepare well")),
        (right - 18, inside, "end", _("Do at once")),
        (frame.x + 18, low, "start", _("Leave for now")),
        (right - 18, low, "end", _("Take along")),
    )
    texts = "".join(
        f'<text class="quarter" x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}" font-size="{quarter:.0f}" '
        f'font-weight="600">{escape(text)}</text>'
        for x, y, anchor, text in words
    )
    axis, easier, more = HEIGHT - 0.3 * _AXIS, escape(_("easier to do")), escape(_("more benefit"))
    texts += (
        f'<text class="quarter" x="{right:.0f}" y="{axis:.0f}" text-anchor="end" font-size="{size:.0f}">'
        f"{easier} →</text>"
        f'<text class="quarter" x="{frame.x:.0f}" y="{axis:.0f}" font-size="{size:.0f}">'
        f"↑ {more}</text>"
    )
    return lines + texts


def _dot(point: tuple[float, float], chosen: bool) -> str:
    x, y = point
    radius = _RADIUS * (1.5 if chosen else 1)
    return f'<circle class="dot{" chosen" if chosen else ""}" cx="{x:.0f}" cy="{y:.0f}" r="{radius:.1f}"/>'


def _leader(point: tuple[float, float], label: Label) -> str:
    if label.leader is None:
        return ""
    (x, y), (end_x, end_y) = point, label.leader
    return f'<path class="leader" d="M{x:.0f} {y:.0f}L{end_x:.0f} {end_y:.0f}"/>'


def _name(label: Label, chosen: bool, size: float) -> str:
    line, middle = label.box.height / len(label.lines), label.box.x + label.box.width / 2
    rows = "".join(
        f'<tspan x="{middle:.0f}" y="{label.box.y + (row + 0.78) * line:.0f}">{escape(text)}</tspan>'
        for row, text in enumerate(label.lines)
    )
    weight = ' font-weight="700"' if chosen else ""
    return f'<text class="label" text-anchor="middle" font-size="{size:.0f}"{weight}>{rows}</text>'
