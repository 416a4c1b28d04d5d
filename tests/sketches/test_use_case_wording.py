from datetime import date

import pytest

from sketches.use_case_wording import (
    COST_CLASSES,
    COVERS,
    PERIODS,
    SETBACKS,
    STATUSES,
    aged_status_text,
    money_text,
    setback_text,
    source_text,
)
from tests.usecases.examples import use_case
from translations import language
from usecases.costs import CostClass
from usecases.model import Covers, Money, Period, RunningCost, Setback, Source, Status


def test_every_code_has_words() -> None:
    assert set(STATUSES) == set(Status)
    assert set(SETBACKS) == set(Setback)
    assert set(COVERS) == set(Covers)
    assert set(PERIODS) == set(Period)
    assert set(COST_CLASSES) == set(CostClass)


@pytest.mark.parametrize(
    ("money", "german"),
    [
        (Money(amount=73_000), "73.000\xa0€"),
        (Money(amount="8287.16"), "8.287,16\xa0€"),
        (Money(amount=7_600, up_to=7_800, scope_de="drei Geräte"), "7.600 bis 7.800\xa0€ (drei Geräte)"),
        (Money(amount=55, covers="unit"), "55\xa0€ je Stück"),
        (Money(amount=5, covers="part"), "5\xa0€ für einen Teil"),
        (Money(amount=5, covers="programme"), "5\xa0€ für mehrere Projekte oder Orte zusammen"),
        (RunningCost(amount=600), "600\xa0€ im Jahr"),
        (RunningCost(amount=225, up_to=365, per="month"), "225 bis 365\xa0€ im Monat"),
    ],
)
def test_amounts_in_german(money: Money, german: str) -> None:
    with language("de"):
        assert money_text(money) == german


def test_a_status_says_its_time_and_when_that_is_long_ago() -> None:
    today = date(2026, 11, 29)
    with language("de"):
        assert aged_status_text(use_case(as_of="2025-02"), today) == "laufend (Stand: Februar 2025)"
        assert aged_status_text(use_case(as_of="2019"), today) == "laufend (Stand: 2019); älter als 3 Jahre"
        assert aged_status_text(use_case(sources=[]), today) == "laufend"


def test_a_failure_says_where_how_and_why() -> None:
    failed = use_case(setback="ended", lessons_de="Der Betrieb hing an einer Firma.")
    with language("de"):
        assert setback_text(failed) == "Musterstadt (eingestellt): Der Betrieb hing an einer Firma."


@pytest.mark.parametrize(
    ("title", "day", "text"),
    [
        ("Amtsblatt", "2021-04-29", "Amtsblatt (29.04.2021)"),
        ("Kreis: neue Kitas (29.04.2021)", "2021-04-29", "Kreis: neue Kitas (29.04.2021)"),
        ("Kreis: zahlt sich aus (02/2021)", "2021-02", "Kreis: zahlt sich aus (02/2021)"),
        ("Bericht 2021", "2021", "Bericht 2021"),
        ("Bericht", None, "Bericht"),
    ],
)
def test_a_source_tells_its_date_once(title: str, day: str | None, text: str) -> None:
    source = Source(title=title, url="https://example.org/", date=day)
    assert source_text(source) == text
