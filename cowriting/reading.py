"""A sketch as its municipality reads it: the version to hand in, place by place, with what was said on it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reports.content import SketchReport
from reports.document import Block, Bullets, Facts, Links, Paragraph, Table
from reports.handed_in import handed_in_parts
from reports.prose import prose
from reports.sketch import key_facts, outside_outline
from sketches import written
from sketches.changes import Piece, pieces
from sketches.funding import check, programme
from sketches.model import Language
from sketches.outline import OutlineSection, load_outline
from translations import _, current_language
from translations.formats import today
from workshops.handing_over.contributions import ContributionView, Kind, State
from workshops.handing_over.sketching import SketchView
from workshops.series import SeriesView

_KINDS = {Paragraph: "paragraph", Bullets: "bullets", Facts: "facts", Table: "table", Links: "links"}
"""What the pages can show; pictures are followed by a table that says the same."""


class Shown(NamedTuple):
    """A block of a document, and what kind it is."""

    kind: str
    block: Block


class Said(NamedTuple):
    """A contribution: what it changes in the text that stood there, and what the advisor changed in it."""

    sent: ContributionView
    change: tuple[Piece, ...]
    adapted: tuple[Piece, ...]


class Place(NamedTuple):
    """A place of the sketch: its present text, the tables below it, and what was said on it.

    `mark` tells whether the text is still the one that somebody has read; `writable`: it has a text.
    """

    id: str
    title: str
    hint: str
    text: str
    mark: str
    writable: bool
    blocks: tuple[Shown, ...]
    said: tuple[Said, ...]


def report_of(sketch: SketchView, series: SeriesView) -> SketchReport:
    """Return what the version to hand in is made from, in the language of the visit."""
    chosen = programme(sketch.content.programme)
    return SketchReport(
        content=sketch.content,
        outline=load_outline(),
        municipality=series.municipality_name,
        series_title=series.title,
        date=today(),
        language=_language(),
        item_id=sketch.item_id,
        funding=check(chosen, sketch.content, today()) if chosen else None,
        version=sketch.version,
        changed_at=sketch.changed_at,
    )


def facts(report: SketchReport) -> tuple[tuple[str, str], ...]:
    """Return who, how long and how much, as labels with their values."""
    return tuple(key_facts(report))


def places(report: SketchReport, sent: Sequence[ContributionView]) -> tuple[Place, ...]:
    """Return the places of a sketch in their order, each with what was sent on it."""
    sections: dict[str, OutlineSection] = {section.id: section for section in report.outline.sections}
    return tuple(
        _place(report, place, sections.get(place), [each for each in sent if each.place == place])
        for place in written.places(report.outline)
    )


def further(report: SketchReport) -> tuple[Shown, ...]:
    """Return what stands in the sketch beside its outline."""
    return _shown(outside_outline(report))


def _place(
    report: SketchReport, place: str, section: OutlineSection | None, sent: Iterable[ContributionView]
) -> Place:
    text = written.text_of(report.content, place)
    parts = handed_in_parts(report, section) if section else ()
    return Place(
        id=place,
        title=section.title(_language()) if section else _("Summary"),
        hint=section.hint(_language()) if section else "",
        text=text,
        mark=written.mark(text),
        writable=section is None or section.text,
        blocks=_shown((*prose(text, report.text_language), *parts)),
        said=tuple(_said(each) for each in sent),
    )


def _said(sent: ContributionView) -> Said:
    proposed = sent.kind is Kind.PROPOSAL
    return Said(
        sent,
        pieces(sent.base, sent.text) if proposed else (),
        pieces(sent.text, sent.adopted) if sent.state is State.ADAPTED else (),
    )


def _shown(blocks: Iterable[Block]) -> tuple[Shown, ...]:
    return tuple(_known(blocks))


def _known(blocks: Iterable[Block]) -> Iterator[Shown]:
    for block in blocks:
        if kind := _KINDS.get(type(block)):
            yield Shown(kind, block)


def _language() -> Language:
    return "en" if current_language() == "en" else "de"
