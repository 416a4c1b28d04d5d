"""A Word template to start from: every placeholder once, in the order of the outline."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import docx
from docx.document import Document as DocxDocument
from docx.shared import Emu

from reports import wordprocessing as word
from reports.placeholders import SECTION_PREFIX
from reports.word_styles import TEXT_WIDTH, set_up_page, set_up_styles
from sketches.model import Language
from sketches.outline import Outline, Part
from translations import N_, _, language

_ROWS: dict[Part, tuple[str, dict[str, str]]] = {
    Part.MILESTONES: (
        "milestones",
        {"title": N_("Milestone"), "start": N_("From month"), "end": N_("To month")},
    ),
    Part.COSTS: (
        "costs",
        {
            "label": N_("Cost"),
            "kind": N_("Kind of cost"),
            "year": N_("Year"),
            "amount": N_("Amount"),
            "source": N_("Source"),
        },
    ),
    Part.FUNDING: (
        "shares",
        {"name": N_("Applicant"), "at_least": N_("At least"), "at_most": N_("At most")},
    ),
    Part.STAFFING: (
        "staffing",
        {
            "task": N_("Task"),
            "responsible": N_("Responsible"),
            "full_time_equivalents": N_("Full-time equivalents"),
        },
    ),
    Part.RISKS: (
        "risks",
        {
            "title": N_("Risk"),
            "likelihood": N_("Likelihood"),
            "impact": N_("Impact"),
            "response": N_("What is done about it"),
        },
    ),
    Part.MEASURES: (
        "measures",
        {
            "indicator": N_("Indicator"),
            "baseline": N_("Today"),
            "target": N_("Target"),
            "method": N_("How it is measured"),
        },
    ),
    Part.FOLLOW_UP: (
        "follow_up",
        {"label": N_("Cost"), "amount": N_("Amount per year"), "paid_by": N_("Paid by")},
    ),
    Part.SOURCES: ("sources", {"title": N_("Source"), "url": N_("Web address")}),
}


def sample_template(outline: Outline, code: Language) -> bytes:
    """Return the sample template for an outline in the language asked for."""
    with language(code):
        document = docx.Document()
        set_up_page(document)
        set_up_styles(document)
        word.set_language(document, code)
        document.core_properties.title = _("Sample template for a sketch")
        document.core_properties.comments = ""
        _first_page(document)
        for section in outline.sections:
            document.add_heading(section.title(code), level=1)
            if section.text:
                document.add_paragraph(_inserted(SECTION_PREFIX + section.id))
            for part in section.parts:
                _part(document, part)
        document.add_heading(_("Still to be clarified"), level=1)
        _repeated(document, "gaps")
        stream = BytesIO()
        document.save(stream)
        return stream.getvalue()


def _first_page(document: DocxDocument) -> None:
    document.add_paragraph(_inserted("title"), style="Title")
    place = " · ".join(_inserted(name) for name in ("municipality", "series_title", "date"))
    document.add_paragraph(place, style="Subtitle")
    document.add_paragraph(_inserted("summary"), style="Lead")
    rows = (
        (_("Applicant"), f"{_inserted('applicant')}, {_inserted('contact')}"),
        (_("Partners"), _inserted("partners")),
        (_("Other partners"), _inserted("supporters")),
        (_("Programme"), _inserted("programme")),
        (_("Duration"), _inserted("duration")),
        (_("Total costs"), _inserted("total_cost")),
        (_("Funding rate"), _inserted("rate")),
        (_("Grant amount"), _inserted("grant")),
        (_("Own share"), _inserted("own_share")),
        (_("Workshop result"), _inserted("score")),
        (_("Why the workshop chose it"), _inserted("reason")),
        (_("Version"), _inserted("version")),
    )
    _table(document, rows, (1, 2), _("Key facts"))


def _part(document: DocxDocument, part: Part) -> None:
    if part is Part.VOICES:
        document.add_paragraph(_("What the participants said:"), style="Introduction")
        _repeated(document, "voices")
    elif part in _ROWS:
        name, fields = _ROWS[part]
        blank = [""] * (len(fields) - 1)
        rows = (
            [_(label) for label in fields.values()],
            [_statement("tr", f"for row in {name}"), *blank],
            [_inserted("row." + field) for field in fields],
            [_statement("tr", "endfor"), *blank],
        )
        widths = [2, *[1.2] * (len(fields) - 2), 2]
        _table(document, rows, widths, _("Table"), header=True)


def _table(
    document: DocxDocument,
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    title: str,
    header: bool = False,
) -> None:
    table = document.add_table(rows=len(rows), cols=len(widths))
    word.light_borders(table)
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Emu(int(TEXT_WIDTH * width / sum(widths)))
    for number, (texts, row) in enumerate(zip(rows, table.rows, strict=True)):
        for text, cell in zip(texts, row.cells, strict=True):
            cell.paragraphs[0].style = "Table Text"
            cell.paragraphs[0].add_run(text).bold = (header and number == 0) or None
            # A header alone at the foot of a page loses its row in LibreOffice.
            cell.paragraphs[0].paragraph_format.keep_with_next = (header and number == 0) or None
    if header:
        word.repeat_first_row(table)
    word.describe_table(table, title)
    document.add_paragraph(style="After Table")


def _repeated(document: DocxDocument, name: str) -> None:
    document.add_paragraph(_statement("p", f"for entry in {name}"))
    document.add_paragraph(_inserted("entry"), style="List Bullet")
    document.add_paragraph(_statement("p", "endfor"))


def _inserted(name: str) -> str:
    return "{{ " + name + " }}"


def _statement(place: str, code: str) -> str:
    """A statement that takes its whole paragraph ("p") or table row ("tr") away with it."""
    return "{%" + place + " " + code + " %}"
