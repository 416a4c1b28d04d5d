"""A PDF read back before it is handed out: every page says something, and no text of its source vanished.

A font that is not there leaves pages blank without any error (Typst only warns), and the file still claims to
be accessible. PDFium reads what a reader would see.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from threading import Lock
from typing import Any

import pypdfium2  # type: ignore[import-untyped]

# What no page shows as text, or shows shortened: pictures, their alternative texts, properties, addresses.
_PROPERTIES = {"author", "emblem_alt", "footer", "keywords", "language", "languages", "page_label", "spoken"}
_NOT_SET = _PROPERTIES | {
    "address",
    "align",
    "alt",
    "chart",
    "columns",
    "emblem_alt",
    "qr",
    "tone",
    "type",
    "url",
}
_WORD = re.compile(r"[A-Za-zÄÖÜäöüß]{4,}")
_BREAKS = re.compile(r"[\u00ad\u200b\u0002\ufffe]")
_PDFIUM = Lock()  # it must not be used by two threads at once
TOLERATED = 0.02
"""The share of words that may be missing: those torn by a page's end, with its footer in between."""


class VanishedTextError(RuntimeError):
    """A PDF that lacks text of its source; the message names pages or words."""


def require_text(pdf: bytes, source: Mapping[str, Any]) -> None:
    """Raise VanishedTextError unless each page has text and the words of `source` stand in the PDF."""
    pages = _pages(pdf)
    empty = [number for number, text in enumerate(pages, start=1) if not _WORD.search(text)]
    if empty:
        place = f"no text on page {empty[0]} of {len(pages)}"  # no translation: for the error log
        raise VanishedTextError(place)
    seen = _squeezed("".join(pages))
    words = {word for text in _texts(source) for word in _WORD.findall(text)}
    lost = sorted(word for word in words.difference(_WORD.findall(" ".join(pages))) if word not in seen)
    if len(lost) > max(3, TOLERATED * len(words)):
        which = f"{len(lost)} of {len(words)} words, such as {lost[:5]}"  # no translation: likewise
        raise VanishedTextError(which)


def _pages(pdf: bytes) -> list[str]:
    with _PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
        finally:
            document.close()


def _squeezed(text: str) -> str:
    """Join what lines tear apart; ligatures become letters again."""
    joined = _BREAKS.sub("", unicodedata.normalize("NFKC", text))
    return "".join(joined.split())


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield unicodedata.normalize("NFKC", _BREAKS.sub("", value))
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            if name not in _NOT_SET:
                yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
