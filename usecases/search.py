"""Search over use cases: full text, facets with live counts, and an order.

Every word of the query has to be found (after dropping words like "und"); if no entry has them all, those
with the most words and those that match nearly as well are shown and ``SearchResult.relaxed`` says so.
Matches rank by where they are: in the title, then the place, then topic and technologies, then the summary,
then the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from usecases.areas import area, topic
from usecases.facets import Facet, FacetIndex, Filters, OriginFacets, filters_from_address
from usecases.german import STOP_WORDS, SYNONYMS, compounds, fold, stem
from usecases.model import UseCase
from usecases.text_index import Scores, TextIndex, together
from usecases.vocabulary import theme

FIELD_WEIGHTS = (16.0, 8.0, 4.0, 2.0, 1.0)
"""Title, place, topic and technologies, summary, rest: each outweighs all those after it."""
SYNONYM, CORRECTED = 0.7, 0.9
"""What a match of a synonym, or of a word of the trade that was misspelt, counts against the word itself."""

FEW = 8
"""A word that fewer entries have is also looked for as two words ("Parkplatz" and "Sensor")."""

COMMON = 6
"""Half of a compound that more than one entry in so many has says nothing: "Stadt" of "Stadtmarketing"."""


class Sort(StrEnum):
    """An order of the hits."""

    RELEVANCE = "relevance"
    TITLE = "title"
    NEWEST = "newest"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True)
class Hit:
    """A use case found, with its score from 0 to 1 (1 for all if no text was looked for)."""

    use_case: UseCase
    score: float


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found.

    ``total`` counts the entries found, of which ``hits`` may be the first few. ``facets`` gives for each
    facet the number of entries per value that the text and all *other* facets let through, so that a number
    says what choosing the value would show; values without entries count 0. ``unknown`` lists the words that
    occur nowhere; ``relaxed`` says that no entry has all words, or a compound only in part.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[Facet, Mapping[str, int]]
    unknown: tuple[str, ...] = ()
    relaxed: bool = False

    @property
    def use_cases(self) -> tuple[UseCase, ...]:
        """The use cases found, best first."""
        return tuple(hit.use_case for hit in self.hits)


class SearchIndex:
    """Use cases made searchable; built once, immutable, safe to share between threads.

    Args:
        use_cases: the entries; their order is that of hits that rank alike.
        origins: what the register says of the origins, by id of the use case; entries may be missing.
    """

    def __init__(
        self, use_cases: Iterable[UseCase], origins: Mapping[str, OriginFacets] | None = None
    ) -> None:
        self.use_cases = tuple(use_cases)
        self._texts = TextIndex((_fields(use_case) for use_case in self.use_cases), FIELD_WEIGHTS)
        self._facets = FacetIndex(self.use_cases, origins or {})

    @property
    def values(self) -> Mapping[Facet, tuple[str, ...]]:
        """The values that occur in each facet."""
        return self._facets.values

    def filters(self, address: Mapping[str, str]) -> Filters:
        """Return the filters that an address asks for, without values that do not occur."""
        return filters_from_address(address, self.values)

    def search(
        self,
        text: str = "",
        filters: Filters | None = None,
        sort: Sort = Sort.RELEVANCE,
        distances: Mapping[str, float] | None = None,
        limit: int | None = None,
    ) -> SearchResult:
        """Return the entries that match the text and pass the filters, with live counts.

        Args:
            text: as somebody types it; empty for all entries.
            filters: the values chosen.
            sort: the order; NEWEST by year of start, NEAREST by ``distances``; unknown values come last.
            distances: kilometres by id of the use case, for NEAREST.
            limit: at most so many hits; ``total`` and the counts are of all.
        """
        found = self._match(text)
        passing, counts = self._facets.narrow(found.mask, filters or Filters())
        entries = np.flatnonzero(passing)
        keys = self._sort_keys(sort, distances or {})
        order = np.lexsort((entries, -found.scores[entries], *((keys[entries],) if keys is not None else ())))
        hits = (Hit(self.use_cases[i], float(found.scores[i])) for i in entries[order][:limit].tolist())
        return SearchResult(tuple(hits), len(entries), counts, found.unknown, found.relaxed)

    def _match(self, text: str) -> _Match:
        terms = _terms(text)
        if not terms:
            return _Match(np.ones(len(self.use_cases), np.bool_), np.ones(len(self.use_cases), np.float32))
        matches = [(term, *self._term_scores(term)) for term in terms]
        unknown = tuple(term.typed for term, scores, _ in matches if not scores.any())
        known = [scores for _, scores, _ in matches if scores.any()]
        if not known:
            nothing = np.zeros(len(self.use_cases), np.float32)
            return _Match(nothing > 0, nothing, unknown)
        scores = np.stack(known)
        coverage = np.count_nonzero(scores, axis=0)
        rarity = np.log1p(scores.shape[1] / np.count_nonzero(scores, axis=1)).astype(np.float32)
        relaxed = coverage.max() < len(known) or any(in_part for _, _, in_part in matches)
        found = rarity @ scores / rarity.sum()
        enough = coverage == coverage.max()
        if coverage.max() < len(known):  # a chance word in the rest must not hide a title with the other one
            enough |= found > found.max() / 2
        return _Match(enough, found, unknown, bool(relaxed))

    def _term_scores(self, term: _Term) -> tuple[Scores, bool]:
        """Return how well each entry matches a term, and whether only a part of the term was found."""
        ways = [
            np.float32(weight) * together(self._texts.scores(word) for word in words)
            for weight, words in term.alternatives
        ]
        found: Scores = np.max(ways, axis=0)
        if np.count_nonzero(found) < FEW:
            found = np.maximum(found, together(self._texts.split_scores(word) for word in term.words))
        if not found.any():
            found = together(self._texts.misspelt_scores(word) for word in term.words)
        if found.any():
            return found, False
        halves = together(self._texts.half_scores(word) for word in term.words)
        if np.count_nonzero(halves) > max(FEW, len(self.use_cases) // COMMON):
            halves = np.zeros_like(halves)
        return halves, bool(halves.any())

    def _sort_keys(self, sort: Sort, distances: Mapping[str, float]) -> NDArray[np.float64] | None:
        """Return numbers to sort by, ascending; None for the order by relevance."""
        if sort is Sort.RELEVANCE:
            return None
        if sort is Sort.NEAREST:
            return np.array([distances.get(use_case.id, np.inf) for use_case in self.use_cases])
        if sort is Sort.NEWEST:
            return np.array([-(use_case.start_year or 0) for use_case in self.use_cases], dtype=np.float64)
        titles = sorted((fold(use_case.title_de), i) for i, use_case in enumerate(self.use_cases))
        ranks = np.empty(len(titles))
        ranks[[i for _, i in titles]] = np.arange(len(titles))
        return ranks


@dataclass(frozen=True, slots=True)
class _Match:
    mask: NDArray[np.bool_]
    scores: Scores
    unknown: tuple[str, ...] = ()
    relaxed: bool = False


@dataclass(frozen=True, slots=True)
class _Term:
    """One thing looked for: as typed, its folded words, and all ways to say it with what each counts."""

    typed: str
    words: tuple[str, ...]
    alternatives: tuple[tuple[float, tuple[str, ...]], ...]


def _fields(use_case: UseCase) -> tuple[str, ...]:
    names = (area(use_case.area), topic(use_case.topic), *map(theme, use_case.themes))
    programme = use_case.funding_programme
    details = (
        use_case.problem_de,
        *use_case.benefits_de,
        *use_case.standards,
        programme.name if programme else None,
        use_case.transfer_note_de,
        use_case.assessment_de,
        use_case.lessons_de,
    )
    return (
        _joined(use_case.title_de, use_case.title_en),
        _joined(use_case.origin.name, use_case.origin.state),
        _joined(*(name for n in names for name in (n.name_de, n.name_en)), *use_case.technologies),
        _joined(use_case.summary_de, use_case.summary_en),
        _joined(*details),
    )


def _joined(*texts: str | None) -> str:
    return "\n".join(text for text in texts if text)


def _terms(text: str) -> list[_Term]:
    """Return what is looked for: phrases that have synonyms as one, every other word by itself."""
    typed = compounds(text)
    spelling = _spelling(text)
    meaning = [parts for parts in typed if "".join(parts) not in _STOP_WORDS] or typed
    terms = []
    while meaning:
        length = next((n for n in range(_LONGEST, 0, -1) if _key(meaning[:n]) in _SYNONYMS), 1)
        phrase, meaning = meaning[:length], meaning[length:]
        terms.append(_term(phrase, spelling))
    return terms


def _spelling(text: str) -> dict[tuple[str, ...], str]:
    """Return the words as somebody typed them, by what is compared: a message must not show "burger"."""
    words = (word.strip(".,;:!?()\"'„“”»«") for word in text.split())
    return {found[0]: word for word in words if len(found := compounds(word)) == 1}


def _term(phrase: Sequence[tuple[str, ...]], spelling: Mapping[tuple[str, ...], str]) -> _Term:
    joined = tuple("".join(parts) for parts in phrase)
    single = tuple(part for parts in phrase for part in parts)
    key = _key(phrase)
    others = _SYNONYMS.get(key, ())
    ways = [(1.0, joined), *((SYNONYM, words) for words in others)]
    if all(len(part) > 1 for part in single):  # the "E" of "E-Auto" alone would find anything
        ways.append((1.0, single))
    if others:
        ways.append((CORRECTED, key))
    typed = " ".join(spelling.get(parts, "-".join(parts)) for parts in phrase)
    return _Term(typed, joined, tuple(ways))


def _key(phrase: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
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
_SYNONYM_STEMS = sorted({word for phrase in _SYNONYMS for word in phrase})
_LONGEST = max(map(len, _SYNONYMS))
