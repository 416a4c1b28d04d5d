"""Full-text index that understands German compounds, inflection and slips of the finger.

A word of the query is looked up among the distinct words of all texts, not in the texts: first as written,
as the beginning or the head of a compound, or inside one; if that finds nothing, as two words that the texts
know apart, and as a misspelling. What is found leads to the texts by postings.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from usecases.german import ELECTRONIC, LINKING_LETTERS, index_words, stem

Scores = NDArray[np.float32]

SAME, BEGINS, HEAD, INSIDE, SPLIT, MISSPELT, HALF = 1.0, 0.9, 0.8, 0.6, 0.75, 0.7, 0.3
"""How good a match is: the word itself, beginning of a compound, its head, inside it, and so on."""
_SHORTEST_PART, _SHORTEST_INSIDE, _SHORTEST_TAIL, _SHORTEST_MISSPELT = 3, 5, 4, 4


def together(scores: Iterable[Scores]) -> Scores:
    """Return how well documents match several words, all needed: the geometric mean of their scores."""
    each = np.stack(list(scores))
    matched: Scores = each.prod(axis=0) ** np.float32(1 / len(each))
    return matched


class TextIndex:
    """An index over documents, each a sequence of fields in the order of their weight.

    Args:
        documents: for each document the texts of its fields; all have as many fields as ``weights``.
        weights: what a match in each field counts; a document that matches in all fields scores 1.
    """

    def __init__(self, documents: Iterable[Sequence[str]], weights: Sequence[float]) -> None:
        self._weights = np.asarray(weights, dtype=np.float32) / np.float32(sum(weights))
        postings: defaultdict[str, list[int]] = defaultdict(list)
        count = 0
        for count, fields in enumerate(documents, start=1):
            for cell, text in enumerate(fields, start=(count - 1) * len(weights)):
                for word in index_words(text):
                    postings[word].append(cell)
        self.size = count
        self._words = list(postings)
        self._stems = [stem(word) for word in self._words]
        self._known_stems = set(self._stems)
        # All words in one string: looking for a part of a word is then one scan without a Python loop.
        self._joined = "\n" + "\n".join(self._words) + "\n"
        lengths = np.fromiter((len(word) + 1 for word in self._words), dtype=np.int64, count=len(self._words))
        self._starts = 1 + np.concatenate(([0], np.cumsum(lengths)[:-1])) if self._words else lengths
        self._cells = [np.asarray(cells, dtype=np.int32) for cells in postings.values()]

    def scores(self, word: str) -> Scores:
        """Return how well each document matches one folded word: 0 not at all, 1 in all fields."""
        return self._by_stem(stem(word))

    def misspelt_scores(self, word: str) -> Scores:
        """Return the same for the words that this one may be a misspelling or a plural in -er of."""
        plural = self._by_parts(word.removesuffix("er")) if len(word) >= 2 + _SHORTEST_MISSPELT else {}
        return self._documents(plural or self._misspelt(word))

    def split_scores(self, word: str) -> Scores:
        """Return the same for a compound of which a document has both halves: "Parkplatzsensor"."""
        best = np.zeros(self.size, dtype=np.float32)
        for head, tail in self._halves(word):
            if head in self._known_stems and tail in self._known_stems:
                best = np.maximum(best, together((self._by_stem(head), self._by_stem(tail))))
        return best * np.float32(SPLIT)

    def half_scores(self, word: str) -> Iterator[Scores]:
        """Return the same for a compound's longest known beginning, then for the longest end behind one."""
        halves = [half for half in self._halves(word) if min(map(len, half)) >= _SHORTEST_INSIDE]
        begun = [half for half in halves if half[0] in self._known_stems]
        ends = [tail for _, tail in begun or halves if tail in self._known_stems]
        for known in (*(head for head, _ in begun[-1:]), *ends[:1]):
            yield self._by_stem(known) * np.float32(HALF)

    def _by_stem(self, wanted: str) -> Scores:
        return self._documents(self._by_parts(wanted))

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
        whole = len(wanted) < _SHORTEST_PART
        pattern = f"\n{re.escape(wanted)}(?=\n)" if whole else re.escape(wanted)
        positions = np.fromiter((m.end() for m in re.finditer(pattern, self._joined)), dtype=np.int64)
        hits = np.searchsorted(self._starts, positions, side="left") - 1
        graded = {hit: self._grade(wanted, hit) for hit in np.unique(hits).tolist()}
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

    def _misspelt(self, word: str) -> dict[int, float]:
        """Return the words with one slip, from eight letters on two, and compounds of those with one."""
        if len(word) < _SHORTEST_MISSPELT or not self._words:
            return {}
        wanted, slips = stem(word), 1 if len(word) < 8 else 2
        distances = process.cdist([wanted], self._stems, scorer=OSA.distance, score_cutoff=slips)[0]
        whole = np.where(distances <= slips, 1 - distances / len(word), 0)
        alike = 100 * (1 - 1 / len(word))
        within = process.cdist([wanted], self._stems, scorer=fuzz.partial_ratio, score_cutoff=alike)[0]
        longer = np.fromiter((len(s) >= len(wanted) for s in self._stems), dtype=bool, count=len(self._stems))
        best = np.maximum(whole, np.where(longer, within / 100 * INSIDE, 0)) * MISSPELT
        return {int(index): float(best[index]) for index in np.flatnonzero(best)}

    def _known_head(self, part: str) -> str | None:
        if len(part) < _SHORTEST_PART and part != ELECTRONIC:
            return None  # "larm" is not the head of "alarm"
        candidates = (stem(part.removesuffix(link)) for link in LINKING_LETTERS if part.endswith(link))
        return next((head for head in candidates if head in self._known_stems), None)
