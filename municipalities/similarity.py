"""How alike two places are, so that a municipality finds those it can learn from.

The score is the weighted mean of five parts, each between 0 and 1 and each with a reason of its own:

* **population** (weight 0.40): size decides how large the administration, its budget and its staff are, and
  so what it can run. 1 − |ln(a/b)| / ln 10: twice as large gives 0.70, ten times as large gives 0.
* **density** (0.20): it drives what networks, sensors, transport and care cost per head. Same formula.
* **kind** (0.15): duties follow the legal kind. In Hessen a Stadt and a Gemeinde have the same duties, an
  urban district has those of a district besides, a district has other ones. Values in ``KIND_ALIKE``.
* **urbanisation** (0.15): Eurostat's degree tells the edge of a large town from open country, which
  density over a large territory hides. 1 − |a − b| / 2.
* **distance** (0.10): it says nothing about structure, but near places meet, share an energy supplier or a
  computer centre and can visit each other. 1 − km / 100, never below 0.

The score is symmetric and 1 for a place and itself. A part that does not apply (districts have no degree of
urbanisation) or is not known (places outside Hessen) is left out and the others carry its weight; ``known``
says how much weight stood on facts. A municipality and a district are compared by the same formula: kind is
then 0 and population nearly always too, so that they hardly ever count as comparable.

The weights are a judgement, not a measurement; they are here, in one place, to be argued about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import log
from types import MappingProxyType

from municipalities.register import SIZE_BOUNDS, Kind, Municipality, distance_km

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {"population": 0.40, "density": 0.20, "kind": 0.15, "urbanisation": 0.15, "distance": 0.10}
)
COMPARABLE_SCORE = 0.7
SIZE_FACTOR = 2.0
"""Two places are "of the same size" if neither has more than this many times the other's inhabitants."""
LOW_CONFIDENCE = 0.5
NEAR_KM = 25.0
FAR_KM = 100.0
CITY_POPULATION = SIZE_BOUNDS[-1][0]

_ALIKE = {
    (Kind.MUNICIPALITY, Kind.TOWN): 0.8,
    (Kind.TOWN, Kind.URBAN_DISTRICT): 0.5,
    (Kind.MUNICIPALITY, Kind.URBAN_DISTRICT): 0.2,
}
KIND_ALIKE: Mapping[frozenset[Kind], float] = MappingProxyType(
    {frozenset(pair): value for pair, value in _ALIKE.items()}
)
"""How alike two different legal kinds are; pairs with a district are not listed and count 0."""


class Reason(StrEnum):
    """Why a part of the score is as it is, seen from the first place; its figures are in the params."""

    SAME_SIZE = "same_size"
    LARGER = "larger"
    SMALLER = "smaller"
    SAME_DENSITY = "same_density"
    DENSER = "denser"
    SPARSER = "sparser"
    SAME_KIND = "same_kind"
    OTHER_KIND = "other_kind"
    OTHER_LEVEL = "other_level"
    SAME_URBANISATION = "same_urbanisation"
    OTHER_URBANISATION = "other_urbanisation"
    SAME_DISTRICT = "same_district"
    NEAR = "near"
    FURTHER_AWAY = "further_away"


class OutsideKind(StrEnum):
    """What is known of a place outside Hessen: its kind; a city has at least 100,000 inhabitants."""

    MUNICIPALITY = "municipality"
    TOWN = "town"
    CITY = "city"
    DISTRICT = "district"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a similarity: its score (0 to 1), its weight, the reason and the figures behind it."""

    score: float
    weight: float
    reason: Reason
    params: Mapping[str, float | str]


@dataclass(frozen=True, slots=True)
class Similarity:
    """How alike two places are.

    ``score`` runs from 0 to 1, ``parts`` maps the names in ``WEIGHTS`` to the parts that apply, ``known`` is
    the share of the weight that stands on facts, ``other`` the second place (None outside Hessen).
    """

    score: float
    parts: Mapping[str, Part]
    known: float
    other: Municipality | None = None

    @property
    def low_confidence(self) -> bool:
        """Whether less than half of the weight stands on facts; always so outside Hessen."""
        return self.other is None or self.known < LOW_CONFIDENCE

    @property
    def same_size(self) -> bool:
        """Whether both are known to be of the same size: neither has over twice the other's inhabitants."""
        part = self.parts.get("population")
        return self.other is not None and part is not None and part.reason is Reason.SAME_SIZE

    @property
    def comparable(self) -> bool:
        """Whether the other is a place to learn from: of the same size and level, and alike on the whole."""
        return (
            self.same_size
            and self.parts["kind"].reason is not Reason.OTHER_LEVEL
            and self.score >= COMPARABLE_SCORE
        )


def similarity(place: Municipality, other: Municipality) -> Similarity:
    """Return how alike two places of the register are; see the module for the formula."""
    parts = {
        "population": _population(place, other.population),
        "density": _density(place, other),
        "kind": _kind(place.kind, other.kind),
        "distance": _distance(place, other),
    }
    if place.degree_of_urbanisation and other.degree_of_urbanisation:
        parts["urbanisation"] = _urbanisation(place.degree_of_urbanisation, other.degree_of_urbanisation)
    return _weighted(parts, other)


def similarity_outside(place: Municipality, kind: OutsideKind) -> Similarity:
    """Return how alike a place and one outside Hessen are by what is known of the latter: its kind.

    A city (Großstadt) is compared as an urban district of at least 100,000 inhabitants. The result always
    has low confidence and is never comparable.
    """
    if kind is not OutsideKind.CITY:
        return _weighted({"kind": _kind(place.kind, Kind[kind.name])})
    parts = {"kind": _kind(place.kind, Kind.URBAN_DISTRICT)}
    if not place.is_district:
        parts["population"] = _population(place, max(place.population, CITY_POPULATION))
    return _weighted(parts)


def most_similar(place: Municipality, members: Iterable[Municipality]) -> Similarity:
    """Return the similarity to the member of a joint project that is most alike.

    Raises:
        ValueError: there is no member.
    """
    return max((similarity(place, member) for member in members), key=lambda found: found.score)


def _weighted(parts: Mapping[str, Part], other: Municipality | None = None) -> Similarity:
    known = sum(part.weight for part in parts.values())
    score = sum(part.score * part.weight for part in parts.values()) / known
    return Similarity(score, MappingProxyType(dict(parts)), known, other)


def _alike(a: float, b: float) -> float:
    return max(0.0, 1 - abs(log(a) - log(b)) / log(10))


def _population(place: Municipality, other: int) -> Part:
    factor = other / place.population
    reason = Reason.LARGER if factor > SIZE_FACTOR else Reason.SMALLER
    if 1 / SIZE_FACTOR <= factor <= SIZE_FACTOR:
        reason = Reason.SAME_SIZE
    params = {"own": float(place.population), "other": float(other)}
    return Part(_alike(place.population, other), WEIGHTS["population"], reason, params)


def _density(place: Municipality, other: Municipality) -> Part:
    factor = other.density / place.density
    reason = Reason.DENSER if factor > SIZE_FACTOR else Reason.SPARSER
    if 1 / SIZE_FACTOR <= factor <= SIZE_FACTOR:
        reason = Reason.SAME_DENSITY
    params = {"own": place.density, "other": other.density}
    return Part(_alike(place.density, other.density), WEIGHTS["density"], reason, params)


def _kind(own: Kind, other: Kind) -> Part:
    reason = Reason.SAME_KIND if own is other else Reason.OTHER_KIND
    if (own is Kind.DISTRICT) is not (other is Kind.DISTRICT):
        reason = Reason.OTHER_LEVEL
    score = 1.0 if own is other else KIND_ALIKE.get(frozenset((own, other)), 0.0)
    return Part(score, WEIGHTS["kind"], reason, {"own": own.value, "other": other.value})


def _urbanisation(own: int, other: int) -> Part:
    reason = Reason.SAME_URBANISATION if own == other else Reason.OTHER_URBANISATION
    params = {"own": float(own), "other": float(other)}
    return Part(1 - abs(own - other) / 2, WEIGHTS["urbanisation"], reason, params)


def _distance(place: Municipality, other: Municipality) -> Part:
    km = distance_km(place, other)
    reason = Reason.NEAR if km <= NEAR_KM else Reason.FURTHER_AWAY
    if place.district_ags == other.district_ags:
        reason = Reason.SAME_DISTRICT
    return Part(max(0.0, 1 - km / FAR_KM), WEIGHTS["distance"], reason, {"km": km})
