from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from sketches.costs import CENT, cost_table, financing, financing_by_year, grant, split
from sketches.model import Applicant, CostItem, CostKind, RateRange

amounts = st.decimals(0, 99_999_999, places=2)
rates = st.decimals(0, 1, places=4)
weights = st.lists(st.decimals(0, 1_000_000, places=2), min_size=1, max_size=12)


@given(amounts, weights)
def test_parts_add_up_exactly_and_stay_within_a_cent_of_their_share(
    amount: Decimal, parts: list[Decimal]
) -> None:
    result = split(amount, parts)
    assert sum(result) == amount
    assert all(part >= 0 and part == part.quantize(CENT) for part in result)
    even = parts if any(parts) else [Decimal(1)] * len(parts)
    for part, weight in zip(result, even, strict=True):
        fair = Fraction(amount) * Fraction(weight) / Fraction(sum(even))
        assert abs(Fraction(part) - fair) < Fraction(1, 100)


def test_left_over_cents_go_to_the_largest_remainder_then_to_the_first() -> None:
    assert split(Decimal("0.05"), [Decimal(1)] * 3) == (Decimal("0.02"), Decimal("0.02"), Decimal("0.01"))
    assert split(Decimal("1.00"), [Decimal(1), Decimal(2), Decimal(0)]) == (
        Decimal("0.33"),
        Decimal("0.67"),
        Decimal("0.00"),
    )
    assert split(Decimal("1.00"), []) == ()


@given(amounts, rates)
def test_a_grant_never_exceeds_its_rate_by_a_cent(cost: Decimal, rate: Decimal) -> None:
    amount = grant(cost, rate)
    assert Fraction(amount) <= Fraction(cost) * Fraction(rate) < Fraction(amount) + Fraction(1, 100)


@given(amounts, rates, rates, weights, st.none() | amounts)
def test_grant_and_own_shares_are_the_costs(
    cost: Decimal, one: Decimal, other: Decimal, parts: list[Decimal], ceiling: Decimal | None
) -> None:
    applicants = [Applicant(name=f"K{i}", weight=weight) for i, weight in enumerate(parts)]
    result = financing(cost, RateRange(low=min(one, other), high=max(one, other)), applicants, ceiling)
    assert result.grant.low <= result.grant.high
    assert result.grant.high + result.own.low == cost
    assert result.grant.low + result.own.high == cost
    assert sum(share.amount.low for share in result.shares) == result.own.low
    assert sum(share.amount.high for share in result.shares) == result.own.high
    assert ceiling is None or result.grant.high <= ceiling


costs = st.lists(
    st.builds(
        CostItem,
        label=st.just("x"),
        kind=st.sampled_from(CostKind),
        year=st.integers(2025, 2029),
        amount=amounts,
    ),
    max_size=20,
)


@given(costs)
def test_rows_columns_and_corner_of_the_cost_table_agree(entries: list[CostItem]) -> None:
    table = cost_table(entries)
    whole = sum((entry.amount for entry in entries), Decimal(0))
    assert table.total == sum(table.year_totals) == sum(row.total for row in table.rows) == whole
    for column, year_total in enumerate(table.year_totals):
        assert sum(row.amounts[column] for row in table.rows) == year_total
    assert set(table.years) == {entry.year for entry in entries}
    assert {row.kind for row in table.rows} == {entry.kind for entry in entries}


def euro(*amounts: str) -> list[CostItem]:
    """Return one cost in each year from 2027 on."""
    return [
        CostItem(label="a", year=year, amount=Decimal(amount))
        for year, amount in enumerate(amounts, start=2027)
    ]


def test_by_year_a_grant_is_divided_as_the_costs_are() -> None:
    table = cost_table(euro("100.00", "50.00"))
    paid = financing(table.total, RateRange(low=Decimal("0.7"), high=Decimal("0.9")), [])
    assert [(each.year, each.cost) for each in financing_by_year(table, paid)] == [(2027, 100), (2028, 50)]
    assert [(each.grant.low, each.grant.high) for each in financing_by_year(table, paid)] == [
        (70, 90),
        (35, 45),
    ]
    assert [(each.own.low, each.own.high) for each in financing_by_year(table, paid)] == [(10, 30), (5, 15)]


def test_by_year_no_cent_is_lost() -> None:
    """Half of three cents is one: it goes to the year with the larger part."""
    table = cost_table(euro("0.01", "0.02"))
    paid = financing(table.total, RateRange(low=Decimal("0.5"), high=Decimal("0.5")), [])
    found = financing_by_year(table, paid)
    assert [each.grant.low for each in found] == [Decimal("0.00"), Decimal("0.01")]
    assert [each.own.low for each in found] == [Decimal("0.01"), Decimal("0.01")]


@given(st.lists(amounts, min_size=1, max_size=6), rates)
def test_by_year_the_sums_are_those_of_the_whole(spent: list[Decimal], rate: Decimal) -> None:
    table = cost_table(euro(*map(str, spent)))
    paid = financing(table.total, RateRange(low=rate, high=rate), [])
    found = financing_by_year(table, paid)
    assert sum(each.grant.low for each in found) == paid.grant.low
    assert sum(each.own.low for each in found) == paid.own.low
    assert all(each.grant.low + each.own.low == each.cost for each in found)
