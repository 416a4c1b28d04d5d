from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from municipalities.register import Kind
from sketches.funding import (
    Certainty,
    Programme,
    ProgrammeFileError,
    ReasonCode,
    Verdict,
    Weight,
    check,
    programme,
    programmes,
)
from sketches.funding.programmes import FOLDER
from sketches.model import Applicant, CostItem, Milestone, RateRange, Section, SketchContent
from sketches.outline import load_outline

DAY = date(2026, 3, 1)
CALL = date(2025, 10, 15)


def wanted(programme_id: str) -> Programme:
    found = programme(programme_id)
    assert found is not None
    return found


def sketch(
    cost: str = "500000",
    months: int = 24,
    partners: int = 0,
    kind: Kind | None = Kind.TOWN,
    **changes: object,
) -> SketchContent:
    content = SketchContent(
        sections=tuple(Section(id=name, text="Begründung") for name in ("novelty", "transfer")),
        applicant=Applicant(name="Hünfeld", kind=kind),
        partners=tuple(Applicant(name=f"Nachbar {i}", kind=Kind.MUNICIPALITY) for i in range(partners)),
        costs=(CostItem(label="alles", year=2027, amount=Decimal(cost)),),
        milestones=(Milestone(title="alles", start_month=1, end_month=months),),
    )
    return content.model_copy(update=changes)


def codes(programme_id: str, content: SketchContent, on: date = DAY) -> dict[ReasonCode, Weight]:
    return {r.code: r.weight for r in check(wanted(programme_id), content, on).reasons}


def test_every_programme_names_its_source_and_how_certain_it_is() -> None:
    ids = [p.id for p in programmes()]
    assert len(ids) >= 6
    assert {"starke-heimat-2021", "starke-heimat-2025-line-1", "starke-heimat-2025-line-2"} <= set(ids)
    assert {"ikz", "digitale-dorflinde"} <= set(ids)
    for each in programmes():
        assert each.hints
        assert all(hint.source.startswith("https://") for hint in each.hints)


def test_a_single_town_gets_a_range_and_hears_how_to_raise_it() -> None:
    result = check(wanted("starke-heimat-2025-line-1"), sketch(), CALL)
    assert result.verdict is Verdict.YES
    assert (result.rate, result.joint) == (RateRange(low=Decimal("0.70"), high=Decimal("0.90")), False)
    assert result.financing is not None
    assert (result.financing.grant.low, result.financing.grant.high) == (Decimal("350000"), Decimal("450000"))
    (step,) = result.raises
    assert (step.applicants, step.rate.low) == (2, Decimal("0.90"))


def test_a_joint_project_gets_the_joint_rate_and_shares_for_each() -> None:
    result = check(wanted("starke-heimat-2025-line-2"), sketch("500000.01", partners=2), DAY)
    assert result.joint
    assert result.raises == ()
    assert result.financing is not None
    assert result.financing.grant.high == Decimal("450000.00")
    assert [share.amount.low for share in result.financing.shares] == [
        Decimal("16666.67"),
        Decimal("16666.67"),
        Decimal("16666.67"),
    ]


def test_partners_that_are_no_municipalities_do_not_make_a_joint_project() -> None:
    utility = Applicant(name="Stadtwerke")
    result = check(wanted("starke-heimat-2025-line-1"), sketch(), DAY)
    assert not result.joint
    content = sketch().model_copy(update={"partners": (utility,)})
    assert not check(wanted("starke-heimat-2025-line-1"), content, DAY).joint
    assert codes("starke-heimat-2025-line-1", content)[ReasonCode.KIND_UNKNOWN] is Weight.UNCLEAR


def test_a_municipality_that_is_named_twice_counts_once() -> None:
    town = Applicant(name="Eichenzell", ags="06631003", kind=Kind.MUNICIPALITY)
    again = town.model_copy(update={"name": "Gemeinde Eichenzell"})
    content = sketch().model_copy(update={"applicant": town, "partners": (again, again)})
    assert not check(wanted("starke-heimat-2025-line-1"), content, DAY).joint
    found = codes("ikz", content)
    assert found[ReasonCode.TOO_FEW_APPLICANTS] is Weight.UNCLEAR
    assert found[ReasonCode.NAMED_TWICE] is Weight.NOTE
    named = [r for r in check(wanted("ikz"), content, DAY).reasons if r.code is ReasonCode.NAMED_TWICE]
    assert [reason.subject for reason in named] == ["Gemeinde Eichenzell"]
    ceiling = check(wanted("digitale-dorflinde"), content, DAY).financing
    assert ceiling is not None
    assert ceiling.grant.high == Decimal("60000")
    assert ReasonCode.NAMED_TWICE not in codes("ikz", sketch(partners=2))


def test_usual_bounds_are_hints_and_hard_ones_speak_against() -> None:
    small = codes("starke-heimat-2025-line-1", sketch("90000"))
    assert small[ReasonCode.BELOW_MINIMUM] is Weight.UNCLEAR
    between = codes("starke-heimat-2025-line-1", sketch("120000"))
    assert between == {
        ReasonCode.CALL_CLOSED: Weight.UNCLEAR,
        ReasonCode.PERHAPS_BELOW_MINIMUM: Weight.UNCLEAR,
    }
    assert codes("starke-heimat-2025-line-1", sketch(months=25))[ReasonCode.TOO_LONG] is Weight.AGAINST


def test_a_grant_is_capped_and_the_own_share_grows() -> None:
    result = check(wanted("starke-heimat-2025-line-1"), sketch("4000000", partners=1), DAY)
    assert result.financing is not None
    assert result.financing.grant.high == Decimal("2500000")
    assert result.financing.own.low == Decimal("1500000")
    assert ReasonCode.CAPPED in {reason.code for reason in result.reasons}


def test_a_ceiling_per_municipality_grows_with_their_number() -> None:
    one = check(wanted("digitale-dorflinde"), sketch("200000"), DAY)
    two = check(wanted("digitale-dorflinde"), sketch("200000", partners=1), DAY)
    assert one.financing is not None
    assert two.financing is not None
    assert (one.financing.grant.high, two.financing.grant.high) == (Decimal("60000"), Decimal("120000"))
    with_utility = sketch("200000").model_copy(update={"partners": (Applicant(name="Stadtwerke"),)})
    beside = check(wanted("digitale-dorflinde"), with_utility, DAY)
    assert beside.financing is not None
    assert beside.financing.grant.high == Decimal("60000")


@pytest.mark.parametrize(
    ("programme_id", "on", "expected"),
    [
        ("starke-heimat-2021", date(2021, 2, 28), (ReasonCode.NOT_YET_VALID, Weight.AGAINST)),
        ("starke-heimat-2021", date(2025, 1, 1), (ReasonCode.EXPIRED, Weight.AGAINST)),
        ("digitale-dorflinde", date(2027, 1, 1), (ReasonCode.EXPIRED, Weight.UNCLEAR)),
        ("starke-heimat-2025-line-1", date(2024, 12, 31), (ReasonCode.NOT_YET_VALID, Weight.UNCLEAR)),
    ],
)
def test_only_certain_dates_speak_against(
    programme_id: str, on: date, expected: tuple[ReasonCode, Weight]
) -> None:
    assert expected in codes(programme_id, sketch(), on).items()


def test_an_end_after_which_no_rule_is_known_is_unclear() -> None:
    rate = RateRange(low=Decimal("0.5"), high=Decimal("0.5"))
    content = sketch(partners=2, rate=rate)
    assert check(wanted("ikz"), content, date(2026, 12, 31)).verdict is Verdict.YES
    later = check(wanted("ikz"), content, date(2027, 1, 1))
    assert later.verdict is Verdict.UNCLEAR
    assert [r.code for r in later.reasons] == [ReasonCode.SUCCESSOR_UNKNOWN, ReasonCode.RULES_OLD]


def test_what_is_uncertain_never_gives_a_plain_yes() -> None:
    for each in programmes():
        rules = (each.applicants, each.valid_until)
        if any(rule is not None and rule.certainty is not Certainty.CERTAIN for rule in rules):
            assert check(each, sketch("50000"), DAY).verdict is not Verdict.YES, each.id
    assert codes("digitale-dorflinde", sketch("50000")) == {
        ReasonCode.APPLICANTS_UNCERTAIN: Weight.UNCLEAR,
        ReasonCode.END_UNCERTAIN: Weight.UNCLEAR,
    }


@pytest.mark.parametrize("programme_id", ["starke-heimat-2025-line-1", "starke-heimat-2025-line-2"])
def test_a_sketch_without_the_text_that_the_programme_asks_for_gets_no_plain_yes(programme_id: str) -> None:
    blank = (Section(id="transfer", text=" \n"),)
    result = check(wanted(programme_id), sketch(sections=blank), CALL)
    assert result.verdict is Verdict.UNCLEAR
    missing = [r for r in result.reasons if r.code is ReasonCode.SECTION_EMPTY]
    assert [r.section_id for r in missing] == ["novelty", "transfer"]
    assert all(r.fact is not None and r.fact.source.startswith("https://") for r in missing)
    assert ReasonCode.SECTION_EMPTY not in codes(programme_id, sketch(), CALL)


def test_every_required_section_can_be_written_in_our_outline() -> None:
    written = {section.id for section in load_outline().sections if section.text}
    for each in programmes():
        if each.required_sections:
            assert set(each.required_sections.sections) <= written, each.id


def test_no_plain_yes_after_the_last_known_call_or_while_sources_leave_a_condition_open() -> None:
    line = "starke-heimat-2025-line-1"
    assert check(wanted(line), sketch(), CALL).verdict is Verdict.YES
    assert check(wanted(line), sketch(), DAY).verdict is Verdict.UNCLEAR
    assert codes(line, sketch(), date(2025, 9, 1)) == {ReasonCode.CALL_ANNOUNCED: Weight.NOTE}
    for open_question in ("starke-heimat-2025-line-2", "modellprojekte-smart-cities"):
        assert codes(open_question, sketch(), CALL)[ReasonCode.OPEN_QUESTION] is Weight.UNCLEAR


def test_an_open_call_is_recognised() -> None:
    assert ReasonCode.CALL_CLOSED not in codes("starke-heimat-2025-line-1", sketch(), date(2025, 10, 15))
    assert ReasonCode.CALL_CLOSED in codes("starke-heimat-2025-line-1", sketch(), date(2025, 11, 8))


def test_who_may_not_apply_hears_why() -> None:
    result = check(wanted("distral"), sketch(), DAY)
    assert result.verdict is Verdict.NO
    (reason,) = [r for r in result.reasons if r.code is ReasonCode.KIND_NOT_ELIGIBLE]
    assert (reason.subject, reason.fact and reason.fact.certainty) == ("Hünfeld", Certainty.CERTAIN)


def test_the_missing_rate_is_named_only_to_those_who_may_apply() -> None:
    for programme_id in ("starkes-dorf-plus", "distral"):
        for content in (sketch(), SketchContent()):
            assert ReasonCode.RATE_UNKNOWN not in codes(programme_id, content), programme_id
    for content in (sketch(), sketch(kind=None), SketchContent()):
        assert codes("lernzentren-digitale-bildung", content)[ReasonCode.RATE_UNKNOWN] is Weight.UNCLEAR


def test_co_operation_funding_wants_three_municipalities() -> None:
    assert codes("ikz", sketch(partners=1))[ReasonCode.TOO_FEW_APPLICANTS] is Weight.UNCLEAR
    assert ReasonCode.TOO_FEW_APPLICANTS not in codes("ikz", sketch(partners=2))


def test_an_empty_sketch_is_unclear_and_never_an_error() -> None:
    for each in programmes():
        result = check(each, SketchContent(), DAY)
        assert result.verdict in (Verdict.UNCLEAR, Verdict.NO)
        assert result.financing is None
        assert {ReasonCode.APPLICANT_MISSING, ReasonCode.COSTS_MISSING} <= {r.code for r in result.reasons}


def test_a_rate_that_a_person_knows_better_is_used_and_compared() -> None:
    known = RateRange(low=Decimal("0.82"), high=Decimal("0.82"))
    inside = check(wanted("starke-heimat-2025-line-1"), sketch(rate=known), DAY)
    assert inside.financing is not None
    assert inside.financing.grant.low == inside.financing.grant.high == Decimal("410000")
    assert inside.rate_fact is None
    outside = sketch(rate=RateRange(low=Decimal("0.5"), high=Decimal("0.5")))
    assert ReasonCode.RATE_OUTSIDE in codes("starke-heimat-2025-line-1", outside)


def test_a_programme_is_added_by_a_file_alone(tmp_path: Path) -> None:
    text = (FOLDER / "ikz.toml").read_text(encoding="utf-8").replace('id = "ikz"', 'id = "neu"')
    (tmp_path / "neu.toml").write_text(text, encoding="utf-8")
    assert [p.id for p in programmes(tmp_path)] == ["neu"]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (('amount = "100000"', 'amount = "viel"'), "minimum_grant.amount"),
        (('high = "0.90"', 'high = "90"'), "rate.high"),
        (("kinds = [", 'kinds = ["Dorf", '), "applicants.kinds.0"),
        (("[maximum_months]", "[maximum_month]"), "maximum_month"),
        (('id = "starke', "id = starke"), "line 1"),
    ],
)
def test_a_broken_file_is_named_with_its_field(tmp_path: Path, change: tuple[str, str], named: str) -> None:
    text = (FOLDER / "starke-heimat-2025-line-1.toml").read_text(encoding="utf-8").replace(*change)
    (tmp_path / "kaputt.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ProgrammeFileError) as error:
        programmes(tmp_path)
    assert "kaputt.toml" in str(error.value)
    assert named in str(error.value)


def test_two_files_must_not_share_an_id(tmp_path: Path) -> None:
    text = (FOLDER / "ikz.toml").read_text(encoding="utf-8")
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ProgrammeFileError, match=r"b\.toml"):
        programmes(tmp_path)
