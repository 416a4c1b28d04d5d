"""Who has done it already: use cases set beside the municipality of a series.

Everything here is worked out from the official register and the library; nothing is stored. Results are
codes and figures, the interface words them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean

from municipalities.register import Municipality, Register, SizeClass, distance_km, load_register
from municipalities.similarity import OutsideKind, Similarity, similarity, similarity_outside
from usecases.facets import OriginFacets
from usecases.model import OriginKind, Status, UseCase
from usecases.vocabulary import groups_of

SETTLEMENTS = {1: "urban", 2: "intermediate", 3: "rural"}
"""Names of Eurostat's degrees of urbanisation as values of the facet "settlement"."""
RUNS = frozenset({Status.RUNNING, Status.IMPLEMENTED})

OUTSIDE_KINDS = {
    OriginKind.MUNICIPALITY: OutsideKind.MUNICIPALITY,
    OriginKind.TOWN: OutsideKind.TOWN,
    OriginKind.CITY: OutsideKind.CITY,
    OriginKind.DISTRICT: OutsideKind.DISTRICT,
}
"""What is known of a place outside Hessen: its kind; of joint projects not even that."""


@dataclass(frozen=True, slots=True)
class OriginComparison:
    """The origin of one use case beside the series' municipality.

    ``members`` are its places in the register other than the own one; ``similarity`` is that of the most
    similar of them, or by kind alone where none is in the register; ``alike`` is how alike all of them are
    on average, from 0 to 1; ``km`` is the distance to the most similar place, None outside the register.
    ``at_home`` says that the municipality takes part itself, ``own_district`` that its Landkreis does.
    """

    similarity: Similarity
    km: float | None
    members: tuple[Municipality, ...]
    alike: float = 0.0
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


class Comparables:
    """The library seen from one municipality or district; built once per series and library."""

    def __init__(
        self, use_cases: Iterable[UseCase], municipality: Municipality, register: Register | None = None
    ) -> None:
        self.municipality = municipality
        self._register = register or load_register()
        self._use_cases = {use_case.id: use_case for use_case in use_cases}
        self._places = {id: _places(case, self._register) for id, case in self._use_cases.items()}
        self._similarities: dict[str, Similarity] = {}
        self._groups = {use_case.id: frozenset(groups_of(use_case)) for use_case in self._use_cases.values()}

    @property
    def use_cases(self) -> tuple[UseCase, ...]:
        """The library's use cases in their order."""
        return tuple(self._use_cases.values())

    def origin(self, use_case: UseCase) -> OriginComparison | None:
        """Compare a use case's origin with the municipality; None if nothing is known of the origin."""
        everyone = self._known_places(use_case)
        others = tuple(place for place in everyone if place.ags != self.municipality.ags)
        if not everyone:
            kind = OUTSIDE_KINDS.get(use_case.origin.kind)
            if kind is None or use_case.in_hesse:
                return None
            by_kind = similarity_outside(self.municipality, kind)
            # Its kind is all that is known of it; that must not weigh as much as five facts.
            return OriginComparison(by_kind, None, (), by_kind.score * by_kind.known)
        each = [self._similarity(place) for place in others or everyone]
        alike = max(each, key=lambda found: found.score)
        return OriginComparison(
            similarity=alike,
            km=self._km(alike.other) if alike.other else None,
            members=others,
            alike=fmean(found.score for found in each),
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
            if other.status in RUNS:
                for place in self._known_places(other):
                    places.setdefault(place.ags, []).append(other.id)
                outside += self._is_same_level_outside(other)
        found = (self._place_evidence(ags, ids) for ags, ids in places.items())
        nearest_first = sorted(filter(None, found), key=lambda evidence: evidence.km)
        return Evidence(use_case.id, self.origin(use_case), tuple(nearest_first), outside)

    def distances(self) -> Mapping[str, float]:
        """Return the kilometres to the nearest place of each use case that comes from the register."""
        return {id: min(map(self._km, places)) for id, places in self._places.items() if places}

    @cached_property
    def _by_topic(self) -> Mapping[str, Sequence[UseCase]]:
        topics: dict[str, list[UseCase]] = {}
        for use_case in self._use_cases.values():
            topics.setdefault(use_case.topic, []).append(use_case)
        return topics

    def _km(self, place: Municipality) -> float:
        return distance_km(self.municipality, place)

    def _known_places(self, use_case: UseCase) -> tuple[Municipality, ...]:
        known = self._places.get(use_case.id)
        return _places(use_case, self._register) if known is None else known

    def _similarity(self, place: Municipality) -> Similarity:
        if place.ags not in self._similarities:
            self._similarities[place.ags] = similarity(self.municipality, place)
        return self._similarities[place.ags]

    def _place_evidence(self, ags: str, use_case_ids: Sequence[str]) -> PlaceEvidence | None:
        place = self._register.places[ags]
        alike = self._similarity(place)
        if ags == self.municipality.ags or not alike.comparable:
            return None
        return PlaceEvidence(place, alike, self._km(place), tuple(use_case_ids))

    def _is_same_level_outside(self, use_case: UseCase) -> bool:
        if use_case.in_hesse or use_case.origin.kind is OriginKind.JOINT:
            return False
        return (use_case.origin.kind is OriginKind.DISTRICT) is self.municipality.is_district


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
