from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError

from sketches.completeness import Gap, GapCode, gaps
from sketches.model import (
    Applicant,
    CostItem,
    Milestone,
    Origin,
    Risk,
    Section,
    SketchContent,
    Source,
    StaffRole,
    Statement,
    SuccessMeasure,
)
from sketches.outline import OUTLINE_FILE, Part, load_outline


def test_our_outline_says_that_it_is_not_official_and_covers_every_part() -> None:
    outline = load_outline()
    assert not outline.official
    assert "keine amtliche" in outline.note("de")
    assert "not an official" in outline.note("en")
    assert {part for section in outline.sections for part in section.parts} == set(Part)
    for section in outline.sections:
        assert section.title("de") != section.title("en")
        assert section.hint("de").endswith((".", "?"))


def test_the_office_can_put_in_its_own_outline(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        'version = "amt-1"\nofficial = true\n[[sections]]\nid = "kern"\n'
        'title_de = "Kern"\ntitle_en = "Core"\n'
        'hint_de = "Worum geht es?"\nhint_en = "What is it about?"\n',
        encoding="utf-8",
    )
    outline = load_outline(own)
    assert outline.official
    found = gaps(SketchContent(title="x", summary=Statement(text="y")), outline)
    assert found == (Gap(code=GapCode.SECTION, section_id="kern"),)


def test_a_section_id_appears_once(tmp_path: Path) -> None:
    text = OUTLINE_FILE.read_text(encoding="utf-8")
    twice = tmp_path / "twice.toml"
    twice.write_text(text.replace('id = "solution"', 'id = "problem"'), encoding="utf-8")
    with pytest.raises(ValidationError):
        load_outline(twice)


def test_an_empty_sketch_lacks_everything_once() -> None:
    outline = load_outline()
    found = gaps(SketchContent(), outline)
    empty = [gap.section_id for gap in found if gap.code is GapCode.SECTION]
    assert empty == [section.id for section in outline.sections if section.text and section.required]
    assert {gap.code for gap in found} == set(GapCode) - {
        GapCode.SUMMARY_UNTOUCHED,
        GapCode.SECTION_UNTOUCHED,
        GapCode.CONTACT,
        GapCode.COSTS_IN_TEXT,
        GapCode.COST_SOURCE,
        GapCode.RESPONSIBLE,
        GapCode.RISK_RESPONSE,
        GapCode.MEASURE_TARGET,
    }
    assert len(set(found)) == len(found)


def test_rows_that_are_only_half_filled_are_named() -> None:
    content = SketchContent(
        applicant=Applicant(name="Eichenzell"),
        costs=(CostItem(label="Sensoren", year=2027, amount=Decimal(1)),),
        staffing=(StaffRole(task="Leitung"),),
        risks=(Risk(title="Fehlalarm"),),
        measures=(SuccessMeasure(indicator="Vorwarnzeit"),),
    )
    found = {(gap.code, gap.subject) for gap in gaps(content, load_outline())}
    assert {
        (GapCode.CONTACT, "Eichenzell"),
        (GapCode.COST_SOURCE, "Sensoren"),
        (GapCode.RESPONSIBLE, "Leitung"),
        (GapCode.RISK_RESPONSE, "Fehlalarm"),
        (GapCode.MEASURE_TARGET, "Vorwarnzeit"),
    } <= found


TABLES = {
    "work_plan": GapCode.MILESTONES,
    "staffing": GapCode.STAFFING,
    "risks": GapCode.RISKS,
    "success": GapCode.MEASURES,
}


@pytest.mark.parametrize(("section", "code"), TABLES.items())
def test_what_was_written_in_the_text_is_not_missing_from_the_table(section: str, code: GapCode) -> None:
    def codes(content: SketchContent) -> set[GapCode]:
        return {gap.code for gap in gaps(content, load_outline())}

    written = SketchContent().with_section(section, "Fehlalarme: ein Probejahr, danach wird nachgestellt.")
    assert codes(SketchContent()) - codes(written) == {code}
    assert code in codes(SketchContent().with_section(section, "k. A."))
    filled_in = Section(id=section, text="Anderswo ging es schief.", origins=(Origin.USE_CASE,))
    assert code in codes(SketchContent(sections=(filled_in,)))


def test_costs_in_the_text_are_known_but_missing_from_the_sums() -> None:
    written = SketchContent().with_section("costs", "Rund 40.000 Euro im ersten Jahr.")
    codes = {gap.code for gap in gaps(written, load_outline())}
    assert GapCode.COSTS_IN_TEXT in codes
    assert GapCode.COSTS not in codes


def test_words_that_say_nothing_leave_a_point_open() -> None:
    content = SketchContent(
        title="k. A.",
        summary=Statement(text="–"),
        applicant=Applicant(name="Eichenzell", contact="N. N."),
        staffing=(StaffRole(task="Leitung", responsible="unbekannt"),),
        measures=(SuccessMeasure(indicator="Vorwarnzeit", target="–"),),
    )
    codes = {gap.code for gap in gaps(content, load_outline())}
    wanted = {GapCode.TITLE, GapCode.SUMMARY, GapCode.CONTACT, GapCode.RESPONSIBLE, GapCode.MEASURE_TARGET}
    assert wanted <= codes


def test_a_complete_sketch_lacks_nothing() -> None:
    outline = load_outline()
    source = Source(title="Haushaltsplan 2027")
    content = SketchContent(
        title="Frühalarm",
        summary=Statement(text="kurz"),
        applicant=Applicant(name="Eichenzell", contact="Hauptamt"),
        programme="ikz",
        milestones=(Milestone(title="alles", start_month=1, end_month=12),),
        costs=(CostItem(label="Sensoren", year=2027, amount=Decimal(1), source=source),),
        staffing=(StaffRole(task="Leitung", responsible="Hauptamt"),),
        risks=(Risk(title="Fehlalarm", response="Probebetrieb"),),
        measures=(SuccessMeasure(indicator="Vorwarnzeit", target="30 Minuten"),),
        sources=(source,),
    )
    for section in outline.sections:
        if section.text and section.required:
            assert gaps(content, outline)
            content = content.with_section(section.id, "Text")
    assert gaps(content, outline) == ()


def test_what_the_tool_filled_in_is_open_until_a_person_writes_or_checks_it() -> None:
    outline, filled = load_outline(), (Origin.USE_CASE,)
    content = SketchContent(
        summary=Statement(text="a", origins=filled),
        sections=(Section(id="benefit", text="b", origins=filled),),
    )

    def untouched(sketch: SketchContent) -> list[str | None]:
        codes = (GapCode.SUMMARY_UNTOUCHED, GapCode.SECTION_UNTOUCHED)
        return [gap.section_id for gap in gaps(sketch, outline) if gap.code in codes]

    assert untouched(content) == [None, "benefit"]
    assert untouched(content.with_section("benefit", "c")) == [None]
    checked = content.with_checked_section("benefit")
    assert untouched(checked) == [None]
    assert checked.section("benefit").text == "b"
    assert checked.section("benefit").origins == (Origin.USE_CASE, Origin.TYPED)
