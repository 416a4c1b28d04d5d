"""The facets by which use cases are narrowed down, and their form in an address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from usecases.costs import cost_class
from usecases.model import UseCase
from usecases.vocabulary import groups_of

Mask = NDArray[np.bool_]

SEPARATOR = ","
NONE = "none"
"""Value of a facet for entries of which no source says anything."""

KNOWN = "known"
"""Value of the facet "cost" for all entries with a figure of their own, whatever its class."""

SETBACK, LESSON = "setback", "lesson"
"""Values of the facet "experience": whatever failed (its way to fail is a second value); what was learnt."""


class Facet(StrEnum):
    """A facet; its value is its name in an address. A use case may have several values of one facet."""

    AREA = "area"
    TOPIC = "topic"
    THEME = "theme"
    STATUS = "status"
    SIZE = "size"
    SETTLEMENT = "settlement"
    COST = "cost"
    EXPERIENCE = "experience"
    STATE = "state"
    FUNDING = "funding"
    TECHNOLOGY = "technology"
    OPEN_SOURCE = "open_source"


@dataclass(frozen=True, slots=True)
class OriginFacets:
    """What the official register says of the places that a use case comes from.

    ``sizes`` are codes of size classes, ``settlements`` of urban to rural character; both empty where the
    origin is not in the register. The library knows no register: whoever has one gives these in.
    """

    sizes: frozenset[str] = frozenset()
    settlements: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Filters:
    """Values chosen per facet: a use case passes with any of a facet's values, in every facet chosen."""

    chosen: Mapping[Facet, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, **chosen: Iterable[str]) -> Filters:
        """Return filters by facet name: ``Filters.of(area=["mobility"], size=["city"])``."""
        return cls({Facet(name): frozenset(values) for name, values in chosen.items()})

    def to_address(self) -> dict[str, str]:
        """Return the filters as short strings for an address: ``{"area": "energy,mobility"}``."""
        return {
            facet.value: SEPARATOR.join(sorted(values)) for facet, values in self.chosen.items() if values
        }


def filters_from_address(address: Mapping[str, str], known: Mapping[Facet, Iterable[str]]) -> Filters:
    """Return the filters of an address, of which only facets and values that exist are heeded."""
    chosen = {
        facet: frozenset(address.get(facet.value, "").split(SEPARATOR)) & set(values)
        for facet, values in known.items()
    }
    return Filters({facet: values for facet, values in chosen.items() if values})


class FacetIndex:
    """The values of all entries in all facets, for masks and counts without a loop over the entries."""

    def __init__(self, use_cases: Sequence[UseCase], origins: Mapping[str, OriginFacets]) -> None:
        self.size = len(use_cases)
        self._columns = {facet: _Column.of(facet, use_cases, origins) for facet in Facet}

    @property
    def values(self) -> Mapping[Facet, tuple[str, ...]]:
        """The values that occur, per facet."""
        return {facet: column.values for facet, column in self._columns.items()}

    def narrow(self, found: Mask, filters: Filters) -> tuple[Mask, Mapping[Facet, Mapping[str, int]]]:
        """Return which of the entries found pass the filters, and the counts per facet and value.

        The counts of a facet leave its own choice aside and heed those of the others.
        """
        masks = {
            facet: self._columns[facet].mask(values) for facet, values in filters.chosen.items() if values
        }
        refusals = np.sum([~mask for mask in masks.values()], axis=0, dtype=np.int8, initial=0)
        refusals = np.broadcast_to(refusals, self.size)
        counts = {}
        for facet, column in self._columns.items():
            others = refusals - ~masks[facet] if facet in masks else refusals
            counts[facet] = column.counts(found & (others == 0))
        return found & (refusals == 0), counts


@dataclass(frozen=True, slots=True)
class _Column:
    """One facet of all entries: ``entries[i]`` has the value ``values[codes[i]]``."""

    values: tuple[str, ...]
    entries: NDArray[np.int32]
    codes: NDArray[np.int32]
    size: int

    @classmethod
    def of(cls, facet: Facet, use_cases: Sequence[UseCase], origins: Mapping[str, OriginFacets]) -> _Column:
        pairs = [
            (entry, value)
            for entry, use_case in enumerate(use_cases)
            for value in dict.fromkeys(
                _VALUES[facet](use_case, origins.get(use_case.id, _NOWHERE)) or (NONE,)
            )
        ]
        values = tuple(sorted({value for _, value in pairs}))
        code = {value: index for index, value in enumerate(values)}
        entries = np.fromiter((entry for entry, _ in pairs), dtype=np.int32, count=len(pairs))
        codes = np.fromiter((code[value] for _, value in pairs), dtype=np.int32, count=len(pairs))
        return cls(values, entries, codes, len(use_cases))

    def mask(self, chosen: Iterable[str]) -> Mask:
        wanted = np.isin(self.codes, [self.values.index(value) for value in chosen if value in self.values])
        mask = np.zeros(self.size, dtype=np.bool_)
        mask[self.entries[wanted]] = True
        return mask

    def counts(self, found: Mask) -> Mapping[str, int]:
        numbers = np.bincount(self.codes[found[self.entries]], minlength=len(self.values))
        return dict(zip(self.values, numbers.tolist(), strict=True))


def _funding(use_case: UseCase) -> tuple[str, ...]:
    return (use_case.funding_programme.id,) if use_case.funding_programme else ()


def _cost(use_case: UseCase) -> tuple[str, ...]:
    found = cost_class(use_case)
    return (KNOWN, found.value) if found else ()


def _experience(use_case: UseCase) -> tuple[str, ...]:
    if use_case.setback:
        return (SETBACK, use_case.setback.value)
    return (LESSON,) if use_case.lessons_de else ()


def _open_source(use_case: UseCase) -> tuple[str, ...]:
    return () if use_case.open_source is None else ("yes",) if use_case.open_source else ("no",)


_NOWHERE = OriginFacets()
_VALUES: Mapping[Facet, Callable[[UseCase, OriginFacets], Iterable[str]]] = {
    Facet.AREA: lambda use_case, _: (use_case.area,),
    Facet.TOPIC: lambda use_case, _: (use_case.topic,),
    Facet.THEME: lambda use_case, _: use_case.themes,
    Facet.STATUS: lambda use_case, _: (use_case.status.value,),
    Facet.SIZE: lambda _, origin: origin.sizes,
    Facet.SETTLEMENT: lambda _, origin: origin.settlements,
    Facet.COST: lambda use_case, _: _cost(use_case),
    Facet.EXPERIENCE: lambda use_case, _: _experience(use_case),
    Facet.STATE: lambda use_case, _: use_case.origin.state.split(" / "),
    Facet.FUNDING: lambda use_case, _: _funding(use_case),
    Facet.TECHNOLOGY: lambda use_case, _: groups_of(use_case),
    Facet.OPEN_SOURCE: lambda use_case, _: _open_source(use_case),
}
"""The values of a use case in each facet; none at all becomes the value ``none``."""
