"""A draft resolution for the council or the Magistrat: what is to be decided, why, and what it costs.

What nobody has said yet stays a field to fill in; nothing is promised that the sketches do not say.
"""

from __future__ import annotations

from collections.abc import Iterator

from reports.content import CouncilReport
from reports.document import Align, Block, Bullets, Document, Facts, Heading, Paragraph, Table, Tone
from reports.docx import document_docx
from reports.figures import ordered, points, rank_text, score_sentence, title_of
from reports.pdf import document_pdf
from reports.proposed import project_title, proposed, quoted
from reports.prose import line, prose, short
from reports.sketch import page_header
from sketches.costs import cost_table
from sketches.wording import grant_text, money, own_share_text
from translations import _, formats, language, ngettext
from translations.quotes import inside_quotes

ALTERNATIVES = 5
REASON_LENGTH = 700
TO_BE_FILLED_IN = "…" * 12
CLIMATE_SECTION = "sustainability"


def resolution_pdf(report: CouncilReport) -> bytes:
    """Return the draft resolution as an accessible PDF."""
    return document_pdf(resolution_document(report))


def resolution_docx(report: CouncilReport) -> bytes:
    """Return the draft resolution as an editable DOCX."""
    return document_docx(resolution_document(report))


def resolution_document(report: CouncilReport) -> Document:
    """Return the whole document in the language of the report; it needs at least one sketch."""
    with language(report.language):
        return Document(
            title=_("Draft resolution"),
            subtitle=line(report.municipality),
            language=report.language,
            author="Digitalisierungsberatung",
            date=report.date,
            header=page_header(report.municipality, _("Draft resolution")),
            page_label=_("Page {page} of {pages}"),
            blocks=(
                *_subject(report),
                *_proposal(report),
                *_reasons(report),
                *_alternatives(report),
                *_money(report),
                *_climate(report),
                *_annexes(report),
            ),
            keywords=(line(report.municipality), line(report.series_title)),
            look=report.look,
        )


def _chapter(number: int, title: str) -> Heading:
    return Heading(f"{number} {title}")


def _subject(report: CouncilReport) -> Iterator[Block]:
    yield Facts(
        (
            (_("For decision by"), TO_BE_FILLED_IN),
            (_("Number"), TO_BE_FILLED_IN),
            (_("As of"), formats.date(report.date)),
        )
    )
    yield _chapter(1, _("Subject"))
    number = len(report.sketches)
    text = ngettext(
        "{n} digital project that was chosen in the series “{series}” is to be realised:",
        "{n} digital projects that were chosen in the series “{series}” are to be realised:",
        number,
    )
    series = inside_quotes(line(report.series_title))
    yield Paragraph(text.format(n=formats.number(number), series=series), Tone.INTRO)
    yield Bullets(tuple(project_title(sketch) for sketch in report.sketches))


def _proposal(report: CouncilReport) -> Iterator[Block]:
    yield _chapter(2, _("Proposed resolution"))
    yield Bullets(proposed(report))


def _reasons(report: CouncilReport) -> Iterator[Block]:
    yield _chapter(3, _("Reasons"))
    if report.verdict:
        yield Paragraph(line(report.verdict))
    for sketch in report.sketches:
        yield Heading(project_title(sketch), level=2)
        if not sketch.content.summary.missing:
            yield from prose(short(sketch.content.summary.text, REASON_LENGTH), sketch.text_language)
        if sketch.reason.strip():
            reason = short(sketch.reason, REASON_LENGTH)
            yield Paragraph(_("Why the workshop chose it: {reason}").format(reason=reason))
        if sketch.scores and sketch.item_id:
            yield Paragraph(score_sentence(sketch.scores, sketch.item_id))


def _alternatives(report: CouncilReport) -> Iterator[Block]:
    yield _chapter(4, _("Alternatives"))
    scores = report.scores
    picked = [
        item.score for item in ordered(scores) if item.item_id in scores.picked and item.score is not None
    ]
    weakest = min(picked, default=None)
    others = [
        item for item in ordered(scores) if item.item_id not in scores.picked and item.score is not None
    ]
    if weakest is not None and others:
        yield Table(
            caption=_("What was not chosen, and what it would change in points to take it instead"),
            header=(_("Entry"), _("Rank"), _("Points"), _("Difference")),
            rows=tuple(
                (
                    title_of(scores, item.item_id),
                    rank_text(item, scores),
                    points(item.score),
                    points((item.score or 0) - weakest),
                )
                for item in others[:ALTERNATIVES]
            ),
            align=(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT),
            widths=(5, 1, 1, 1.3),
        )
        note = _("Points out of 100; the difference is that to the lowest of the chosen projects.")
        yield Paragraph(note, Tone.NOTE)
    yield Paragraph(
        _("Without a resolution everything stays as it is: no costs arise, and none of the benefit.")
    )


def _money(report: CouncilReport) -> Iterator[Block]:
    yield _chapter(5, _("Financial effects"))
    unknown = _("to be clarified")
    yield Table(
        caption=_("Costs, grants and own shares"),
        header=(_("Project"), _("Total costs"), _("Grant amount"), _("Own share")),
        rows=tuple(
            (
                project_title(sketch),
                money(sketch.content.total_cost) if sketch.content.costs else unknown,
                (grant_text(sketch.funding) if sketch.funding else "") or unknown,
                (own_share_text(sketch.funding) if sketch.funding else "") or unknown,
            )
            for sketch in report.sketches
        ),
        align=(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT),
        widths=(2.4, 1.5, 2, 2),
    )
    costs = cost_table([cost for sketch in report.sketches for cost in sketch.content.costs])
    if costs.years:
        yield Table(
            caption=_("Costs by year"),
            header=(_("Year"), _("Amount")),
            rows=tuple(
                (str(year), money(amount))
                for year, amount in zip(costs.years, costs.year_totals, strict=True)
            ),
            align=(Align.LEFT, Align.RIGHT),
            footer=(_("Total"), money(costs.total)),
        )
    yield Facts(((_("Follow-up costs a year"), TO_BE_FILLED_IN), (_("Budget item"), TO_BE_FILLED_IN)))


def _climate(report: CouncilReport) -> Iterator[Block]:
    yield _chapter(6, _("Effects on the climate"))
    yield Facts(((_("Effect"), _("positive / none / negative")), (_("Explanation"), TO_BE_FILLED_IN)))
    for sketch in report.sketches:
        written = sketch.content.section(CLIMATE_SECTION)
        if not written.missing and not written.prefilled:
            yield Paragraph(_("{name} says about it:").format(name=quoted(sketch)), Tone.INTRO)
            yield from prose(written.text, sketch.text_language)


def _annexes(report: CouncilReport) -> Iterator[Block]:
    yield _chapter(7, _("Annexes"))
    sketches = [_("Project sketch {name}").format(name=quoted(sketch)) for sketch in report.sketches]
    yield Bullets((*sketches, _("Minutes of the series")))
    yield Facts(((_("Place and date"), TO_BE_FILLED_IN), (_("Signature"), TO_BE_FILLED_IN)))
