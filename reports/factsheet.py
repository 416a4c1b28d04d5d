"""A use case on one page: what was done, what it brought, what it cost, and who says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from reports.document import Block, Bullets, Document, Facts, Heading, Link, Links, Paragraph, Tone
from reports.looks import USUAL, Look
from reports.pdf import document_pdf
from reports.prose import line
from sketches.model import Language
from sketches.use_case_wording import SETBACKS, aged_status_text, money_text, share_text, source_text
from translations import _, formats, language
from usecases.areas import area, topic
from usecases.model import Money, UseCase

GERMAN = "de"  # the library keeps facts as its sources state them


def factsheet_pdf(case: UseCase, code: Language, day: date, look: Look = USUAL) -> bytes:
    """Return the fact sheet of a use case as an accessible PDF."""
    return document_pdf(replace(factsheet_document(case, code, day), look=look))


def factsheet_document(case: UseCase, code: Language, day: date) -> Document:
    """Return the fact sheet of a use case as a document."""
    with language(code):
        place = line(case.origin.name)
        return Document(
            title=line(case.title(code)),
            subtitle=f"{place}, {line(case.origin.state)}",
            language=code,
            author="Digitalisierungsberatung",
            date=day,
            header=_("Fact sheet · {area} · {date}").format(
                area=area(case.area).name(code), date=formats.date(day)
            ),
            page_label=_("Page {page} of {pages}"),
            blocks=tuple(_blocks(case, code, day)),
            keywords=(place,),
            compact=True,
        )


def _blocks(case: UseCase, code: Language, day: date) -> Iterator[Block]:
    yield Heading(_("In brief"))
    yield Paragraph(case.summary(code), Tone.LEAD)
    if code == "en":
        yield Paragraph(_("The facts below are in German, as in their sources."), Tone.NOTE)
    facts = tuple(_facts(case, code, day))
    spoken = tuple(GERMAN if quoted else None for _label, _value, quoted in facts)
    yield Facts(tuple((label, value) for label, value, _quoted in facts), spoken)
    if case.setback:
        heading = _("What it failed at: {way}").format(way=_(SETBACKS[case.setback]))
        yield from _text(heading, case.lessons_de)
    yield from _text(_("Starting point"), case.problem_de)
    if case.benefits_de:
        yield Heading(_("What the sources report"))
        yield Bullets(case.benefits_de, GERMAN)
    yield from _text(_("Taking it over"), case.transfer_note_de)
    yield from _text(_("Assessment (ours, not from a source)"), case.assessment_de)
    if not case.setback:
        yield from _text(_("Lessons"), case.lessons_de)
    yield from _text(_("Data protection"), case.data_protection_de)
    yield from _text(_("Note"), case.note_de)
    if case.sources:
        yield Heading(_("Sources"))
        yield Links(tuple(Link(source_text(s), s.url) for s in case.sources), printed=True)


def _facts(case: UseCase, code: Language, day: date) -> Iterator[tuple[str, str, bool]]:
    """Yield label, value, and whether the value stands in German as in its source."""
    yield _("Topic"), topic(case.topic).name(code), False
    yield _("Project status"), aged_status_text(case, day), False
    if case.start_year:
        yield _("Start"), str(case.start_year), False
    if case.technologies or case.standards:
        names = dict.fromkeys((*case.technologies, *case.standards))
        yield _("Technology"), formats.list_(tuple(names)), True
    yield from _money(_("Costs"), case.cost)
    yield from _money(_("Running costs"), case.running_cost)
    if case.cost_in_words_de:
        yield _("Costs in words"), line(case.cost_in_words_de), True
    yield from _money(_("Grant amount"), case.grant)
    if case.funding_share:
        yield _("Share that was granted"), share_text(case.funding_share), False
    if case.funding_programme:
        yield _("Funding programme"), line(case.funding_programme.name), True
    if case.repository:
        yield _("Source code"), case.repository, False


def _money(label: str, value: Money | None) -> Iterator[tuple[str, str, bool]]:
    if value:
        yield label, line(money_text(value)), bool(value.scope_de)


def _text(heading: str, text: str | None) -> Iterator[Block]:
    if text:
        yield Heading(heading)
        yield Paragraph(text, language=GERMAN)
