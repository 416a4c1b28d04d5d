"""A use case on one page: what was done, what it brought, what it cost, and who says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reports.document import Block, Bullets, Document, Facts, Heading, Link, Links, Paragraph, Tone
from reports.pdf import document_pdf
from reports.prose import line
from sketches.model import Language
from sketches.wording import money, partial_date
from translations import N_, _, formats, language
from usecases.areas import area, topic
from usecases.model import Money, Status, UseCase

GERMAN = "de"  # the library keeps facts as its sources state them
_STATUSES = {
    Status.PLANNED: N_("planned"),
    Status.RUNNING: N_("running"),
    Status.IMPLEMENTED: N_("implemented"),
    Status.ENDED: N_("ended"),
    Status.UNKNOWN: N_("status unknown"),
}


def factsheet_pdf(case: UseCase, code: Language, day: date) -> bytes:
    """Return the fact sheet of a use case as an accessible PDF."""
    return document_pdf(factsheet_document(case, code, day))


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
            header=_("Fact sheet · {area}").format(area=area(case.area).name(code)),
            page_label=_("Page {page} of {pages}"),
            blocks=tuple(_blocks(case, code)),
            keywords=(place,),
            compact=True,
        )


def _blocks(case: UseCase, code: Language) -> Iterator[Block]:
    yield Heading(_("In brief"))
    yield Paragraph(case.summary(code), Tone.LEAD)
    if code == "en":
        yield Paragraph(_("The facts below are in German, as in their sources."), Tone.NOTE)
    facts = tuple(_facts(case, code))
    spoken = tuple(GERMAN if quoted else None for _label, _value, quoted in facts)
    yield Facts(tuple((label, value) for label, value, _quoted in facts), spoken)
    yield from _text(_("Starting point"), case.problem_de)
    if case.benefits_de:
        yield Heading(_("What the sources report"))
        yield Bullets(case.benefits_de, GERMAN)
    yield from _text(_("Taking it over"), case.transfer_note_de)
    yield from _text(_("Assessment (ours, not from a source)"), case.assessment_de)
    yield from _text(_("Lessons"), case.lessons_de)
    yield from _text(_("Data protection"), case.data_protection_de)
    yield from _text(_("Note"), case.note_de)
    if case.sources:
        yield Heading(_("Sources"))
        yield Links(tuple(Link(_source(s.title, s.date), s.url) for s in case.sources))


def _facts(case: UseCase, code: Language) -> Iterator[tuple[str, str, bool]]:
    """Yield label, value, and whether the value stands in German as in its source."""
    yield _("Topic"), topic(case.topic).name(code), False
    status = _(_STATUSES[case.status])
    yield (
        _("Status"),
        f"{status} ({partial_date(case.status_date)})" if case.status_date else status,
        False,
    )
    if case.start_year:
        yield _("Start"), str(case.start_year), False
    if case.technologies or case.standards:
        yield _("Technology"), formats.list_((*case.technologies, *case.standards)), True
    if case.cost:
        yield _("Costs"), _money(case.cost), bool(case.cost.scope_de)
    if case.grant:
        yield _("Grant amount"), _money(case.grant), bool(case.grant.scope_de)
    if case.funding_programme:
        yield _("Funding programme"), line(case.funding_programme.name), True


def _money(value: Money) -> str:
    return f"{money(value.amount)} ({line(value.scope_de)})" if value.scope_de else money(value.amount)


def _text(heading: str, text: str | None) -> Iterator[Block]:
    if text:
        yield Heading(heading)
        yield Paragraph(text, language=GERMAN)


def _source(title: str, day: str | None) -> str:
    return f"{line(title)} ({partial_date(day)})" if day else line(title)
