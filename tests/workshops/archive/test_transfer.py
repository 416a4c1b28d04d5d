"""A series as a file: complete, without secrets, brought in whole or not at all, with the same figures."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from sqlmodel import SQLModel

from storage import queries, tables
from storage.database import Database
from tests.workshops.factories import a_series, a_use_case, member
from tests.workshops.room import ADVISOR, Room
from tests.workshops.whole_series import ACCENT, whole_series
from workshops import look, series
from workshops.access import admission
from workshops.actors import Role
from workshops.archive import retention, transfer
from workshops.archive.file import LARGEST_FILE
from workshops.archive.tables import SCHEMA_VERSION, SINCE_VERSION, TABLES
from workshops.archive.transfer import Mode
from workshops.deciding import proposal
from workshops.errors import AccessDenied, InvalidInput, Refused
from workshops.evaluation import outcome
from workshops.handing_over import sketching
from workshops.library import holdings, shortlist
from workshops.live import participants, rounds

LEFT_OUT = {
    "series": {"join_code"},
    "event": {"id"},
    "look": {"key"},
}
SECRET_TABLES = {
    "access_link", "advisor_session", "device", "draft", "entry_proposal", "guess", "seen", "setting",
    "taken_out", "template", "wall_pairing",
}  # fmt: skip


@pytest.fixture(
    params=[("new_sqlite", "empty_postgres"), ("empty_postgres", "new_sqlite")], ids=["there", "back"]
)
def both(request: pytest.FixtureRequest) -> tuple[Database, Database]:
    """Return two installations with databases of different kinds."""
    here, there = (request.getfixturevalue(name) for name in request.param)
    return here, there


def figures(database: Database, series_id: str) -> list[dict[str, Any]]:
    """Return everything that every round comes to."""
    found = []
    with database.read() as session:
        rounds = queries.many(session, tables.RoundRow, series_id=series_id, order_by=("number",))
    for row in rounds:
        seen = outcome.of_round(database, ADVISOR, row.id)
        assert seen
        found.append(seen.evaluation.to_dict())
    return found


def contents(database: Database, series_id: str) -> dict[str, Any]:
    """Return all that a file of the series would hold."""
    packed = zipfile.ZipFile(io.BytesIO(transfer.export(database, ADVISOR, series_id)))
    return {name: json.loads(packed.read(name)) for name in packed.namelist() if name != "manifest.json"}


def test_every_column_of_a_series_is_in_the_file_or_left_out_on_purpose():
    held = {table.row.__tablename__: table for table in TABLES}
    for table in SQLModel.metadata.sorted_tables:
        if table.name in SECRET_TABLES:
            continue
        record = held[table.name].record if table.name in held else transfer.SeriesRecord
        columns = {column.name for column in table.columns} - LEFT_OUT.get(table.name, set()) - {"series_id"}
        kept = {name for name, each in record.model_fields.items() if not each.exclude}
        assert kept == columns, table.name


@pytest.mark.postgres
def test_the_other_installation_computes_the_same_figures(both: tuple[Database, Database]):
    here, there = both
    room = whole_series(here)
    read = transfer.read(ADVISOR, transfer.export(here, ADVISOR, room.id))
    brought = transfer.bring_in(there, ADVISOR, read, Mode.NEW)
    assert brought.id == room.id
    assert figures(there, room.id) == figures(here, room.id)
    after, before = contents(there, room.id), contents(here, room.id)
    assert after.pop("events.json")[-1]["kind"] == "series_imported"
    before.pop("events.json")
    after["series.json"].pop("revision")
    before["series.json"].pop("revision")
    assert after == before


def test_the_file_opens_no_doors(database: Database):
    room = whole_series(database)
    text = "".join(
        zipfile.ZipFile(io.BytesIO(transfer.export(database, ADVISOR, room.id))).read(name).decode()
        for name in ("series.json", "participants.json", "events.json")
    )
    secrets = [room.series.join_code, 'lead":']
    with database.read() as session:
        for device in queries.many(session, tables.DeviceRow):
            secrets += [device.token_hash, device.reentry_hash]
        secrets += [link.token_hash for link in queries.many(session, tables.AccessLinkRow)]
    assert len(secrets) > 10
    assert [secret for secret in secrets if secret in text] == []


def test_only_advisors_export_and_import(database: Database):
    held = a_series(database)
    file = transfer.export(database, ADVISOR, held.id)
    for role in (Role.MUNICIPALITY, Role.WALL, Role.PARTICIPANT, Role.NOBODY):
        with pytest.raises(AccessDenied):
            transfer.export(database, member(role, held.id), held.id)
        with pytest.raises(AccessDenied):
            transfer.read(member(role, held.id), file)
        with pytest.raises(AccessDenied):
            transfer.bring_in(database, member(role, held.id), transfer.read(ADVISOR, file), Mode.COPY)


def test_the_same_series_is_not_brought_in_twice_unasked(database: Database):
    room = whole_series(database)
    read = transfer.read(ADVISOR, transfer.export(database, ADVISOR, room.id))
    known = transfer.known(database, ADVISOR, read)
    assert known
    assert (known.series.id, known.changes_here, known.changes_in_file) == (room.id, 0, 0)
    shortlist.add_idea(database, ADVISOR, room.id, title="Neu", summary="Neu.", area="mobility")
    later = transfer.known(database, ADVISOR, read)
    assert later
    assert (later.changes_here, later.changes_in_file) == (1, 0)
    before = contents(database, room.id)
    with pytest.raises(Refused):
        transfer.bring_in(database, ADVISOR, read, Mode.NEW)
    assert contents(database, room.id) == before


def test_replacing_takes_the_state_of_the_file_and_keeps_doors(database: Database):
    room = whole_series(database)
    phone = room.join("my phone", "citizens")
    token = admission.create_link(database, ADVISOR, room.id, "municipality")
    read = transfer.read(ADVISOR, transfer.export(database, ADVISOR, room.id))
    before = figures(database, room.id)
    added = shortlist.add_idea(database, ADVISOR, room.id, title="Neu", summary="Neu.", area="mobility")
    revision = series.get(database, ADVISOR, room.id).revision
    brought = transfer.bring_in(database, ADVISOR, read, Mode.REPLACE)
    assert added.id not in {item.id for item in shortlist.items(database, ADVISOR, room.id)}
    assert figures(database, room.id) == before
    assert brought.join_code == room.series.join_code
    assert brought.revision > revision
    assert admission.link_holder(database, token) == room.municipality
    assert participants.of_device(database, "my phone") == phone


def test_replacing_does_not_bring_deleted_traces_back(database: Database):
    room = whole_series(database)
    read = transfer.read(ADVISOR, transfer.export(database, ADVISOR, room.id))
    retention.delete_now(database, ADVISOR, room.id)
    transfer.bring_in(database, ADVISOR, read, Mode.REPLACE)
    assert contents(database, room.id)["comments.json"] == []
    assert retention.traces(database, ADVISOR, room.id).deleted_on


def test_a_copy_stands_beside_the_original_with_the_same_figures(database: Database):
    room = whole_series(database)
    read = transfer.read(ADVISOR, transfer.export(database, ADVISOR, room.id))
    copied = transfer.bring_in(database, ADVISOR, read, Mode.COPY)
    assert copied.id != room.id
    assert copied.join_code != room.series.join_code
    original, copy = contents(database, room.id), contents(database, copied.id)
    assert keys(original).isdisjoint(keys(copy))
    assert {name: len(rows) for name, rows in copy.items() if name not in ("events.json", "series.json")} == {
        name: len(rows) for name, rows in original.items() if name not in ("events.json", "series.json")
    }
    scores = [
        [(item["score"], item["rank"]) for item in each["items"]] for each in figures(database, room.id)
    ]
    assert scores == [
        [(item["score"], item["rank"]) for item in each["items"]] for each in figures(database, copied.id)
    ]
    (own,) = [entry for entry in holdings.entries(database, ADVISOR, copied.id) if entry.series_id]
    assert own.id == "eigener-pegel-2"
    assert own.id in {item.use_case_id for item in shortlist.items(database, ADVISOR, copied.id)}
    assert len(sketching.sketches(database, ADVISOR, copied.id)) == 2
    wanted = proposal.wishes(database, ADVISOR, copied.id)
    assert set(wanted.costs) <= {item.id for item in shortlist.items(database, ADVISOR, copied.id)}


def test_the_look_goes_with_the_file_and_stays_where_it_brings_none(database: Database, file: bytes):
    for mode, brought in [(Mode.NEW, file), (Mode.COPY, file), (Mode.REPLACE, of_format_3(file))]:
        stored = transfer.bring_in(database, ADVISOR, transfer.read(ADVISOR, brought), mode)
        own = look.own(database, ADVISOR, stored.id)
        assert own.accent == ACCENT
        assert own.emblem is not None
        assert Image.open(io.BytesIO(own.emblem.content)).size == (48, 60)
    bare = rewritten(file, "looks.json", lambda _rows: [])
    copied = transfer.bring_in(database, ADVISOR, transfer.read(ADVISOR, bare), Mode.COPY)
    assert look.own(database, ADVISOR, copied.id) == look.Look()


def of_format_3(file: bytes) -> bytes:
    """Return a file as it was written before it held the look and what became of the projects."""
    old = zipfile.ZipFile(io.BytesIO(file))
    newer = {f"{table}.json" for table, version in SINCE_VERSION.items() if version > 3}
    parts = {each: old.read(each) for each in old.namelist() if each not in newer}
    manifest = json.loads(parts["manifest.json"])
    for name in newer:
        del manifest["sha256"][name]
    parts["manifest.json"] = json.dumps(manifest | {"schema_version": 3}).encode()
    return zipped(parts)


def keys(held: dict[str, Any]) -> set[str]:
    """Return the keys of all rows, and what every row points at."""
    found: set[str] = set()
    for rows in held.values():
        for row in rows if isinstance(rows, list) else [rows]:
            found |= {str(value) for name, value in row.items() if name == "id" or name.endswith("_id")}
            found |= (
                set(row.get("item_ids", [])) | {row["payload"].get("item", "")} if "payload" in row else set()
            )
    criteria = {row["criterion_id"] for row in held["ratings.json"]} | {"K1", "None", ""}
    shipped = {use_case.id for use_case in holdings.shipped()}
    return found - criteria - shipped


def test_parts_that_belong_to_another_series_are_not_taken_over(database: Database):
    room = whole_series(database)
    stolen = altered(transfer.export(database, ADVISOR, room.id), "series.json", id="0" * 16)
    with pytest.raises(Refused):
        transfer.bring_in(database, ADVISOR, transfer.read(ADVISOR, stolen), Mode.NEW)
    assert [each.id for each in series.every(database, ADVISOR)] == [room.id]


def altered(file: bytes, name: str, **changed: Any) -> bytes:
    """Return a file of a series with other values in its (first) record, and with fitting checksums."""

    def change(content: Any) -> Any:
        (content[0] if isinstance(content, list) else content).update(changed)
        return content

    return rewritten(file, name, change)


def rewritten(file: bytes, name: str, change: Callable[[Any], Any]) -> bytes:
    old = zipfile.ZipFile(io.BytesIO(file))
    parts = {each: old.read(each) for each in old.namelist()}
    parts[name] = json.dumps(change(json.loads(parts[name]))).encode()
    if name != "manifest.json":
        manifest = json.loads(parts["manifest.json"])
        manifest["sha256"][name] = hashlib.sha256(parts[name]).hexdigest()
        parts["manifest.json"] = json.dumps(manifest).encode()
    return zipped(parts)


def zipped(parts: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", packing) as new:
        for each, content in parts.items():
            new.writestr(each, content)
    return packed.getvalue()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the file of a whole series."""
    from storage.database import open_database

    opened = open_database(f"sqlite:///{tmp_path_factory.mktemp('archive') / 'one.db'}")
    try:
        return transfer.export(opened, ADVISOR, whole_series(opened).id)
    finally:
        opened.close()


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("series.json", {"id": "../../etc"}),
        ("series.json", {"criteria_set": "huge"}),
        ("series.json", {"municipality_ags": "99999999"}),
        ("series.json", {"title": "a\0b"}),
        ("series.json", {"title": ""}),
        ("series.json", {"created_at": "2026-01-01T00:00:00"}),
        ("series.json", {"revision": 2**40}),
        ("series.json", {"settings": {"live": {"dots": "wide open"}}}),
        ("series.json", {"settings": {"live": 5}}),
        ("series.json", {"settings": {"proposal": {"budget": "much"}}}),
        ("series.json", {"settings": {"proposal": {"budget": 1e308}}}),
        ("items.json", {"kind": "virus"}),
        ("items.json", {"area": "moon"}),
        ("items.json", {"snapshot": {}}),
        ("items.json", {"snapshot": {"summary": "x", "more": {"nan": float("nan")}}}),
        ("items.json", {"title": " \u200b"}),
        ("gates.json", {"item_id": "0000000000000000"}),
        ("gates.json", {"gate_id": "unknown"}),
        ("rounds.json", {"state": "finished"}),
        ("rounds.json", {"criterion_ids": ["unknown"]}),
        ("rounds.json", {"item_ids": ["0000000000000000"]}),
        ("rounds.json", {"closed_at": "9999-12-31T23:59:59Z"}),
        ("rounds.json", {"criterion_ids": ["N1", "N1"]}),
        ("ratings.json", {"value": 6}),
        ("ratings.json", {"value": "5"}),
        ("ratings.json", {"value": 4.5}),
        ("ratings.json", {"participant_id": "0000000000000000"}),
        ("participants.json", {"kind": "paper", "label": "eins"}),
        ("weights.json", {"method": "magic"}),
        ("weights.json", {"dimensions": {"benefit": -1.0}}),
        ("weights.json", {"dimensions": {"money": 1.0}}),
        ("weights.json", {"dimensions": {"benefit": 1e308}}),
        ("weights.json", {"judgements": {"benefit": {"method": "pairwise", "pairs": {"N1:N2": 0}}}}),
        ("weights.json", {"owner_kind": "participant", "owner": "nobody"}),
        ("picks.json", {"item_id": None}),
        ("ideas.json", {"merged_into": "0000000000000000"}),
        ("sketches.json", {"content": {"schema_version": 99}}),
        ("sketch_versions.json", {"content": {}}),
        ("library.json", {"content": {"id": "eigener-pegel"}}),
        ("library.json", {"id": "other"}),
        ("looks.json", {"accent": "red"}),
        ("looks.json", {"accent": "#ffff00"}),
        ("looks.json", {"emblem": "bm8gcGljdHVyZQ=="}),
        ("looks.json", {"emblem": "not base64!"}),
        ("events.json", {"payload": {"text": "a\0b"}}),
        ("events.json", {"at": "9999-12-31T23:59:59Z"}),
        ("events.json", {"at": "0001-01-01T00:00:00+14:00"}),
    ],
    ids=str,
)
def test_what_the_tool_never_writes_is_refused(file: bytes, name: str, changed: dict[str, Any]):
    with pytest.raises(InvalidInput) as caught:
        transfer.read(ADVISOR, altered(file, name, **changed))
    assert name in caught.value.message


def test_a_row_twice_is_refused(file: bytes):
    for name in ("items.json", "ratings.json", "weights.json", "picks.json"):
        with pytest.raises(InvalidInput, match=name):
            transfer.read(ADVISOR, rewritten(file, name, lambda rows: [*rows, rows[0]]))
    with pytest.raises(InvalidInput, match=r"rounds\.json 1 number"):
        transfer.read(
            ADVISOR, rewritten(file, "rounds.json", lambda rows: [row | {"number": 1} for row in rows])
        )


def test_an_item_twice_in_a_round_is_refused(file: bytes):
    def doubled(rows: Any) -> Any:
        return [row | {"item_ids": row["item_ids"] * 2} for row in rows]

    with pytest.raises(InvalidInput, match=r"rounds\.json"):
        transfer.read(ADVISOR, rewritten(file, "rounds.json", doubled))


def test_a_pick_that_is_not_on_the_shortlist_is_refused(file: bytes):
    def all_off(rows: Any) -> Any:
        return [row | {"removed_at": "2026-01-01T00:00:00Z"} for row in rows]

    with pytest.raises(InvalidInput, match=r"picks\.json"):
        transfer.read(ADVISOR, rewritten(file, "items.json", all_off))


def test_a_tower_of_lists_is_refused(file: bytes):
    tower: list[Any] = []
    for _storey in range(100):
        tower = [tower]
    with pytest.raises(InvalidInput, match=r"series\.json"):
        transfer.read(ADVISOR, altered(file, "series.json", settings={"tower": tower}))
    deep = b"[" * 1_000_000
    with pytest.raises(InvalidInput):
        transfer.read(ADVISOR, with_part(file, "notes.json", deep))


def with_part(file: bytes, name: str, content: bytes) -> bytes:
    old = zipfile.ZipFile(io.BytesIO(file))
    parts = {each: old.read(each) for each in old.namelist()} | {name: content}
    manifest = json.loads(parts["manifest.json"])
    manifest["sha256"][name] = hashlib.sha256(content).hexdigest()
    return zipped(parts | {"manifest.json": json.dumps(manifest).encode()})


def test_a_damaged_file_is_refused(file: bytes):
    old = zipfile.ZipFile(io.BytesIO(file))
    parts = {each: old.read(each) for each in old.namelist()}
    parts["notes.json"] = b"[]"
    with pytest.raises(InvalidInput, match=r"notes\.json"):
        transfer.read(ADVISOR, zipped(parts))
    for broken in (
        b"",
        b"PK",
        file[:-40],
        file[:200],
        bytes(byte ^ 1 if 300 < place < 900 else byte for place, byte in enumerate(file)),
    ):
        with pytest.raises(InvalidInput):
            transfer.read(ADVISOR, broken)


def test_another_schema_version_is_refused_with_both_numbers(file: bytes):
    def newer(manifest: dict[str, Any]) -> dict[str, Any]:
        return manifest | {"schema_version": SCHEMA_VERSION + 1}

    found, read = SCHEMA_VERSION + 1, SCHEMA_VERSION
    with pytest.raises(InvalidInput, match=rf"\({found}; (this one reads|diese liest) {read}\)"):
        transfer.read(ADVISOR, rewritten(file, "manifest.json", newer))


def test_foreign_and_hostile_files_are_refused(file: bytes):
    old = zipfile.ZipFile(io.BytesIO(file))
    parts = {each: old.read(each) for each in old.namelist()}
    bomb = parts | {"notes.json": b" " * (65 * 1024 * 1024)}
    hostile = {
        "a picture": b"\x89PNG" + b"0" * 500,
        "another zip": zipped({"hallo.txt": b"hallo"}),
        "a path out": zipped(parts | {"../../notes.json": b"[]"}),
        "a path instead": zipped({name.replace("notes", "../notes"): text for name, text in parts.items()}),
        "a bomb": zipped(bomb),
        "a packing of its own": zipped(parts, zipfile.ZIP_LZMA),
        "too large": b"0" * (LARGEST_FILE + 1),
        "no manifest": zipped({name: text for name, text in parts.items() if name != "manifest.json"}),
    }
    for what, data in hostile.items():
        with pytest.raises(InvalidInput) as caught:
            transfer.read(ADVISOR, data)
        assert caught.value.message.endswith("."), what


def test_an_announced_size_that_lies_is_noticed(file: bytes):
    """A bomb that says it unpacks to little is read no further than it says, and its CRC does not fit."""
    inflated = bytearray(
        zipped(
            {
                name: b"0" * 5_000_000 if name == "notes.json" else text
                for name, text in (
                    (each, zipfile.ZipFile(io.BytesIO(file)).read(each))
                    for each in zipfile.ZipFile(io.BytesIO(file)).namelist()
                )
            }
        )
    )
    size = (5_000_000).to_bytes(4, "little")
    assert inflated.count(size) == 2
    lie = bytes(inflated).replace(size, (10).to_bytes(4, "little"))
    with pytest.raises(InvalidInput):
        transfer.read(ADVISOR, lie)


def test_nothing_is_left_of_an_import_that_fails_halfway(
    database: Database, file: bytes, monkeypatch: pytest.MonkeyPatch
):
    read = transfer.read(ADVISOR, file)

    def fail(*_given: object, **_named: object) -> None:
        raise RuntimeError("the power went away")

    monkeypatch.setattr(transfer.journal, "record", fail)
    with pytest.raises(RuntimeError):
        transfer.bring_in(database, ADVISOR, read, Mode.NEW)
    assert series.every(database, ADVISOR) == ()
    with database.read() as session:
        for table in TABLES:
            assert queries.count(session, table.row) == 0


def test_an_own_use_case_whose_id_is_taken_gets_another(database: Database, file: bytes):
    holdings.add(
        database,
        ADVISOR,
        a_use_case("eigener-pegel", topic="environmental-sensing", sources=holdings.shipped().all[0].sources),
        series_id=None,
    )
    brought = transfer.bring_in(database, ADVISOR, transfer.read(ADVISOR, file), Mode.NEW)
    assert {entry.id for entry in holdings.entries(database, ADVISOR, brought.id)} == {
        "eigener-pegel",
        "eigener-pegel-2",
    }


def test_a_series_with_nothing_in_it_travels_too(database: Database):
    held = a_series(database)
    file = transfer.export(database, ADVISOR, held.id)
    series.delete(database, ADVISOR, held.id)
    assert transfer.bring_in(database, ADVISOR, transfer.read(ADVISOR, file), Mode.NEW).id == held.id


def test_the_same_state_gives_the_same_file_but_for_its_time(database: Database):
    room: Room = whole_series(database)
    assert contents(database, room.id) == contents(database, room.id)


def test_a_copy_beside_the_original_has_no_round_that_is_not_revealed(database: Database):
    room = Room(database)
    shown = room.open_round()
    for person in room.people(5):
        room.answer_all(person, shown, (2, 4, 5))
    room.reveal(shown)
    hidden = room.open_round()
    room.answer(room.join("late"), hidden, 5)
    read = transfer.read(ADVISOR, transfer.export(database, ADVISOR, room.id))
    found = transfer.known(database, ADVISOR, read)
    assert found is not None
    assert found.hidden_rounds == (hidden.number,)
    copy = transfer.bring_in(database, ADVISOR, read, Mode.COPY)
    assert [held.state for held in rounds.every(database, ADVISOR, copy.id)] == [rounds.State.REVEALED]
