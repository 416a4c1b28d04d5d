from collections.abc import Callable
from pathlib import Path

import pytest

from tests.usecases.examples import use_case
from usecases.catalogue import LIBRARY, Catalogue, CatalogueError, load_catalogue
from usecases.library_file import to_toml
from usecases.model import Origin

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write the example as a library file, its text changed by replacing one part."""

    def write_file(
        old: str = "", new: str = "", name: str = "pegel-musterstadt", area: str = "environment"
    ) -> Path:
        path = tmp_path / area / f"{name}.toml"
        path.parent.mkdir(exist_ok=True)
        text = to_toml(use_case())
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        return path

    return write_file


def test_the_library_is_found_by_id_and_by_area() -> None:
    catalogue = load_catalogue()
    found = catalogue.get("follow-me-odenwaldkreis")
    assert found is not None
    assert found.title("de") == "Follow ME – Kleinbetriebe werden digitale Vorbilder"
    assert "follow-me-odenwaldkreis" in catalogue
    assert catalogue.get("no-such-thing") is None
    assert found in catalogue.in_area("economy")
    assert len(catalogue.in_area("economy")) == catalogue.area_counts()["economy"]
    assert tuple(catalogue) == catalogue.all


def test_related_use_cases_are_found() -> None:
    catalogue = load_catalogue()
    luebeck = catalogue.get("luebeck-kreuzung-frei")
    assert luebeck is not None
    assert [found.id for found in catalogue.related_to(luebeck)] == ["hanau-kreuzung-frei"]


def test_an_own_entry_is_added_and_an_edited_copy_takes_the_place_of_its_original() -> None:
    own = use_case()
    edited = load_catalogue().all[0].model_copy(update={"title_de": "Von uns geändert"})
    catalogue = load_catalogue(extra=[own, edited])
    assert len(catalogue) == len(load_catalogue()) + 1
    assert catalogue.get(own.id) == own
    assert catalogue.get(edited.id) == edited


def test_gaps_name_what_no_source_says() -> None:
    unresolved = use_case(origin=Origin(name="Nordhessen", state="Hessen", kind="joint"), status="unknown")
    complete = use_case(
        id="complete",
        start_year=2020,
        cost={"amount": 1},
        grant={"amount": 1},
        data_protection_de="Es werden keine Personen erfasst.",
    )
    gaps = Catalogue([unresolved, complete]).gaps()
    assert {gap.use_case_id for gap in gaps} == {unresolved.id}
    assert [gap.kind for gap in gaps] == ["place", "status", "start_year", "cost", "grant", "data_protection"]


@pytest.mark.parametrize(
    ("old", "new", "line_starts", "field", "problem"),
    [
        ('area = "environment"', 'area = "sports"', "area = ", "area", "unknown_area"),
        ('status = "running"', 'status = "maybe"', "status = ", "status", "unknown_value"),
        ('title_de = "Pegelsensoren am Mühlbach"', 'title_de = ""', "title_de = ", "title_de", "empty"),
        ("Pegelsensoren", "P" * 100, "title_de = ", "title_de", "too_long"),
        ('kind = "town"\n', "", "[origin]", "origin.kind", "missing"),
        ('summary_de = "Die', 'colour = "red"\nsummary_de = "Die', "colour = ", "colour", "unknown_field"),
        ("https://www.musterstadt.de/pegel", "www.musterstadt.de", "url = ", "sources.1.url", "bad_url"),
        ("2024-05", "Mai 2024", "date = ", "sources.1.date", "bad_date"),
        ("06631006", "6631006", "ags = ", "origin.ags.1", "bad_ags"),
        ('topic = "environmental-sensing"', 'topic = "x"', "topic = ", "topic", "unknown_topic"),
        ('topic = "environmental-sensing"', 'topic = "lorawan"', "topic = ", "topic", "topic_of_other_area"),
    ],
)
def test_a_broken_file_is_named_with_line_and_field(
    write: Write, tmp_path: Path, old: str, new: str, line_starts: str, field: str, problem: str
) -> None:
    path = write(old, new)
    with pytest.raises(CatalogueError) as error:
        load_catalogue(tmp_path)
    assert (error.value.file, error.value.field, error.value.problem) == (path, field, problem)
    assert error.value.line is not None
    assert path.read_text(encoding="utf-8").splitlines()[error.value.line - 1].startswith(line_starts)


def test_broken_syntax_is_named_with_its_line(write: Write, tmp_path: Path) -> None:
    path = write('title_de = "Pegelsensoren am Mühlbach"', 'title_de = "Pegelsensoren')
    with pytest.raises(CatalogueError) as error:
        load_catalogue(tmp_path)
    assert (error.value.file, error.value.line, error.value.problem) == (path, 2, "not_toml")


def test_a_too_long_text_says_how_long_it_may_be(write: Write, tmp_path: Path) -> None:
    write("Pegelsensoren am Mühlbach", "P" * 100)
    with pytest.raises(CatalogueError) as error:
        load_catalogue(tmp_path)
    assert error.value.problems[0].params == {"limit": 80, "length": 100}


def test_every_broken_file_is_named_not_only_the_first(write: Write, tmp_path: Path) -> None:
    write('area = "environment"', 'area = "sports"')
    write('id = "pegel-musterstadt"', 'id = "other"', name="second")
    with pytest.raises(CatalogueError) as error:
        load_catalogue(tmp_path)
    assert [(found.file.stem, found.problem) for found in error.value.problems] == [
        ("pegel-musterstadt", "unknown_area"),
        ("second", "id_is_not_file_name"),
    ]


def test_an_id_may_exist_only_once_and_must_be_the_file_name(write: Write, tmp_path: Path) -> None:
    first = write()
    write(name="second")
    with pytest.raises(CatalogueError) as error:
        load_catalogue(tmp_path)
    assert [found.problem for found in error.value.problems] == ["id_is_not_file_name", "duplicate_id"]
    assert error.value.problems[1].params == {"other_file": str(first)}


def test_a_file_in_the_wrong_folder_is_named(write: Write, tmp_path: Path) -> None:
    write(area="mobility")
    with pytest.raises(CatalogueError, match="area_is_not_folder"):
        load_catalogue(tmp_path)


def test_a_file_that_is_not_utf_8_is_named(write: Write, tmp_path: Path) -> None:
    path = write()
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1252"))
    with pytest.raises(CatalogueError) as error:
        load_catalogue(tmp_path)
    assert error.value.problem == "not_utf8"


def test_an_unreadable_file_is_named(write: Write, tmp_path: Path) -> None:
    path = write()
    path.unlink()
    path.mkdir()
    with pytest.raises(CatalogueError) as error:
        load_catalogue(tmp_path)
    assert (error.value.file, error.value.problem) == (path, "unreadable")


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(write: Write, tmp_path: Path) -> None:
    path = write()
    text = path.read_text(encoding="utf-8")
    path.write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
    assert load_catalogue(tmp_path).all == (use_case(),)


def test_an_empty_folder_is_not_taken_for_an_empty_library(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError) as error:
        load_catalogue(tmp_path)
    assert (error.value.problem, error.value.line, error.value.field) == ("no_files", None, None)


def test_the_order_is_by_area_and_id() -> None:
    ids = [use_case.id for use_case in load_catalogue().in_area("safety")]
    assert ids == sorted(path.stem for path in (LIBRARY / "safety").iterdir())
    assert load_catalogue().all[0].area == "administration"
    assert load_catalogue().all[-1].area == "safety"
