"""Texts by place, and which changes make a confirmed sketch another one."""

from decimal import Decimal

import pytest

from sketches import written
from sketches.model import CostItem, Origin, Section, SketchContent, Statement
from sketches.outline import load_outline

SKETCH = SketchContent(
    title="Pegel",
    summary=Statement(text="Sensoren messen.", origins=(Origin.USE_CASE,)),
    sections=(
        Section(id="problem", text="Der Bach steigt.", origins=(Origin.SCORES,)),
        Section(id="solution", text="Wir messen.", origins=(Origin.TYPED,)),
    ),
)


def test_the_summary_comes_first_and_a_section_without_text_takes_no_text():
    outline = load_outline()
    assert written.places(outline)[:3] == ("summary", "applicants", "problem")
    assert set(written.places(outline)) - set(written.text_places(outline)) == {"sources"}


@pytest.mark.parametrize("place", ["summary", "problem", "operation"])
def test_a_text_is_put_in_its_place_and_nowhere_else(place: str):
    changed = written.with_text(SKETCH, place, "Neu.")
    assert written.text_of(changed, place) == "Neu."
    others = {"summary", "problem", "solution", "operation"} - {place}
    assert all(written.text_of(changed, each) == written.text_of(SKETCH, each) for each in others)


def test_the_same_text_keeps_its_origins():
    assert written.with_text(SKETCH, "summary", "Sensoren messen.") is SKETCH
    assert written.with_text(SKETCH, "problem", "Der Bach steigt.") is SKETCH


def test_what_a_reader_of_the_paper_does_not_see_leaves_the_fingerprint():
    known = written.fingerprint(SKETCH)
    there_and_back = SKETCH.with_section("problem", "Anders.").with_section("problem", "Der Bach steigt.")
    same = (
        SKETCH.with_checked_section("problem"),
        there_and_back,
        SKETCH.with_section("risks", ""),
        SKETCH.model_copy(update={"voices": ("Bus fehlt.",)}),
    )
    assert [written.fingerprint(each) for each in same] == [known] * len(same)


def test_every_word_and_amount_makes_another_fingerprint():
    cost = CostItem(label="Sensoren", year=2027, amount=Decimal("10.00"))
    different = (
        SKETCH.with_section("problem", "Der Bach steigt!"),
        SKETCH.model_copy(update={"title": "Pegel 2"}),
        written.with_text(SKETCH, "summary", ""),
        SKETCH.model_copy(update={"costs": (cost,)}),
        SKETCH.model_copy(update={"costs": (cost.model_copy(update={"amount": Decimal("10.01")}),)}),
    )
    marks = {written.fingerprint(each) for each in (SKETCH, *different)}
    assert len(marks) == len(different) + 1


def test_a_mark_tells_texts_apart():
    assert written.mark("a") != written.mark("b")
    assert len(written.mark("")) == 16
