"""Search over use cases: full text, facets with live counts, and an order.

Every word of the query has to be found (after dropping words like "und"); entries without some of them are
shown if they match better all the same: a title with the words that matter beats a text that holds all of
them by chance. If no entry has them all, ``SearchResult.relaxed`` says so. Matches rank by where they are: in
the title, then the place, then topic and technologies, then the summary, then the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto
from functools import lru_cache

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
TELLING_FIELDS = 3
"""Title, place, topic and technologies: the words that a misspelt one may stand for."""
FEW = 8
"""A word that fewer entries have is also looked for as two words ("Parkplatz" and "Sensor")."""

REMEMBERED = 64
"""So many texts that were looked for last are not looked for again."""
COMMON = 10
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
    occur nowhere and are near nothing; ``near`` names, for each that occurs nowhere either, what it was taken
    for; ``relaxed`` says that no entry has all words, or a compound only in part.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[Facet, Mapping[str, int]]
    unknown: tuple[str, ...] = ()
    relaxed: bool = False
    near: Mapping[str, str] = field(default_factory=dict)

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
        texts = (_fields(use_case) for use_case in self.use_cases)
        self._texts = TextIndex(texts, FIELD_WEIGHTS, TELLING_FIELDS)
        self._facets = FacetIndex(self.use_cases, origins or {})
        # A page looks for the same text again with each filter and each page that is turned.
        self._match = lru_cache(maxsize=REMEMBERED)(self._matched)

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
        fits: Mapping[str, float] | None = None,
    ) -> SearchResult:
        """Return the entries that match the text and pass the filters, with live counts.

        Args:
            text: as somebody types it; empty for all entries.
            filters: the values chosen.
            sort: the order; NEWEST by year of start, NEAREST by ``distances``; unknown values come last.
            distances: kilometres by id of the use case, for NEAREST.
            limit: at most so many hits; ``total`` and the counts are of all.
            fits: how well entries fit, by id of the use case: the order by RELEVANCE if nothing was typed.
        """
        found = self._match(text)
        passing, counts = self._facets.narrow(found.mask, filters or Filters())
        entries = np.flatnonzero(passing)
        keys = self._sort_keys(sort, distances or {}, {} if text.strip() else fits or {})
        order = np.lexsort((entries, -found.scores[entries], *((keys[entries],) if keys is not None else ())))
        hits = (Hit(self.use_cases[i], float(found.scores[i])) for i in entries[order][:limit].tolist())
        return SearchResult(tuple(hits), len(entries), counts, found.unknown, found.relaxed, found.near)

    def _matched(self, text: str) -> _Match:
        wanted = terms(text)
        if not wanted:
            return _Match(np.ones(len(self.use_cases), np.bool_), np.ones(len(self.use_cases), np.float32))
        matches = [(term, *self._term_scores(term)) for term in wanted]
        unknown = tuple(term.typed for term, scores, _ in matches if not scores.any())
        known = [scores for _, scores, _ in matches if scores.any()]
        near = {term.typed: word for term, _, how in matches if (word := self._near(term, how))}
        if not known:
            nothing = np.zeros(len(self.use_cases), np.float32)
            return _Match(nothing > 0, nothing, unknown)
        scores = np.stack(known)
        coverage = np.count_nonzero(scores, axis=0)
        rarity = np.log1p(scores.shape[1] / np.count_nonzero(scores, axis=1)).astype(np.float32)
        rarity *= _nouns_first([term.typed for term, scores, _ in matches if scores.any()])
        relaxed = coverage.max() < len(known) or any(how is _How.IN_PART for _, _, how in matches)
        found = rarity @ scores / rarity.sum()
        enough = coverage == coverage.max()
        # Chance words in the rest must hide neither a title with those that matter nor, if none has all, any.
        best = found[enough].max() if coverage.max() == len(known) else 0.0
        enough |= found > max(best, found.max() / 2)
        return _Match(enough, found, unknown, bool(relaxed), near)

    def _term_scores(self, term: Term) -> tuple[Scores, _How]:
        """Return how well each entry matches a term, and how it was found."""
        found = self._said(term)
        # A word of the trade with others for it is not cut: "Bürgerbus" is no bus for "Bürger".
        if np.count_nonzero(found) >= FEW or (term.is_trade and found.any()):
            return found, _How.SAID
        apart = together(self._texts.split_scores(word) for word in term.words)
        each = [self._said(part) for part in parts(term)]
        said = together(each) * np.float32(SPLIT) if each else apart
        found = np.max([found, apart, said], axis=0)
        if found.any():
            return (np.maximum(found, self._part_scores(term, each)) if each else found), _How.SAID
        found = together(self._texts.misspelt_scores(word) for word in term.words)
        if found.any():
            return found, _How.MISSPELT
        halves = self._part_scores(term, each)
        return halves, _How.IN_PART if halves.any() else _How.NOWHERE

    def _near(self, term: Term, how: _How) -> str | None:
        """Return what a term that occurs nowhere was taken for, spelt as the trade or an entry writes it."""
        if how is _How.SAID and term.meant:
            literally = any(self._texts.scores(word).any() for word in term.words)
            return None if literally else term.meant
        if how is not _How.MISSPELT:
            return None
        near = [self._texts.near(word) for word in term.words]
        pairs = zip(near, term.words, strict=True)
        return " ".join(self._spelt(one or word) for one, word in pairs) if any(near) else None

    def _spelt(self, folded: str) -> str:
        """Return a folded word as an entry writes it."""
        for entry in self._texts.holders(folded):
            for typed in re.findall(r"[^\W_]+", " ".join(_fields(self.use_cases[entry])[:TELLING_FIELDS])):
                if fold(typed) == folded:
                    return str(typed)
        return folded

    def _said(self, term: Term) -> Scores:
        """Return how well each entry matches the best way to say a term."""
        ways = [
            np.float32(weight) * together(self._texts.scores(word) for word in words)
            for weight, words in term.alternatives
        ]
        said: Scores = np.max(ways, axis=0)
        return said

    def _part_scores(self, term: Term, said: Sequence[Scores]) -> Scores:
        """Return how well each entry matches the first part of a compound that says something by itself.

        ``said`` are the scores of the parts that are words of the trade.
        """
        telling = next(filter(self._telling, said), None)
        if telling is not None:
            halved: Scores = telling * np.float32(HALF)
            return halved
        for word in term.words:
            for scores in self._texts.half_scores(word):
                if self._telling(scores):
                    return scores
        return np.zeros(len(self.use_cases), np.float32)

    def _telling(self, scores: Scores) -> bool:
        return 0 < int(np.count_nonzero(scores)) <= max(FEW, len(self.use_cases) // COMMON)

    def _sort_keys(
        self, sort: Sort, distances: Mapping[str, float], fits: Mapping[str, float]
    ) -> NDArray[np.float64] | None:
        """Return numbers to sort by, ascending; None for the order of the scores."""
        if sort is Sort.RELEVANCE:
            return np.array([-fits.get(use_case.id, 0.0) for use_case in self.use_cases]) if fits else None
        if sort is Sort.NEAREST:
            return np.array([distances.get(use_case.id, np.inf) for use_case in self.use_cases])
        if sort is Sort.NEWEST:
            return np.array([-(use_case.start_year or 0) for use_case in self.use_cases], dtype=np.float64)
        titles = sorted((fold(use_case.title_de), i) for i, use_case in enumerate(self.use_cases))
        ranks = np.empty(len(titles))
        ranks[[i for _, i in titles]] = np.arange(len(titles))
        return ranks


class _How(Enum):
    """How a term was found."""

    SAID = auto()
    MISSPELT = auto()
    IN_PART = auto()
    NOWHERE = auto()


@dataclass(frozen=True, slots=True)
class _Match:
    mask: NDArray[np.bool_]
    scores: Scores
    unknown: tuple[str, ...] = ()
    relaxed: bool = False
    near: Mapping[str, str] = field(default_factory=dict)


def _nouns_first(typed: Sequence[str]) -> NDArray[np.float32]:
    """Return what each word counts: where some have a capital, as German nouns do, the others count half."""
    capital = np.array([word[:1].isupper() for word in typed])
    return np.where(capital | ~capital.any(), 1.0, 0.5).astype(np.float32)


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
