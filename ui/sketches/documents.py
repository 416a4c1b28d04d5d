"""The documents of a sketch, made when somebody asks for them."""

from reports.content import SketchReport
from reports.docx import sketch_docx
from reports.pdf import sketch_pdf
from sketches.funding.check import check
from sketches.funding.programmes import programme
from sketches.model import Language
from sketches.outline import load_outline
from translations import _
from translations.formats import today
from ui.document_buttons import PDF, WORD, Offer, document_buttons
from ui.evaluation import results
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
) -> SketchReport:
    """Gather all that the documents of a sketch show."""
    chosen = programme(sketch.content.programme)
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
        reason=next((pick.reason for pick in picks if pick.item_id == sketch.item_id), ""),
        version=sketch.version,
        changed_at=sketch.changed_at,
    )


def downloads(content: SketchReport, key: str) -> None:
    """Offer the sketch as PDF and as a Word document; each is made on the click."""
    name = "-".join((_("sketch"), content.municipality, content.content.title))
    code = content.language
    document_buttons(
        Offer(_("PDF"), name, PDF, lambda: sketch_pdf(content), code, (key,)),
        Offer(_("Word document"), name, WORD, lambda: sketch_docx(content), code, (key,)),
    )
