"""What use cases of the same kind failed at elsewhere: as good to know as what went well."""

from __future__ import annotations

from collections.abc import Iterable

from usecases.model import UseCase
from usecases.vocabulary import solutions_of


def setbacks_elsewhere(use_case: UseCase, use_cases: Iterable[UseCase]) -> tuple[UseCase, ...]:
    """Return the use cases that failed and are instances of the same solution, the latest known first."""
    own = solutions_of(use_case)
    found = (
        other
        for other in use_cases
        if other.setback and other.id != use_case.id and own & solutions_of(other)
    )
    return tuple(sorted(found, key=lambda other: (other.status_date or "", other.id), reverse=True))
