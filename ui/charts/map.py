"""The map of Hessen as a Plotly figure: drawn from the points of its municipalities alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt

import plotly.graph_objects as go

from translations import _
from ui.charts.look import COLOURS, INK, QUIET, styled

MIDDLE_OF_HESSEN = 50.6
HEIGHT = 720
MARGIN = 0.06
"""Degrees left free around the outermost points."""
SMALLEST, GROWTH, LARGEST_COUNT = 9.0, 6.5, 8


@dataclass(frozen=True, slots=True)
class Place:
    """A point of the map: where it is, what it is called, and how many use cases come from there."""

    name: str
    latitude: float
    longitude: float
    use_cases: int = 0


def place_map(places: Sequence[Place], own: Place | None = None) -> go.Figure:
    """Draw the places; size and outline mark those with use cases, a star and its name the own one."""
    figure = go.Figure()
    quiet = [place for place in places if not place.use_cases]
    loud = sorted((place for place in places if place.use_cases), key=lambda place: -place.use_cases)
    _add_places(figure, _("Municipality"), quiet, sizes=[4.0] * len(quiet), color=QUIET, line=0)
    sizes = [SMALLEST + GROWTH * (sqrt(min(place.use_cases, LARGEST_COUNT)) - 1) for place in loud]
    _add_places(
        figure, _("with use cases (larger: more of them)"), loud, sizes=sizes, color=COLOURS[0], line=1
    )
    if own:
        _add_own(figure, own)
    _frame(figure, places)
    return styled(figure).update_layout(height=HEIGHT, margin={"l": 0, "r": 0, "t": 44, "b": 0})


def _add_places(
    figure: go.Figure, name: str, places: Sequence[Place], *, sizes: list[float], color: str, line: int
) -> None:
    figure.add_scatter(
        name=name,
        x=[place.longitude for place in places],
        y=[place.latitude for place in places],
        hovertext=[f"{place.name}: {place.use_cases}" if place.use_cases else place.name for place in places],
        hoverinfo="text",
        mode="markers",
        marker={"size": sizes, "color": color, "opacity": 0.85, "line": {"width": line, "color": INK}},
    )


def _add_own(figure: go.Figure, own: Place) -> None:
    figure.add_scatter(
        name=own.name,
        x=[own.longitude],
        y=[own.latitude],
        mode="markers",
        marker={"symbol": "star", "size": 24, "color": COLOURS[1], "line": {"width": 1.5, "color": INK}},
        hoverinfo="name",
    )
    figure.add_annotation(
        text=f"<b>{own.name}</b>",
        x=own.longitude,
        y=own.latitude,
        yshift=24,
        showarrow=False,
        bgcolor="rgba(255, 255, 255, 0.85)",
        font={"size": 16, "color": INK},
    )


def _frame(figure: go.Figure, places: Sequence[Place]) -> None:
    """Fill the room with Hessen, in its true proportions."""
    if places:
        latitudes = [place.latitude for place in places]
        longitudes = [place.longitude for place in places]
        figure.update_yaxes(range=[min(latitudes) - MARGIN, max(latitudes) + MARGIN])
        figure.update_xaxes(range=[min(longitudes) - MARGIN, max(longitudes) + MARGIN])
    figure.update_xaxes(visible=False, constrain="domain")
    figure.update_yaxes(
        visible=False,
        constrain="domain",
        scaleanchor="x",
        scaleratio=1 / cos(radians(MIDDLE_OF_HESSEN)),
    )
