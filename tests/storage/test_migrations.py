"""A database is brought to this version's schema, never backwards, and never at the risk of its content."""

import shutil
import sqlite3
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, create_engine, inspect
from sqlmodel import SQLModel

import storage.tables  # noqa: F401  (fills the metadata)
from storage import migrate, queries, revision
from storage.database import Database, open_database
from storage.errors import StorageError, StorageProblem
from storage.tables import CommentRow, DotRow, EventRow, ItemRow, SettingRow
from tests.storage.rows import series_row

LATER = """
from alembic import op
import sqlalchemy as sa

revision = "later"
down_revision = {before!r}
branch_labels = depends_on = None


def upgrade():
    {step}
"""
REBUILT_SERIES = """with op.batch_alter_table("series") as batch:
        batch.add_column(sa.Column("mood", sa.String()))
        batch.create_check_constraint("titled", "title <> ''")
"""
NEW_COLUMN = 'op.add_column("series", sa.Column("mood", sa.String()))'
UpdateTool = Callable[[str], None]


@pytest.fixture
def later_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> UpdateTool:
    """Return a function that makes the tool one migration newer, with this step."""

    def install(step: str) -> None:
        folder = tmp_path / "later"
        shutil.copytree(revision.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        head = revision.newest()
        (folder / "versions" / "later.py").write_text(LATER.format(before=head, step=step))
        monkeypatch.setattr(revision, "MIGRATIONS", folder)

    return install


def with_a_series(url: str) -> None:
    database = open_database(url)
    with database.write() as session:
        queries.add(session, series_row(id="s"), EventRow(series_id="s", role="advisor", kind="begun"))
    database.close()


def columns(database: Database, table: str) -> set[str]:
    with database.read() as session:
        return {column["name"] for column in inspect(session.connection()).get_columns(table)}


def test_the_migrations_build_exactly_what_the_tables_say(database: Database):
    with database.read() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_a_second_start_changes_nothing(sqlite_url: str, tmp_path: Path):
    with_a_series(sqlite_url)
    before = (tmp_path / "test.db").read_bytes()
    open_database(sqlite_url).close()
    assert (tmp_path / "test.db").read_bytes() == before
    assert list(tmp_path.glob("*before*")) == []


def test_an_update_adds_what_is_new_and_keeps_what_is_there(database_url: str, later_version: UpdateTool):
    with_a_series(database_url)
    later_version(NEW_COLUMN)
    database = open_database(database_url)
    assert "mood" in columns(database, "series")
    with database.read() as session:
        assert queries.count(session, EventRow, series_id="s") == 1
    database.close()


BEGUN = datetime(2026, 1, 15, 9, 30)
FIRST_ROWS: dict[str, list[dict[str, Any]]] = {
    "series": [
        {"id": "s", "title": "A", "municipality_ags": "06631006", "municipality_name": "Eichenzell"}
        | {"criteria_set": "short", "groups": [], "join_code": "ABC", "rehearsal": False, "revision": 0}
        | {"settings": {}, "created_at": BEGUN}
    ],
    "item": [
        {"id": "i", "series_id": "s", "kind": "idea", "title": "Bank", "area": "mobility", "snapshot": {}}
        | {"position": 0, "added_at": BEGUN},
        {"id": "u", "series_id": "s", "kind": "use_case", "title": "Pegel Liederbach", "area": "mobility"}
        | {"snapshot": {"title_de": "Pegel Liederbach", "title_en": None}, "position": 1, "added_at": BEGUN},
    ],
    "sketch": [
        {"id": "k", "series_id": "s", "item_id": "u", "version": 1, "changed_at": BEGUN}
        | {"content": {"title": "Bachwacht Lautertal"}}
    ],
    "participant": [
        {
            "id": name,
            "series_id": "s",
            "kind": "phone",
            "label": "",
            "joined_at": BEGUN,
            "last_seen_at": BEGUN,
        }
        for name in ("one", "two")
    ],
    "round": [
        {"id": "r", "series_id": "s", "number": 1, "kind": "individual", "stage": "full", "state": "open"}
        | {"item_ids": ["i"], "criterion_ids": ["c"], "created_at": BEGUN}
    ],
    "comment": [
        {"round_id": "r", "participant_id": who, "item_id": "i", "text": text, "counter": 1}
        | {"hidden": text == "hidden", "written_at": BEGUN}
        for who, text in (("one", "seen"), ("two", "hidden"))
    ],
    "dot": [
        {"series_id": "s", "participant_id": "one", "target_kind": "area", "target": "mobility"}
        | {"dots": 3, "counter": 1}
    ],
}


@pytest.fixture
def first_schema(database_url: str) -> str:
    """Return the URL of a database as the first version made it, with a remark hidden and dots given."""
    engine = create_engine(database_url)
    with engine.begin() as connection:
        command.upgrade(migrate.configuration(connection), "0001")
        known = MetaData()
        known.reflect(connection)
        for name, rows in FIRST_ROWS.items():
            connection.execute(known.tables[name].insert(), rows)
    engine.dispose()
    return database_url


def test_unused_columns_go_and_what_was_hidden_is_not_shown(first_schema: str):
    database = open_database(first_schema)
    assert "hidden" not in columns(database, "comment")
    assert "counter" not in columns(database, "dot")
    with database.read() as session:
        assert [row.text for row in queries.many(session, CommentRow, order_by=("text",))] == ["", "seen"]
        assert [row.dots for row in queries.many(session, DotRow)] == [3]
    with pytest.raises(StorageError), database.write() as session:
        session.connection().exec_driver_sql("UPDATE dot SET dots = 0")
    database.close()


def test_a_name_that_only_the_sketch_had_becomes_the_projects(first_schema: str):
    database = open_database(first_schema)
    with database.read() as session:
        found = [row.title for row in queries.many(session, ItemRow, order_by=("position",))]
    assert found == ["Bank", "Bachwacht Lautertal"]
    database.close()


def test_rebuilding_a_table_loses_nothing_that_refers_to_it(database_url: str, later_version: UpdateTool):
    """With foreign keys on, SQLite would empty every table that refers to the one rebuilt."""
    with_a_series(database_url)
    later_version(REBUILT_SERIES)
    database = open_database(database_url)
    assert "mood" in columns(database, "series")
    with database.read() as session:
        assert queries.count(session, EventRow, series_id="s") == 1
    with pytest.raises(StorageError), database.write() as session:
        queries.add(session, EventRow(series_id="nobody", role="advisor", kind="begun"))
    database.close()


def test_an_update_that_breaks_references_is_undone(
    sqlite_url: str, later_version: UpdateTool, monkeypatch: pytest.MonkeyPatch
):
    with_a_series(sqlite_url)
    later_version('op.execute("DELETE FROM series")')
    with pytest.raises(StorageError) as caught:
        open_database(sqlite_url)
    assert caught.value.problem is StorageProblem.DAMAGED
    monkeypatch.undo()
    database = open_database(sqlite_url)
    with database.read() as session:
        assert queries.series(session, "s") is not None
    database.close()


def test_an_update_that_fails_halfway_changes_nothing(
    database_url: str, later_version: UpdateTool, monkeypatch: pytest.MonkeyPatch
):
    with_a_series(database_url)
    later_version(NEW_COLUMN + '; op.execute("INSERT INTO nowhere VALUES (1)")')
    with pytest.raises(StorageError):
        open_database(database_url)
    monkeypatch.undo()
    database = open_database(database_url)
    assert "mood" not in columns(database, "series")
    database.close()


def test_sqlite_is_copied_before_an_update(
    sqlite_url: str, tmp_path: Path, later_version: UpdateTool, monkeypatch: pytest.MonkeyPatch
):
    with_a_series(sqlite_url)
    head = revision.newest()
    later_version(NEW_COLUMN)
    open_database(sqlite_url).close()
    [backup] = tmp_path.glob(f"test.db.before-{head}-*")
    monkeypatch.undo()  # the backup is one of the version before, and opens there
    database = open_database(f"sqlite:///{backup}")
    assert "mood" not in columns(database, "series")
    with database.read() as session:
        assert queries.count(session, EventRow, series_id="s") == 1
    database.close()


def test_without_room_for_the_backup_nothing_is_begun(
    small_disk: Path, later_version: UpdateTool, monkeypatch: pytest.MonkeyPatch
):
    url = f"sqlite:///{small_disk / 'test.db'}"
    with_a_series(url)
    before = (small_disk / "test.db").read_bytes()
    free = shutil.disk_usage(small_disk).free
    (small_disk / "other-data").write_bytes(b"x" * (free - len(before) // 2))
    later_version(NEW_COLUMN)
    with pytest.raises(StorageError) as caught:
        open_database(url)
    assert caught.value.problem is StorageProblem.FULL
    assert (small_disk / "test.db").read_bytes() == before
    assert list(small_disk.glob("*before*")) == []


def test_a_fresh_database_needs_no_backup(sqlite_url: str, tmp_path: Path):
    open_database(sqlite_url).close()
    assert [file.name for file in tmp_path.iterdir()] == ["test.db"]


@pytest.mark.parametrize("journal", ["WAL", "DELETE"])
def test_a_file_of_a_newer_version_is_refused_and_not_touched(
    sqlite_url: str,
    tmp_path: Path,
    journal: str,
    later_version: UpdateTool,
    monkeypatch: pytest.MonkeyPatch,
):
    later_version(NEW_COLUMN)
    with_a_series(sqlite_url)
    monkeypatch.undo()
    file = tmp_path / "test.db"
    connection = sqlite3.connect(file)
    connection.execute(f"PRAGMA journal_mode={journal}")
    connection.close()
    before, beside = file.read_bytes(), set(tmp_path.iterdir())
    with pytest.raises(StorageError) as caught:
        open_database(sqlite_url)
    assert caught.value.problem is StorageProblem.NEWER_SCHEMA
    assert caught.value.detail == "later"
    assert file.read_bytes() == before
    assert set(tmp_path.iterdir()) == beside


@pytest.mark.postgres
def test_a_server_of_a_newer_version_is_refused_and_not_touched(
    postgres_url: str, later_version: UpdateTool, monkeypatch: pytest.MonkeyPatch
):
    later_version(NEW_COLUMN)
    with_a_series(postgres_url)
    newer = revision.MIGRATIONS
    monkeypatch.undo()
    with pytest.raises(StorageError) as caught:
        open_database(postgres_url)
    assert caught.value.problem is StorageProblem.NEWER_SCHEMA
    monkeypatch.setattr(revision, "MIGRATIONS", newer)
    database = open_database(postgres_url)
    with database.read() as session:
        assert queries.count(session, EventRow, series_id="s") == 1
    database.close()


def test_two_processes_may_start_together(database_url: str):
    opened: list[Database | BaseException] = []
    together = threading.Barrier(4)

    def start() -> None:
        together.wait()
        try:
            opened.append(open_database(database_url))
        except Exception as error:  # noqa: BLE001
            opened.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one for one in opened if not isinstance(one, Database)] == []
    for number, database in enumerate(opened):
        assert isinstance(database, Database)
        with database.write() as session:
            queries.add(session, SettingRow(key=str(number), value=""))
        database.close()
