from decimal import Decimal

import pytest

from municipalities.register import load_register
from sketches.completeness import gaps
from sketches.model import Applicant, CostItem, Origin, Risk, Section, SketchContent, Source, Statement
from sketches.outline import load_outline
from sketches.prefill import prefill
from sketches.questions import (
    Ask,
    Why,
    after,
    before,
    current,
    questions,
    still_open,
    untouched,
    with_all_checked,
)
from usecases.catalogue import load_catalogue

OUTLINE = load_outline()
HOCHHEIM = "06436006"


def fresh() -> SketchContent:
    case = next(case for case in load_catalogue() if case.cost and case.lessons_de and case.problem_de)
    return prefill(case, None, load_register().get(HOCHHEIM), (), "de")


def ids(content: SketchContent) -> list[str]:
    return [question.id for question in still_open(questions(content, OUTLINE))]


def test_money_and_funding_come_first_and_what_is_only_read_comes_last() -> None:
    asked = ids(fresh())
    assert asked[:4] == ["costs", "funding", "text-operation", "contact"]
    assert asked[-1] == "check"
    assert asked == sorted(set(asked), key=asked.index)


def test_each_gap_is_in_exactly_one_question() -> None:
    for content in (SketchContent(), fresh()):
        asked = still_open(questions(content, OUTLINE))
        rows = sum(max(1, len(question.subjects)) for question in asked)
        assert rows == len(gaps(content, OUTLINE))


def test_an_answer_closes_its_question_and_opens_what_follows_from_it() -> None:
    row = CostItem(label="Sensoren", year=2027, amount=Decimal(85_000))
    content = fresh().model_copy(update={"costs": (row,)})
    assert ids(content)[:2] == ["funding", "cost_sources"]
    sourced = row.model_copy(update={"source": Source(title="Angebot")})
    assert "cost_sources" not in ids(content.model_copy(update={"costs": (sourced,)}))


def test_what_the_chosen_programme_asks_for_comes_before_the_other_texts() -> None:
    bare = SketchContent(programme="starke-heimat-2025-line-2")
    asked = questions(bare, OUTLINE)
    texts = [question for question in asked if question.ask is Ask.TEXT]
    assert [text.section_id for text in texts[:3]] == ["operation", "novelty", "transfer"]
    assert [text.why for text in texts[:4]] == [Why.MONEY, Why.PROGRAMME, Why.PROGRAMME, Why.OUTLINE]


def test_later_goes_on_behind_and_comes_back_to_what_was_left_out() -> None:
    asked = questions(fresh(), OUTLINE)
    seen, here = [], current(asked, None)
    while here is not None and here.id not in seen:
        seen.append(here.id)
        here = after(asked, here)
    assert seen == ids(fresh())
    assert here is not None
    assert here.id == seen[0]


def test_back_reaches_answered_questions_too() -> None:
    content = fresh().model_copy(update={"programme": "ikz"})
    asked = questions(content, OUTLINE)
    operation = current(asked, "text-operation")
    assert operation is not None
    earlier = before(asked, operation)
    assert earlier is not None
    assert (earlier.id, earlier.is_open) == ("funding", False)
    assert before(asked, asked[0]) is None


@pytest.mark.parametrize("named", ["", "no-such-question", "text-gone", None])
def test_an_address_that_names_nothing_leads_to_what_matters_most(named: str | None) -> None:
    found = current(questions(fresh(), OUTLINE), named)
    assert found is not None
    assert found.id == "costs"


def test_one_consent_takes_every_text_of_the_tool_and_leaves_its_origin() -> None:
    content = with_all_checked(fresh(), OUTLINE)
    assert not untouched(content, OUTLINE)
    assert "check" not in ids(content)
    assert content.summary.origins[-1] is Origin.TYPED
    assert content.summary.text == fresh().summary.text
    assert with_all_checked(content, OUTLINE) == content


def test_rows_that_lack_something_are_named_together() -> None:
    content = SketchContent(
        risks=(Risk(title="Frost"), Risk(title="Diebstahl")),
        applicant=Applicant(name="Hünfeld", contact="Bauamt"),
        summary=Statement(text="kurz"),
    )
    asked = {question.id: question for question in questions(content, OUTLINE)}
    assert asked["responses"].subjects == ("Frost", "Diebstahl")
    assert not asked["risks"].is_open


def test_nothing_open_is_no_question() -> None:
    written = SketchContent(title="Pegel", summary=Statement(text="Ein Pegel."))
    outline = OUTLINE.model_copy(
        update={"sections": tuple(s for s in OUTLINE.sections if s.id == "sustainability")}
    )
    assert current(questions(written, outline), None) is not None
    done = written.model_copy(update={"sections": (Section(id="sustainability", text="Wenig Strom."),)})
    assert current(questions(done, outline), None) is None
