"""Texts that the fonts of the PDF can show: a readable replacement for every character without a glyph.

PDF/UA forbids missing glyphs, so a single emoji would otherwise stop the export.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from reports.prose import clean
from reports.typesetting import missing_glyphs

REPLACEMENT = "\N{WHITE SQUARE}"
_LONG_RUN = re.compile(r"\S{25,}")
_BREAK_AFTER = re.compile(r"(?<=[/?&=_.\-#%+,;:)])")
# Latin, Greek and Cyrillic letters and the usual signs are in the fonts; all else is asked for once.
_USUAL = re.compile(
    r"[\t\n\x20-\x7e\xa0-\u017f\u0391-\u03a9\u03b1-\u03c9\u0410-\u044f„“”‚‘’–—…•·€→−×≥≤≈\u200b]"
)
_JOINERS = dict.fromkeys(map(ord, "\u200c\u200d\ufe0e\ufe0f"))


def printable(text: str) -> str:
    """Return the text with replacements for characters that no font of the document has.

    An emoji becomes its Unicode name in brackets, any other character a white square.
    """
    text = clean(text).translate(_JOINERS)
    unusual = frozenset(_USUAL.sub("", text))
    if unusual:
        missing = _missing(unusual)
        text = "".join(_replacement(c) if c in missing else c for c in text)
    return text


def breakable(text: str) -> str:
    """Return the text with invisible break points in runs that are too long for a line."""
    return _LONG_RUN.sub(lambda run: _with_breaks(run.group()), text)


def _with_breaks(run: str) -> str:
    if run.isalpha() and len(run) < 60:
        return run  # a long German compound is hyphenated by its syllables
    pieces: list[str] = []
    for piece in _BREAK_AFTER.split(run):
        pieces += [piece[i : i + 20] for i in range(0, len(piece), 20)]
    return "\u200b".join(pieces)


@lru_cache(maxsize=4096)
def _missing(characters: frozenset[str]) -> frozenset[str]:
    return frozenset(_without_glyph(sorted(characters)))


def _without_glyph(characters: list[str]) -> Iterable[str]:
    """Halve the characters until each half either has all its glyphs or is a single one without."""
    if not missing_glyphs(characters):
        return
    if len(characters) == 1:
        yield characters[0]
        return
    middle = len(characters) // 2
    yield from _without_glyph(characters[:middle])
    yield from _without_glyph(characters[middle:])


def _replacement(character: str) -> str:
    if "\N{REGIONAL INDICATOR SYMBOL LETTER A}" <= character <= "\N{REGIONAL INDICATOR SYMBOL LETTER Z}":
        return unicodedata.name(character)[-1]  # a flag is written as its country code
    if unicodedata.category(character) in ("So", "Sk"):
        return f"[{unicodedata.name(character, 'symbol').lower()}]"
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return ""
    return REPLACEMENT
