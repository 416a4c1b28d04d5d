"""What comparable use cases cost, and what they failed at, beside the municipality of a series."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from municipalities.register import Municipality, SizeClass, load_register
from municipalities.similarity import similarity, similarity_outside
from usecases.costs import CostEvidence, CostRange, Level, comparable_costs
from usecases.model import UseCase
from workshops.library.comparables import OUTSIDE_KINDS


def costs_beside(
    use_case: UseCase, use_cases: Iterable[UseCase], municipality: Municipality | None
) -> CostEvidence:
    """Return what comparable use cases cost, from places of the municipality's own level if there are any."""
    known = tuple(use_cases)
    near = levels_for(municipality)
    ranges = comparable_costs(use_case, known, near)
    evidence = CostEvidence(use_case.id, ranges)
    if not evidence.from_elsewhere:
        ranges = comparable_costs(use_case, known)
        evidence = CostEvidence(use_case.id, ranges)
    return CostEvidence(
        use_case.id,
        ranges,
        own_size=_count(ranges, lambda other: _of_own_size(other, municipality)),
        own_kind=_count(ranges, lambda other: _of_own_kind(other, municipality)),
        wider=any(figure.level not in near for figure in evidence.figures),
    )


def levels_for(municipality: Municipality | None) -> Collection[Level]:
    """Return whose costs say something to a municipality: those of its own level; all if it is unknown."""
    if municipality is None:
        return tuple(Level)
    if municipality.is_district:
        return (Level.DISTRICT,)
    return (Level.LOCAL, Level.CITY) if municipality.size_class is SizeClass.CITY else (Level.LOCAL,)


def _count(ranges: tuple[CostRange, ...], fits: Callable[[UseCase], bool]) -> int:
    cases = {figure.use_case.id: figure.use_case for found in ranges for figure in found.figures}
    return sum(map(fits, cases.values()))


def _of_own_size(use_case: UseCase, municipality: Municipality | None) -> bool:
    places = load_register().all_of(use_case.origin.ags)
    return municipality is not None and any(similarity(municipality, place).comparable for place in places)


def _of_own_kind(use_case: UseCase, municipality: Municipality | None) -> bool:
    kind = OUTSIDE_KINDS.get(use_case.origin.kind)
    if municipality is None or kind is None or use_case.in_hesse:
        return False
    return similarity_outside(municipality, kind).score == 1
