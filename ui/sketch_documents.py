"""The documents of a sketch, made when somebody asks for them."""

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from reports.content import Scores, SketchReport
from reports.docx import sketch_docx
from reports.pdf import sketch_pdf
from sketches.funding.check import check
from sketches.funding.programmes import programme
from sketches.model import Language
from sketches.outline import load_outline
from translations import _
from translations import language as in_language
from ui import state
from workshops.decisions import PickView
from workshops.evaluation import RoundEvaluation
from workshops.series import SeriesView
from workshops.sketching import SketchView

_WRITTEN_OUT = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def report(
    sketch: SketchView,
    series: SeriesView,
    seen: RoundEvaluation | None,
    picks: tuple[PickView, ...],
    language: Language,
) -> SketchReport:
    """Gather all that the documents of a sketch show."""
    chosen = programme(sketch.content.programme)
    today = datetime.now(UTC).date()
    return SketchReport(
        content=sketch.content,
        outline=load_outline(),
        municipality=series.municipality_name,
        series_title=series.title,
        date=today,
        language=language,
        scores=_scores(seen, picks),
        item_id=sketch.item_id,
        funding=check(chosen, sketch.content, today) if chosen else None,
        reason=next((pick.reason for pick in picks if pick.item_id == sketch.item_id), ""),
        version=sketch.version,
    )


def _scores(seen: RoundEvaluation | None, picks: tuple[PickView, ...]) -> Scores | None:
    if seen is None:
        return None
    return Scores(seen.evaluation, seen.titles, seen.criteria, tuple(pick.item_id for pick in picks))


def downloads(content: SketchReport, key: str) -> None:
    """Offer the sketch as PDF and as a Word document; each is made on the click."""
    name = file_name(_("sketch"), content.municipality, content.content.title)
    with st.container(horizontal=True):
        st.download_button(
            _("PDF"),
            data=lambda: _made(sketch_pdf, content),
            file_name=f"{name}.pdf",
            mime="application/pdf",
            icon=":material/picture_as_pdf:",
            key=state.widget("pdf", key),
            on_click="ignore",
        )
        st.download_button(
            _("Word document"),
            data=lambda: _made(sketch_docx, content),
            file_name=f"{name}.docx",
            mime=WORD,
            icon=":material/description:",
            key=state.widget("docx", key),
            on_click="ignore",
        )


def _made(make: Callable[[SketchReport], bytes], content: SketchReport) -> bytes:
    # Streamlit makes downloads on a thread of their own, where no language has been chosen yet.
    with in_language(content.language):
        return make(content)


def file_name(*parts: str) -> str:
    """Return a file name that every system takes: lower case, umlauts written out, no spaces."""
    text = "-".join(parts).lower().translate(_WRITTEN_OUT)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80]
