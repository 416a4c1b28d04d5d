"""The portfolio on the page: the picture of the wall, drawn twice, for wide windows and for phones."""

from functools import lru_cache
from html import escape

from design.palette import PAPER
from design.portfolio import svg
from reports.document import PointChart

WIDE, NARROW = (1500.0, 860.0, 31.0), (760.0, 1240.0, 27.0)
"""Width, height and size of type; a picture is as wide as its column."""
_LOOKS = {
    "dot": f'fill="{PAPER.soft}" stroke="{PAPER.ground}" stroke-width="3"',
    "chosen": f'fill="{PAPER.accent}" stroke="{PAPER.ground}" stroke-width="3"',
    "label": f'fill="{PAPER.ink}"',
    "leader": f'fill="none" stroke="{PAPER.border}" stroke-width="2"',
    "axis": f'stroke="{PAPER.line}" stroke-width="2"',
    "quarter": f'fill="{PAPER.soft}"',
}
_TURN = (
    "<style>.p-narrow{display:none}"
    "@media(max-width:640px){.p-narrow{display:block}.p-wide{display:none}}</style>"
)


@lru_cache(maxsize=64)
def portfolio_html(chart: PointChart, alt: str) -> str:
    """Return the picture as a block of HTML that reads itself out as `alt`."""
    shapes = (("p-wide", WIDE), ("p-narrow", NARROW))
    drawn = "".join(f'<div class="{name}">{_drawn(chart, *shape)}</div>' for name, shape in shapes)
    return f'<div role="img" aria-label="{escape(alt)}">{drawn}</div>{_TURN}'


def _drawn(chart: PointChart, width: float, height: float, size: float) -> str:
    laid = chart.laid_out(width, height, size)
    chosen = [place for place, point in enumerate(chart.points) if point.marked]
    return svg(laid, chart.words, chosen, _LOOKS)
