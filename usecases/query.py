"""What somebody types becomes what is looked for: terms, each with all the ways to say it.

A compound is the same thing solid, hyphenated, or as separate words: "Bürgerapp", "Bürger-App", "Bürger App".
Whichever is typed, the phrase of the trade that it spells is looked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from usecases.german import ELECTRONIC, LINKING_LETTERS, STOP_WORDS, SYNONYMS, compounds, fold, stem

SYNONYM, CORRECTED, SPELT_APART = 0.7, 0.9, 0.75
"""What a match of a synonym, of a word of the trade that was misspelt, or of the parts of a compound counts
against the word itself."""

_SHORTEST_PART = 4
_LONE_E = re.compile(rf"\b{ELECTRONIC} (?=\w)", re.IGNORECASE)
_VERB = re.compile("(?:en|(?<=e[lr])n)$")

Word = tuple[str, ...]
"""A folded word as its hyphenated parts; most have one."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing looked for: as typed, its folded words, and all ways to say it with what each counts.

    ``is_trade`` says that it is a word or phrase of the trade with others for it, ``meant`` which one it is
    if it was spelt otherwise.
    """

    typed: str
    words: tuple[str, ...]
    alternatives: tuple[tuple[float, tuple[str, ...]], ...]
    parts: tuple[str, ...]
    is_trade: bool = False
    meant: str | None = None


def terms(text: str) -> list[Term]:
    """Return what is looked for: phrases that have synonyms as one, every other word by itself."""
    typed = compounds(_LONE_E.sub(f"{ELECTRONIC}-", text))
    spelling = _spelling(text)
    meaning = [parts for parts in typed if "".join(parts) not in _STOP_WORDS] or typed
    found = []
    while meaning:
        length = next((n for n in range(_LONGEST, 0, -1) if _known(meaning[:n])), 1)
        phrase, meaning = meaning[:length], meaning[length:]
        found.append(_term(phrase, " ".join(spelling.get(parts, "-".join(parts)) for parts in phrase)))
    return found


def parts(term: Term) -> tuple[Term, ...]:
    """Return the parts of a compound as terms with synonyms of their own; none if none is known."""
    words = term.parts if len(term.parts) > 1 else _cut(term.words[0])
    return tuple(_term([(word,)], word) for word in words) if min(map(len, words), default=0) > 1 else ()


def _cut(word: str) -> tuple[str, ...]:
    """Cut a compound behind the longest trade word at its start, else before the longest at its end."""
    cuts = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    behind = (at for at in reversed(cuts) if stem(word[:at]) in _PHRASES)
    before = (at for at in cuts if stem(word[at:]) in _PHRASES)
    at = next(behind, None) or next(before, None)
    return (word[:at], word[at:]) if at else ()


def _spelling(text: str) -> dict[Word, str]:
    """Return the words as somebody typed them, by what is compared: a message must not show "burger"."""
    words = (word.strip(".,;:!?()\"'„“”»«") for word in text.split())
    return {found[0]: word for word in words if len(found := compounds(word)) == 1}


def _term(typed_phrase: Sequence[Word], typed: str) -> Term:
    phrase = _spelt(typed_phrase) or typed_phrase
    joined = tuple("".join(parts) for parts in phrase)
    single = tuple(part for parts in phrase for part in parts)
    key = _key(phrase)
    others = _SYNONYMS.get(key, ())
    ways = [(1.0, joined), *((SYNONYM, words) for words in others)]
    if all(len(part) > 1 for part in single):  # the "E" of "E-Auto" alone would find anything
        ways.append((SPELT_APART if len(single) > len(joined) else 1.0, single))
    if others:
        ways.append((CORRECTED, key))
    meant = _NAMES.get(key) if others and key != tuple(map(stem, joined)) else None
    return Term(typed, joined, tuple(ways), single, bool(others), meant)


def _known(phrase: Sequence[Word]) -> bool:
    return bool(_spelt(phrase)) or _key(phrase) in _SYNONYMS


def _spelt(phrase: Sequence[Word]) -> Sequence[Word] | None:
    """Return the phrase of the trade that this is another spelling of: "Bürger App", "Lärm messen"."""
    single = [part for parts in phrase for part in parts]
    solid = [link.join(single) for link in LINKING_LETTERS]
    if len(phrase) > 1:
        solid.append(_VERB.sub("ung", solid[0]))
    return next((found for word in solid if (found := _PHRASES.get(stem(word)))), None)


def _key(phrase: Sequence[Word]) -> tuple[str, ...]:
    return tuple(_corrected(stem("".join(parts))) for parts in phrase)


@lru_cache(maxsize=1024)
def _corrected(wanted: str) -> str:
    """Return the word of a synonym that this one is a misspelling or plural of, else the word itself."""
    if (singular := wanted.removesuffix("er")) in _SYNONYM_STEMS:
        return singular
    match = process.extractOne(wanted, _SYNONYM_STEMS, scorer=OSA.normalized_similarity, score_cutoff=0.85)
    return match[0] if match else wanted


def _words(phrase: str) -> tuple[str, ...]:
    return tuple("".join(parts) for parts in compounds(phrase))


_STOP_WORDS = frozenset(map(fold, STOP_WORDS))
_SYNONYMS = {
    tuple(map(stem, _words(phrase))): tuple(_words(other) for other in group if other != phrase)
    for group in SYNONYMS
    for phrase in group
}
_NAMES = {tuple(map(stem, _words(phrase))): phrase for group in SYNONYMS for phrase in group}
_PHRASES: Mapping[str, Sequence[Word]] = {
    stem("".join(_words(phrase))): compounds(phrase) for group in SYNONYMS for phrase in group
}
_SYNONYM_STEMS = sorted({word for phrase in _SYNONYMS for word in phrase})
_LONGEST = max(map(len, _SYNONYMS))
