"""The minutes as a document, for PDF and DOCX."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from reports.document import Align, Block, Bullets, Document, Facts, Heading, Paragraph, Table, Tone
from reports.docx import document_docx
from reports.figures import METHODS, points, rank_among
from reports.looks import USUAL, Look
from reports.minutes import Decision, GateAnswer, HeldRound, Minutes, Result, Weight
from reports.pdf import document_pdf
from reports.prose import clean, line, prose
from reports.sketch import page_header
from translations import _, formats, language, ngettext

LEFT, RIGHT = Align.LEFT, Align.RIGHT


def minutes_pdf(minutes: Minutes, look: Look = USUAL) -> bytes:
    """Return the minutes as an accessible PDF."""
    return document_pdf(replace(minutes_document(minutes), look=look))


def minutes_docx(minutes: Minutes, look: Look = USUAL) -> bytes:
    """Return the minutes as an editable DOCX."""
    return document_docx(replace(minutes_document(minutes), look=look))


def minutes_document(minutes: Minutes) -> Document:
    """Return the minutes as a document in their language."""
    with language(minutes.language):
        return Document(
            title=_("Minutes: {series}").format(series=line(minutes.series_title)),
            subtitle=line(minutes.municipality),
            language=minutes.language,
            author="Digitalisierungsberatung",
            date=minutes.written_at.date(),
            header=page_header(minutes.municipality, minutes.series_title),
            page_label=_("Page {page} of {pages}"),
            summary=tuple(_summary(minutes)),
            blocks=(
                *_shortlist(minutes),
                *_rounds(minutes),
                *_result(minutes),
                *_notes(minutes),
                *_decisions(minutes),
                *_end(minutes),
            ),
            contents=_("Contents"),
            keywords=(line(minutes.municipality), line(minutes.series_title)),
        )


def _summary(minutes: Minutes) -> Iterator[Block]:
    yield Heading(_("At a glance"))
    yield Facts(tuple(_facts(minutes)))
    if minutes.unfinished:
        sentence = ngettext(
            "{n} round is not revealed yet and is missing here.",
            "{n} rounds are not revealed yet and are missing here.",
            minutes.unfinished,
        )
        yield Paragraph(sentence.format(n=formats.number(minutes.unfinished)), Tone.NOTE)
    if minutes.picks:
        yield Heading(_("Chosen for a sketch"), level=2)
        yield Bullets(tuple(line(pick.title) for pick in minutes.picks))
    if minutes.promises:
        yield Heading(_("What the participants were promised"), level=2)
        yield from (Paragraph(clean(promise)) for promise in minutes.promises)


def _facts(minutes: Minutes) -> Iterator[tuple[str, str]]:
    yield _("Municipality"), line(minutes.municipality)
    yield _("Begun on"), formats.date(minutes.begun_at)
    yield _("Minutes written on"), formats.datetime_(minutes.written_at)
    yield _("Set of criteria"), line(minutes.criteria_set)
    if minutes.groups:
        yield _("Groups of participants"), formats.list_([line(group) for group in minutes.groups])
    yield _("Shortlist"), _count(len(minutes.shortlist))
    yield _("Rounds"), formats.number(len(minutes.rounds))
    yield _("Checksum"), minutes.checksum


def _count(entries: int) -> str:
    return ngettext("{count} entry", "{count} entries", entries).format(count=formats.number(entries))


def _shortlist(minutes: Minutes) -> Iterator[Block]:
    yield Heading(_("Shortlist and exclusion questions"))
    if minutes.shortlist:
        yield Bullets(tuple(line(title) for title in minutes.shortlist))
    if minutes.gates:
        yield _gates(minutes.gates)
    excluded = tuple(dict.fromkeys(line(gate.title) for gate in minutes.gates if gate.excluded))
    if excluded:
        yield Paragraph(_("Excluded by a “no”:"), Tone.INTRO)
        yield Bullets(excluded)
    if minutes.ideas:
        yield Paragraph(_("Own ideas from the workshop:"), Tone.INTRO)
        yield Bullets(tuple(_idea(line(idea.title), line(idea.summary)) for idea in minutes.ideas))


def _gates(answers: Sequence[GateAnswer]) -> Table:
    """Return a row for each entry with its answers beside each other: most of them are the same "yes"."""
    questions = tuple(dict.fromkeys(line(each.gate) for each in answers))
    given: dict[str, dict[str, GateAnswer]] = {}
    for each in answers:
        given.setdefault(line(each.title), {})[line(each.gate)] = each
    rows = tuple(
        (
            title,
            *(line(found[name].answer) if name in found else formats.NO_VALUE for name in questions),
            "; ".join(line(each.note) for each in found.values() if line(each.note)),
        )
        for title, found in given.items()
    )
    header = (_("Entry"), *questions, _("Remark"))
    widths = (3.0, *(1.6 for _question in questions), 2.6)
    return Table(_("Answers to the exclusion questions"), header, rows, widths=widths)


def _idea(title: str, summary: str) -> str:
    return f"{title}: {summary}" if summary else title


def _result(minutes: Minutes) -> Iterator[Block]:
    if minutes.result is None:
        return
    yield Heading(_("The result after all rounds"))
    yield from (Paragraph(clean(sentence)) for sentence in minutes.result.basis)
    yield _weights(_("Weights of the dimensions"), minutes.result.dimensions)
    yield _ranking(minutes.result)
    yield Paragraph(clean(minutes.result.verdict))


def _rounds(minutes: Minutes) -> Iterator[Block]:
    for held in minutes.rounds:
        yield Heading(_("Round {number}").format(number=formats.number(held.number)))
        yield Facts(tuple(_round_facts(held)))
        if held.weights_agreed_at:
            yield Paragraph(_later_weights(held.weights_agreed_at), Tone.NOTE)
        yield _weights(_("Weights of the dimensions"), held.dimensions)
        yield _weights(_("Weights of the criteria"), held.criteria)
        yield _ranking(held)
        if held.verdict:
            yield Paragraph(clean(held.verdict))


def _round_facts(held: HeldRound) -> Iterator[tuple[str, str]]:
    yield _("Way of rating"), line(held.kind)
    if held.given_out:
        yield _("How it was asked"), clean(held.given_out)
    if held.handed_out:
        yield _("In one’s own time"), clean(held.handed_out)
    yield _("Opened"), _time(held.opened_at)
    yield _("Closed"), _time(held.closed_at)
    yield _("Revealed"), _time(held.revealed_at)
    yield (
        _("Participants"),
        _("the room together, with one agreed rating") if held.agreed else formats.number(held.participants),
    )
    if held.devices:
        yield _("Answered on"), line(held.devices)
    if held.abstentions is None:
        yield _("Answers, “cannot judge” among them"), formats.number(held.ratings)
    else:
        yield _("Ratings"), formats.number(held.ratings)
        yield _("“Cannot judge”"), formats.number(held.abstentions)
    yield _("Formula"), held.formula
    yield _("Ratings are put together by"), _(METHODS[held.method])
    yield _("Seed of the random numbers"), str(held.seed)
    yield _("People needed for a rank"), formats.number(held.quorum)


def _later_weights(agreed_at: datetime) -> str:
    return _(
        "The ranking is computed with the weights agreed on {time}, after this round was revealed; "
        "earlier ones stand in the log of changes."
    ).format(time=formats.datetime_(agreed_at))


def _time(at: datetime | None) -> str:
    return formats.NO_VALUE if at is None else formats.datetime_(at)


def _weights(caption: str, weights: tuple[Weight, ...]) -> Table:
    rows = tuple(
        (line(w.name), formats.number(w.points, digits=1), formats.percent(w.share, digits=1))
        for w in weights
    )
    header = (_("Name"), _("Points given"), _("Share"))
    return Table(caption, header, rows, align=(LEFT, RIGHT, RIGHT), widths=(4, 1.5, 1.5))


def _ranking(held: HeldRound | Result) -> Table:
    people: tuple[str, ...] = (_("n"),)
    caption = _("Ranking; n is the number of people, points run from 0 to 100")
    if held.agreed:
        people, caption = (), _("Ranking by the agreed rating; points run from 0 to 100")
    ranks = [item.rank for item in held.ranking]
    rows = tuple(
        (
            rank_among(item.rank, ranks),
            line(item.title),
            *(formats.number(item.n) for _column in people),
            points(item.score),
        )
        for item in held.ranking
    )
    return Table(
        caption=caption,
        header=(_("Rank"), _("Entry"), *people, _("Points")),
        rows=rows,
        align=(RIGHT, LEFT, *(RIGHT for _column in people), RIGHT),
        widths=(0.8, 5, *(0.7 for _column in people), 1),
    )


def _notes(minutes: Minutes) -> Iterator[Block]:
    if minutes.notes:
        yield Heading(_("Notes from the rounds"))
    for note in minutes.notes:
        yield Heading(line(note.title), level=2)
        yield from prose(note.text)


def _decisions(minutes: Minutes) -> Iterator[Block]:
    yield Heading(_("Decisions"))
    if not minutes.picks:
        yield Paragraph(_("Nothing has been chosen yet."))
    for pick in minutes.picks:
        yield from _decision(pick, _("Chosen on {time}"))
    for pick in minutes.withdrawn:
        yield from _decision(pick, _("Withdrawn on {time}"))


def _decision(decision: Decision, note: str) -> Iterator[Block]:
    yield Heading(line(decision.title), level=2)
    yield Paragraph(note.format(time=formats.datetime_(decision.at)), Tone.ORIGIN)
    yield from prose(decision.reason)


def _end(minutes: Minutes) -> Iterator[Block]:
    if minutes.changes:
        yield Heading(_("Log of changes"))
        rows = tuple((formats.datetime_(c.at), line(c.role), line(c.text)) for c in minutes.changes)
        header = (_("Time"), _("By"), _("What"))
        yield Table(_("What was changed, when and by whom"), header, rows, widths=(1.8, 1.4, 5))
    # No heading of its own: it would stand alone on a last page.
    text = _(
        "Checksum: {checksum}. It shows that the exported data were not changed: "
        "python -m reports verify FILE.json"
    )
    yield Paragraph(text.format(checksum=minutes.checksum), Tone.NOTE)
