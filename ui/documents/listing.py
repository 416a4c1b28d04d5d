"""The documents of a series to download: the same for the advisor and for the municipality."""

from functools import partial

import streamlit as st

from reports import uploaded_slides, uploaded_template
from reports.bundle import sketches_zip
from reports.content import CouncilReport, SketchReport
from reports.factsheet import factsheet_pdf
from reports.minutes import minutes_json
from reports.minutes_document import minutes_docx, minutes_pdf
from reports.pptx import council_pptx
from reports.resolution import resolution_docx, resolution_pdf
from reports.xlsx import results_xlsx
from translations import _, ngettext
from translations.formats import today
from ui import state
from ui.document_buttons import (
    JSON,
    PDF,
    SLIDES,
    WORD,
    WORKBOOK,
    ZIP,
    Offer,
    document_button,
    document_buttons,
)
from ui.documents.series import SeriesDocuments
from ui.services import database
from ui.sketches.documents import downloads
from ui.sketches.reading import readable_sketch
from ui.text import literal
from usecases.model import UseCase
from workshops.actors import Actor
from workshops.handing_over import templates
from workshops.handing_over.templates import Kind
from workshops.live import anonymity


def document_list(actor: Actor, documents: SeriesDocuments) -> None:
    """Show all documents by what they are for."""
    _sketches(actor, documents)
    _minutes(documents)
    _council(actor, documents)
    _fact_sheets(documents)


def _sketches(actor: Actor, documents: SeriesDocuments) -> None:
    st.header(_("Sketches"), anchor=False)
    reports = documents.sketch_reports
    if not reports:
        st.info(_("There is no sketch yet. It is begun as soon as something is chosen."))
        return
    template = _chosen_template(actor, documents, Kind.WORD)
    for number, report in enumerate(reports):
        st.subheader(literal(report.content.title or _("Untitled sketch")), anchor=False)
        _sketch_buttons(report, str(report.item_id or number), template)
        readable_sketch(report, state.widget("read_sketch", documents.series.id, report.item_id or number))
    if len(reports) > 1:
        name = "-".join((_("sketches"), documents.series.municipality_name))
        st.markdown(_("All sketches at once to hand in, each as PDF and as Word document:"))
        document_button(
            _("All sketches (ZIP)"), name, ZIP, lambda: sketches_zip(reports), documents.code, "bundle"
        )


def _sketch_buttons(report: SketchReport, key: str, template: tuple[str, bytes] | None) -> None:
    downloads(report, "sketch", key)
    if template is not None:
        title, file = template
        label = _("In the template “{name}”").format(name=literal(title))
        filled = "-".join((_("sketch"), report.municipality, report.content.title, title.rpartition(".")[0]))
        fill = partial(uploaded_template.filled, file, report)
        document_button(label, filled, WORD, fill, report.language, "own", key)


def _chosen_template(actor: Actor, documents: SeriesDocuments, kind: Kind) -> tuple[str, bytes] | None:
    """Return the office's template to fill; with several of them, the one chosen."""
    kept = {each.id: each.name for each in templates.templates(database(), actor, kind)}
    if not kept:
        return None
    chosen = next(iter(kept))
    if len(kept) > 1:
        chosen = st.selectbox(
            _("Own template"),
            list(kept),
            format_func=lambda key: kept[key],
            key=state.widget("template", kind, documents.series.id),
        )
    return kept[chosen], templates.content(database(), actor, chosen)


def _minutes(documents: SeriesDocuments) -> None:
    st.header(_("Minutes"), anchor=False)
    st.markdown(
        _(
            "Rounds with times and numbers of people, weights, exclusion questions, decisions with their "
            "reasons, and what was changed when. Nobody is named."
        )
    )
    if documents.held.unfinished:
        sentence = ngettext(
            "{n} round is not revealed yet and is missing here.",
            "{n} rounds are not revealed yet and are missing here.",
            documents.held.unfinished,
        )
        st.caption(sentence.format(n=documents.held.unfinished))
    made, code, look = documents.minutes, documents.code, documents.look
    name = "-".join((_("minutes"), documents.series.municipality_name))
    key = ("minutes",)
    document_buttons(
        Offer(_("Minutes (PDF)"), name, PDF, lambda: minutes_pdf(made, look), code, key),
        Offer(_("Minutes (Word)"), name, WORD, lambda: minutes_docx(made, look), code, key),
        Offer(_("Minutes (data)"), name, JSON, lambda: minutes_json(made), code, key),
    )
    with st.expander(_("Checksum")):
        st.markdown(f"`{made.checksum}`")
        st.markdown(
            _(
                "The checksum stands in all three files. It shows that the data were not changed afterwards: "
                "`python -m reports verify FILE.json` computes it again."
            )
        )


def _council(actor: Actor, documents: SeriesDocuments) -> None:
    st.header(_("Results for the council"), anchor=False)
    report, ratings, code = documents.council, documents.ratings, documents.code
    if report is None or ratings is None:
        st.info(_("No round has been revealed yet. Slides and workbook follow as soon as there is a result."))
        return
    name = "-".join((_("results"), documents.series.municipality_name))
    key = ("council",)
    if report.sketches:
        draft = "-".join((_("draft resolution"), documents.series.municipality_name))
        document_buttons(
            Offer(_("Draft resolution (PDF)"), draft, PDF, lambda: resolution_pdf(report), code, key),
            Offer(_("Draft resolution (Word)"), draft, WORD, lambda: resolution_docx(report), code, key),
        )
    document_buttons(
        Offer(_("Slides (PowerPoint)"), name, SLIDES, lambda: council_pptx(report), code, key),
        Offer(_("Workbook (Excel)"), name, WORKBOOK, lambda: results_xlsx(ratings), code, key),
    )
    _council_in_template(actor, documents, report)
    st.caption(
        _("The charts in the slides can be edited. The workbook holds all that is needed to compute again.")
    )
    if not len(ratings.ratings):
        st.caption(_why_no_rows(report.scores.evaluation.raters))


def _council_in_template(actor: Actor, documents: SeriesDocuments, report: CouncilReport) -> None:
    template = _chosen_template(actor, documents, Kind.SLIDES)
    if template is None:
        return
    title, file = template
    label = _("Slides in the template “{name}”").format(name=literal(title))
    name = "-".join((_("results"), documents.series.municipality_name, title.rpartition(".")[0]))
    fill = partial(uploaded_slides.filled, file, report)
    document_button(label, name, SLIDES, fill, documents.code, "own_slides")


def _why_no_rows(people: int) -> str:
    if people < anonymity.SMALLEST_GROUP:
        return _("Single answers are left out of the workbook: fewer than five people rated.")
    return _(
        "Single answers are left out of the workbook, because results of groups are shown: both together "
        "would tell who answered what."
    )


def _fact_sheets(documents: SeriesDocuments) -> None:
    cases = documents.cases
    if not cases:
        return
    st.header(_("Fact sheets"), anchor=False)
    st.markdown(_("One page for each use case on the shortlist, with its sources."))
    chosen = st.selectbox(
        _("Use case"),
        cases,
        format_func=lambda case: case.title(documents.code),
        key=state.widget("fact_sheet", documents.series.id),
    )
    day, code = today(), documents.code

    def one(case: UseCase) -> bytes:
        return factsheet_pdf(case, code, day, documents.look)

    every = "-".join((_("fact sheets"), documents.series.municipality_name))
    document_buttons(
        Offer(
            _("Fact sheet (PDF)"),
            "-".join((_("fact sheet"), chosen.id)),
            PDF,
            lambda: one(chosen),
            code,
            ("fact_sheet",),
        ),
        Offer(
            _("All fact sheets (ZIP)"),
            every,
            ZIP,
            lambda: sketches_zip((), {f"{case.id}.pdf": one(case) for case in cases}),
            code,
            ("fact_sheets",),
        ),
    )
