"""Search over use cases: full text, facets with live counts, and an order.

Every word of the query has to be found (after dropping words like "und"); if no entry has them all, those
with the most words and those that match nearly as well are shown and ``SearchResult.relaxed`` says so.
Matches rank by where they are: in the title, then the place, then topic and technologies, then the summary,
then the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from usecases.areas import area, topic
from usecases.facets import Facet, FacetIndex, Filters, OriginFacets, filters_from_address
from usecases.german import fold
from usecases.model import UseCase
from usecases.query import Term, parts, terms
from usecases.text_index import HALF, SPLIT, Scores, TextIndex, together
from usecases.vocabulary import theme

FIELD_WEIGHTS = (16.0, 8.0, 4.0, 2.0, 1.0)
"""Title, place, topic and technologies, summary, rest: each outweighs all those after it."""
FEW = 8
"""A word that fewer entries have is also looked for as two words ("Parkplatz" and "Sensor")."""

COMMON = 6
"""Part of a compound that more than one entry in so many has says nothing: "Stadt" of "Stadtmarketing"."""


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
        wanted = terms(text)
        if not wanted:
            return _Match(np.ones(len(self.use_cases), np.bool_), np.ones(len(self.use_cases), np.float32))
        matches = [(term, *self._term_scores(term)) for term in wanted]
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

    def _term_scores(self, term: Term) -> tuple[Scores, bool]:
        """Return how well each entry matches a term, and whether only a part of the term was found."""
        found = self._said(term)
        if np.count_nonzero(found) < FEW:
            apart = together(self._texts.split_scores(word) for word in term.words)
            each = [self._said(part) for part in parts(term)]
            said = together(each) * np.float32(SPLIT) if each else apart
            found = np.max([found, apart, said], axis=0)
        if not found.any():
            found = together(self._texts.misspelt_scores(word) for word in term.words)
        if found.any():
            return found, False
        halves = self._part_scores(term)
        return halves, bool(halves.any())

    def _said(self, term: Term) -> Scores:
        """Return how well each entry matches the best way to say a term."""
        ways = [
            np.float32(weight) * together(self._texts.scores(word) for word in words)
            for weight, words in term.alternatives
        ]
        said: Scores = np.max(ways, axis=0)
        return said

    def _part_scores(self, term: Term) -> Scores:
        """Return how well each entry matches the first part of a compound that says something by itself."""
        for part in parts(term):
            scores = self._said(part) * np.float32(HALF)
            if self._telling(scores):
                return scores
        for word in term.words:
            for scores in self._texts.half_scores(word):
                if self._telling(scores):
                    return scores
        return np.zeros(len(self.use_cases), np.float32)

    def _telling(self, scores: Scores) -> bool:
        return 0 < int(np.count_nonzero(scores)) <= max(FEW, len(self.use_cases) // COMMON)

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
