"""The library keeps its rules, and each rule is noticed when it is broken."""

import csv
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.usecases.examples import use_case
from usecases.__main__ import main
from usecases.catalogue import LIBRARY, load_catalogue
from usecases.check import DISTRICTS, check_library
from usecases.library_file import to_toml
from usecases.model import UseCase
from usecases.rules import problems_of

REGISTER = Path(__file__).parents[2] / "municipalities" / "data" / "municipalities_hessen.csv"


def test_the_library_is_sound() -> None:
    assert check_library(LIBRARY) == (len(load_catalogue()), ())


def test_every_key_of_a_place_is_in_the_official_register_and_its_name_in_the_entry() -> None:
    with REGISTER.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = {row["ags"]: row["name"] for row in rows} | {row["district_ags"]: row["district"] for row in rows}
    for found in load_catalogue():
        text = f"{found.origin.name} {found.summary_de} {found.title_de}"
        if found.origin.kind != "joint":
            assert {len(key) for key in found.origin.ags} <= {5 if found.origin.kind == "district" else 8}, (
                found.id
            )
        for key in found.origin.ags:
            stem = names[key].split(",")[0].split(" (")[0].removesuffix("kreis")[:6]
            assert stem in text, (found.id, key, names[key])


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"themes": ["no-such-theme"]}, "unknown_theme", "themes"),
        ({"funding_programme": {"id": "x", "name": "X"}}, "unknown_programme", "funding_programme.id"),
        ({"related": ["no-such-entry"]}, "dead_link", "related"),
        ({"related": ["pegel-musterstadt"]}, "link_to_itself", "related"),
        ({"sources": [], "benefits_de": ["12 Pegel"]}, "figure_without_source", "benefits_de.1"),
        ({"sources": [], "cost": {"amount": 5}}, "figure_without_source", "cost"),
        ({"sources": [], "grant": {"amount": 5}}, "figure_without_source", "grant"),
        ({"sources": [], "running_cost": {"amount": 5}}, "figure_without_source", "running_cost"),
        ({"sources": [], "funding_share": 90}, "figure_without_source", "funding_share"),
        ({"setback": "ended"}, "setback_without_lesson", "lessons_de"),
        (
            {"summary_de": "The town measures the level of the brook with three sensors."},
            "not_german",
            "summary_de",
        ),
        ({"benefits_de": ["one of the sensors is on the bridge"]}, "not_german", "benefits_de.1"),
        ({"problem_de": "Fuer die Feuerwehr fehlen Messwerte."}, "transcribed_umlaut", "problem_de"),
        ({"summary_en": "Die Stadt misst mit drei Sensoren und warnt."}, "not_english", "summary_en"),
    ],
)
def test_each_rule_is_noticed_when_it_is_broken(changes: dict[str, Any], code: str, field: str) -> None:
    problems = problems_of(use_case(**changes), {"pegel-musterstadt"})
    assert (code, field) in {(problem.code, problem.field) for problem in problems}


def test_a_sound_entry_has_no_problem() -> None:
    assert problems_of(use_case(), {"pegel-musterstadt"}) == ()


def test_without_any_figure_no_source_is_needed() -> None:
    idea = use_case(sources=[], benefits_de=["weniger Fahrten"])
    assert problems_of(idea, set()) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Urban Stack – The Things Network",
        "Smart City Lab im Rahmen von Open Data for the People",
        "Rapid BOS: schneller am Einsatzort mit der App NUNAV",
        "Neue Quellen, aktuelle Steuerung, zuerst im Neubau",
    ],
)
def test_names_and_ordinary_words_do_not_trip_the_language_rule(text: str) -> None:
    assert problems_of(use_case(summary_de=text), set()) == ()


def _save(folder: Path, entry: UseCase) -> Path:
    path = folder / entry.area / f"{entry.id}.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(to_toml(entry), encoding="utf-8")
    return path


def test_the_command_names_file_line_and_field_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _save(tmp_path, use_case(related=["no-such-entry"]))
    assert main(["check", "--folder", str(tmp_path)]) == 1
    error = capsys.readouterr().err
    line = path.read_text(encoding="utf-8").splitlines().index('related = ["no-such-entry"]') + 1
    assert f"{path}:{line}: related: dead_link (value=no-such-entry)" in error
    assert "0 use cases sound, 1 problems" in error


def test_a_link_to_a_broken_file_is_not_called_dead(tmp_path: Path) -> None:
    _save(tmp_path, use_case(id="one", related=["two"]))
    broken = _save(tmp_path, use_case(id="two"))
    broken.write_text("id = ", encoding="utf-8")
    sound, problems = check_library(tmp_path)
    assert sound == 1
    assert [(problem.file, problem.problem) for problem in problems] == [(broken, "not_toml")]


@pytest.mark.parametrize("command", ["stats", "export"])
def test_the_other_commands_name_a_broken_library_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    more = [str(tmp_path / "out"), "--base-url", "https://daten.example.org"] if command == "export" else []
    assert main([command, "--folder", str(tmp_path), *more]) == 1
    assert "no_files" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_to_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / "file"
    taken.touch()
    assert main(["export", str(taken / "out"), "--base-url", "https://daten.example.org"]) == 1
    error = capsys.readouterr().err
    assert error.startswith("The export could not be written: ")
    assert str(taken) in error


def test_a_file_that_is_overlooked_for_its_suffix_is_named(tmp_path: Path) -> None:
    _save(tmp_path, use_case())
    overlooked = _save(tmp_path, use_case(id="other"))
    overlooked = overlooked.rename(overlooked.with_suffix(".TOML"))
    _, problems = check_library(tmp_path)
    assert (overlooked, "suffix_not_lower_case") in {(found.file, found.problem) for found in problems}


def test_stats_count_the_library_and_list_its_gaps(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("411 use cases, ")
    assert "    80  administration" in lines
    assert "     1  follow-me" in lines
    assert "   340  cost" in lines
    assert "    20  Landkreis Fulda" in lines
    assert "    64  municipality" in lines
    assert "     6  cost: unit" in lines
    assert "     4  incident" in lines
    assert "places in Hesse that could not be resolved: pwa-grimmheimat-nordhessen" in lines


def test_check_succeeds_on_the_library(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--date", "2026-11-29"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "411 use cases sound, 0 problems"
    old = lines[1:-1]
    assert lines[0].startswith(f"{len(old)} whose status is older than 3 years")
    assert old[0] == "  2003-03-12  open-source-schwaebisch-hall: implemented"
    assert old == sorted(old)
    assert not any(line.endswith(": ended") for line in old)


def test_every_district_of_the_register_is_counted_under_its_name() -> None:
    names = tomllib.loads(DISTRICTS.read_text(encoding="utf-8"))["districts"]
    with REGISTER.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            stem = row["district"].split(",")[0]
            assert stem in names[row["district_ags"]]
