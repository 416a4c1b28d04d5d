"""A number that is typed is the number that is meant, or a sentence says why it cannot be told."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translations import LANGUAGES, language, numerals
from translations.numerals import NumeralError

BOTH = ("de", "en")


def reason(read: object, text: str, **bounds: object) -> str:
    with pytest.raises(NumeralError) as refused:
        read(text, **bounds)  # type: ignore[operator]
    assert text.strip()[:10] in refused.value.sentence() or not text.strip()
    return refused.value.reason


@pytest.mark.parametrize("code", BOTH)
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("5", "5"),
        ("250000", "250000"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("38450,50", "38450.5"),
        ("38450.50", "38450.5"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1.234.567,8", "1234567.8"),
        ("48 500", "48500"),
        ("48\u00a0500,25", "48500.25"),
        ("48\u202f500", "48500"),
        ("1'234.50", "1234.5"),
        ("1’234,50", "1234.5"),
        ("0,120", "0.12"),
        ("0.120", "0.12"),
        (" 7 ", "7"),
        ("+7", "7"),
        ("007", "7"),
    ],
)
def test_spellings_that_can_only_mean_one_number(text: str, value: str, code: str):
    with language(code):
        assert numerals.decimal(text) == Decimal(value)
        assert numerals.euro(text) == Decimal(value)


def test_one_sign_before_three_digits_groups_as_the_language_does_and_is_never_guessed():
    with language("de"):
        assert numerals.euro("250.000") == 250_000
        assert numerals.decimal("1.234") == 1234
        assert reason(numerals.euro, "48,500") == "ambiguous"
    with language("en"):
        assert numerals.euro("48,500") == 48_500
        assert reason(numerals.euro, "250.000") == "ambiguous"
    assert numerals.euro("48,500", language="en") == 48_500


@pytest.mark.parametrize("code", BOTH)
@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "k. A.",
        "abc",
        "12 34",
        "1.23.456",
        "1.2345,6",
        "1,2,3",
        "1..5",
        ",5",
        "5,",
        "1e5",
        "٣",
        "12%",
        "½",
        "1.234.56",
        "0.123.456",
        "9" * 41,
        "5-6",
        "ca. 5",
        "--5",
        "1 2345",
    ],
)
def test_what_is_no_number_is_refused(text: str, code: str):
    with language(code):
        assert reason(numerals.decimal, text) == "not_a_number"


@pytest.mark.parametrize("code", BOTH)
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("48.500,00 €", "48500"),
        ("EUR 48.500,00", "48500"),
        ("€ 1.234.567", "1234567"),
        ("1234,5 Euro", "1234.5"),
        ("48.500,-", "48500"),
        ("48.500,– €", "48500"),
        ("500,--", "500"),
        ("120 T€", "120000"),
        ("120 Tsd. €", "120000"),
        ("1,2 Mio. €", "1200000"),
        ("1,25 Millionen Euro", "1250000"),
    ],
)
def test_amounts_as_offices_write_them(text: str, value: str, code: str):
    with language("de"):
        assert numerals.euro(text) == Decimal(value)


@pytest.mark.parametrize(
    ("read", "text", "bounds", "why"),
    [
        (numerals.euro, "-5", {}, "too_small"),
        (numerals.euro, "−5,00 €", {}, "too_small"),
        (numerals.euro, "12,345678", {}, "too_exact"),
        (numerals.euro, "1000", {"most": 999}, "too_large"),
        (numerals.percentage, "101 %", {}, "too_large"),
        (numerals.whole, "3,5", {}, "not_whole"),
        (numerals.whole, "45", {"least": 1, "most": 5}, "too_large"),
        (numerals.whole, "0", {"least": 1, "most": 5}, "too_small"),
    ],
)
def test_numbers_that_do_not_fit_are_refused_never_clamped(read: object, text: str, bounds: dict, why: str):
    with language("de"):
        assert reason(read, text, **bounds) == why


def test_percentages_and_whole_numbers():
    assert numerals.percentage("12,5 %") == Decimal("12.5")
    assert numerals.percentage("90 Prozent") == 90
    assert numerals.whole("3,0") == 3
    assert numerals.whole(" 2027 ") == 2027


@pytest.mark.parametrize("code", LANGUAGES)
@settings(deadline=None)  # a busy machine is no fault of the parser
@given(cents=st.integers(min_value=0, max_value=10**13))
def test_what_a_field_shows_reads_back_as_the_same_number(code: str, cents: int):
    value = Decimal(cents) / 100
    with language(code):
        assert numerals.euro(numerals.written(value, cents=True)) == value
        assert numerals.decimal(numerals.written(value)) == value


@pytest.mark.parametrize("code", LANGUAGES)
@settings(deadline=None)  # a busy machine is no fault of the parser
@given(text=st.text(alphabet="0123456789.,' \u00a0€%-TMio", max_size=12))
def test_reading_never_fails_in_another_way(code: str, text: str):
    with language(code):
        for read in (numerals.decimal, numerals.euro, numerals.percentage, numerals.whole):
            with suppress(NumeralError):
                assert read(text) == read(text)


def test_a_field_shows_numbers_as_the_language_writes_them():
    assert numerals.written(Decimal("250000.00"), cents=True) == "250.000"
    assert numerals.written(Decimal("1234.5"), cents=True) == "1.234,50"
    assert numerals.written(12.5) == "12,5"
    with language("en"):
        assert numerals.written(Decimal("1234.5"), cents=True) == "1,234.50"


def test_a_refusal_says_what_to_type_instead():
    with pytest.raises(NumeralError) as refused:
        numerals.euro("48,500")
    assert refused.value.sentence() == (
        "„48,500“ kann zweierlei bedeuten. Wenn 48500 gemeint ist, schreiben Sie es bitte ohne Trennzeichen."
    )
