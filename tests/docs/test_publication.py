"""What others read by machine: where the software is published, who answers for it, under which licences."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PUBLIC_CODE = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
REUSE = tomllib.loads((ROOT / "REUSE.toml").read_text(encoding="utf-8"))
LICENCES = ROOT / "LICENSES"


def test_publiccode_follows_the_project_file() -> None:
    assert PUBLIC_CODE["url"] == PROJECT["urls"]["Repository"]
    assert PUBLIC_CODE["softwareVersion"] == PROJECT["version"]
    assert PUBLIC_CODE["legal"]["license"] == PROJECT["license"]
    assert PUBLIC_CODE["maintenance"]["contacts"] == [
        {key: value for key, value in person.items() if key in ("name", "email")}
        for person in PROJECT["maintainers"]
    ]


def test_publiccode_has_what_its_version_demands_and_nothing_that_it_deprecates() -> None:
    assert PUBLIC_CODE["publiccodeYmlVersion"] == "0.7"
    needed = {"name", "url", "platforms", "developmentStatus", "softwareType", "description", "legal"}
    assert needed | {"maintenance", "localisation"} <= PUBLIC_CODE.keys()
    assert not {"authorsFile", "repoOwner"} & PUBLIC_CODE["legal"].keys()
    assert all(country.isupper() for country in PUBLIC_CODE["intendedAudience"]["countries"])
    for text in PUBLIC_CODE["description"].values():
        assert "genericName" not in text
        assert len(text["shortDescription"]) <= 150
        assert 150 <= len(text["longDescription"]) <= 10_000
        assert text["features"]


def test_a_release_that_did_not_happen_has_no_day() -> None:
    assert str(PUBLIC_CODE.get("releaseDate", "")) != "1970-01-01"


def test_each_licence_named_has_its_text_and_each_text_is_named() -> None:
    named = {part["SPDX-License-Identifier"] for part in REUSE["annotations"]}
    assert named == {file.stem for file in LICENCES.iterdir()}
    assert all(file.stat().st_size > 1000 for file in LICENCES.iterdir())


def test_the_licence_of_the_code_is_the_one_in_the_folder() -> None:
    words = [re.sub(r"\W+", " ", file.read_text(encoding="utf-8")).split()
             for file in (ROOT / "LICENSE", LICENCES / "EUPL-1.2.txt")]  # fmt: skip
    assert words[0][:40] == words[1][:40]


@pytest.mark.parametrize("part", REUSE["annotations"], ids=lambda part: part["SPDX-License-Identifier"])
def test_what_a_licence_is_said_of_is_there(part: dict[str, object]) -> None:
    paths = part["path"] if isinstance(part["path"], list) else [part["path"]]
    for path in paths:
        assert any(ROOT.glob(str(path).replace("/**", "/**/*"))), path


def test_a_weakness_can_be_reported_without_a_public_issue() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert "do not open a public issue" in text
    assert "publiccode.yml" in text
