"""Which parts of a sketch leave the house: light pages read them too, so no maker of files is imported."""

from __future__ import annotations

from collections.abc import Iterator

from reports.content import SketchReport
from reports.document import Block
from reports.funding import funding_in_figures
from reports.parts import part_blocks
from reports.places import places_map
from sketches.outline import OutlineSection, Part

OF_THE_WORKSHOP = frozenset({Part.SCORES, Part.VOICES})


def handed_in_parts(report: SketchReport, section: OutlineSection) -> Iterator[Block]:
    """Yield the tables and lists of a section that are handed in, in the language in use."""
    for part in section.parts:
        if part is Part.FUNDING:
            yield from funding_in_figures(report)
        elif part not in OF_THE_WORKSHOP:
            yield from part_blocks(part, report)
        if part is Part.APPLICANTS:
            yield from places_map(report)
