from datetime import date
from decimal import Decimal

import pytest

from sketches import wording
from sketches.completeness import Gap, GapCode
from sketches.costs import Span
from sketches.funding import Certainty, Fact, Reason, ReasonCode, Weight, programmes
from sketches.model import CostKind, Level, Origin, RateRange
from sketches.outline import load_outline
from translations import _, language


@pytest.mark.parametrize("code", list(GapCode))
def test_every_gap_has_a_sentence_in_both_languages(code: GapCode) -> None:
    gap = Gap(code=code, section_id="benefit", subject="Sensoren")
    with language("de"):
        german = wording.gap_text(gap, load_outline())
    with language("en"):
        english = wording.gap_text(gap, load_outline())
    assert german != english
    assert german.endswith(".")
    assert "{" not in german + english


def test_a_reason_names_the_empty_section_and_says_what_is_open() -> None:
    empty = Reason(code=ReasonCode.SECTION_EMPTY, weight=Weight.UNCLEAR, section_id="transfer")
    (question,) = (q for each in programmes() for q in each.open_questions if "widersprechen" in q.text_de)
    left_open = Reason(code=ReasonCode.OPEN_QUESTION, weight=Weight.UNCLEAR, fact=question)
    with language("de"):
        assert "„Übertragbarkeit und Transfer“" in wording.reason_text(empty, load_outline())
        assert wording.reason_text(left_open, load_outline()).endswith(question.text_de)
    with language("en"):
        assert wording.reason_text(left_open, load_outline()).endswith(question.text_en)


def test_an_unknown_rate_does_not_deny_that_a_part_of_some_costs_is_paid() -> None:
    reason = Reason(code=ReasonCode.RATE_UNKNOWN, weight=Weight.UNCLEAR)
    with language("de"):
        assert "Gesamtkosten" in wording.reason_text(reason, load_outline())


@pytest.mark.parametrize("code", list(ReasonCode))
def test_every_reason_has_a_sentence_in_both_languages(code: ReasonCode) -> None:
    reason = Reason(code=code, weight=Weight.NOTE, limit=Decimal(100000), subject="Hünfeld")
    with language("de"):
        german = wording.reason_text(reason, load_outline())
    with language("en"):
        english = wording.reason_text(reason, load_outline())
    assert german != english
    assert "{" not in german + english


def test_every_code_that_users_choose_from_has_a_german_name() -> None:
    tables = (wording.COST_KINDS, wording.LEVELS, wording.ORIGINS, wording.CERTAINTIES)
    assert [set(table) for table in tables] == [set(CostKind), set(Level), set(Origin), set(Certainty)]
    same_word_in_both = {"Material"}
    with language("de"):
        for table in tables:
            for text in table.values():
                assert _(text) != text or text in same_word_in_both


@pytest.mark.parametrize(
    ("limit", "expected"),
    [(Decimal(100000), "100.000 €"), (24, "24"), (date(2026, 12, 31), "31.12.2026"), (None, "")],
)
def test_limits_are_written_as_germans_write_them(limit: object, expected: str) -> None:
    with language("de"):
        reason = Reason.model_construct(code=ReasonCode.EXPIRED, weight=Weight.NOTE, limit=limit, subject="")
        text = wording.reason_text(reason, load_outline()).replace("\xa0", " ")
        assert text == f"Die Regeln galten bis {expected}."


def test_money_and_rates_show_what_they_are_exactly() -> None:
    with language("de"):
        assert wording.money(Decimal("1234567.89")) == "1.234.567,89\xa0€"
        assert wording.money(Decimal("99999999999.99")) == "99.999.999.999,99\xa0€"
        assert wording.money_span(Span(low=Decimal(1), high=Decimal(1))) == "1,00\xa0€"
        assert wording.rate_text(RateRange(low=Decimal("0.7"), high=Decimal("0.9"))) == "70\xa0% bis 90\xa0%"
        assert wording.rate_text(RateRange(low=Decimal("0.825"), high=Decimal("0.825"))) == "82,5\xa0%"
        assert wording.rate_text(RateRange(low=Decimal(1), high=Decimal(1))) == "100\xa0%"


@pytest.mark.parametrize(
    ("day", "expected"), [("2025", "2025"), ("2024-09", "September 2024"), ("2025-08-22", "22.08.2025")]
)
def test_dates_of_sources_are_as_exact_as_they_are_known(day: str, expected: str) -> None:
    fact = Fact(certainty=Certainty.CERTAIN, source="https://example.org/", as_of=day)
    with language("de"):
        assert wording.certainty_text(fact) == f"gesichert; Stand der Quelle: {expected}"
