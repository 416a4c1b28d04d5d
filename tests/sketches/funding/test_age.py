"""The age of what is known, and whether one can apply."""

from datetime import date

import pytest

from sketches.funding.age import CallState, call_on, is_old, months_old
from sketches.funding.check import ReasonCode, check
from sketches.funding.programmes import programme, programmes
from sketches.model import SketchContent
from sketches.wording import call_text, certainty_text
from translations import language

LINE = programme("starke-heimat-2025-line-1")


@pytest.mark.parametrize(
    ("as_of", "months"),
    [("2025-08-22", 15), ("2025-11-30", 11), ("2025-11-29", 12), ("2025-11", 12), ("2026", 10), ("2027", 0)],
)
def test_full_months_are_counted(as_of: str, months: int) -> None:
    assert months_old(as_of, date(2026, 11, 29)) == months
    assert is_old(as_of, date(2026, 11, 29)) == (months >= 12)


def test_without_a_date_no_age_is_made_up() -> None:
    assert months_old(None, date(2026, 1, 1)) is None
    assert not is_old(None, date(2026, 1, 1))


@pytest.mark.parametrize(
    ("day", "state", "words"),
    [
        (date(2025, 9, 1), CallState.ANNOUNCED, "Aufruf angekündigt, beginnt am 01.10.2025"),
        (date(2025, 10, 1), CallState.OPEN, "Aufruf offen bis 07.11.2025"),
        (date(2025, 11, 7), CallState.OPEN, "Aufruf offen bis 07.11.2025"),
        (date(2025, 11, 8), CallState.CLOSED, "Aufruf beendet seit 07.11.2025"),
    ],
)
def test_a_call_is_open_announced_or_closed(day: date, state: CallState, words: str) -> None:
    assert LINE is not None
    found = call_on(LINE, day)
    assert found is not None
    assert found[0] is state
    assert call_text(found) == words


def test_a_programme_without_calls_says_that_none_is_known() -> None:
    ikz = programme("ikz")
    assert ikz is not None
    assert call_text(call_on(ikz, date(2026, 1, 1))) == "kein Aufruf bekannt"


def test_rules_warn_from_twelve_months_on() -> None:
    assert LINE is not None
    line = LINE

    def codes(day: date) -> set[ReasonCode]:
        return {reason.code for reason in check(line, SketchContent(), day).reasons}

    assert ReasonCode.RULES_OLD not in codes(date(2026, 8, 21))
    assert ReasonCode.RULES_OLD in codes(date(2026, 8, 22))
    call = LINE.calls[0]
    assert certainty_text(call, date(2025, 10, 1)).endswith("22.08.2025, 1 Monat alt")
    text = certainty_text(call, date(2026, 11, 29))
    assert text.endswith("15 Monate alt: bitte nachfragen, ob das noch gilt")
    with language("en"):
        assert certainty_text(call, date(2026, 11, 29)).endswith("please ask whether it still holds")


def test_the_federal_special_fund_is_told_as_uncertain_and_promises_no_rate() -> None:
    fund = programme("sondervermoegen-hessen")
    assert fund is not None
    assert (fund.rate, fund.calls, fund.as_of) == (None, (), "2025-10-17")
    assert fund.open_questions
    assert "4,7 Milliarden" in fund.hints[0].text_de


def test_no_programme_is_from_the_future() -> None:
    for each in programmes():
        known = months_old(each.as_of, date(2026, 11, 29))
        assert known is None or known > 0, each.id
