"""Whole transactions, and a code for whatever may be wrong with a disk or a server."""

import os
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from storage import queries, revision
from storage.database import Database, open_database
from storage.errors import StorageError, StorageProblem
from storage.tables import EventRow, SettingRow
from tests.postgres import UNPRIVILEGED, free_port
from tests.storage.rows import series_row


def setting(database: Database, key: str) -> SettingRow | None:
    with database.read() as session:
        return queries.one(session, SettingRow, key=key)


def put(database: Database, key: str, value: str = "") -> None:
    with database.write() as session:
        queries.add(session, SettingRow(key=key, value=value))


def problem_of_opening(url: str) -> StorageProblem:
    with pytest.raises(StorageError) as caught:
        open_database(url)
    return caught.value.problem


@contextmanager
def without_privileges() -> Iterator[None]:
    """Be nobody for a while: root may write what is read-only."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(UNPRIVILEGED)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Yield a folder that every account can reach and write, unlike `tmp_path`."""
    folder = Path(tempfile.mkdtemp(prefix="storage-"))
    folder.chmod(0o777)
    yield folder
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o777)
    shutil.rmtree(folder)


def test_a_block_that_raises_keeps_nothing(database: Database):
    def change_of_mind() -> None:
        with database.write() as session:
            queries.add(session, SettingRow(key="a", value="1"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_of_mind()
    assert setting(database, "a") is None


def test_what_was_written_is_there_after_opening_again(database_url: str):
    database = open_database(database_url)
    put(database, "a", "Ä 🚲")
    database.close()
    again = open_database(database_url)
    found = setting(again, "a")
    assert found is not None
    assert found.value == "Ä 🚲"
    again.close()


@pytest.mark.usefixtures("synced")
def test_sqlite_writes_ahead_and_flushes_every_commit(sqlite_url: str):
    database = open_database(sqlite_url)
    with database.read() as session:
        pragmas = [
            session.connection().exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    assert pragmas == ["wal", 2, 1, 10_000]
    database.close()


def test_a_reader_sees_one_state_from_beginning_to_end(database: Database):
    put(database, "a", "before")
    with database.read() as session:
        assert queries.one(session, SettingRow, key="a").value == "before"
        with database.write() as other:
            queries.one(other, SettingRow, key="a").value = "after"
            queries.add(other, SettingRow(key="b", value="new"))
        assert queries.one(session, SettingRow, key="a").value == "before"
        assert queries.count(session, SettingRow) == 1
    assert setting(database, "a").value == "after"


def test_writers_at_once_lose_nothing(database: Database):
    """Each adds one to the same number twenty times: read, then write."""
    with database.write() as session:
        queries.add(session, series_row(id="s"))

    def count() -> None:
        for _time in range(20):
            with database.write() as session:
                row = queries.series(session, "s")
                row.settings = {"count": row.settings.get("count", 0) + 1}

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as session:
        assert queries.series(session, "s").settings == {"count": 80}


@pytest.mark.postgres
def test_somebody_joins_while_a_series_is_being_changed(postgres_url: str):
    """What only refers to a series need not wait for who changes it (SQLite has one writer anyway)."""
    database = open_database(postgres_url)
    with database.write() as session:
        queries.add(session, series_row(id="s"))
    with database.write() as session:
        queries.series(session, "s")
        with database.write() as other:
            other.connection().exec_driver_sql("SET LOCAL lock_timeout = '2s'")
            queries.add(other, EventRow(series_id="s", role="advisor", kind="seen"))
    database.close()


def test_a_writer_who_waits_too_long_hears_that_the_database_is_busy(database_url: str):
    database = open_database(database_url)
    other = open_database(database_url)
    with other.write() as session:
        queries.add(session, series_row(id="s"))
    with other.write() as holding:
        queries.add(holding, SettingRow(key="held", value=""))
        queries.series(holding, "s")
        with database.read() as session:  # shorten the patience of the one connection in the pool
            patience = "PRAGMA busy_timeout=50" if database.is_sqlite else "SET lock_timeout = '50ms'"
            session.connection().exec_driver_sql(patience)
            session.commit()
        with pytest.raises(StorageError) as caught, database.write() as session:
            queries.series(session, "s")
    assert caught.value.problem is StorageProblem.BUSY
    other.close()
    database.close()


def test_the_same_key_twice_is_a_conflict(database: Database):
    put(database, "a")
    with pytest.raises(StorageError) as caught:
        put(database, "a")
    assert caught.value.problem is StorageProblem.CONFLICT


def test_a_reference_to_nothing_is_a_conflict(database: Database):
    with pytest.raises(StorageError) as caught, database.write() as session:
        queries.add(session, EventRow(series_id="gone", role="advisor", kind="x"))
    assert caught.value.problem is StorageProblem.CONFLICT


def test_ping_answers_while_the_database_is_there(database: Database):
    database.ping()


def test_ping_notices_a_lost_table(database_url: str):
    database = open_database(database_url)
    with database.write() as session:
        session.execute(text("DROP TABLE alembic_version"))
    with pytest.raises(StorageError):
        database.ping()
    database.close()


def test_opening_waits_for_who_still_uses_the_file_in_another_mode(sqlite_url: str, tmp_path: Path):
    """A process that starts at the same moment, or a backup program: SQLite itself would not wait."""
    open_database(sqlite_url).close()
    other = sqlite3.connect(tmp_path / "test.db", check_same_thread=False, isolation_level=None)
    other.execute("PRAGMA journal_mode=DELETE")
    other.execute("BEGIN IMMEDIATE")
    releasing = threading.Timer(0.3, other.execute, ["ROLLBACK"])
    releasing.start()
    database = open_database(sqlite_url)
    releasing.join()
    with database.read() as session:
        assert session.connection().exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
    database.close()
    other.close()


# What may be wrong with a file


def test_a_limit_of_the_file_is_a_full_disk_and_keeps_what_was_there(sqlite_url: str):
    database = open_database(sqlite_url)
    put(database, "before")
    with database.read() as session:
        pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
        session.connection().exec_driver_sql(f"PRAGMA max_page_count={pages + 1}")
    with pytest.raises(StorageError) as caught:
        put(database, "large", "x" * 100_000)
    assert caught.value.problem is StorageProblem.FULL
    assert "full" in caught.value.detail
    assert setting(database, "before") is not None
    assert setting(database, "large") is None
    database.close()


def test_a_disk_that_runs_full_keeps_all_that_was_acknowledged_and_goes_on_later(small_disk: Path):
    reserve = small_disk / "other-data"
    reserve.write_bytes(b"x" * 200_000)
    database = open_database(f"sqlite:///{small_disk / 'test.db'}")
    acknowledged = []

    def fill() -> None:
        for number in range(200):
            put(database, f"{number:03}", "x" * 20_000)
            acknowledged.append(f"{number:03}")

    with pytest.raises(StorageError) as caught:
        fill()
    assert caught.value.problem is StorageProblem.FULL
    with database.read() as session:
        assert [row.key for row in queries.many(session, SettingRow, order_by=("key",))] == acknowledged
    reserve.unlink()
    put(database, "later")
    database.close()


def test_a_full_disk_at_the_start_is_said(small_disk: Path):
    (small_disk / "other-data").write_bytes(b"x" * (1024 * 1024 - 8192))
    assert problem_of_opening(f"sqlite:///{small_disk / 'test.db'}") is StorageProblem.FULL


def test_a_read_only_file_is_said(open_folder: Path, monkeypatch: pytest.MonkeyPatch):
    # Whose copy of the project it is, nobody may look into it.
    monkeypatch.setattr(
        revision, "MIGRATIONS", shutil.copytree(revision.MIGRATIONS, open_folder / "migrations")
    )
    file = open_folder / "test.db"
    open_database(f"sqlite:///{file}").close()
    file.chmod(0o444)
    before = file.read_bytes()
    with without_privileges():
        database = open_database(f"sqlite:///{file}")
        with pytest.raises(StorageError) as caught:
            put(database, "a")
        assert caught.value.problem is StorageProblem.READ_ONLY
        assert setting(database, "a") is None
        database.close()
    assert file.read_bytes() == before


@pytest.mark.parametrize("exists", [True, False])
def test_a_read_only_folder_is_said(open_folder: Path, exists: bool):
    file = open_folder / "test.db"
    if exists:
        open_database(f"sqlite:///{file}").close()
    open_folder.chmod(0o555)
    with without_privileges():
        assert problem_of_opening(f"sqlite:///{file}") is StorageProblem.READ_ONLY


def test_a_folder_that_cannot_be_made_is_said(open_folder: Path):
    open_folder.chmod(0o555)
    with without_privileges():
        assert problem_of_opening(f"sqlite:///{open_folder / 'new' / 'test.db'}") is StorageProblem.READ_ONLY


def test_missing_folders_are_made(tmp_path: Path):
    open_database(f"sqlite:///{tmp_path / 'new' / 'folder with ü' / 'test.db'}").close()
    assert (tmp_path / "new" / "folder with ü" / "test.db").exists()


def test_a_folder_below_a_file_cannot_be_reached(tmp_path: Path):
    (tmp_path / "file").touch()
    url = f"sqlite:///{tmp_path / 'file' / 'test.db'}"
    assert problem_of_opening(url) is StorageProblem.UNREACHABLE


def test_a_folder_in_place_of_the_file_cannot_be_reached(tmp_path: Path):
    assert problem_of_opening(f"sqlite:///{tmp_path}") is StorageProblem.UNREACHABLE


def test_a_file_that_is_no_database_is_refused_and_not_touched(sqlite_url: str, tmp_path: Path):
    (tmp_path / "test.db").write_text("Dear diary, " * 100)
    assert problem_of_opening(sqlite_url) is StorageProblem.DAMAGED
    assert (tmp_path / "test.db").read_text() == "Dear diary, " * 100


def test_a_damaged_file_is_said(sqlite_url: str, tmp_path: Path):
    open_database(sqlite_url).close()
    content = bytearray((tmp_path / "test.db").read_bytes())
    content[100:4096] = b"\xff" * 3996  # the page that lists the tables
    (tmp_path / "test.db").write_bytes(content)
    assert problem_of_opening(sqlite_url) is StorageProblem.DAMAGED


def test_a_file_of_another_program_is_left_as_it_was(sqlite_url: str, tmp_path: Path):
    other = sqlite3.connect(tmp_path / "test.db")
    other.executescript("CREATE TABLE item (name TEXT); INSERT INTO item VALUES ('theirs')")
    other.close()
    before = (tmp_path / "test.db").read_bytes()
    with pytest.raises(StorageError):
        open_database(sqlite_url)
    assert (tmp_path / "test.db").read_bytes() == before


# What may be wrong with an address or a server


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://localhost/x", "sqlite//missing-colon", "://"])
def test_an_address_that_makes_no_sense_is_said(url: str):
    assert problem_of_opening(url) is StorageProblem.ADDRESS


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///", "sqlite:///:memory:"])
def test_a_database_that_forgets_everything_is_refused(url: str):
    assert problem_of_opening(url) is StorageProblem.ADDRESS


def test_a_server_that_does_not_answer_cannot_be_reached():
    url = f"postgresql://nobody@127.0.0.1:{free_port()}/nothing"
    assert problem_of_opening(url) is StorageProblem.UNREACHABLE


@pytest.mark.postgres
def test_a_database_that_the_server_does_not_have_cannot_be_reached(postgres_server: str):
    assert problem_of_opening(f"{postgres_server}/missing") is StorageProblem.UNREACHABLE


@pytest.mark.postgres
@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_usual_way_to_name_a_server_works(postgres_url: str, scheme: str):
    open_database(postgres_url.replace("postgresql+psycopg", scheme)).close()


@pytest.mark.postgres
def test_a_read_only_server_is_said(postgres_url: str):
    database = open_database(postgres_url)
    with database.write() as session:
        session.execute(
            text(
                "ALTER DATABASE "
                + session.get_bind().url.database
                + " SET default_transaction_read_only = on"
            )
        )
    database.close()
    with pytest.raises(StorageError) as caught:
        put(database, "a")
    assert caught.value.problem is StorageProblem.READ_ONLY
    database.close()


@pytest.mark.postgres
def test_a_lost_connection_is_said_once_and_then_replaced(postgres_url: str):
    database = open_database(postgres_url)

    def lose() -> None:
        with database.write() as session, database.write() as other:
            own = session.execute(text("SELECT pg_backend_pid()")).scalar_one()
            other.execute(text("SELECT pg_terminate_backend(:own)"), {"own": own})
            queries.add(session, SettingRow(key="a", value=""))

    with pytest.raises(StorageError) as caught:
        lose()
    assert caught.value.problem is StorageProblem.UNREACHABLE
    put(database, "a")
    database.close()
