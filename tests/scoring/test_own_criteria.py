"""An own set of criteria: what is written is read again, and what is wrong is named with its place."""

import re
import tomllib
from pathlib import Path

import pytest

from scoring.__main__ import main
from scoring.criteria import load_criteria
from scoring.own_criteria import CriteriaError, from_content, parse, to_content, to_toml

OWN = """
[dimensions]
feasibility = 50

[[criteria]]
id = "A1"
dimension = "benefit"
german_only = true
name_de = 'Nutzen "vor Ort"'
question_de = "Was haben die Ortsteile davon?"
anchors_de = ["nichts", "wenig", "etwas", "viel", "sehr viel \\\\ alles"]

[[criteria]]
id = "B1"
dimension = "transferability"
points = 200
name_de = "Nachnutzung"
name_en = "Reuse"
question_de = "Können andere es nutzen?"
question_en = "Can others use it?"
anchors_de = ["1", "2", "3", "4", "5"]
anchors_en = ["one", "two", "three", "four", "five"]

[[criteria]]
id = "C1"
dimension = "feasibility"
german_only = true
name_de = "Machbar"
question_de = "Schaffen wir das?"
anchors_de = ["a", "b", "c", "d", "e"]
"""


def problems(text: str) -> dict[str, str]:
    with pytest.raises(CriteriaError) as caught:
        parse(text)
    return {problem.place: problem.code for problem in caught.value.problems}


def test_an_own_set_is_read_with_wording_anchors_points_and_order():
    found = parse(OWN)
    assert found.ids == ("A1", "B1", "C1")
    assert [each.points for each in found.criteria] == [100, 200, 100]
    assert [each.points for each in found.dimensions] == [100, 100, 50]
    assert found.criterion("A1").name("en") == found.criterion("A1").name("de") == 'Nutzen "vor Ort"'
    assert found.criterion("A1").anchor(5, "de") == "sehr viel \\ alles"
    assert found.criterion("B1").question("en") == "Can others use it?"
    assert found.gates == load_criteria().gates


@pytest.mark.parametrize("known", [load_criteria(), load_criteria().short(), parse(OWN)])
def test_what_is_written_is_read_again(known):
    assert to_content(parse(to_toml(known))) == to_content(known)
    assert to_content(from_content(tomllib.loads(to_toml(known)))) == to_content(known)


def test_the_sets_of_the_tool_pass_the_check_of_own_ones():
    content = to_content(load_criteria())
    assert [row["id"] for row in content["criteria"]] == list(load_criteria().ids)
    assert all(len(row["anchors_de"]) == len(row["anchors_en"]) == 5 for row in content["criteria"])


@pytest.mark.parametrize(
    ("old", "new", "place", "code"),
    [
        ('"a", "b", "c"', '"a", "b"', "criteria[3].anchors_de", "anchors"),
        ('"a", "b", "c"', '"a", "", "c"', "criteria[3].anchors_de[2]", "no_text"),
        ("german_only = true", "", "criteria[1].name_en", "missing"),
        ("german_only = true", 'german_only = "ja"', "criteria[1].german_only", "no_switch"),
        ('id = "B1"', 'id = "A1"', "criteria[2].id", "twice"),
        ('id = "B1"', 'id = "B-1"', "criteria[2].id", "id"),
        ('id = "B1"', 'id = "benefit"', "criteria[2].id", "id"),
        ('"transferability"', '"luck"', "criteria[2].dimension", "dimension"),
        ('"transferability"', '"benefit"', "transferability", "empty_dimension"),
        ("points = 200", "points = -1", "criteria[2].points", "points"),
        ("points = 200", "points = 0", "transferability", "points"),
        ("points = 200", "weight = 200", "criteria[2].weight", "unknown"),
        ("feasibility = 50", "luck = 50", "dimensions.luck", "dimension"),
        ("[dimensions]", "dimensions = 3\n[x]", "dimensions", "not_a_table"),
        ("Schaffen wir das?", "Ja" * 200, "criteria[3].question_de", "too_long"),
        ("Schaffen wir das?", "um\u202egedreht", "criteria[3].question_de", "no_text"),
        ("[dimensions]", "[dimensions", "", "no_toml"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(old, new, place, code):
    assert problems(OWN.replace(old, new, 1))[place] == code


def test_too_many_criteria_in_a_dimension_are_refused():
    row = OWN[OWN.index('[[criteria]]\nid = "C1"') :]
    more = "".join(row.replace("C1", f"C{number}") for number in range(2, 10))
    assert problems(OWN + more) == {"feasibility": "too_many"}


def test_a_file_is_checked_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "kriterien.toml"
    file.write_text(OWN, encoding="utf-8")
    assert main(["check", str(file)]) == 0
    file.write_text(OWN.replace('"a", "b"', '"a"'), encoding="utf-8")
    assert main(["check", str(file)]) == 1
    assert "criteria[3].anchors_de: anchors (found 4)" in capsys.readouterr().err
    assert main(["check", str(tmp_path / "none.toml")]) == 1
    assert main(["write"]) == 0
    assert parse(capsys.readouterr().out).ids == load_criteria().ids


def test_groups_are_left_out_of_a_criterion_and_stay_so_in_the_file():
    text = OWN.replace('id = "C1"', 'id = "C1"\nleft_out = ["citizens", "Ortsbeiräte"]')
    found = parse(text)
    assert found.criterion("C1").left_out == ("citizens", "Ortsbeiräte")
    assert from_content(to_content(found)) == parse(to_toml(found)) == found
    assert "left_out" not in to_toml(parse(OWN)).split("[dimensions]")[1], "only where there is somebody"


def test_a_dimension_leaves_out_who_is_left_out_of_all_its_criteria():
    text = OWN.replace('id = "C1"', 'id = "C1"\nleft_out = ["citizens", "business"]')
    assert parse(text).left_out == {
        "C1": ["citizens", "business"],
        "feasibility": ["business", "citizens"],
    }
    more = text + OWN[OWN.rindex("[[criteria]]") :].replace('id = "C1"', 'id = "C2"\nleft_out = ["business"]')
    assert parse(more).left_out["feasibility"] == ["business"]
    assert load_criteria().left_out == {}


@pytest.mark.parametrize(
    "groups", ['"citizens"', "[1]", '[""]', '["a", "a"]', '["a\\u0007"]', str(list("abcdefghijklm"))]
)
def test_groups_are_named_once_and_in_one_line(groups):
    text = OWN.replace('id = "C1"', f'id = "C1"\nleft_out = {groups}')
    assert problems(text) == {"criteria[3].left_out": "groups"}


def test_a_group_that_would_be_asked_nothing_is_named():
    text = re.sub(r'(id = "\w+")', r'\1\nleft_out = ["citizens"]', OWN)
    assert problems(text) == {"criteria": "nothing_left"}
