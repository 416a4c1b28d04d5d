"""Texts that the fonts of the PDF can show: a readable replacement for every character without a glyph.

PDF/UA forbids missing glyphs, so a single emoji would otherwise stop the export. A letter and a mark that the
fonts have one by one may be missing together, as in a keycap, so that they are asked for together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from reports.prose import clean
from reports.typesetting import missing_glyphs

REPLACEMENT = "\N{WHITE SQUARE}"
MOST_REMEMBERED = 20_000
MOST_LISTED = 30
_LONG_RUN = re.compile(r"\S{25,}")
_BREAK_AFTER = re.compile(r"(?<=[/?&=_.\-#%+,;:)])")
# Latin, Greek and Cyrillic letters and the usual signs are in the fonts; all else is asked for once.
_UNUSUAL = re.compile(
    r"[^\n\x20-\x7e\xa0-\u017f\u0391-\u03a9\u03b1-\u03c9\u0410-\u044f„“”‚‘’–—…•·€→−×≥≤≈□\u200b]"
)
_JOINERS = dict.fromkeys(map(ord, "\u200c\u200d\ufe0e\ufe0f")) | {ord("\t"): " "}
_BREAKS = "\u00ad\u200b"
_known: dict[str, bool] = {}
_listed: ContextVar[dict[str, str] | None] = ContextVar("replaced characters", default=None)


@contextmanager
def replacements() -> Iterator[dict[str, str]]:
    """List what is replaced inside the block: each text that no font has, with what stands for it."""
    found: dict[str, str] = {}
    token = _listed.set(found)
    try:
        yield found
    finally:
        _listed.reset(token)


def printable(text: str, *, certainly: bool = False) -> str:
    """Return the text with replacements for characters that no font of the document has.

    An emoji becomes its Unicode name in brackets, any other character a white square; a mark that does not go
    with its letter is left out. Tabs become blanks: the PDF would leave nothing of them. With `certainly`
    every unusual character is replaced, whether or not the fonts seem to have it.
    """
    text = unicodedata.normalize("NFC", clean(text).translate(_JOINERS))
    if not _UNUSUAL.search(text):
        return text
    clusters = tuple(_clusters(text))
    unusual = {cluster for cluster in clusters if _UNUSUAL.search(cluster)}
    missing = unusual if certainly else _missing(unusual)
    return "".join(_replaced(each) if each in missing else each for each in clusters)


def _clusters(text: str) -> Iterator[str]:
    """Divide a text into characters, each with the marks that follow it."""
    start = 0
    # Marks of direction and order leave no ink, and PDF/UA forbids some of them.
    text = "".join(each for each in text if each in _BREAKS or unicodedata.category(each) != "Cf")
    for place in range(1, len(text) + 1):
        if place == len(text) or not unicodedata.category(text[place]).startswith("M"):
            yield text[start:place]
            start = place


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


def _missing(clusters: set[str]) -> set[str]:
    new = sorted(clusters - _known.keys())
    if new:
        without = set(_without_glyph(new))
        if len(_known) > MOST_REMEMBERED:
            _known.clear()
        _known.update({cluster: cluster in without for cluster in new})
    return {cluster for cluster in clusters if _known.get(cluster, cluster in new)}


def _without_glyph(clusters: Sequence[str]) -> Iterable[str]:
    """Halve the clusters until each half either has all its glyphs or is a single one without."""
    if not missing_glyphs(clusters):
        return
    if len(clusters) == 1:
        yield clusters[0]
        return
    middle = len(clusters) // 2
    yield from _without_glyph(clusters[:middle])
    yield from _without_glyph(clusters[middle:])


def _replaced(cluster: str) -> str:
    base = cluster[0]
    alone = len(cluster) > 1 and not (_UNUSUAL.search(base) and _missing({base}))
    instead = base if alone else _replacement(base)
    listed = _listed.get()
    if listed is not None and len(listed) < MOST_LISTED:
        listed[cluster] = instead
    return instead


def _replacement(character: str) -> str:
    if "\N{REGIONAL INDICATOR SYMBOL LETTER A}" <= character <= "\N{REGIONAL INDICATOR SYMBOL LETTER Z}":
        return unicodedata.name(character)[-1]  # a flag is written as its country code
    if unicodedata.category(character) in ("So", "Sk"):
        return f"[{unicodedata.name(character, 'symbol').lower()}]"
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return ""
    return REPLACEMENT
