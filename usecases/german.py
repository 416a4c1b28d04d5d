"""German words as people type them: folded spelling, light stems, words that mean the same.

Folding and stemming are for comparison only; what comes out is never shown. Both sides of a comparison go
through the same functions, so a stem need not be a word.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path

_SYNONYMS = Path(__file__).with_name("synonyms.toml")
_WORD = re.compile(r"[^\W_]+(?:[-/'’.][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_UMLAUTS = re.compile("([aou])e")
_ENDINGS = ("innen", "en", "em", "es", "e", "n", "s")
_SHORTEST_STEM = 4
LINKING_LETTERS = ("", "s", "n", "en", "es")
"""What German puts between the parts of a compound: Verkehr-s-zählung, Straße-n-laterne."""

ELECTRONIC = "e"
"""The one letter that German makes compounds with: eAkte, E-Bike."""

_STOP_WORDS = (
    "aber als am an auch auf aus bei beim bekommen bis brauchen da das dass dem den der des die durch "
    "ein eine einem einen einer eines es etwas finden für gegen geht gibt gut haben hat helfen hessen "
    "hilft ich im in ist kann kommune kommunen können könnten machen man mehr mit möchten müssen nach "
    "nicht nutzen nutzt ob oder ohne sich sind so sollen tun über um und uns unser unsere unserem "
    "unseren unserer vom von vor was wäre welche welchen welcher welches wenn wer werden wie wir wird "
    "wo wollen zu zum zur a an and are can do does for from have help how i in is it my of on or our "
    "should the to use we what where which who with you "
)
STOP_WORDS = frozenset(_STOP_WORDS.split())
"""Words that say nothing about what is looked for; used only where others are left to look for."""

SYNONYMS: tuple[tuple[str, ...], ...] = tuple(
    tuple(group) for group in tomllib.loads(_SYNONYMS.read_text(encoding="utf-8"))["groups"]
)
"""Words and phrases of the trade that mean nearly the same; each finds what the others find, ranked lower."""


def fold(text: str) -> str:
    """Return text as it is compared: lower case, without accents, ß as ss, and ä, ae and a alike."""
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return _UMLAUTS.sub(r"\1", plain)


def compounds(text: str) -> list[tuple[str, ...]]:
    """Return the folded words of a text, each as its hyphenated parts: ("open", "data", "portal")."""
    words = _WORD.findall(fold(text))
    return [(word,) if word.isalnum() else tuple(_PART.findall(word)) for word in words]


def index_words(text: str) -> set[str]:
    """Return the words to find a text by; hyphenated ones in parts and in one ("opendataportal")."""
    words = set(_WORD.findall(fold(text)))
    for hyphenated in [word for word in words if not word.isalnum()]:
        words.remove(hyphenated)
        parts = _PART.findall(hyphenated)
        words.update(parts, ("".join(parts),))
    return words


def stem(word: str) -> str:
    """Return a folded word without its inflection: sensoren and sensors become sensor, baume baum.

    Light on purpose: one ending is taken off and at least four letters stay. "-er" is left alone, for it
    makes both plurals (Kinder) and persons (Bürger), and "burg" would find every castle; a bus stays one.
    """
    if word.endswith("us"):
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word.removesuffix(ending)
            break
    return word.removesuffix("s") if word.endswith("ss") and len(word) > _SHORTEST_STEM else word
