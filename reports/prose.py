"""Typed text as blocks: paragraphs and simple lists, everything else literally as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from reports.document import Bullets, Paragraph, Tone
from translations import _, current_language

Rows = tuple[tuple[str, ...], ...]

WHOLE_WORDS = 0.7
"""The part of its room that a shortened text fills at least, at the price of a torn word."""
_BULLET = re.compile(r"^\s*[-*•–]\s+(?=\S)")
_GERMAN = re.compile(r"„.*“", re.DOTALL)
_SPACES = re.compile(r"[ \t\n]+")  # not the no-break space, which keeps amount and unit together
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_BLANKS = str.maketrans({"\v": " ", "\f": " ", "\u2028": "\n", "\u2029": "\n"})


def prose(text: str, language: str | None = None) -> tuple[Paragraph | Bullets, ...]:
    """Return the text as paragraphs, one per line, and lists where lines begin with "-", "*", "•" or "–".

    `language` is the text's, where it is not the document's. In an English text a line that stands as a whole
    in German quotation marks is German: that is how facts are taken over from German sources.
    """
    return tuple(_blocks(clean(text), language))


def clean(text: str) -> str:
    """Return the text without control characters, which no document format can carry; blanks stay blanks."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n").translate(_BLANKS))


def line(text: str) -> str:
    """Return the text as a single line, for titles and table cells."""
    return _SPACES.sub(" ", clean(text)).strip()


def _blocks(text: str, language: str | None) -> Iterator[Paragraph | Bullets]:
    lines = (raw for raw in text.split("\n") if raw.strip())
    read = ((bool(_BULLET.match(raw)), _BULLET.sub("", raw).strip()) for raw in lines)
    marked = ((is_list, _spoken(item, language), item) for is_list, item in read)
    for (is_list, spoken), group in groupby(marked, key=itemgetter(0, 1)):
        items = tuple(item for _is_list, _spoken, item in group)
        if is_list:
            yield Bullets(items, spoken)
        else:
            yield from (_paragraph(item, spoken) for item in items)


def _spoken(item: str, language: str | None) -> str | None:
    english = (language or current_language()) == "en"
    return "de" if english and _GERMAN.fullmatch(item) else language


def _paragraph(text: str, language: str | None) -> Paragraph:
    return Paragraph(text, Tone.INTRO if text.endswith(":") else Tone.BODY, language)


def languages(rows: Rows, typed: Sequence[int], language: str | None) -> tuple[str | None, ...]:
    """Return the language of each column: that of the typed ones, where people filled in all their cells."""
    unknown = _("to be clarified")
    whole = {column for column in typed if all(row[column] != unknown for row in rows)}
    return tuple(language if column in whole else None for column in range(len(rows[0])))


def short(text: str, length: int) -> str:
    """Return the beginning of a text as one line, with "…" where something was left out.

    It ends with a whole word, unless that would leave out much of the room.
    """
    text = line(text)
    if len(text) <= length:
        return text
    begun = text[: length - 1]
    whole = begun if text[length - 1] == " " else begun.rpartition(" ")[0]
    kept = whole if len(whole) >= WHOLE_WORDS * length else begun
    return kept.rstrip(" ,;:–-") + "…"
