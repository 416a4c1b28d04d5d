"""Entries that may tell of the same thing: alike in title and from the same place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, utils

from usecases.model import Origin, UseCase

# Found by trying: of the 194 entries no two different ones reach it, retyped and reordered titles do.
ALIKE = 80.0
SAME_PLACE = 90.0


@dataclass(frozen=True)
class Duplicate:
    """An entry that another one may repeat; ``likeness`` of the titles from 0 to 100."""

    use_case: UseCase
    likeness: float


def duplicates_of(use_case: UseCase, others: Iterable[UseCase]) -> tuple[Duplicate, ...]:
    """Return the entries that ``use_case`` may repeat, the likeliest first; itself (same id) is left out."""
    found = _alike(use_case, (other for other in others if other.id != use_case.id))
    return tuple(sorted(found, key=lambda duplicate: -duplicate.likeness))


def _alike(use_case: UseCase, others: Iterable[UseCase]) -> Iterator[Duplicate]:
    for other in others:
        likeness = fuzz.token_sort_ratio(use_case.title_de, other.title_de, processor=utils.default_process)
        if likeness >= ALIKE and _same_place(use_case.origin, other.origin):
            yield Duplicate(other, likeness)


def _same_place(one: Origin, other: Origin) -> bool:
    if set(one.ags) & set(other.ags):
        return True
    return fuzz.partial_ratio(one.name, other.name, processor=utils.default_process) >= SAME_PLACE
