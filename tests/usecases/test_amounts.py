"""Amounts as they stand in lists of offices."""

from decimal import Decimal

import pytest

from usecases.amounts import Amount, multiplied, read_amount
from usecases.cell_errors import CellError
from usecases.tables import Cell


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("48.500,00 €", "48500", None),
        ("48.500,-", "48500", None),
        ("EUR 48.500,00", "48500", None),
        ("120 T€", "120000", None),
        ("120 TEUR", "120000", None),
        ("1,2 Mio. €", "1200000", None),
        ("50.000–80.000 €", "50000", "80000"),
        ("50.000 - 80.000 €", "50000", "80000"),
        ("50-80 T€", "50000", "80000"),
        ("50.000 bis 80.000 Euro", "50000", "80000"),
        ("zwischen 50.000 und 80.000 €", "50000", "80000"),
        ("900 T€ bis 1,2 Mio. €", "900000", "1200000"),
        ("0,5 bis 1 Mio. €", "500000", "1000000"),
    ],
)
def test_amounts_and_ranges_are_read(text: str, low: str, high: str | None) -> None:
    assert read_amount(text) == Amount(Decimal(low), Decimal(high) if high else None)


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("ca. 1,2 Mio. €", "1200000"),
        ("rund 1000", "1000"),
        ("~ 48.500 €", "48500"),
        ("48.500 € (brutto)", "48500"),
        ("48.500 €, zzgl. MwSt.", "48500"),
    ],
)
def test_what_is_said_beside_an_amount_is_kept(text: str, low: str) -> None:
    assert read_amount(text) == Amount(Decimal(low), words=text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("bis zu 80.000 €", "no_exact_amount"),
        ("max. 80.000 €", "no_exact_amount"),
        ("über 1 Mio. Euro", "no_exact_amount"),
        ("50.000 CHF", "no_exact_amount"),
        ("siehe Anlage", "bad_amount"),
        ("-5", "bad_amount"),
        ("2024/25", "bad_amount"),
        ("80.000–50.000 €", "range_reversed"),
        ("1,234", "ambiguous_amount"),
    ],
)
def test_what_is_no_amount_is_refused(text: str, code: str) -> None:
    with pytest.raises(CellError) as refusal:
        read_amount(text)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        (Decimal("1.5"), Amount(Decimal(1500))),
        ("120", Amount(Decimal(120_000))),
        ("120,5", Amount(Decimal(120_500))),
        ("50–80", Amount(Decimal(50_000), Decimal(80_000))),
        ("ca. 3", Amount(Decimal(3_000), words="ca. 3000")),
        ("120 T€", Amount(Decimal(120_000))),
        ("1,2 Mio.", Amount(Decimal(1_200_000))),
        ("48.500 €", Amount(Decimal(48_500))),
    ],
)
def test_a_column_in_thousands_counts_in_thousands_unless_the_cell_says_otherwise(
    cell: Cell, amount: Amount
) -> None:
    assert read_amount(multiplied(cell, 1000)) == amount


def test_a_column_in_euro_is_left_alone() -> None:
    assert multiplied("siehe Anlage", 1) == "siehe Anlage"
    assert multiplied("", 1000) == ""
    with pytest.raises(CellError):
        multiplied("siehe Anlage", 1000)
