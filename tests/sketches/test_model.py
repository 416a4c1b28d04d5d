import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sketches.model import (
    CostItem,
    CostKind,
    Milestone,
    Origin,
    RateRange,
    Section,
    SketchContent,
    Statement,
    UnknownSchemaVersionError,
    load,
)

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
amounts = st.decimals(0, 10_000_000, places=2)
items = st.builds(
    CostItem, label=text, kind=st.sampled_from(CostKind), year=st.integers(2025, 2030), amount=amounts
)
contents = st.builds(
    SketchContent,
    title=text,
    summary=st.builds(Statement, text=text, origins=st.just((Origin.USE_CASE,))),
    sections=st.lists(text, max_size=3).map(
        lambda texts: tuple(Section(id=f"s{i}", text=t, origins=(Origin.TYPED,)) for i, t in enumerate(texts))
    ),
    costs=st.lists(items, max_size=4).map(tuple),
)


@given(contents)
def test_what_is_saved_comes_back_unchanged(content: SketchContent) -> None:
    stored = json.dumps(content.model_dump(mode="json"))
    assert load(json.loads(stored)) == content


@given(contents)
def test_the_total_is_exact_to_the_cent(content: SketchContent) -> None:
    cents = sum(int(item.amount * 100) for item in content.costs)
    assert content.total_cost == Decimal(cents) / 100


@pytest.mark.parametrize("version", [0, 2, "1", None])
def test_another_schema_version_is_refused(version: object) -> None:
    data = SketchContent().model_dump(mode="json") | {"schema_version": version}
    with pytest.raises(UnknownSchemaVersionError) as error:
        load(data)
    assert error.value.found == version


def test_a_sketch_that_still_names_its_use_case_is_read() -> None:
    content = SketchContent(title="Mitfahrbank")
    assert load(content.model_dump(mode="json") | {"use_case_id": "mitfahrbank-hessen"}) == content


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValidationError):
        load(SketchContent().model_dump(mode="json") | {"titel": "x"})


@pytest.mark.parametrize("amount", ["-1", "0.001", "100000000000"])
def test_impossible_amounts_are_refused(amount: str) -> None:
    with pytest.raises(ValidationError):
        CostItem(label="x", year=2027, amount=Decimal(amount))


def test_a_milestone_ends_after_it_starts() -> None:
    assert Milestone(title="x", start_month=4, end_month=4)
    with pytest.raises(ValidationError):
        Milestone(title="x", start_month=4, end_month=3)


def test_a_rate_range_runs_upwards() -> None:
    with pytest.raises(ValidationError):
        RateRange(low=Decimal("0.9"), high=Decimal("0.7"))


def test_a_section_appears_once() -> None:
    with pytest.raises(ValidationError):
        SketchContent(sections=(Section(id="a"), Section(id="a")))


def test_typing_turns_a_prefilled_text_into_a_typed_one() -> None:
    before = SketchContent(
        sections=(Section(id="goal", text="aus der Bibliothek", origins=(Origin.USE_CASE,)),)
    )
    assert before.section("goal").prefilled
    assert before.with_section("goal", "aus der Bibliothek") is before
    after = before.with_section("goal", "selbst geschrieben")
    assert after.section("goal").origins == (Origin.TYPED,)
    assert not after.section("goal").prefilled
    assert before.section("goal").text == "aus der Bibliothek"


def test_white_space_counts_as_missing() -> None:
    assert Statement(text=" \n\t", origins=(Origin.TYPED,)).missing
    assert SketchContent().section("anything").missing


def test_the_duration_is_the_last_month_of_the_plan() -> None:
    plan = (
        Milestone(title="a", start_month=1, end_month=9),
        Milestone(title="b", start_month=2, end_month=5),
    )
    assert SketchContent(milestones=plan).duration_months == 9
    assert SketchContent().duration_months == 0
