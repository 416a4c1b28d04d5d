"""A sketch as a document: one summary page, the sections of the outline, the scores of the workshop."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reports.content import SketchReport
from reports.document import Block, Bullets, Document, Facts, Heading, Paragraph, Tone
from reports.figures import (
    month_text,
    portfolio_picture,
    ranking_picture,
    ranking_table,
    score_sentence,
    unplaced,
)
from reports.parts import part_blocks
from reports.prose import clean, line, prose, short
from sketches.completeness import UNTOUCHED
from sketches.funding import programme
from sketches.model import SketchContent, Statement
from sketches.outline import OutlineSection
from sketches.wording import gap_text, grant_text, money, origins_text, own_share_text, rate_text
from translations import N_, _, formats, language, ngettext

GAPS_ON_SUMMARY_PAGE = 6
EXCERPT_LENGTH = 700
EXCERPT_LINES = 6
PARTNERS_ON_SUMMARY_PAGE = 8
PARTNER_LENGTH = 60
HEADER_LENGTH = 50
_WRITTEN_IN = {
    "de": N_("The texts of this sketch are in German, as they were written."),
    "en": N_("The texts of this sketch are in English, as they were written."),
}


def sketch_document(report: SketchReport) -> Document:
    """Return the whole document in the language of the report."""
    with language(report.language):
        title = line(report.content.title) or _("Untitled sketch")
        return Document(
            title=title,
            subtitle=subtitle(report),
            language=report.language,
            author=report.author,
            date=report.date,
            header=page_header(report.municipality, report.series_title, _("Working version")),
            page_label=_("Page {page} of {pages}"),
            summary=tuple(_summary(report)),
            blocks=(
                *_sections(report),
                *outside_outline(report),
                *_result(report),
                *cut_texts(report, report.content.summary.text, report.reason),
                *_open_points(report),
            ),
            contents=_("Contents"),
            keywords=(line(report.municipality), line(report.series_title)),
            look=report.look,
        )


def page_header(*parts: str) -> str:
    """Return what stands at the top of each page: the parts that are not empty, each cut to a few words."""
    return " · ".join(short(part, HEADER_LENGTH) for part in parts if line(part))


def _summary(report: SketchReport) -> Iterator[Block]:
    yield Heading(_("At a glance"))
    if report.content.summary.missing:
        yield Paragraph(_("To be clarified: {what}").format(what=_("The summary is missing.")), Tone.GAP)
    else:
        yield from _origin(report.content.summary)
        yield from lead(report)
    yield Facts((*key_facts(report), *_status_facts(report)))
    if report.reason.strip():
        yield Heading(_("Why the workshop chose it"), level=2)
        yield from prose(_excerpt(report.reason), report.text_language)
    if report.gaps:
        yield Heading(_("Still to be clarified"), level=2)
        yield Bullets(_gap_lines(report, GAPS_ON_SUMMARY_PAGE))
    yield Paragraph(report.outline.note(report.language), Tone.NOTE)
    if report.text_language:
        yield Paragraph(_(_WRITTEN_IN[report.text_language]), Tone.NOTE)


def subtitle(report: SketchReport) -> str:
    """Return what the document is, and of which place."""
    place = line(report.municipality)
    return _("Project sketch of {municipality}").format(municipality=place) if place else _("Project sketch")


def _excerpt(text: str) -> str:
    """Return what of a long text fits on the summary page."""
    lines = _lines(text)
    shown = "\n".join(lines[:EXCERPT_LINES])
    if len(shown) > EXCERPT_LENGTH:
        shown = shown[:EXCERPT_LENGTH].rsplit(maxsplit=1)[0]
    return shown if shown == "\n".join(lines) else f"{shown} …"


def _lines(text: str) -> list[str]:
    return [each for each in clean(text).split("\n") if each.strip()]


def lead(report: SketchReport) -> Iterator[Block]:
    """Return the summary as far as it fits on the first page."""
    for block in prose(_excerpt(report.content.summary.text), report.text_language):
        yield replace(block, tone=Tone.LEAD) if isinstance(block, Paragraph) else block


def cut_texts(report: SketchReport, *texts: str) -> Iterator[Block]:
    """Return in full those texts that the first page had no room for."""
    cut = [text for text in texts if _excerpt(text) != "\n".join(_lines(text))]
    if cut:
        yield Heading(_("Annex: full texts of the first page"))
    for text in cut:
        yield from prose(text, report.text_language)


def key_facts(report: SketchReport) -> Iterator[tuple[str, str]]:
    """Return who, how long and how much, as labels with their values."""
    content, unknown = report.content, _("to be clarified")
    chosen = programme(content.programme)
    yield _("Applicant"), line(content.applicant.name) if content.applicant else unknown
    if content.partners:
        yield _("Partners"), _partners(content)
    yield _("Programme"), chosen.name(report.language) if chosen else unknown
    yield _("Duration"), duration_text(content)
    yield _("Total costs"), money(content.total_cost) if content.costs else unknown
    financing = report.funding.financing if report.funding else None
    if report.funding and financing:
        yield _("Funding rate"), rate_text(financing.rate)
        yield _("Grant amount"), grant_text(report.funding)
        yield _("Own share"), own_share_text(report.funding)


def _status_facts(report: SketchReport) -> Iterator[tuple[str, str]]:
    if report.scores and report.item_id:
        yield _("Workshop result"), score_sentence(report.scores, report.item_id)
    yield _("As of"), _status(report)


def _partners(content: SketchContent) -> str:
    names = [short(partner.name, PARTNER_LENGTH) for partner in content.partners]
    shown, rest = names[:PARTNERS_ON_SUMMARY_PAGE], len(names[PARTNERS_ON_SUMMARY_PAGE:])
    if rest:
        more = ngettext("{count} more partner", "{count} more partners", rest)
        shown.append(more.format(count=formats.number(rest)))
    return formats.list_(shown)


def duration_text(content: SketchContent) -> str:
    """Return how long the project takes and, where it is known, from when to when."""
    months = content.duration_months
    if not months:
        return _("to be clarified")
    text = ngettext("{count} month", "{count} months", months).format(count=formats.number(months))
    if content.start is None:
        return text
    return _("{months}, {start} to {end}").format(
        months=text, start=month_text(1, content.start), end=month_text(months, content.start)
    )


def _status(report: SketchReport) -> str:
    day = formats.date(report.changed_at or report.date)
    if report.version is None:
        return _("Draft of {date}").format(date=day)
    return _("Version {version} of {date}").format(version=report.version, date=day)


def _gap_lines(report: SketchReport, limit: int) -> tuple[str, ...]:
    # What is not there comes before what only nobody has checked.
    found = sorted(report.gaps, key=lambda gap: gap.code in UNTOUCHED)
    lines = [gap_text(gap, report.outline) for gap in found]
    if len(lines) <= limit:
        return tuple(lines)
    rest = len(lines) - limit
    more = ngettext(
        "{count} more point is listed at the end.", "{count} more points are listed at the end.", rest
    )
    return (*lines[:limit], more.format(count=formats.number(rest)))


def _sections(report: SketchReport) -> Iterator[Block]:
    for number, section in enumerate(report.outline.sections, start=1):
        yield Heading(f"{number} {section.title(report.language)}")
        yield from _text(report, section)
        for part in section.parts:
            yield from part_blocks(part, report)
        for gap in report.gaps:
            # The line above a prefilled text says already that it is unchecked.
            if gap.section_id == section.id and gap.code not in UNTOUCHED:
                what = gap_text(gap, report.outline)
                yield Paragraph(_("To be clarified: {what}").format(what=what), Tone.GAP)


def outside_outline(report: SketchReport) -> Iterator[Block]:
    """Texts of sections that another outline had: nothing that was written is ever left out."""
    known = {section.id for section in report.outline.sections}
    left = [s for s in report.content.sections if s.id not in known and not s.missing]
    if left:
        yield Heading(_("Further texts"))
    for section in left:
        yield from prose(section.text, report.text_language)


def _text(report: SketchReport, section: OutlineSection) -> Iterator[Block]:
    written = report.content.section(section.id)
    if written.missing:
        return
    yield from _origin(written)
    yield from prose(written.text, report.text_language)


def _origin(written: Statement) -> Iterator[Paragraph]:
    """Mark what the tool wrote and no person has touched since."""
    if written.prefilled:
        note = _("Prefilled from {origins}; please check.").format(origins=origins_text(written.origins))
        yield Paragraph(note, Tone.ORIGIN)


def _result(report: SketchReport) -> Iterator[Block]:
    if report.scores is None or not report.scores.evaluation.items:
        return
    yield Heading(_("Annex: result of the scoring"), new_page=True)
    yield ranking_picture(report.scores)
    yield ranking_table(report.scores)
    yield portfolio_picture(report.scores)
    if missing := unplaced(report.scores):
        yield Paragraph(missing, Tone.NOTE)
    settings = report.scores.evaluation.settings
    note = _("Formula {formula}, seed {seed}; values without enough ratings are left out.")
    yield Paragraph(note.format(formula=settings.formula, seed=settings.seed), Tone.NOTE)


def _open_points(report: SketchReport) -> Iterator[Block]:
    if not report.gaps:
        return
    yield Heading(_("Annex: still to be clarified"))
    yield Bullets(_gap_lines(report, len(report.gaps)))
