"""Typed text as blocks: paragraphs and simple lists, everything else literally as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from reports.document import Bullets, Paragraph, Tone

_BULLET = re.compile(r"^\s*[-*•–]\s+(?=\S)")
_SPACES = re.compile(r"[ \t\n]+")  # not the no-break space, which keeps amount and unit together
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


def prose(text: str) -> tuple[Paragraph | Bullets, ...]:
    """Return the text as paragraphs, one per line, and lists where lines begin with "-", "*", "•" or "–"."""
    return tuple(_blocks(clean(text)))


def clean(text: str) -> str:
    """Return the text without control characters, which no document format can carry."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))


def line(text: str) -> str:
    """Return the text as a single line, for titles and table cells."""
    return _SPACES.sub(" ", clean(text)).strip()


def _blocks(text: str) -> Iterator[Paragraph | Bullets]:
    lines = (raw for raw in text.split("\n") if raw.strip())
    for is_list, group in groupby(lines, key=lambda raw: bool(_BULLET.match(raw))):
        if is_list:
            yield Bullets(tuple(_BULLET.sub("", raw).strip() for raw in group))
        else:
            yield from (_paragraph(raw.strip()) for raw in group)


def _paragraph(text: str) -> Paragraph:
    return Paragraph(text, Tone.INTRO if text.endswith(":") else Tone.BODY)


def short(text: str, length: int) -> str:
    """Return the beginning of a text as one line, with "…" where something was left out."""
    text = line(text)
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
