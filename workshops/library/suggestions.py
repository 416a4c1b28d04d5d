"""What may belong on the shortlist of a municipality, with the reasons as codes and figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from translations.formats import today
from usecases.costs import cost_class
from usecases.model import Confidence, Covers, Status, UseCase
from usecases.vocabulary import solutions_of
from workshops.library.comparables import RUNS, Comparables, Evidence

MOST_PER_TOPIC = 2
ENOUGH_PLACES = 3
ENOUGH_INSTANCES = 4
WEIGHT_SIMILARITY, WEIGHT_PLACES, WEIGHT_RUNS, WEIGHT_BACKED = 0.4, 0.15, 0.15, 0.1
WEIGHT_PROVEN, WEIGHT_COST = 0.12, 0.08
"""What makes a suggestion: how alike the origin is, how many places like ours do something of the kind
(``ENOUGH_PLACES`` count in full), whether it runs by what is known of late, whether it is well backed by
sources, whether it is an instance of a solution that others have built, too (``ENOUGH_INSTANCES``: an app for
one garden show is none), and whether its cost is known."""


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


def ranked(comparables: Comparables, on: date | None = None) -> tuple[Suggestion, ...]:
    """Return all use cases that may be suggested, best first.

    Left out are those the municipality takes part in, those that ended or failed, and those of whose origin
    nothing is known.
    """
    day = on or today()
    instances = Counter(solution for case in comparables.use_cases for solution in solutions_of(case))
    found = (_suggestion(comparables, case, instances, day) for case in comparables.use_cases)
    return tuple(sorted(filter(None, found), key=lambda each: (-each.score, each.use_case.id)))


def suggestions(
    known: tuple[Suggestion, ...], taken: Collection[str] = (), limit: int = 8
) -> tuple[Suggestion, ...]:
    """Return the best of the ranked suggestions that are not taken; at most two of one topic."""
    topics = Counter(each.use_case.topic for each in known if each.use_case.id in taken)
    chosen: list[Suggestion] = []
    for suggestion in known:
        topic = suggestion.use_case.topic
        if suggestion.use_case.id not in taken and topics[topic] < MOST_PER_TOPIC:
            topics[topic] += 1
            chosen.append(suggestion)
    return tuple(chosen[:limit])


def from_places_alike(known: tuple[Suggestion, ...], limit: int = 3) -> tuple[Suggestion, ...]:
    """Return the best that come from a place like one's own, of different fields of action."""
    chosen: dict[str, Suggestion] = {}
    for suggestion in known:
        reasons = {found.reason for found in suggestion.reasons}
        if SuggestionReason.SIMILAR_ORIGIN in reasons:
            chosen.setdefault(suggestion.use_case.area, suggestion)
    return tuple(chosen.values())[:limit]


def _suggestion(
    comparables: Comparables, use_case: UseCase, instances: Counter[str], today: date
) -> Suggestion | None:
    evidence = comparables.evidence(use_case)
    origin = evidence.origin
    if origin is None or origin.at_home or use_case.status is Status.ENDED or use_case.setback:
        return None
    common = max((instances[solution] for solution in solutions_of(use_case)), default=0)
    score = (
        WEIGHT_SIMILARITY * origin.alike
        + WEIGHT_PLACES * min(evidence.count, ENOUGH_PLACES) / ENOUGH_PLACES
        + WEIGHT_RUNS * (use_case.status in RUNS and not use_case.is_stale(today))
        + WEIGHT_BACKED * (use_case.confidence is Confidence.HIGH)
        + WEIGHT_PROVEN * min(common, ENOUGH_INSTANCES) / ENOUGH_INSTANCES
        + WEIGHT_COST * (cost_class(use_case) is not None)
    )
    return Suggestion(use_case, score, tuple(_reasons(use_case, evidence)))


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
    if use_case.cost and use_case.cost.covers is Covers.ENTRY:
        yield Reasoned(SuggestionReason.COST_KNOWN, {"euro": float(use_case.cost.amount)})
    if use_case.open_source:
        yield Reasoned(SuggestionReason.OPEN_SOURCE, {})
