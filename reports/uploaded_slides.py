"""The door for slide templates from outside: measured, relieved of references, checked and filled elsewhere.

As with Word templates (`reports.uploaded_template`), all work on the file is done in a process with limits.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any, TypeVar

import numpy as np
import pptx
from pptx.exc import PythonPptxError
from pptx.oxml.ns import qn

from isolation.process import JobStoppedError, run
from reports.content import CouncilReport, Scores, SketchReport
from reports.pptx import council_pptx
from reports.references import without_references
from reports.slide_layouts import found_layouts, without_slides
from reports.template_errors import OwnTemplateError
from scoring.criteria import load_criteria
from scoring.evaluation import evaluate
from sketches.model import Milestone, SketchContent
from sketches.outline import load_outline
from translations import _

Result = TypeVar("Result")

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_CONTENT = 60 * 1024 * 1024
LARGEST_PART = 20 * 1024 * 1024
MOST_PARTS = 2000
_OLE = bytes.fromhex("d0cf11e0")
_STRICT = b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
_ENTRIES = ("a", "b", "c")
_STEPS = (Milestone(title="Beispiel", start_month=1, end_month=6),)  # no translation: nobody sees it
_ACCENTS = ("accent1", "accent2", "accent3")


@dataclass(frozen=True)
class SlideCheck:
    """What was seen in a template: the layouts that are used, its look, its examples.

    `colours` are the theme's first three as "#RRGGBB", `pictures` those on masters and layouts in use,
    `slides` the slides it brings, which are left out; `proportions` are width and height in centimetres,
    `made` the slides of an example.
    """

    title_layout: str
    content_layout: str
    colours: tuple[str, ...]
    typefaces: tuple[str, ...]
    pictures: int
    slides: int
    proportions: tuple[float, float]
    made: int


@dataclass(frozen=True)
class UploadedSlides:
    """A template that may be kept: its file without references to elsewhere, and what is to be said of it."""

    file: bytes
    check: SlideCheck
    taken_out: tuple[str, ...]


def examined(template: bytes) -> UploadedSlides:
    """Return the template as it may be kept. Raises OwnTemplateError."""
    if len(template) > LARGEST_FILE:  # said at once, without carrying it anywhere
        measure(template)
    return _elsewhere(examine, template)


def filled(template: bytes, report: CouncilReport) -> bytes:
    """Return the results for the council in the template. Raises OwnTemplateError."""
    return _elsewhere(fill, template, report)


def _elsewhere(work: Callable[..., Result], *arguments: Any) -> Result:
    try:
        return run(work, *arguments, refusals=(OwnTemplateError,))
    except JobStoppedError as stopped:
        raise OwnTemplateError(f"{stopped.message} {stopped.hint}") from stopped


def examine(template: bytes) -> UploadedSlides:
    """Do the work of `examined`, in the process where it may take what it takes."""
    measure(template)
    try:
        file, taken_out = without_references(template)
        return UploadedSlides(file, _checked(file), taken_out)
    except OwnTemplateError:
        raise
    except (PythonPptxError, zipfile.BadZipFile, zlib.error, SyntaxError, LookupError) as error:
        raise _damaged() from error
    except (ValueError, TypeError, AttributeError, EOFError, NotImplementedError) as error:
        raise _damaged() from error


def fill(template: bytes, report: CouncilReport) -> bytes:
    """Do the work of `filled`, likewise."""
    return council_pptx(report, template)


def _damaged() -> OwnTemplateError:
    return OwnTemplateError(
        _("The template is damaged or no presentation. Please save it again in PowerPoint as “.pptx”.")
    )


def measure(template: bytes) -> None:
    """Refuse what is too large, no presentation, or holds macros, unread. Raises OwnTemplateError."""
    if len(template) > LARGEST_FILE:
        raise OwnTemplateError(_("The template is larger than 10 MB. Please remove large pictures from it."))
    if template.startswith(_OLE):
        raise OwnTemplateError(
            _("The file is protected by a password or saved in the old format “.ppt”.")
            + " "
            + _("Please open it in PowerPoint and save it as “.pptx” without a password.")
        )
    try:
        with zipfile.ZipFile(BytesIO(template)) as packed:
            sizes = {info.filename: info.file_size for info in packed.infolist()}
            if len(sizes) > MOST_PARTS or sum(sizes.values()) > LARGEST_CONTENT:
                raise OwnTemplateError(
                    _("The template unpacks to more than 60 MB. Please remove pictures from it.")
                )
            texts = [size for name, size in sizes.items() if name.endswith((".xml", ".rels"))]
            if max(texts, default=0) > LARGEST_PART:
                raise _damaged()
            types, relations, kind = (
                packed.read(name) if name in sizes else b""
                for name in ("[Content_Types].xml", "_rels/.rels", "mimetype")
            )
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise _no_presentation() from error
    if b"opendocument.presentation" in kind:
        raise OwnTemplateError(
            _("This is an OpenDocument presentation. Please save it as “PowerPoint 2007–365 (.pptx)”.")
        )
    if _STRICT in relations:
        raise OwnTemplateError(
            _(
                "The template is saved as “Strict Open XML”. "
                "Please save it as “PowerPoint Presentation (.pptx)”."
            )
        )
    if b"macroEnabled" in types or any(name.casefold().endswith("vbaproject.bin") for name in sizes):
        raise OwnTemplateError(_("The template contains macros. Please save it as “.pptx” without macros."))
    if b"presentationml" not in types:
        raise _no_presentation()


def _no_presentation() -> OwnTemplateError:
    return OwnTemplateError(
        _("This is no PowerPoint presentation. Please choose a file that ends in “.pptx” or “.potx”.")
    )


def _checked(template: bytes) -> SlideCheck:
    deck = without_slides(template)
    layouts = found_layouts(deck)
    made = pptx.Presentation(BytesIO(_read_back(council_pptx(example(), template))))
    used = (layouts.title, layouts.content)
    shown = {id(each): each for layout in used for each in (layout, layout.slide_master)}
    colours, typefaces = _theme(layouts.content.slide_master)
    return SlideCheck(
        title_layout=layouts.title.name,
        content_layout=layouts.content.name,
        colours=colours,
        typefaces=typefaces,
        pictures=sum(1 for each in shown.values() for _found in each._element.iter(qn("p:pic"))),
        slides=_slides_of(template),
        proportions=(round(deck.slide_width / 360_000, 1), round(deck.slide_height / 360_000, 1)),
        made=len(made.slides),
    )


def _slides_of(template: bytes) -> int:
    with zipfile.ZipFile(BytesIO(template)) as packed:
        names = packed.namelist()
    return sum(1 for name in names if name.startswith("ppt/slides/slide") and name.endswith(".xml"))


def _read_back(filled: bytes) -> bytes:
    """Refuse a template that gives a file with a part twice, which PowerPoint would call damaged."""
    with zipfile.ZipFile(BytesIO(filled)) as packed:
        parts = packed.namelist()
    if len(parts) != len(set(parts)):
        raise _damaged()
    return filled


def _theme(master: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the first colours and the typefaces of a master's theme."""
    part = next(
        rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/relationships/theme")
    )
    root = pptx.oxml.parse_xml(part.blob)
    found = [root.find(f".//{qn(f'a:{name}')}/{qn('a:srgbClr')}") for name in _ACCENTS]
    colours = tuple(f"#{each.get('val')}" for each in found if each is not None)
    faces = [root.find(f".//{qn(f'a:{kind}')}/{qn('a:latin')}") for kind in ("majorFont", "minorFont")]
    names = [each.get("typeface", "") for each in faces if each is not None]
    return colours, tuple(dict.fromkeys(name for name in names if name))


def example() -> CouncilReport:
    """Return results that no room ever had, to fill a template with."""
    criteria = load_criteria().short()
    rng = np.random.default_rng(1)
    evaluation = evaluate(
        rng.integers(1, 6, (5, len(_ENTRIES), len(criteria.ids))).astype(float),
        item_ids=_ENTRIES,
        criteria=criteria,
        dimension_weights={dimension.id: 1.0 for dimension in criteria.dimensions},
        within_weights=dict.fromkeys(criteria.ids, 1.0),
        draws=50,
    )
    titles = {entry: f"Beispiel {entry}" for entry in _ENTRIES}  # no translation: nobody sees it
    scores, day = Scores(evaluation, titles, criteria, picked=_ENTRIES[:1]), date(2026, 1, 1)
    sketch = SketchReport(
        content=SketchContent(title="Beispiel", milestones=_STEPS),  # no translation: likewise
        outline=load_outline(),
        municipality="Beispiel",
        series_title="Beispiel",
        date=day,
        language="de",
        scores=scores,
        item_id=_ENTRIES[0],
    )
    return CouncilReport(
        municipality="Beispiel",
        series_title="Beispiel",
        date=day,
        language="de",
        scores=scores,
        sketches=(sketch,),
        verdict="Beispiel",
        next_steps=("Beispiel",),
    )
