"""Own entries: for one series or for all, checked before anything is kept, never half imported."""

import io
import zipfile
from datetime import UTC, datetime

import pytest

from tests.workshops.room import ADVISOR, Room
from usecases.catalogue import read_file
from usecases.columns import columns, to_row
from usecases.layout import Choice
from workshops import series
from workshops.actors import Actor, Role
from workshops.archive import uploads
from workshops.errors import AccessDenied, NotFound, Refused, StaleEdit
from workshops.library import holdings, imports, shortlist

CELLS = {
    "title_de": "Sirenen mit Sprachansage",
    "area": "safety",
    "topic": "safety",
    "place": "Hofbieber",
    "state": "Hessen",
    "kind": "Gemeinde",
    "ags": "06631013",
    "summary_de": "Die Gemeinde warnt an 12 Standorten mit Sprache statt mit Tönen.",
    "cost": "48.500,50",
    "source_1_title": "Gemeinde Hofbieber",
    "source_1_url": "https://www.hofbieber.de/sirenen",
    "source_1_date": "03.2025",
}


def written(room: Room, *, series_id: str | None = None, **cells: str) -> holdings.EntryView:
    row = holdings.read_entry(room.database, ADVISOR, CELLS | cells)
    assert row.use_case, row.problems
    return holdings.add(room.database, ADVISOR, row.use_case, series_id=series_id)


def another_series(room: Room) -> str:
    made = series.create(room.database, ADVISOR, title="Andere", municipality_ags="06631013")
    return made.id


def test_an_entry_is_typed_as_people_write_and_kept_as_the_library_needs_it(room: Room):
    entry = written(room)
    assert entry.id == "sirenen-mit-sprachansage-hofbieber"
    assert str(entry.use_case.cost.amount if entry.use_case.cost else None) == "48500.50"
    assert entry.use_case.sources[0].date == "2025-03"
    assert holdings.catalogue(room.database, ADVISOR, room.id).get(entry.id) == entry.use_case
    assert len(holdings.catalogue(room.database, ADVISOR, room.id)) == len(holdings.shipped()) + 1


def test_an_entry_for_one_series_is_seen_in_no_other(room: Room):
    elsewhere = another_series(room)
    own = written(room, series_id=room.id)
    for_all = written(room, title_de="Warnung für alle")
    assert {entry.id for entry in holdings.entries(room.database, ADVISOR, room.id)} == {own.id, for_all.id}
    assert [entry.id for entry in holdings.entries(room.database, ADVISOR, elsewhere)] == [for_all.id]
    assert own.id not in holdings.catalogue(room.database, ADVISOR, elsewhere)


def test_a_figure_without_a_source_is_not_kept(room: Room):
    row = holdings.read_entry(
        room.database, ADVISOR, {name: cell for name, cell in CELLS.items() if not name.startswith("source")}
    )
    assert [(problem.code, problem.field) for problem in row.problems] == [
        ("figure_without_source", "cost"),
        ("figure_without_source", "summary_de"),
    ]
    assert row.use_case
    with pytest.raises(holdings.UnsoundEntry) as refused:
        holdings.add(room.database, ADVISOR, row.use_case, series_id=None)
    assert refused.value.problems == row.problems
    assert holdings.entries(room.database, ADVISOR, room.id) == ()


def test_what_cannot_be_understood_is_named_by_its_column(room: Room):
    cells = CELLS | {"area": "Weltraum", "cost": "1,234", "source_1_url": "hofbieber"}
    row = holdings.read_entry(room.database, ADVISOR, cells)
    assert row.use_case is None
    assert {(problem.code, problem.field) for problem in row.problems} >= {
        ("unknown_area", "area"),
        ("ambiguous_amount", "cost"),
        ("bad_url", "source_1_url"),
    }


def test_the_same_title_and_place_is_named_as_a_likely_duplicate_and_gets_an_id_of_its_own(room: Room):
    first = written(room)
    row = holdings.read_entry(room.database, ADVISOR, CELLS)
    assert [(problem.code, problem.params["id"], problem.warning) for problem in row.problems] == [
        ("possible_duplicate", first.id, True)
    ]
    assert written(room).id == f"{first.id}-2"


def test_an_edited_entry_keeps_its_id_and_is_no_duplicate_of_itself(room: Room):
    entry = written(room)
    row = holdings.read_entry(
        room.database, ADVISOR, CELLS | {"title_de": "Sirenen, die sprechen"}, entry_id=entry.id
    )
    assert row.use_case
    assert row.problems == ()
    changed = holdings.change(room.database, ADVISOR, row.use_case, series_id=room.id, based_on=entry.version)
    assert (changed.id, changed.version, changed.series_id) == (entry.id, 2, room.id)
    assert holdings.entries(room.database, ADVISOR, room.id) == (changed,)


def test_the_second_of_two_windows_does_not_overwrite_the_first(room: Room):
    entry = written(room)
    newer = entry.use_case.model_copy(update={"title_de": "Zuerst gespeichert"})
    holdings.change(room.database, ADVISOR, newer, series_id=None, based_on=entry.version)
    with pytest.raises(StaleEdit):
        holdings.change(room.database, ADVISOR, entry.use_case, series_id=None, based_on=entry.version)
    [kept] = holdings.entries(room.database, ADVISOR, room.id)
    assert kept.use_case == newer


def test_a_shortlist_keeps_what_was_taken_when_the_entry_changes_and_goes(room: Room):
    entry = written(room)
    item = shortlist.add_use_case(room.database, ADVISOR, room.id, entry.use_case)
    newer = entry.use_case.model_copy(update={"title_de": "Anders"})
    holdings.change(room.database, ADVISOR, newer, series_id=None, based_on=entry.version)
    holdings.remove(room.database, ADVISOR, entry.id)
    kept = next(found for found in shortlist.items(room.database, ADVISOR, room.id) if found.id == item.id)
    assert kept.use_case == entry.use_case
    with pytest.raises(NotFound):
        holdings.remove(room.database, ADVISOR, entry.id)


def test_the_fingerprint_changes_with_whatever_the_series_sees_and_with_nothing_else(room: Room):
    elsewhere = another_series(room)
    seen = [holdings.fingerprint(room.database, ADVISOR, room.id)]
    entry = written(room)
    seen.append(holdings.fingerprint(room.database, ADVISOR, room.id))
    holdings.change(room.database, ADVISOR, entry.use_case, series_id=room.id, based_on=1)
    seen.append(holdings.fingerprint(room.database, ADVISOR, room.id))
    holdings.remove(room.database, ADVISOR, entry.id)
    assert holdings.fingerprint(room.database, ADVISOR, room.id) == seen[0]
    written(room)
    seen.append(holdings.fingerprint(room.database, ADVISOR, room.id))
    assert len(set(seen)) == len(seen)
    written(room, series_id=elsewhere, title_de="Nur woanders")
    assert holdings.fingerprint(room.database, ADVISOR, room.id) == seen[-1]


def test_many_entries_are_added_together_or_not_at_all(room: Room):
    sound = written(room, title_de="Schon da").use_case
    fresh = sound.model_copy(update={"id": "neu"})
    for broken in (sound, fresh, fresh.model_copy(update={"id": "ohne-beleg", "sources": ()})):
        with pytest.raises((Refused, holdings.UnsoundEntry)):
            holdings.add_all(room.database, ADVISOR, [fresh, broken], series_id=None)
    shipped = next(iter(holdings.shipped()))
    with pytest.raises(Refused):
        holdings.add(room.database, ADVISOR, shipped, series_id=None)
    assert [entry.id for entry in holdings.entries(room.database, ADVISOR, room.id)] == [sound.id]
    both = holdings.add_all(
        room.database, ADVISOR, [fresh, sound.model_copy(update={"id": "neu-2"})], series_id=room.id
    )
    assert [entry.id for entry in both] == ["neu", "neu-2"]


def test_a_table_is_shown_row_by_row_and_names_entries_that_exist(room: Room):
    entry = written(room)
    header = [column.name for column in columns()]
    rows = [to_row(entry.use_case, columns()), to_row(entry.use_case, columns())]
    rows[1][header.index("id")], rows[1][header.index("area")] = "anders", "Weltraum"
    text = "\n".join(";".join(f'"{cell}"' for cell in row) for row in [header, *rows])
    book = uploads.table(ADVISOR, text.encode("cp1252"))
    seen = imports.preview(room.database, ADVISOR, book, Choice())
    assert seen.encoding == "cp1252"
    assert not seen.ready
    assert [[problem.code for problem in row.problems] for row in seen.rows] == [
        ["duplicate_id"],
        ["unknown_area"],
    ]
    assert seen.use_cases == ()


def test_an_exported_entry_is_a_file_that_the_library_reads(room: Room, tmp_path):
    entry = written(room)
    name, content = holdings.library_file(entry)
    file = tmp_path / name
    file.parent.mkdir()
    file.write_bytes(content)
    assert name == f"safety/{entry.id}.toml"
    assert read_file(file) == (entry.use_case, ())


def test_all_entries_fit_into_one_archive_of_library_files(room: Room):
    entries = (written(room), written(room, title_de="Noch eine Warnung", series_id=room.id))
    with zipfile.ZipFile(io.BytesIO(holdings.archive(entries))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == dict(
            holdings.library_file(entry) for entry in entries
        )


def test_a_copy_of_a_library_entry_is_an_entry_of_its_own(room: Room):
    original = next(iter(holdings.shipped()))
    copy = holdings.copy_of(original)
    cells = dict(zip((column.name for column in columns(12)), to_row(copy, columns(12)), strict=True))
    row = holdings.read_entry(room.database, ADVISOR, cells)
    assert row.use_case
    assert row.use_case.id != original.id
    assert row.use_case.sources == original.sources
    added = holdings.add(room.database, ADVISOR, row.use_case, series_id=None)
    assert {original.id, added.id} <= {
        case.id for case in holdings.catalogue(room.database, ADVISOR, room.id)
    }


def test_deleting_a_series_deletes_its_own_entries_only(room: Room):
    written(room, series_id=room.id)
    for_all = written(room, title_de="Für alle")
    elsewhere = another_series(room)
    series.delete(room.database, ADVISOR, room.id)
    assert [entry.id for entry in holdings.entries(room.database, ADVISOR, elsewhere)] == [for_all.id]


def test_the_log_of_the_series_tells_of_its_entries(room: Room):
    before = series.get(room.database, ADVISOR, room.id).revision
    entry = written(room, series_id=room.id)
    holdings.remove(room.database, ADVISOR, entry.id)
    assert series.get(room.database, ADVISOR, room.id).revision == before + 2


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.MUNICIPALITY, Role.WALL, Role.NOBODY])
def test_only_advisors_reach_own_entries(room: Room, role: Role):
    entry = written(room)
    actor = Actor(role, series_id=room.id)
    database = room.database
    for attempt in (
        lambda: holdings.entries(database, actor, room.id),
        lambda: holdings.fingerprint(database, actor, room.id),
        lambda: holdings.read_entry(database, actor, CELLS),
        lambda: holdings.add(database, actor, entry.use_case, series_id=None),
        lambda: holdings.change(database, actor, entry.use_case, series_id=None, based_on=1),
        lambda: holdings.remove(database, actor, entry.id),
        lambda: uploads.table(actor, b""),
    ):
        with pytest.raises(AccessDenied):
            attempt()
    assert holdings.entries(database, ADVISOR, room.id) == (entry,)
    assert entry.changed_at <= datetime.now(UTC)
