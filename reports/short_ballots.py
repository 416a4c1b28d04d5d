"""Sheets for a round with short ballots: each person's sheet asks a part, and its number says which."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reports.ballots import PaperQuestion, for_group
from reports.glyphs import breakable, printable
from reports.pdf import plain
from reports.prose import line, short
from reports.sketch import page_header
from reports.typesetting import pdf_bytes
from sketches.model import Language
from translations import _, formats, language

SUMMARY_LENGTH = 160


@dataclass(frozen=True)
class AskedOnPaper:
    """A question and the titles of the entries about which it is asked."""

    question: PaperQuestion
    titles: tuple[str, ...]


@dataclass(frozen=True)
class ShortSheet:
    """What one person is asked; the number at the top says which sheet it is.

    `group`: for whom it is where the group is not asked everything, "" for everybody else.
    """

    number: int
    asked: tuple[AskedOnPaper, ...]
    group: str = ""


@dataclass(frozen=True)
class ShortBallots:
    """The sheets of one round; `entries` are (title, summary) of all that is rated."""

    series_title: str
    municipality: str
    round_number: int
    date: date
    language: Language
    entries: tuple[tuple[str, str], ...]
    sheets: tuple[ShortSheet, ...]
    groups: tuple[str, ...] = ()


def short_ballots_pdf(ballots: ShortBallots) -> bytes:
    """Return the sheets as an accessible PDF to print, each beginning on a new page."""
    with language(ballots.language):
        number = formats.number(ballots.round_number)
        data = {
            "title": _text(_("Ballots of round {number}").format(number=number)),
            "language": ballots.language,
            "header": _text(page_header(ballots.municipality, ballots.series_title)),
            "labels": _labels(number),
            "groups": [_text(short(group, 40)) for group in ballots.groups],
            "entries": [
                {"title": _text(line(title)), "summary": _text(short(summary, SUMMARY_LENGTH))}
                for title, summary in ballots.entries
            ],
            "sheets": [_sheet(sheet) for sheet in ballots.sheets],
        }
    return pdf_bytes("short_ballots.typ", data, ballots.date)


def _text(text: str) -> str:
    return breakable(printable(text))


def _labels(number: str) -> dict[str, str]:
    return {
        "round": _("Round {number}").format(number=number),
        "group": _("Group (voluntary)"),
        "entry": _("Use case"),
        "unknown": _("Cannot judge"),
        "what": _("What is rated"),
        "how": _("Please tick one box in each row. 1 is the lowest rating, 5 the highest."),
        "part": _("Everybody is asked a part, drawn by plan; others are asked the rest."),
        "privacy": _("Please do not write your name on this sheet."),
    }


def _sheet(sheet: ShortSheet) -> dict[str, object]:
    return {
        "title": _("Sheet {number}").format(number=sheet.number),
        "group": _text(for_group(sheet.group)),
        "asked": [
            {"question": plain(each.question), "titles": [_text(line(title)) for title in each.titles]}
            for each in sheet.asked
        ],
    }
