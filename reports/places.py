"""The places of a project as a picture: where it is, and where what it takes over runs already."""

from __future__ import annotations

from design.project_map import project_map
from design.typeface import FAMILY
from reports.content import SketchReport
from reports.document import Block, MapChart, Paragraph, Picture, Tone
from sketches.places import ProjectPlaces, map_cells, map_source, project_places
from translations import _, formats

Blocks = tuple[Block, ...]


def places_map(report: SketchReport) -> Blocks:
    """Return the map with the line its licence asks for; nothing where no place of the project is known."""
    found = project_places(report.content, report.origin_ags)
    if found is None:
        return ()
    alt = _sentence(found)
    svg = project_map(
        map_cells(), found.own, found.sources, label=alt, palette=report.look.palette, font=FAMILY
    )
    caption = (
        _("Where the project is") if not found.sources else _("Where the project is and whom it follows")
    )
    note = _("Sketch map made from the points of municipalities, without their boundaries. {source}")
    return (
        Picture(MapChart(svg), caption, alt),
        Paragraph(note.format(source=map_source()), Tone.NOTE),
    )


def _sentence(places: ProjectPlaces) -> str:
    own = formats.list_([spot.name for spot in places.own])
    here = _("Map of Hessen with the places of the project as stars: {places}.").format(places=own)
    if not places.sources:
        return here
    runs = _("Something comparable runs in {places}, drawn as discs.").format(
        places=formats.list_([spot.name for spot in places.sources])
    )
    return f"{here} {runs}"
