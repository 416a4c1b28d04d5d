"""Ballots on paper: one sheet for each use case, with a QR code that says which one it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO

import segno

from reports.glyphs import breakable, printable
from reports.pdf import plain
from reports.prose import line, short
from reports.sketch import page_header
from reports.typesetting import pdf_bytes
from sketches.model import Language
from translations import _, formats, language

SUMMARY_LENGTH = 420


@dataclass(frozen=True)
class PaperQuestion:
    """One criterion: its name, its question and what 1 to 5 mean, in the language of the ballot."""

    name: str
    question: str
    anchors: tuple[str, str, str, str, str]


@dataclass(frozen=True)
class PaperItem:
    """One use case to be rated; the QR code leads to `address`."""

    title: str
    summary: str
    address: str


@dataclass(frozen=True)
class PaperBallot:
    """The sheets of one round, all items with the same questions.

    `groups` can be ticked; `group` is the only one that the sheets are for, "" for everybody.
    """

    series_title: str
    municipality: str
    round_number: int
    date: date
    language: Language
    items: tuple[PaperItem, ...]
    questions: tuple[PaperQuestion, ...]
    groups: tuple[str, ...] = ()
    group: str = ""


def ballots_pdf(ballot: PaperBallot) -> bytes:
    """Return the sheets as an accessible PDF to print, one page or more for each use case."""
    with language(ballot.language):
        data = {
            "title": _text(_("Ballots of round {number}").format(number=formats.number(ballot.round_number))),
            "language": ballot.language,
            "header": _text(page_header(ballot.municipality, ballot.series_title)),
            "labels": _labels(ballot.round_number),
            "group": _text(for_group(ballot.group)),
            "groups": [_text(short(group, 40)) for group in ballot.groups],
            "questions": plain(ballot.questions),
            "items": [_sheet(number, item) for number, item in enumerate(ballot.items, start=1)],
        }
    return pdf_bytes("ballots.typ", data, ballot.date)


def for_group(name: str) -> str:
    """Return for whom a sheet is, in the language in use; nothing where it is for everybody."""
    return _("For: {group}").format(group=short(name, 40)) if name else ""


def _text(text: str) -> str:
    return breakable(printable(text))


def _labels(number: int) -> dict[str, str]:
    return {
        "round": _("Round {number}").format(number=formats.number(number)),
        "sheet": _("Ballot number"),
        "group": _("Group (voluntary)"),
        "criterion": _("Criterion"),
        "unknown": _("Cannot judge"),
        "how": _("Please tick one box in each row. 1 is the lowest rating, 5 the highest."),
        "privacy": _("Please do not write your name on this sheet."),
    }


def _sheet(number: int, item: PaperItem) -> dict[str, str]:
    stream = BytesIO()
    segno.make(item.address, error="m").save(stream, kind="svg", xmldecl=False, border=0)
    title = line(item.title)
    return {
        "title": _text(f"{number}. {title}"),
        "summary": _text(short(item.summary, SUMMARY_LENGTH)),
        "address": _text(item.address),
        "qr": stream.getvalue().decode("utf-8"),
        "alt": _text(_("QR code of “{title}”: {address}").format(title=title, address=item.address)),
    }
