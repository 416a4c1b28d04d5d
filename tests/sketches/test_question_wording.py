from datetime import date
from decimal import Decimal

import pytest

from municipalities.register import Kind
from sketches.costs import financing
from sketches.funding.offers import offer, offers
from sketches.funding.programmes import programme
from sketches.model import Applicant, CostItem, RateRange, SketchContent
from sketches.outline import load_outline
from sketches.question_wording import (
    costs_text,
    named_rate_text,
    offer_text,
    question_text,
    remaining_text,
    source_facts,
    why_text,
)
from sketches.questions import Ask, Question, Why, questions
from translations import language
from usecases.catalogue import load_catalogue

OUTLINE = load_outline()
DAY = date(2026, 11, 30)


def costing(amount: int) -> SketchContent:
    return SketchContent(
        applicant=Applicant(name="Eichenzell", kind=Kind.MUNICIPALITY),
        costs=(CostItem(label="Alles", year=2027, amount=Decimal(amount)),),
    )


@pytest.mark.parametrize("code", ["de", "en"])
def test_every_question_has_words_of_its_own(code: str) -> None:
    with language(code):
        asked = questions(SketchContent(), OUTLINE)
        said = [question_text(question, OUTLINE) for question in asked]
        assert all(text.endswith("?") or "?" in text for text in said)
        assert len(said) == len(set(said))
        assert all(why_text(question).endswith(".") for question in asked)
        others = [Question(ask=ask, why=why) for ask in Ask if ask is not Ask.TEXT for why in Why]
        assert all(question_text(each, OUTLINE) for each in others)


def test_what_is_paid_is_said_in_one_sentence() -> None:
    line = programme("starke-heimat-2025-line-2")
    assert line
    with language("de"):
        said = offer_text(offer(line, costing(250_000), DAY), OUTLINE).replace("\N{NO-BREAK SPACE}", " ")
        small = offer_text(offer(line, costing(85_000), DAY), OUTLINE)
        assert (
            said == "Sie zahlen 25.000 bis 75.000 €; mit einer Nachbarkommune 90 %, dann zusammen 25.000 €."
        )
        assert "Mindestbetrag" in small


def test_every_programme_says_something_and_ends_its_sentence() -> None:
    for code in ("de", "en"):
        with language(code):
            for content in (SketchContent(), costing(10_000), costing(250_000), costing(9_000_000)):
                for each in offers(content, DAY):
                    assert offer_text(each, OUTLINE).endswith((".", "?"))


def test_amounts_are_said_as_they_are_typed() -> None:
    with language("de"):
        assert "250.000" in costs_text(costing(250_000))
        paid = financing(Decimal(1000), RateRange(low=Decimal("0.5"), high=Decimal("0.5")), ())
        assert "500" in named_rate_text(paid)
        assert [remaining_text(n) for n in (0, 1, 5)] == ["noch 0 Fragen", "noch 1 Frage", "noch 5 Fragen"]


def test_the_model_says_what_its_sources_say_and_nothing_else() -> None:
    with language("de"):
        for case in load_catalogue():
            for question in questions(SketchContent(), OUTLINE):
                for label, text in source_facts(question, case):
                    assert label
                    assert text
        priced = next(case for case in load_catalogue() if case.cost and case.running_cost)
        money = dict(source_facts(Question(ask=Ask.COSTS, why=Why.MONEY), priced))
        assert {"Kosten", "Laufende Kosten"} <= set(money)
