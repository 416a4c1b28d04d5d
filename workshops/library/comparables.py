"""Who has done it already: use cases set beside the municipality of a series.

Everything here is worked out from the official register and the library; nothing is stored. Results are
codes and figures, the interface words them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from municipalities.register import Municipality, Register, SizeClass, distance_km, load_register
from municipalities.similarity import OutsideKind, Similarity, most_similar, similarity, similarity_outside
from usecases.facets import OriginFacets
from usecases.model import Confidence, OriginKind, Status, UseCase
from usecases.vocabulary import groups_of

SETTLEMENTS = {1: "urban", 2: "intermediate", 3: "rural"}
"""Names of Eurostat's degrees of urbanisation as values of the facet "settlement"."""
RUNS = frozenset({Status.RUNNING, Status.IMPLEMENTED})
MOST_PER_TOPIC = 2
ENOUGH_PLACES = 3
WEIGHT_SIMILARITY, WEIGHT_PLACES, WEIGHT_RUNS, WEIGHT_BACKED = 0.5, 0.2, 0.2, 0.1
"""What makes a suggestion: how alike the origin is, how many places like ours do something of the kind
(``ENOUGH_PLACES`` count in full), whether it runs, whether it is well backed by sources."""

_OUTSIDE = {
    OriginKind.MUNICIPALITY: OutsideKind.MUNICIPALITY,
    OriginKind.TOWN: OutsideKind.TOWN,
    OriginKind.CITY: OutsideKind.CITY,
    OriginKind.DISTRICT: OutsideKind.DISTRICT,
}


@dataclass(frozen=True, slots=True)
class OriginComparison:
    """The origin of one use case beside the series' municipality.

    ``members`` are its places in the register other than the own one; ``similarity`` is that of the most
    similar of them, or by kind alone where none is in the register; ``km`` is the distance to that place,
    None outside the register. ``at_home`` says that the municipality takes part itself, ``own_district``
    that its Landkreis does.
    """

    similarity: Similarity
    km: float | None
    members: tuple[Municipality, ...]
    at_home: bool = False
    own_district: bool = False


@dataclass(frozen=True, slots=True)
class PlaceEvidence:
    """A comparable place where something of the kind runs, with the ids of those use cases."""

    place: Municipality
    similarity: Similarity
    km: float
    use_case_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What places like the series' municipality have done of the kind of one use case.

    ``places`` are the comparable places, nearest first, where this use case or one of its kind runs or is
    implemented (see ``Comparables.kin``); ``origin`` compares the use case's own origin, None where nothing
    is known of it; ``outside`` counts the others of its kind from outside Hessen, of places of the same
    level: those are compared by kind alone and never counted as comparable.
    """

    use_case_id: str
    origin: OriginComparison | None
    places: tuple[PlaceEvidence, ...]
    outside: int

    @property
    def count(self) -> int:
        """How many comparable places there are."""
        return len(self.places)

    @property
    def nearest(self) -> PlaceEvidence | None:
        """The comparable place that is least far away."""
        return self.places[0] if self.places else None

    @property
    def most_similar(self) -> PlaceEvidence | None:
        """The comparable place that is most alike."""
        return max(self.places, key=lambda found: found.similarity.score, default=None)


class SuggestionReason(StrEnum):
    """Why a use case is suggested; the figures are in the params of the ``Reasoned``."""

    SIMILAR_ORIGIN = "similar_origin"  # place, km
    OWN_DISTRICT = "own_district"  # place
    SAME_KIND_OUTSIDE = "same_kind_outside"  # place
    COMPARABLE_PLACES = "comparable_places"  # count, nearest, km
    IMPLEMENTED = "implemented"
    RUNNING = "running"
    WELL_BACKED = "well_backed"
    COST_KNOWN = "cost_known"  # euro
    OPEN_SOURCE = "open_source"


@dataclass(frozen=True, slots=True)
class Reasoned:
    """One reason with its figures: names as text, distances in km, amounts in euro."""

    reason: SuggestionReason
    params: Mapping[str, str | float]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A use case for the shortlist, its score from 0 to 1, and the reasons, strongest first."""

    use_case: UseCase
    score: float
    reasons: tuple[Reasoned, ...]


class Comparables:
    """The library seen from one municipality or district; built once per series and library."""

    def __init__(
        self, use_cases: Iterable[UseCase], municipality: Municipality, register: Register | None = None
    ) -> None:
        self.municipality = municipality
        self._register = register or load_register()
        self._use_cases = {use_case.id: use_case for use_case in use_cases}
        self._groups = {use_case.id: frozenset(groups_of(use_case)) for use_case in self._use_cases.values()}

    def origin(self, use_case: UseCase) -> OriginComparison | None:
        """Compare a use case's origin with the municipality; None if nothing is known of the origin."""
        everyone = _places(use_case, self._register)
        others = tuple(place for place in everyone if place.ags != self.municipality.ags)
        if not everyone:
            kind = _OUTSIDE.get(use_case.origin.kind)
            if kind is None or use_case.in_hesse:
                return None
            return OriginComparison(similarity_outside(self.municipality, kind), None, ())
        alike = most_similar(self.municipality, others or everyone)
        return OriginComparison(
            similarity=alike,
            km=self._km(alike.other) if alike.other else None,
            members=others,
            at_home=len(others) < len(everyone),
            own_district=any(place.ags == self.municipality.district_ags for place in others),
        )

    def kin(self, use_case: UseCase) -> tuple[UseCase, ...]:
        """Return the use case and those of its kind: same topic, a theme or technology group in common."""
        groups = frozenset(groups_of(use_case))
        themes = frozenset(use_case.themes)
        others = (
            other
            for other in self._by_topic.get(use_case.topic, ())
            if other.id != use_case.id and (groups & self._groups[other.id] or themes & set(other.themes))
        )
        return (use_case, *others)

    def evidence(self, use_case: UseCase) -> Evidence:
        """Return what comparable places have done of the kind of a use case."""
        places: dict[str, list[str]] = {}
        outside = 0
        for other in self.kin(use_case):
            if other.status not in RUNS:
                continue
            for place in _places(other, self._register):
                places.setdefault(place.ags, []).append(other.id)
            outside += self._is_same_level_outside(other)
        found = (self._place_evidence(ags, ids) for ags, ids in places.items())
        nearest_first = sorted(filter(None, found), key=lambda evidence: evidence.km)
        return Evidence(use_case.id, self.origin(use_case), tuple(nearest_first), outside)

    def suggestions(self, taken: Collection[str] = (), limit: int = 8) -> tuple[Suggestion, ...]:
        """Return use cases for the shortlist, best first, with reasons; at most two of one topic.

        Left out are those on the shortlist, those the municipality takes part in, and those that ended or
        of whose origin nothing is known.
        """
        candidates = [self._suggestion(use_case) for use_case in self._use_cases.values()]
        ranked = sorted(filter(None, candidates), key=lambda found: (-found.score, found.use_case.id))
        topics = Counter(self._use_cases[id].topic for id in taken if id in self._use_cases)
        chosen: list[Suggestion] = []
        for suggestion in ranked:
            topic = suggestion.use_case.topic
            if suggestion.use_case.id not in taken and topics[topic] < MOST_PER_TOPIC:
                topics[topic] += 1
                chosen.append(suggestion)
        return tuple(chosen[:limit])

    def distances(self) -> Mapping[str, float]:
        """Return the kilometres to the nearest place of each use case that comes from the register."""
        found = {id: _places(use_case, self._register) for id, use_case in self._use_cases.items()}
        return {id: min(map(self._km, places)) for id, places in found.items() if places}

    @cached_property
    def _by_topic(self) -> Mapping[str, Sequence[UseCase]]:
        topics: dict[str, list[UseCase]] = {}
        for use_case in self._use_cases.values():
            topics.setdefault(use_case.topic, []).append(use_case)
        return topics

    def _km(self, place: Municipality) -> float:
        return distance_km(self.municipality, place)

    def _place_evidence(self, ags: str, use_case_ids: Sequence[str]) -> PlaceEvidence | None:
        place = self._register.places[ags]
        alike = similarity(self.municipality, place)
        if ags == self.municipality.ags or not alike.comparable:
            return None
        return PlaceEvidence(place, alike, self._km(place), tuple(use_case_ids))

    def _is_same_level_outside(self, use_case: UseCase) -> bool:
        if use_case.in_hesse or use_case.origin.kind is OriginKind.JOINT:
            return False
        return (use_case.origin.kind is OriginKind.DISTRICT) is self.municipality.is_district

    def _suggestion(self, use_case: UseCase) -> Suggestion | None:
        evidence = self.evidence(use_case)
        origin = evidence.origin
        if origin is None or origin.at_home or use_case.status is Status.ENDED:
            return None
        # Places outside Hessen are known by their kind only; that must not weigh as much as five facts.
        alike = origin.similarity.score * origin.similarity.known
        score = (
            WEIGHT_SIMILARITY * alike
            + WEIGHT_PLACES * min(evidence.count, ENOUGH_PLACES) / ENOUGH_PLACES
            + WEIGHT_RUNS * (use_case.status in RUNS)
            + WEIGHT_BACKED * (use_case.confidence is Confidence.HIGH)
        )
        return Suggestion(use_case, score, tuple(_reasons(use_case, evidence)))


def origin_facets(use_cases: Iterable[UseCase], register: Register | None = None) -> dict[str, OriginFacets]:
    """Return size classes and settlement of the origins, by id of the use case, for the search.

    Outside the register only cities (100,000 inhabitants or more) and districts have a known size.
    """
    register = register or load_register()
    return {use_case.id: _facets(use_case, _places(use_case, register)) for use_case in use_cases}


def _facets(use_case: UseCase, places: Sequence[Municipality]) -> OriginFacets:
    if not places:
        known = {OriginKind.CITY: SizeClass.CITY, OriginKind.DISTRICT: SizeClass.DISTRICT}
        size = known.get(use_case.origin.kind)
        return OriginFacets(frozenset({size.value} if size else ()))
    return OriginFacets(
        frozenset(place.size_class.value for place in places),
        frozenset(SETTLEMENTS[p.degree_of_urbanisation] for p in places if p.degree_of_urbanisation),
    )


def _places(use_case: UseCase, register: Register) -> tuple[Municipality, ...]:
    return register.all_of(use_case.origin.ags)


def _reasons(use_case: UseCase, evidence: Evidence) -> Iterator[Reasoned]:
    origin, nearest = evidence.origin, evidence.nearest
    if origin and origin.similarity.comparable and origin.similarity.other:
        place = origin.similarity.other.display_name
        yield Reasoned(SuggestionReason.SIMILAR_ORIGIN, {"place": place, "km": origin.km or 0.0})
    if origin and origin.own_district:
        yield Reasoned(SuggestionReason.OWN_DISTRICT, {"place": use_case.origin.name})
    if nearest and evidence.count > 1:
        params: dict[str, str | float] = {
            "count": evidence.count,
            "nearest": nearest.place.display_name,
            "km": nearest.km,
        }
        yield Reasoned(SuggestionReason.COMPARABLE_PLACES, params)
    if origin and origin.similarity.other is None and origin.similarity.score == 1:
        yield Reasoned(SuggestionReason.SAME_KIND_OUTSIDE, {"place": use_case.origin.name})
    if use_case.status in RUNS:
        yield Reasoned(SuggestionReason[use_case.status.name], {})
    if use_case.confidence is Confidence.HIGH:
        yield Reasoned(SuggestionReason.WELL_BACKED, {})
    if use_case.cost:
        yield Reasoned(SuggestionReason.COST_KNOWN, {"euro": float(use_case.cost.amount)})
    if use_case.open_source:
        yield Reasoned(SuggestionReason.OPEN_SOURCE, {})
