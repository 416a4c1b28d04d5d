"""A Word template to start from: every placeholder once, in the order of the outline."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.document import Document as DocxDocument

from reports import wordprocessing as word
from reports.placeholders import SECTION_PREFIX
from sketches.model import Language
from sketches.outline import Outline, Part
from translations import _, language

_ROWS = {
    Part.MILESTONES: ("milestones", ("title", "start", "end")),
    Part.COSTS: ("costs", ("label", "kind", "year", "amount", "source")),
    Part.FUNDING: ("shares", ("name", "at_least", "at_most")),
    Part.STAFFING: ("staffing", ("task", "responsible", "full_time_equivalents")),
    Part.RISKS: ("risks", ("title", "likelihood", "impact", "response")),
    Part.MEASURES: ("measures", ("indicator", "baseline", "target", "method")),
    Part.SOURCES: ("sources", ("title", "url")),
}


def sample_template(outline: Outline, code: Language) -> bytes:
    """Return the sample template for an outline in the language asked for."""
    with language(code):
        document = docx.Document()
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
        _repeated(document, _("Still to be clarified"), "gaps")
        stream = BytesIO()
        document.save(stream)
        return stream.getvalue()


def _first_page(document: DocxDocument) -> None:
    document.add_paragraph(_inserted("title"), style="Title")
    place = " · ".join(_inserted(name) for name in ("municipality", "series_title", "date"))
    document.add_paragraph(place, style="Subtitle")
    document.add_paragraph(_inserted("summary"))
    rows = (
        (_("Applicant"), f"{_inserted('applicant')}, {_inserted('contact')}"),
        (_("Partners"), _inserted("partners")),
        (_("Other partners:").rstrip(":"), _inserted("supporters")),
        (_("Programme"), _inserted("programme")),
        (_("Duration"), _inserted("duration_months")),
        (_("Total costs"), _inserted("total_cost")),
        (_("Funding rate"), _inserted("rate")),
        (_("Grant amount"), _inserted("grant")),
        (_("Own share"), _inserted("own_share")),
        (_("Workshop result"), _inserted("score")),
        (_("Why the workshop chose it"), _inserted("reason")),
        (_("Status"), _inserted("version")),
    )
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for label, placeholder in rows:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, placeholder


def _part(document: DocxDocument, part: Part) -> None:
    if part is Part.VOICES:
        _repeated(document, _("What the participants said:"), "voices")
    elif part in _ROWS:
        name, fields = _ROWS[part]
        table = document.add_table(rows=3, cols=len(fields), style="Table Grid")
        table.rows[0].cells[0].text = _statement("tr", f"for row in {name}")
        for cell, field in zip(table.rows[1].cells, fields, strict=True):
            cell.text = _inserted("row." + field)
        table.rows[2].cells[0].text = _statement("tr", "endfor")


def _repeated(document: DocxDocument, heading: str, name: str) -> None:
    document.add_paragraph(heading)
    document.add_paragraph(_statement("p", f"for entry in {name}"))
    document.add_paragraph(_inserted("entry"), style="List Bullet")
    document.add_paragraph(_statement("p", "endfor"))


def _inserted(name: str) -> str:
    return "{{ " + name + " }}"


def _statement(place: str, code: str) -> str:
    """A statement that takes its whole paragraph ("p") or table row ("tr") away with it."""
    return "{%" + place + " " + code + " %}"
