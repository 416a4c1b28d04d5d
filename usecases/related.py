"""Words near by for words that the library has nothing under: where to look next, not synonyms."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

from usecases.german import fold, stem

_FILE = Path(__file__).with_name("related.toml")
_SHORTEST_BEGINNING, _SHORTEST_INSIDE = 4, 5
"""Shorter stems are in too many words that have nothing to do with them: there is "taub" in "Staub"."""


def related(words: Iterable[str]) -> tuple[str, ...]:
    """Return what may be looked for instead of words that stand nowhere; empty where we know of nothing.

    A word is also known as part of a compound: "Bienenstock" is about "Biene". The order is that of the file,
    each word once.
    """
    wanted = [fold(word) for word in words]
    found = (near for stems, near in _GROUPS if any(_is_about(word, stems) for word in wanted))
    return tuple(dict.fromkeys(word for near in found for word in near))


def all_related() -> tuple[str, ...]:
    """Return every word that may be offered, so that a test can hold that each finds something."""
    return tuple(dict.fromkeys(word for _stems, near in _GROUPS for word in near))


def _is_about(word: str, stems: frozenset[str]) -> bool:
    root = stem(word)
    return root in stems or any(
        (len(each) >= _SHORTEST_BEGINNING and word.startswith(each))
        or (len(each) >= _SHORTEST_INSIDE and each in word)
        for each in stems
    )


_GROUPS: tuple[tuple[frozenset[str], tuple[str, ...]], ...] = tuple(
    (frozenset(stem(fold(word)) for word in group["words"]), tuple(group["near"]))
    for group in tomllib.loads(_FILE.read_text(encoding="utf-8"))["related"]
)
