"""Renewal of the register from files in the official GV100AD layout, through the command line."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import gv100ad
import pytest

from municipalities import renewal
from municipalities.__main__ import main
from municipalities.gv100ad import read_gv100ad
from municipalities.register import DATA, KEY_CHANGES, Kind, Municipality, load_register, read_register

REGISTER = load_register()
TEXT_CODES = {Kind.MUNICIPALITY: "64", Kind.TOWN: "63", Kind.URBAN_DISTRICT: "61", Kind.DISTRICT: "44"}
Lines = dict[str, str]


def municipality_line(place: Municipality, as_of: str = "20241231") -> str:
    """Return record 60, 220 columns wide; figures that we do not read are filled with nines."""
    return (
        f"60{as_of}{place.ags}{place.ars[5:9]}{place.name:<50}{'':<50}{TEXT_CODES[place.kind]:<6}"
        f"{round(place.area_km2 * 100):0>11}{place.population:0>11}{'9' * 11}    99999{'':<5}{'':<45}"
    )


def district_line(place: Municipality) -> str:
    return f"4020241031{place.ags:<12}{place.district:<50}{'Sitz':<50}{TEXT_CODES[place.kind]:<98}"


def official_lines() -> Lines:
    lines = {}
    for place in REGISTER.places.values():
        lines[place.ags] = district_line(place) if place.is_district else municipality_line(place)
        if place.kind is Kind.URBAN_DISTRICT:
            lines[f"{place.ags} as district"] = f"4020241031{place.ags[:5]:<12}{place.name:<100}41"
    return lines


def changed(ags: str, **values: object) -> str:
    place = REGISTER.places[ags].model_copy(update=values)
    return municipality_line(place)


Update = Callable[..., int]


@pytest.fixture
def register_file(tmp_path: Path) -> Path:
    shutil.copy(DATA.with_name(KEY_CHANGES), tmp_path)
    return Path(shutil.copy(DATA, tmp_path / "register.csv"))


@pytest.fixture
def update(tmp_path: Path, register_file: Path) -> Update:
    def run(lines: Lines, *options: str, encoding: str = "utf-8") -> int:
        file = tmp_path / "GV100AD_31122024.txt"
        around = [
            "1020241231" + "06" + " " * 10 + "Hessen",
            f"6020241231015010010000{'Flensburg, Stadt':<100}61    {'9' * 33}    99999{'':<50}",
            f"6020241231066339000000{'Gutsbezirk, gemfr. Gebiet':<100}66    {'0' * 33}    00000{'':<50}",
        ]
        file.write_bytes("\r\n".join([*around, *lines.values(), ""]).encode(encoding))
        return main(
            ["update", str(file), "--population-year", "2023", "--register", str(register_file), *options]
        )

    return run


def test_records_have_the_official_width() -> None:
    assert {len(line) for line in official_lines().values() if line.startswith("60")} == {220}


def test_an_edition_that_says_the_same_changes_nothing_but_the_dates(
    update: Update, register_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert update(official_lines(), "--write") == 0
    assert capsys.readouterr().out.startswith("2023-11-30 -> 2024-12-31: no differences. Written to")
    expected = DATA.read_text(encoding="utf-8").replace("2023-11-30", "2024-12-31")
    assert register_file.read_text(encoding="utf-8") == expected.replace("population_2022", "population_2023")
    assert "Gemeindeverzeichnis 31.12.2024" in read_register(register_file).source


def test_every_change_is_named_and_applied(
    update: Update, register_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = official_lines()
    lines["06631006"] = changed("06631006", population=11_300, area_km2=56.01)
    lines["06631020"] = changed("06631020", name="Petersberg, Stadt", kind=Kind.TOWN)
    assert update(lines, "--write") == 0
    report = capsys.readouterr().out.splitlines()
    assert report[:-1] == [
        "06631 Landkreis Fulda: area 1380.42 -> 1380.44",
        "06631 Landkreis Fulda: population 227456 -> 227479",
        "06631006 Eichenzell: area 55.99 -> 56.01",
        "06631006 Eichenzell: population 11277 -> 11300",
        "06631020 Petersberg, Stadt: name Petersberg -> Petersberg, Stadt",
        "06631020 Petersberg, Stadt: kind Gemeinde -> Stadt",
    ]
    assert "2 area, 2 population, 1 name, 1 kind" in report[-1]
    eichenzell = read_register(register_file).places["06631006"]
    assert (eichenzell.population, eichenzell.area_km2) == (11_300, 56.01)
    assert (eichenzell.census_2022, eichenzell.latitude, eichenzell.degree_of_urbanisation) == (
        11_689,
        50.493515,
        3,
    )


MARBURG, FREE_MARBURG, ITS_DISTRICT = "06534014", "06539000", "06534"


def with_marburg_on_its_own() -> Lines:
    """Return an edition in which Marburg has left its district: a made one, Marburg has not."""
    urban = {"ags": FREE_MARBURG, "ars": "065390000000", "kind": Kind.URBAN_DISTRICT}
    line = municipality_line(REGISTER.places[MARBURG].model_copy(update=urban))
    return without(official_lines(), MARBURG) | {FREE_MARBURG: line}


def test_a_town_that_leaves_its_district_keeps_what_the_edition_does_not_say(
    update: Update, register_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    marburg = REGISTER.places[MARBURG]
    assert update(with_marburg_on_its_own(), "--write") == 0
    report = capsys.readouterr().out
    assert f"{FREE_MARBURG} Marburg, Universitätsstadt: key {MARBURG} -> {FREE_MARBURG}" in report
    assert f"{FREE_MARBURG} Marburg, Universitätsstadt: kind Stadt -> Kreisfreie Stadt" in report
    assert "gone" not in report
    assert "new" not in report
    renewed = read_register(register_file)
    now = renewed.places[FREE_MARBURG]
    assert (now.longitude, now.census_2022) == (marburg.longitude, marburg.census_2022)
    rest = REGISTER.places[ITS_DISTRICT].population - marburg.population
    assert renewed.places[ITS_DISTRICT].population == rest


def test_a_renewal_writes_which_key_follows_and_keeps_what_was_known(
    update: Update, register_file: Path
) -> None:
    assert update(with_marburg_on_its_own(), "--write") == 0
    hanau, marburg = read_register(register_file).key_changes
    assert hanau == REGISTER.key_changes[0]
    assert (marburg.old, marburg.new, marburg.name) == (MARBURG, FREE_MARBURG, "Marburg, Universitätsstadt")
    assert marburg.date.isoformat() == "2024-12-31"
    assert "Gemeindeverzeichnis 31.12.2024" in marburg.source
    assert read_register(register_file).get(MARBURG) == read_register(register_file).places[FREE_MARBURG]


def test_a_merger_names_the_gone_and_the_new_and_asks_for_coordinates(
    update: Update, register_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = official_lines()
    lines.pop("06631006")
    lines.pop("06631020")
    merged = {"ags": "06631099", "ars": "066310099099", "name": "Eichenberg", "population": 27_687}
    lines["06631099"] = municipality_line(REGISTER.places["06631020"].model_copy(update=merged))
    named = ("--successor", "06631006=06631099", "--successor", "06631020=06631099")
    assert update(lines, "--write", *named) == 0
    report = capsys.readouterr().out
    assert "06631006 Eichenzell: gone" in report
    assert "06631020 Petersberg: gone" in report
    assert "06631099 Eichenberg: new, placed at 50.5" in report
    assert "please enter its coordinates" in report
    eichenberg = read_register(register_file).places["06631099"]
    assert (eichenberg.census_2022, eichenberg.degree_of_urbanisation) == (None, None)
    assert read_register(register_file).places["06631"].census_2022 is None
    assert read_register(register_file).all_of(["06631006", "06631020"]) == (eichenberg,)


def test_a_municipality_that_is_gone_needs_its_successor_named(
    update: Update, register_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = register_file.read_bytes()
    lines = without(official_lines(), "06631006")
    assert update(lines) == 0
    assert "06631006 Eichenzell: gone" in capsys.readouterr().out
    assert update(lines, "--write") == 1
    assert "06631006 Eichenzell" in capsys.readouterr().err
    assert update(lines, "--write", "--successor", "06631006=06631777") == 1
    assert "06631777, named to follow 06631006, is not in this edition" in capsys.readouterr().err
    assert update(lines, "--write", "--successor", "06631009=06631013") == 1
    assert "06631009 did not end" in capsys.readouterr().err
    assert register_file.read_bytes() == before
    assert update(lines, "--write", "--successor", "06631006=06631009") == 0
    followed = read_register(register_file).get("06631006")
    assert followed is not None
    assert followed.display_name == "Fulda"


def test_without_write_nothing_is_written(
    update: Update, register_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = register_file.read_bytes()
    assert update(official_lines() | {"06631006": changed("06631006", population=11_300)}) == 0
    assert "Nothing written; add --write to apply." in capsys.readouterr().out
    assert register_file.read_bytes() == before


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp850", "cp1252"])
def test_old_and_new_encodings_are_recognised(update: Update, register_file: Path, encoding: str) -> None:
    assert update(official_lines(), "--write", encoding=encoding) == 0
    assert read_register(register_file).places == REGISTER.places


def without(lines: Lines, *keys: str) -> Lines:
    return {key: line for key, line in lines.items() if key not in keys}


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ({}, "no municipality of Hessen"),
        ({"06631006": changed("06631006")}, "the file has 1 municipalities, the register 421"),
        (official_lines() | {"06631006": changed("06631006")[:135]}, r"line \d+: not a GV100AD record"),
        (official_lines() | {"06631006": changed("06631006").replace("64", "99")}, "not a GV100AD record"),
        (official_lines() | {"again": changed("06631006")}, "06631006 occurs twice"),
        (without(official_lines(), "06631"), "no record 40 of its district"),
        (
            {key: line.replace("6020241231", "6020191231") for key, line in official_lines().items()},
            "older than the register",
        ),
    ],
)
def test_a_file_that_cannot_be_right_changes_nothing(
    update: Update,
    register_file: Path,
    capsys: pytest.CaptureFixture[str],
    lines: Lines,
    sentence: str,
) -> None:
    before = register_file.read_bytes()
    assert update(lines, "--write") == 1
    captured = capsys.readouterr()
    assert captured.err.startswith("The register was not changed: ")
    assert captured.out == ""
    assert re.search(sentence, captured.err)
    assert register_file.read_bytes() == before


def test_a_missing_file_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["update", str(tmp_path / "absent.txt"), "--population-year", "2023"]) == 1
    assert "absent.txt" in capsys.readouterr().err


def test_a_disk_that_fails_leaves_the_old_file_whole(
    update: Update, register_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(_: int) -> None:
        raise OSError(28, "No space left on device")

    before = register_file.read_bytes()
    monkeypatch.setattr(renewal.os, "fsync", full_disk)
    assert update(official_lines(), "--write") == 1
    assert register_file.read_bytes() == before
    assert [path.name for path in register_file.parent.glob(".*")] == []


def test_another_reader_of_the_layout_sees_the_same_places(update: Update, tmp_path: Path) -> None:
    """Hold our reader against gv100ad-py, which others wrote from the same description."""
    update(official_lines())
    file = tmp_path / "GV100AD_31122024.txt"
    with file.open(encoding="utf-8") as stream:
        theirs = list(gv100ad.GV100ADReader(stream).read())
    wanted = {"KREISFREIE_STADT", "STADT", "KREISANGEHOERIGE_GEMEINDE"}
    municipalities = {
        (one.regional_code, one.association, one.name, one.area, one.inhabitants, one.timestamp)
        for one in theirs
        if isinstance(one, gv100ad.Municipality)
        and one.regional_code.startswith("06")
        and one.type.name in wanted
    }
    districts = {
        (one.regional_code, one.name)
        for one in theirs
        if isinstance(one, gv100ad.District) and one.type.name == "LANDKREIS"
    }
    ours = read_gv100ad(file)
    assert municipalities == {
        (one.ags, one.association, one.name, one.area_ha, one.population, one.as_of)
        for one in ours.municipalities
    }
    assert districts == {(one.ags, one.name) for one in ours.districts}


def test_unincorporated_areas_and_other_states_are_not_read(update: Update, tmp_path: Path) -> None:
    update(official_lines())
    edition = read_gv100ad(tmp_path / "GV100AD_31122024.txt")
    assert len(edition.municipalities) == 421
    assert len(edition.districts) == 21
    assert edition.as_of.isoformat() == "2024-12-31"
