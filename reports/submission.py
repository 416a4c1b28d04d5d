"""A sketch to hand in: what was written about the project, without the workshop and the tool's remarks.

As long as something is to be clarified it is marked as a draft on each page, then as the final version.
"""

from __future__ import annotations

from collections.abc import Iterator

from reports.content import SketchReport
from reports.document import Align, Block, Cover, Document, Facts, Heading, Paragraph, Table, Tone
from reports.docx import document_docx
from reports.handed_in import handed_in_parts
from reports.pdf import document_pdf
from reports.prose import line, prose
from reports.sketch import cut_texts, key_facts, lead, outside_outline, page_header, subtitle
from sketches.outline import OutlineSection
from translations import _, formats, language

TO_BE_WRITTEN, TO_BE_DATED = "…" * 12, "…" * 8
MOST_LETTERS = 30


def submission_document(report: SketchReport) -> Document:
    """Return the whole document in the language of the report."""
    with language(report.language):
        return Document(
            title=line(report.content.title) or _("Untitled sketch"),
            subtitle=subtitle(report),
            language=report.language,
            author=report.author,
            date=report.date,
            header=page_header(report.municipality, mark(report)),
            page_label=_("Page {page} of {pages}"),
            summary=tuple(_summary(report)),
            blocks=(
                *_sections(report),
                *outside_outline(report),
                *cut_texts(report, report.content.summary.text),
                *_signature(report),
                *_annexes(report),
            ),
            contents=_("Contents"),
            keywords=(line(report.municipality),),
            cover=_cover(report),
            look=report.look,
        )


def submission_pdf(report: SketchReport) -> bytes:
    """Return the sketch to hand in as an accessible PDF."""
    return document_pdf(submission_document(report))


def submission_docx(report: SketchReport) -> bytes:
    """Return the sketch to hand in as an editable DOCX."""
    return document_docx(submission_document(report))


def mark(report: SketchReport) -> str:
    """Return whether it is a draft or final, in the language of the report."""
    return _("Draft") if report.gaps else _("Final version")


def _cover(report: SketchReport) -> Cover:
    return Cover(
        place=line(report.municipality),
        kind=_("Project sketch"),
        mark=mark(report),
        day=formats.date(report.changed_at or report.date),
    )


def _summary(report: SketchReport) -> Iterator[Block]:
    yield Heading(_("At a glance"))
    yield from lead(report)
    day = formats.date(report.changed_at or report.date)
    standing = _("{mark} of {date}").format(mark=mark(report), date=day)
    yield Facts((*key_facts(report), (_("As of"), standing), *_confirmed(report)))


def _confirmed(report: SketchReport) -> Iterator[tuple[str, str]]:
    """Yield that the municipality has confirmed just this text."""
    if report.confirmed_at:
        yield (
            _("Confirmed"),
            _("by the municipality on {date}").format(date=formats.date(report.confirmed_at)),
        )


def _sections(report: SketchReport) -> Iterator[Block]:
    """Yield the sections that say something, numbered without gaps; a required one that is empty says so."""
    number = 0
    for section in report.outline.sections:
        blocks = tuple(_section(report, section))
        missing = any(gap.section_id == section.id for gap in report.gaps)
        if not blocks and not missing:
            continue
        number += 1
        yield Heading(f"{number} {section.title(report.language)}")
        yield from blocks or (Paragraph(_("To be added."), Tone.NOTE),)


def _section(report: SketchReport, section: OutlineSection) -> Iterator[Block]:
    yield from prose(report.content.section(section.id).text, report.text_language)
    yield from handed_in_parts(report, section)


def _signature(report: SketchReport) -> Iterator[Block]:
    applicant = report.content.applicant
    yield Heading(_("Signature"))
    yield Facts(
        (
            (_("Applicant"), line(applicant.name) if applicant else TO_BE_WRITTEN),
            (_("Place and date"), TO_BE_WRITTEN),
            (_("Name and office"), TO_BE_WRITTEN),
            (_("Signature"), TO_BE_WRITTEN),
        )
    )


def _annexes(report: SketchReport) -> Iterator[Block]:
    """List what is handed in with the sketch, to be ticked: a resolution, letters, documents behind costs."""
    rows = tuple((str(number), text, TO_BE_DATED) for number, text in enumerate(_to_enclose(report), start=1))
    yield Heading(_("Annexes"))
    yield Table(
        _("What is enclosed"),
        (_("No."), _("Annex"), _("Enclosed on")),
        rows,
        align=(Align.RIGHT, Align.LEFT, Align.LEFT),
        widths=(0.6, 5, 1.7),
    )


def _to_enclose(report: SketchReport) -> Iterator[str]:
    content = report.content
    yield _("Resolution on the project and on the own share")
    for partner in content.partners[:MOST_LETTERS]:
        yield _("Agreement on the joint project: {name}").format(name=line(partner.name))
    for name in content.supporters[:MOST_LETTERS]:
        yield _("Letter of intent: {name}").format(name=line(name))
    known = (cost.source for cost in content.costs)
    documents = dict.fromkeys(line(source.title) for source in known if source and not source.url)
    for title in documents:
        yield _("Basis of costs: {title}").format(title=title)
