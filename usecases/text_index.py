"""Full-text index that understands German compounds, inflection and slips of the finger.

A word of the query is looked up among the distinct words of all texts, not in the texts: first as written,
as the beginning or the head of a compound, or inside one; if that finds nothing, as two words that the texts
know apart, and as a misspelling. What is found leads to the texts by postings.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from usecases.german import ELECTRONIC, LINKING_LETTERS, STOP_WORDS, fold, index_words, stem

Scores = NDArray[np.float32]

SAME, BEGINS, HEAD, INSIDE, SPLIT, MISSPELT, HALF = 1.0, 0.9, 0.8, 0.6, 0.75, 0.7, 0.3
"""How good a match is: the word itself, beginning of a compound, its head, inside it, and so on."""
_SHORTEST_PART, _SHORTEST_INSIDE, _SHORTEST_TAIL = 3, 5, 4
_SHORTEST_MISSPELT, _SHORTEST_MISSPELT_PART, _LONG = 5, 7, 9
_STOP_STEMS = frozenset(stem(fold(word)) for word in STOP_WORDS)


def together(scores: Iterable[Scores]) -> Scores:
    """Return how well documents match several words, all needed: the geometric mean of their scores."""
    single, *others = scores
    if not others:
        return single
    each = np.stack((single, *others))
    matched: Scores = each.prod(axis=0) ** np.float32(1 / len(each))
    return matched


class TextIndex:
    """An index over documents, each a sequence of fields in the order of their weight.

    Args:
        documents: for each document the texts of its fields; all have as many fields as ``weights``.
        weights: what a match in each field counts; a document that matches in all fields scores 1.
        telling: how many fields, from the first, hold the words that a misspelling is taken for. Running text
            holds so many ordinary words that any typed one would be near some: "Bienen" is not "bieten".
    """

    def __init__(
        self, documents: Iterable[Sequence[str]], weights: Sequence[float], telling: int | None = None
    ) -> None:
        self._weights = np.asarray(weights, dtype=np.float32) / np.float32(sum(weights))
        postings: defaultdict[str, list[int]] = defaultdict(list)
        count = 0
        for count, fields in enumerate(documents, start=1):
            for cell, text in enumerate(fields, start=(count - 1) * len(weights)):
                for word in sorted(index_words(text)):  # so that ties fall alike in each process
                    postings[word].append(cell)
        self.size = count
        self._words = list(postings)
        self._stems = [stem(word) for word in self._words]
        self._known_stems = set(self._stems)
        # Words by each three letters in a row: only those with the rarest three can hold what is looked for.
        self._holding: defaultdict[str, list[int]] = defaultdict(list)
        for index, word in enumerate(self._words):
            for letters in _threes(word) or {word}:
                self._holding[letters].append(index)
        self._cells = [np.asarray(cells, dtype=np.int32) for cells in postings.values()]
        limit = len(weights) if telling is None else telling
        # What a misspelling may stand for, by length: most words are too short or too long for the one typed.
        telling_cells = (bool(np.any(cells % len(weights) < limit)) for cells in self._cells)
        told = [index for index, is_telling in enumerate(telling_cells) if is_telling]
        self._telling = sorted(told, key=lambda index: len(self._stems[index]))
        self._telling_stems = [self._stems[index] for index in self._telling]
        self._telling_lengths = list(map(len, self._telling_stems))
        self._telling_initials = np.array([root[:1] for root in self._telling_stems], dtype="<U1")

    def scores(self, word: str) -> Scores:
        """Return how well each document matches one folded word: 0 not at all, 1 in all fields."""
        return self._by_stem(stem(word))

    def misspelt_scores(self, word: str) -> Scores:
        """Return the same for the words that this one may be a misspelling or a plural in -er of."""
        return self._documents(self._plural_in_er(word) or self._misspelt(word))

    def near(self, word: str) -> str | None:
        """Return the folded word that this one, which occurs nowhere, is taken for; None if there is none.

        A plural in -er is taken for nothing else: "Falschparker" is what "Falschparken" is about.
        """
        found = {} if self._plural_in_er(word) else self._misspelt(word)
        return self._words[max(found, key=lambda index: (found[index], -index))] if found else None

    def holders(self, word: str) -> Iterator[int]:
        """Yield the documents that hold exactly this folded word, in their order."""
        if word in self._words:
            cells = self._cells[self._words.index(word)]
            yield from (int(cell) // len(self._weights) for cell in cells)

    def split_scores(self, word: str) -> Scores:
        """Return the same for a compound of which a document has both halves: "Parkplatzsensor"."""
        best = np.zeros(self.size, dtype=np.float32)
        for head, tail in self._halves(word):
            if head not in _STOP_STEMS and head in self._known_stems and tail in self._known_stems:
                # "Raumfahrt" is not in "Parkraum" and "Zufahrt": its head has to begin a word.
                best = np.maximum(best, together((self._by_stem(head, BEGINS), self._by_stem(tail, HEAD))))
        return best * np.float32(SPLIT)

    def half_scores(self, word: str) -> Iterator[Scores]:
        """Return the same for a compound's longest known beginning, then for the longest end behind one."""
        halves = [half for half in self._halves(word) if min(map(len, half)) >= _SHORTEST_INSIDE]
        begun = [half for half in halves if half[0] in self._known_stems]
        ends = [tail for _, tail in begun or halves if tail in self._known_stems]
        for known in (*(head for head, _ in begun[-1:]), *ends[:1]):
            yield self._by_stem(known) * np.float32(HALF)

    def _by_stem(self, wanted: str, least: float = 0.0) -> Scores:
        return self._documents({i: grade for i, grade in self._by_parts(wanted).items() if grade >= least})

    def _halves(self, word: str) -> list[tuple[str, str]]:
        """Return the stems of all ways to cut a compound in two, where possible with a head that is known."""
        cuts = range(_SHORTEST_PART, len(word) - _SHORTEST_TAIL + 1)
        return [(self._known_head(word[:cut]) or stem(word[:cut]), stem(word[cut:])) for cut in cuts]

    def _documents(self, words: Mapping[int, float]) -> Scores:
        cells = np.zeros(self.size * len(self._weights), dtype=np.float32)
        for index, grade in sorted(words.items(), key=lambda item: item[1]):
            cells[self._cells[index]] = grade  # ascending, so that the best grade stays
        scores: Scores = cells.reshape(self.size, len(self._weights)) @ self._weights
        return scores

    def _by_parts(self, wanted: str) -> dict[int, float]:
        """Return the words that are or contain the stem, with the grade of the match."""
        fewest = min((self._holding.get(letters, ()) for letters in _threes(wanted) or {wanted}), key=len)
        graded = {index: self._grade(wanted, index) for index in fewest if wanted in self._words[index]}
        if max(graded.values(), default=0) <= INSIDE:
            return {}  # "senor" is only in "interessenorientiert": rather a slip than a part
        return {hit: grade for hit, grade in graded.items() if grade}

    def _grade(self, wanted: str, index: int) -> float:
        word, root = self._words[index], self._stems[index]
        if root == wanted:
            return SAME
        if word.startswith(wanted):
            return BEGINS
        if root.endswith(wanted) and (
            # "app" is the head of "dorfapp", but "rad" not of "grad"
            len(wanted) >= _SHORTEST_INSIDE or self._known_head(root.removesuffix(wanted))
        ):
            return HEAD
        return INSIDE if len(wanted) >= _SHORTEST_INSIDE else 0

    def _plural_in_er(self, word: str) -> dict[int, float]:
        return self._by_parts(word.removesuffix("er")) if len(word) >= 2 + _SHORTEST_MISSPELT else {}

    def _misspelt(self, word: str) -> dict[int, float]:
        """Return the words with one slip behind the first letter, long ones two, and compounds with one."""
        wanted, slips = stem(word), 1 if len(word) < _LONG else 2
        if len(wanted) < _SHORTEST_MISSPELT or not self._words:
            return {}
        # Asked for last, when nothing else was found: words of a fitting length only.
        near = self._long(len(wanted) - slips, len(wanted) + slips)
        distances = self._compared(wanted, near, OSA.distance, slips)
        alike = (distances <= slips) & (self._telling_initials[near] == wanted[0])
        grades = np.zeros(len(self._telling))
        grades[near] = np.where(alike, 1 - distances / len(word), 0)
        if len(wanted) >= _SHORTEST_MISSPELT_PART:
            longer, least = self._long(len(wanted)), 100 * (1 - 1 / len(word))
            within = self._compared(wanted, longer, fuzz.partial_ratio, least) / 100 * INSIDE
            grades[longer] = np.maximum(grades[longer], within)
        return {self._telling[hit]: float(grades[hit]) * MISSPELT for hit in np.flatnonzero(grades).tolist()}

    def _long(self, least: int, most: int | None = None) -> slice:
        """Return where the telling words are whose stems have so many letters."""
        end = None if most is None else bisect_right(self._telling_lengths, most)
        return slice(bisect_left(self._telling_lengths, least), end)

    def _compared(
        self, wanted: str, words: slice, scorer: Callable[..., float], cutoff: float
    ) -> NDArray[np.float32]:
        stems = self._telling_stems[words]
        compared: NDArray[np.float32] = process.cdist([wanted], stems, scorer=scorer, score_cutoff=cutoff)[0]
        return compared

    def _known_head(self, part: str) -> str | None:
        if len(part) < _SHORTEST_PART and part != ELECTRONIC:
            return None  # "larm" is not the head of "alarm"
        candidates = (stem(part.removesuffix(link)) for link in LINKING_LETTERS if part.endswith(link))
        return next((head for head in candidates if head in self._known_stems), None)


def _threes(word: str) -> set[str]:
    """Return each three letters in a row of a word; none of a shorter one."""
    return {word[start : start + _SHORTEST_PART] for start in range(len(word) - _SHORTEST_PART + 1)}
