"""What comparable use cases cost: figures of the same kind of solution side by side, never averaged.

Alike is what is an instance of the same solution (see ``usecases/vocabulary.toml``). An amount for several
projects or places together, or for a part, is no price of a whole and enters no range; what is paid for each
piece, once, and each year stays apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from usecases.model import Covers, Money, OriginKind, Period, RunningCost, UseCase
from usecases.vocabulary import solutions_of

MONTHS = 12


class Level(StrEnum):
    """Whose purse a figure comes from: costs of a district say little to a village."""

    LOCAL = "local"
    CITY = "city"
    DISTRICT = "district"


class Basis(StrEnum):
    """What is compared: something once, each piece, or what comes each year."""

    ONCE = "once"
    EACH = "each"
    YEARLY = "yearly"


class CostClass(StrEnum):
    """How much a use case cost once, as a whole, roughly; OTHER is any other figure of its cost."""

    TO_10_000 = "to_10000"
    TO_50_000 = "to_50000"
    TO_250_000 = "to_250000"
    ABOVE = "above_250000"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Figure:
    """One amount with the use case that it is known from; ``low`` and ``high`` are euro per ``basis``."""

    use_case: UseCase
    money: Money
    basis: Basis
    low: Decimal
    high: Decimal

    @property
    def level(self) -> Level:
        """Whose purse it comes from."""
        return level_of(self.use_case)


@dataclass(frozen=True, slots=True)
class CostRange:
    """The figures of one basis, cheapest first; the range is from the lowest to the highest of them."""

    basis: Basis
    figures: tuple[Figure, ...]

    @property
    def low(self) -> Decimal:
        """The lowest amount in euro."""
        return self.figures[0].low

    @property
    def high(self) -> Decimal:
        """The highest amount in euro."""
        return max(figure.high for figure in self.figures)


@dataclass(frozen=True, slots=True)
class CostEvidence:
    """What comparable use cases cost, seen from one municipality.

    ``own_size`` counts the use cases with a figure that come from places of its size, ``own_kind`` those from
    outside Hessen, of which only the kind of place is known, that is its own. ``wider`` says that figures of
    cities or districts had to be taken in.
    """

    use_case_id: str
    ranges: tuple[CostRange, ...]
    own_size: int = 0
    own_kind: int = 0
    wider: bool = False

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures, by basis, cheapest first."""
        return tuple(figure for found in self.ranges for figure in found.figures)

    @property
    def from_elsewhere(self) -> bool:
        """Whether any figure is of another use case than the one that is looked at."""
        return any(figure.use_case.id != self.use_case_id for figure in self.figures)


def comparable_costs(
    use_case: UseCase, use_cases: Iterable[UseCase], levels: Collection[Level] = tuple(Level)
) -> tuple[CostRange, ...]:
    """Return the ranges that use cases like this one cost, itself included: once, each piece, each year.

    Args:
        use_case: what is looked at; if it is an instance of no solution, only itself is like it.
        use_cases: where to look.
        levels: whose figures count; those of the use case itself always do.
    """
    alike = _alike(use_case, use_cases)
    figures = [
        figure
        for other in alike
        for figure in figures_of(other)
        if other.id == use_case.id or figure.level in levels
    ]
    by_basis = ((basis, [figure for figure in figures if figure.basis is basis]) for basis in Basis)
    return tuple(
        CostRange(basis, tuple(sorted(found, key=lambda figure: (figure.low, figure.use_case.id))))
        for basis, found in by_basis
        if found
    )


def figures_of(use_case: UseCase) -> Iterator[Figure]:
    """Yield the figures that are a price of one such use case, or of one piece."""
    if use_case.cost and use_case.cost.covers in (Covers.ENTRY, Covers.UNIT):
        basis = Basis.EACH if use_case.cost.covers is Covers.UNIT else Basis.ONCE
        yield Figure(use_case, use_case.cost, basis, use_case.cost.amount, use_case.cost.highest)
    running = use_case.running_cost
    if running and running.covers is Covers.ENTRY:
        times = _times_a_year(running)
        yield Figure(use_case, running, Basis.YEARLY, running.amount * times, running.highest * times)


def cost_class(use_case: UseCase) -> CostClass | None:
    """Return how much a use case cost, roughly; None if no source names a figure of its own."""
    cost = use_case.cost
    if cost and cost.covers is Covers.ENTRY:
        limits = (
            (10_000, CostClass.TO_10_000),
            (50_000, CostClass.TO_50_000),
            (250_000, CostClass.TO_250_000),
        )
        return next((found for limit, found in limits if cost.highest <= limit), CostClass.ABOVE)
    own = cost is not None and cost.covers is not Covers.PROGRAMME
    return CostClass.OTHER if own or use_case.running_cost or use_case.cost_in_words_de else None


def level_of(use_case: UseCase) -> Level:
    """Return whose purse the costs of a use case come from; districts together are districts."""
    kind = use_case.origin.kind
    if kind is OriginKind.DISTRICT or any(len(ags) == len("06631") for ags in use_case.origin.ags):
        return Level.DISTRICT
    return Level.CITY if kind is OriginKind.CITY else Level.LOCAL


def _alike(use_case: UseCase, use_cases: Iterable[UseCase]) -> Iterator[UseCase]:
    own = solutions_of(use_case)
    yield use_case
    yield from (other for other in use_cases if other.id != use_case.id and own & solutions_of(other))


def _times_a_year(running: RunningCost) -> int:
    return MONTHS if running.per is Period.MONTH else 1
