"""The documents of a sketch, made when somebody asks for them."""

import streamlit as st

from reports.content import SketchReport
from reports.docx import sketch_docx
from reports.looks import USUAL, Look
from reports.pdf import sketch_pdf
from reports.submission import submission_docx, submission_pdf
from sketches.funding.check import check
from sketches.funding.programmes import programme
from sketches.model import Language
from sketches.outline import load_outline
from translations import _, ngettext
from translations.formats import today
from ui.document_buttons import PDF, WORD, Offer, document_buttons
from ui.evaluation import results
from ui.services import database
from workshops import look
from workshops.actors import Actor
from workshops.deciding.decisions import PickView
from workshops.evaluation.outcome import RoundEvaluation
from workshops.handing_over.sketching import SketchView
from workshops.series import SeriesView


def report(
    sketch: SketchView,
    series: SeriesView,
    seen: RoundEvaluation | None,
    picks: tuple[PickView, ...],
    language: Language,
    own: Look = USUAL,
) -> SketchReport:
    """Gather all that the documents of a sketch show."""
    chosen = programme(sketch.content.programme)
    pick = next((each for each in picks if each.item_id == sketch.item_id), None)
    return SketchReport(
        content=sketch.content,
        outline=load_outline(),
        municipality=series.municipality_name,
        series_title=series.title,
        date=today(),
        language=language,
        scores=results.scores_of(seen, picks) if seen else None,
        item_id=sketch.item_id,
        funding=check(chosen, sketch.content, today()) if chosen else None,
        reason=pick.reason if pick else "",
        source=pick.source if pick else "",
        origin_ags=pick.origin_ags if pick else (),
        version=sketch.version,
        changed_at=sketch.changed_at,
        confirmed_at=held.confirmed_at if (held := sketch.confirmation) and held.holds else None,
        look=own,
    )


def look_of(actor: Actor, series_id: str) -> Look:
    """Return how the documents of a series look."""
    own = look.of_series(database(), actor, series_id)
    return Look(own.accent, own.emblem.content if own.emblem else b"")


def downloads(content: SketchReport, *key: str) -> None:
    """Offer the sketch to hand in and as working version; each file is made on the click."""
    document_buttons(*offers(content, *key))
    if content.gaps:
        st.caption(
            ngettext(
                "The version to hand in is marked as a draft: {n} point is still to be clarified.",
                "The version to hand in is marked as a draft: {n} points are still to be clarified.",
                len(content.gaps),
            ).format(n=len(content.gaps))
        )


def offers(report: SketchReport, *key: str) -> tuple[Offer, ...]:
    """Return the files of a sketch: to hand in without a trace of the workshop, and to work on."""
    name = "-".join((_("sketch"), report.municipality, report.content.title))
    working, code = "-".join((name, _("working version"))), report.language
    return (
        Offer(_("To hand in (PDF)"), name, PDF, lambda: submission_pdf(report), code, (*key, "clean")),
        Offer(_("To hand in (Word)"), name, WORD, lambda: submission_docx(report), code, (*key, "clean")),
        Offer(_("Working version (PDF)"), working, PDF, lambda: sketch_pdf(report), code, key),
        Offer(_("Working version (Word)"), working, WORD, lambda: sketch_docx(report), code, key),
    )
