"""A number field keeps what is meant, shows how it was understood, and refuses the rest in words."""

from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from translations import language
from ui.number_fields import PERCENT, amounts, decimals, number_of, whole_numbers
from workshops.errors import InvalidInput

EURO = amounts(1_000_000)


@pytest.mark.parametrize("text", ["", " ", "k. A.", "-"])
def test_nothing_known_is_no_number(text: str):
    assert number_of("Budget", text, EURO, optional=True) is None
    with pytest.raises(InvalidInput, match="Budget"):
        number_of("Budget", text, EURO)


@pytest.mark.parametrize("text", ["48,500", "viel", "1.000.001", "-5", "12,345,6"])
def test_a_refusal_names_the_field(text: str):
    with language("de"), pytest.raises(InvalidInput) as refused:
        number_of("Budget", text, EURO)
    assert "Budget" in refused.value.message
    assert text in refused.value.hint


def test_each_kind_is_written_as_it_is_read():
    with language("de"):
        assert [
            kind.shown(value) for kind, value in ((EURO, 1234.5), (decimals(9), 0.5), (PERCENT, 12.5))
        ] == [
            "1.234,50",
            "0,5",
            "12,5",
        ]
    assert whole_numbers(2000, 2100).shown(2027) == "2027"
    assert EURO.shown(None) == ""


def form() -> None:
    from decimal import Decimal

    import streamlit as st

    from translations import use
    from ui.number_fields import amounts, typed_number

    use("de")
    found = typed_number("Anteil", "part", Decimal("2.5"), amounts(1_000_000), placeholder="")
    st.text("nothing" if found is None else f"{found:.2f}")


@pytest.mark.parametrize(
    ("typed", "stands", "value"),
    [
        ("250.000", "250.000", Decimal(250_000)),
        ("1234,5", "1.234,50", Decimal("1234.5")),
        ("", "", None),
        ("48,500", "48,500", Decimal("2.5")),
        ("viel", "viel", Decimal("2.5")),
    ],
)
def test_a_typed_number_is_written_as_it_was_understood(typed: str, stands: str, value: Decimal | None):
    page = AppTest.from_function(form).run()
    assert page.text_input[0].value == "2,50"
    page.text_input[0].set_value(typed).run()
    assert not page.exception
    assert page.text_input[0].value == stands
    assert page.text[0].value == ("nothing" if value is None else f"{value:.2f}")
    refused = value == Decimal("2.5")
    assert bool(page.warning) is refused
