"""Keys that ended: an old key finds its place, whoever kept it."""

from datetime import date
from pathlib import Path

import pytest

from municipalities.register import DATA, KEY_CHANGES, Kind, Register, load_register
from municipalities.succession import KeyChange, follow, key_changes_text, read_key_changes

REGISTER = load_register()
FORMER_HANAU, HANAU, MAIN_KINZIG = "06435014", "06415000", "06435"
# § 2 of the Hanau-Auskreisungsgesetz names them.
STAY_IN_MAIN_KINZIG = frozenset(
    """
    Bad Orb/Bad Soden-Salmünster/Bruchköbel/Erlensee/Gelnhausen/Langenselbold/Maintal/Nidderau/Schlüchtern/
    Steinau an der Straße/Wächtersbach/Biebergemünd/Birstein/Brachttal/Flörsbachtal/Freigericht/
    Großkrotzenburg/Gründau/Hammersbach/Hasselroth/Jossgrund/Linsengericht/Neuberg/Niederdorfelden/
    Rodenbach/Ronneburg/Schöneck/Sinntal
    """.replace("\n", "")
    .replace("    ", "")
    .split("/")
)


def change(old: str, new: str, **values: object) -> KeyChange:
    facts = {"date": date(2026, 1, 1), "name": "Ort", "source": "Gesetz", **values}
    return KeyChange(old=old, new=new, **facts)


def test_hanau_is_a_district_of_its_own_since_2026() -> None:
    hanau = REGISTER.places[HANAU]
    assert (hanau.display_name, hanau.kind, hanau.district_ags) == ("Hanau", Kind.URBAN_DISTRICT, "06415")
    assert hanau.ars == "064150000000"
    assert REGISTER.within("06415") == (hanau,)
    (known,) = REGISTER.key_changes
    assert (known.old, known.new, known.date) == (FORMER_HANAU, HANAU, date(2026, 1, 1))
    assert "Hanau-Auskreisungsgesetz" in known.source


def test_the_main_kinzig_kreis_keeps_the_28_municipalities_of_the_act() -> None:
    names = [place.display_name.partition(" (")[0] for place in REGISTER.within(MAIN_KINZIG)]
    assert set(names) == STAY_IN_MAIN_KINZIG
    assert len(names) == 28
    assert (REGISTER.places[MAIN_KINZIG].population, REGISTER.places[MAIN_KINZIG].area_km2) == (
        329_474,
        1231.76,
    )


def test_an_old_key_finds_its_place() -> None:
    hanau = REGISTER.places[HANAU]
    assert REGISTER.get(FORMER_HANAU) == hanau
    assert REGISTER.find(FORMER_HANAU) == (hanau,)
    assert REGISTER.current_key(FORMER_HANAU) == HANAU
    assert REGISTER.all_of([FORMER_HANAU, HANAU, "06999999", "06435019"]) == (
        hanau,
        REGISTER.places["06435019"],
    )


def test_what_is_no_former_key_stays_as_it_is() -> None:
    assert REGISTER.current_key("06631006") == "06631006"
    assert REGISTER.current_key("06999999") == "06999999"
    assert REGISTER.get("06999999") is None


def test_every_former_key_leads_to_a_place_and_is_none_itself() -> None:
    for known in REGISTER.key_changes:
        assert REGISTER.get(known.old) is not None
        assert known.old not in REGISTER.places


def test_successors_are_followed_to_the_one_that_is_known() -> None:
    successors = {"06631001": "06631002", "06631002": "06631003"}
    assert follow("06631001", successors, {"06631003"}) == "06631003"
    assert follow("06631001", successors, {"06631002"}) == "06631002"
    assert follow("06631001", successors, ()) == "06631003"


def test_a_register_older_than_a_change_keeps_its_own_key() -> None:
    old = REGISTER.places[HANAU].model_copy(update={"ags": FORMER_HANAU})
    register = Register([old], date(2023, 11, 30), 2022, REGISTER.key_changes)
    assert register.get(FORMER_HANAU) == old
    assert register.current_key(FORMER_HANAU) == FORMER_HANAU


def test_changes_come_back_as_they_were_written(tmp_path: Path) -> None:
    changes = (
        change("06631001", "06631002", name='Ort "am Berg" \\ Süd', url="https://beispiel.de/gesetz"),
        change("06631003", "06631004"),
    )
    file = tmp_path / "changes.toml"
    file.write_text(key_changes_text(changes), encoding="utf-8")
    assert read_key_changes(file) == changes
    assert read_key_changes(tmp_path / "absent.toml") == ()


def test_the_shipped_file_is_as_the_tool_writes_it() -> None:
    shipped = DATA.with_name(KEY_CHANGES).read_text(encoding="utf-8")
    assert shipped == key_changes_text(REGISTER.key_changes)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ([("06631001", "06631002"), ("06631001", "06631003")], "a key ends twice"),
        ([("06631001", "06631002"), ("06631002", "06631001")], "lead in a circle"),
        ([("06631001", "06631002"), ("06631002", "06631003"), ("06631003", "06631002")], "lead in a circle"),
        ([("06631001", "06631001")], "lead in a circle"),
    ],
)
def test_changes_that_contradict_each_other_are_refused(
    tmp_path: Path, changes: list[tuple[str, str]], sentence: str
) -> None:
    file = tmp_path / "changes.toml"
    file.write_text(key_changes_text([change(*keys) for keys in changes]), encoding="utf-8")
    with pytest.raises(ValueError, match=sentence):
        read_key_changes(file)


@pytest.mark.parametrize("text", ["[[change]", "[[change]]\nold = '1'\n", "[[change]]\nold = '06631001'\n"])
def test_a_file_of_another_form_is_refused_by_name(tmp_path: Path, text: str) -> None:
    file = tmp_path / "changes.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"changes\.toml: "):
        read_key_changes(file)
