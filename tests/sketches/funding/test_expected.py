"""What may be expected to be paid: by the programme if one is chosen, else by the rate that was named."""

from datetime import date
from decimal import Decimal

from sketches.funding.check import Verdict, check
from sketches.funding.expected import Expected, expected
from sketches.funding.programmes import programme
from sketches.model import CostItem, RateRange, SketchContent
from tests.reports.factories import report

DAY = date(2026, 11, 29)
RATE = RateRange(low=Decimal("0.7"), high=Decimal("0.9"))


def priced(**changes: object) -> SketchContent:
    costs = (CostItem(label="Pegel", year=2027, amount=Decimal(85_000)),)
    return SketchContent(title="Pegel", costs=costs).model_copy(update=changes)


def test_a_named_rate_counts_without_a_programme():
    """85,000 euro at 70 to 90 percent leave 8,500 to 25,500."""
    found = expected(priced(rate=RATE), DAY)
    assert found.rate == RATE
    assert found.financing is not None
    assert (found.financing.own.low, found.financing.own.high) == (8_500, 25_500)


def test_nothing_is_promised_where_nothing_is_known():
    assert expected(priced(), DAY) == Expected()
    assert expected(SketchContent(title="Ohne Kosten", rate=RATE), DAY) == Expected(rate=RATE)


def test_a_chosen_programme_decides_with_the_words_of_its_check():
    content = report().content
    found = check(programme(content.programme), content, DAY)  # type: ignore[arg-type]
    assert found.verdict is not Verdict.NO
    assert expected(content, DAY) == Expected(rate=found.rate, financing=found.financing)


def test_a_programme_that_has_ended_pays_nothing_though_a_rate_was_named():
    content = priced(programme="starke-heimat-2021", rate=RATE)
    assert check(programme("starke-heimat-2021"), content, DAY).verdict is Verdict.NO  # type: ignore[arg-type]
    assert expected(content, DAY) == Expected()
