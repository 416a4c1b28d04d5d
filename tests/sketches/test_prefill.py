import tomllib
from pathlib import Path
from typing import Any, cast

import pytest

import usecases
from municipalities.register import Kind, load_register
from scoring.findings import DimensionResult, ItemResult
from sketches.completeness import GapCode, gaps
from sketches.model import MOST_VOICES, Origin, SketchContent, load
from sketches.outline import load_outline
from sketches.prefill import Idea, prefill
from usecases.model import UseCase

LIBRARY = sorted((Path(usecases.__file__).parent / "library").glob("*/*.toml"))


def case(name: str) -> UseCase:
    (path,) = [p for p in LIBRARY if p.stem == name]
    return UseCase.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


def result(**values: float | None) -> ItemResult:
    dimensions = tuple(DimensionResult(name, value, 0.5, 0.1) for name, value in values.items())
    return ItemResult("x", 18, 0.6, 1, None, dimensions, (), None, None)


def eichenzell() -> Any:
    return load_register().find("Eichenzell")[0]


def test_a_pick_from_the_library_is_filled_with_what_is_known() -> None:
    scored = result(benefit=0.75, transferability=0.5)
    content = prefill(
        case("landkreis-fulda-starkregenfruehalarm"), scored, eichenzell(), ["Die Feuerwehr will das."], "de"
    )
    assert content.title == "Starkregenfrühalarmsystem im Landkreis Fulda"
    assert content.applicant is not None
    assert (content.applicant.ags, content.applicant.kind) == ("06631006", Kind.MUNICIPALITY)
    benefit = content.section("benefit")
    assert benefit.prefilled
    assert benefit.origins == (Origin.USE_CASE, Origin.SCORES)
    assert "rund 200 Sensoren in allen 23 Kommunen" in benefit.text
    assert "Die Gruppe hat den Nutzen mit 4,0 von 5 bewertet. 18 Personen haben teilgenommen." in benefit.text
    assert "Übertragbarkeit mit 3,0 von 5" in content.section("transfer").text
    assert "11.277 Einwohnerinnen und Einwohner (Ende 2022)" in content.section("applicants").text
    assert content.voices == ("Die Feuerwehr will das.",)
    assert [s.url for s in content.sources][:-1] == [
        s.url for s in case("landkreis-fulda-starkregenfruehalarm").sources
    ]
    assert "Destatis" in content.sources[-1].title


def test_a_rating_that_the_room_agreed_on_is_not_one_persons() -> None:
    content = prefill(case("eichenzell-app"), result(benefit=0.75), None, [], "de", agreed=True)
    text = content.section("benefit").text
    assert text.endswith("mit 4,0 von 5 bewertet. Die Bewertung wurde gemeinsam im Raum vereinbart.")
    assert "Person" not in text


def test_each_remark_is_a_voice_once_and_no_more_than_a_sketch_holds() -> None:
    content = prefill(Idea(title="x"), None, None, ["Ja. ", " Ja.", *map(str, range(70))], "de")
    assert content.voices[:3] == ("Ja.", "0", "1")
    assert len(content.voices) == MOST_VOICES


def test_costs_elsewhere_are_a_comparison_and_grants_never_a_cost() -> None:
    costly = prefill(case("landkreis-fulda-starkregenfruehalarm"), None, None, [], "de")
    assert "Kosten zum Vergleich (Landkreis Fulda): 1.000.000\xa0€" in costly.section("costs").text
    assert "828" not in costly.section("costs").text
    granted = case("eichenzell-smart-city")
    assert granted.grant is not None
    assert granted.cost is None
    assert prefill(granted, None, None, [], "de").section("costs").missing


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_use_case_gives_a_sketch_that_can_be_saved(language: Any) -> None:
    for path in LIBRARY:
        content = prefill(case(path.stem), None, eichenzell(), [], language)
        assert load(content.model_dump(mode="json")) == content
        assert content.costs == ()
        assert all(section.prefilled for section in content.sections)
        missing = {gap.section_id for gap in gaps(content, load_outline()) if gap.code is GapCode.SECTION}
        assert {"sustainability", "operation"} <= missing
        assert not {"solution", "novelty"} & missing


def test_an_idea_brings_its_own_words_only() -> None:
    content = prefill(Idea(title="Mitfahrbank", summary="Eine App für die Bank."), None, None, [" "], "de")
    assert (content.title, content.applicant) == ("Mitfahrbank", None)
    assert content.section("solution").text == "Eine App für die Bank."
    assert {section.id for section in content.sections} == {"solution"}
    assert content.voices == content.sources == ()


def test_without_scores_nothing_is_said_about_them() -> None:
    for scored in (None, result(benefit=None), result()):
        content = prefill(case("eichenzell-app"), scored, None, [], "de")
        assert Origin.SCORES not in content.section("benefit").origins


def test_the_language_is_that_of_the_sketch() -> None:
    content = prefill(case("eichenzell-app"), result(benefit=0.5), eichenzell(), [], "en")
    assert content.language == "en"
    assert "The group rated the benefit with 3.0 of 5." in content.section("benefit").text
    assert content.summary.text == case("eichenzell-app").summary_en


def test_an_english_sketch_marks_what_the_library_says_in_german() -> None:
    fulda = case("landkreis-fulda-starkregenfruehalarm")
    content = prefill(fulda, None, eichenzell(), [], "en")
    assert content.section("problem").text == f"Starting point in Landkreis Fulda:\n„{fulda.problem_de}“"
    assert "- „rund 200 Sensoren in allen 23 Kommunen des Landkreises“" in content.section("benefit").text
    assert content.section("costs").text.splitlines()[1] == (
        "„Gesamtkosten; Quelle nennt ‚knapp eine Million Euro‘, hier gerundet“"
    )
    assert "„" not in prefill(fulda, None, eichenzell(), [], "de").section("problem").text


def test_comparable_places_are_named_as_far_as_there_are_any() -> None:
    def transfer(name: str) -> str:
        place = load_register().find(name)[0]
        return prefill(Idea(title="x"), None, place, [], "de").section("transfer").text

    assert "sind in Hessen vor allem: Darmstadt, Wiesbaden und Offenbach am Main (insgesamt 3)." in transfer(
        "Kassel"
    )
    assert "Landkreis Kassel, Schwalm-Eder-Kreis, Lahn-Dill-Kreis" in transfer("Landkreis Fulda")
    assert transfer("Frankfurt am Main") == ""


def test_a_town_of_its_own_and_a_district_lie_in_no_district() -> None:
    for name in ("Kassel", "Landkreis Fulda", "Frankfurt am Main"):
        place = load_register().find(name)[0]
        text = prefill(Idea(title="x"), None, place, [], "de").section("applicants").text
        assert "liegt im Landkreis" not in text
        assert place.display_name in text


def test_endless_notes_are_cut_to_what_can_be_saved() -> None:
    content = prefill(Idea(title="x" * 500, summary="y" * 30_000), None, None, ["z" * 30_000], "de")
    assert load(cast(SketchContent, content).model_dump(mode="json"))


@pytest.mark.parametrize(
    ("place", "code", "beginning"),
    [
        (
            "Büdingen",
            "de",
            "Büdingen will „Mängelmelder ‚DA ist was!‘“ umsetzen. Vorbild: Darmstadt (Hessen).",
        ),
        ("Wetteraukreis", "de", "Der Wetteraukreis will „Mängelmelder ‚DA ist was!‘“ umsetzen."),
        ("Wetteraukreis", "en", "The Wetteraukreis wants to realise “"),
    ],
)
def test_the_summary_speaks_about_this_place_first(place: str, code: Any, beginning: str) -> None:
    (found, *_others) = load_register().find(place)
    content = prefill(case("maengelmelder-darmstadt"), None, found, [], code)
    assert content.summary.text.startswith(beginning)
    assert content.summary.origins == (Origin.MUNICIPALITY, Origin.USE_CASE)
    if code == "de":
        assert "‚DA ist was!‘“ (Darmstadt, Hessen)" in content.section("novelty").text


def test_a_place_lies_in_its_district_with_the_right_article() -> None:
    (place, *_others) = load_register().find("Büdingen")
    text = prefill(Idea(title="x"), None, place, [], "de").section("applicants").text
    assert text.startswith("Büdingen liegt im Wetteraukreis und hat 22.622")
