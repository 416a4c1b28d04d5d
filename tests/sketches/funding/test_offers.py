from datetime import date
from decimal import Decimal

from municipalities.register import Kind
from sketches.funding.check import Verdict, check
from sketches.funding.offers import offer, offers
from sketches.funding.programmes import programme, programmes
from sketches.model import Applicant, CostItem, SketchContent

DAY = date(2026, 11, 30)


def costing(amount: int, *partners: str) -> SketchContent:
    return SketchContent(
        applicant=Applicant(name="Eichenzell", kind=Kind.MUNICIPALITY),
        partners=tuple(Applicant(name=name, kind=Kind.MUNICIPALITY) for name in partners),
        costs=(CostItem(label="Alles", year=2027, amount=Decimal(amount)),),
    )


def test_a_neighbour_raises_the_rate_and_lowers_what_all_pay_together() -> None:
    line = programme("starke-heimat-2025-line-2")
    assert line
    found = offer(line, costing(250_000), DAY)
    assert found.found.financing
    assert (found.found.financing.own.low, found.found.financing.own.high) == (25_000, 75_000)
    assert found.together
    assert found.together.more == 1
    assert found.together.rate.low == found.together.rate.high == Decimal("0.90")
    assert found.together.financing
    assert found.together.financing.own.high == 25_000


def test_with_the_neighbour_nothing_more_is_promised() -> None:
    line = programme("starke-heimat-2025-line-2")
    assert line
    found = offer(line, costing(250_000, "Hünfeld"), DAY)
    assert found.found.joint
    assert found.together is None


def test_a_joint_project_below_the_minimum_is_no_offer() -> None:
    line = programme("starke-heimat-2025-line-2")
    assert line
    found = offer(line, costing(85_000), DAY)
    assert found.found.too_small
    assert not found.pays
    assert found.together is None


def test_programmes_that_pay_come_first_and_those_that_do_not_fit_last() -> None:
    found = offers(costing(250_000), DAY)
    assert {each.found.programme_id for each in found} == {each.id for each in programmes()}
    pays = [each.pays for each in found]
    assert pays == sorted(pays, reverse=True)
    refused = [each.found.verdict is Verdict.NO for each in found]
    assert refused[-1]
    assert not refused[0]


def test_an_offer_is_the_check_itself() -> None:
    for each in programmes():
        assert offer(each, costing(250_000), DAY).found == check(each, costing(250_000), DAY)
