"""Money of a sketch: exact to the cent, in decimals, so that every table adds up."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal

from sketches.model import Applicant, CostItem, CostKind, Frozen, RateRange, total

CENT = Decimal("0.01")


class CostRow(Frozen):
    """Costs of one kind: one amount per year of the table, and their sum."""

    kind: CostKind
    amounts: tuple[Decimal, ...]
    total: Decimal


class CostTable(Frozen):
    """Costs by kind and year; `year_totals` has one amount per year."""

    years: tuple[int, ...]
    rows: tuple[CostRow, ...]
    year_totals: tuple[Decimal, ...]
    total: Decimal


class Span(Frozen):
    """An amount that depends on the rate: from `low` to `high` euro."""

    low: Decimal
    high: Decimal


class OwnShare(Frozen):
    """What one applicant pays itself."""

    name: str
    amount: Span


class Financing(Frozen):
    """Who pays what: at each end of the range, grant and own shares add up to `cost` exactly."""

    cost: Decimal
    rate: RateRange
    grant: Span
    own: Span
    shares: tuple[OwnShare, ...]


class YearOfFinancing(Frozen):
    """What is spent in a year, and who pays it: at each end of the range both add up to `cost` exactly."""

    year: int
    cost: Decimal
    grant: Span
    own: Span


def cost_table(costs: Sequence[CostItem]) -> CostTable:
    """Return the costs by kind and year, kinds and years without costs left out."""
    years = tuple(sorted({item.year for item in costs}))
    rows = []
    for kind in CostKind:
        own = [item for item in costs if item.kind is kind]
        if own:
            amounts = tuple(total(i.amount for i in own if i.year == year) for year in years)
            rows.append(CostRow(kind=kind, amounts=amounts, total=total(amounts)))
    year_totals = tuple(total(i.amount for i in costs if i.year == year) for year in years)
    return CostTable(years=years, rows=tuple(rows), year_totals=year_totals, total=total(year_totals))


def grant(cost: Decimal, rate: Decimal, ceiling: Decimal | None = None) -> Decimal:
    """Return the grant in whole cents, rounded down so that nothing is promised beyond the rate."""
    amount = (cost * rate).quantize(CENT, ROUND_DOWN)
    return amount if ceiling is None else min(amount, ceiling.quantize(CENT))


def split(amount: Decimal, weights: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Divide a non-negative amount in whole cents in proportion to the weights.

    Largest-remainder method (Hamilton): the cents left over go to the largest remainders, the first one
    first among equals; the parts add up to `amount` exactly. Weights that are all zero count as equal.
    """
    if not weights:
        return ()
    parts = list(weights) if any(weights) else [Decimal(1)] * len(weights)
    cents = int(amount / CENT)
    whole = sum(parts)
    numerators = [part * cents for part in parts]
    floors = [int(numerator // whole) for numerator in numerators]
    order = sorted(range(len(parts)), key=lambda i: (-(numerators[i] - floors[i] * whole), i))
    for i in order[: cents - sum(floors)]:
        floors[i] += 1
    return tuple(floor * CENT for floor in floors)


def financing(
    cost: Decimal, rate: RateRange, applicants: Sequence[Applicant], ceiling: Decimal | None = None
) -> Financing:
    """Return grant and own shares at both ends of the rate; `ceiling` limits the grant in euro."""
    low, high = grant(cost, rate.low, ceiling), grant(cost, rate.high, ceiling)
    weights = [applicant.weight for applicant in applicants]
    least, most = split(cost - high, weights), split(cost - low, weights)
    shares = tuple(
        OwnShare(name=applicant.name, amount=Span(low=few, high=many))
        for applicant, few, many in zip(applicants, least, most, strict=True)
    )
    return Financing(
        cost=cost,
        rate=rate,
        grant=Span(low=low, high=high),
        own=Span(low=cost - high, high=cost - low),
        shares=shares,
    )


def financing_by_year(costs: CostTable, paid: Financing) -> tuple[YearOfFinancing, ...]:
    """Divide grant and own share over the years as the costs are, in whole cents; the sums stay the same."""
    low, high = split(paid.grant.low, costs.year_totals), split(paid.grant.high, costs.year_totals)
    return tuple(
        YearOfFinancing(
            year=year,
            cost=cost,
            grant=Span(low=least, high=most),
            own=Span(low=cost - most, high=cost - least),
        )
        for year, cost, least, most in zip(costs.years, costs.year_totals, low, high, strict=True)
    )
