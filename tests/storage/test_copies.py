"""A backup is worth what comes back from it: every row, on a database that people go on writing to."""

import os
import secrets
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from storage import copies, queries, revision
from storage.__main__ import main
from storage.copies import CopyError
from storage.database import Database, open_database
from storage.tables import EventRow, SettingRow
from tests import postgres
from tests.postgres import PROGRAMS, SITE_PACKAGES
from tests.storage.rows import series_row

Rows = dict[str, list[tuple[object, ...]]]


@pytest.fixture(autouse=True)
def programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put PostgreSQL's client programs on the path, as an operator has them."""
    monkeypatch.setenv("PATH", f"{SITE_PACKAGES / PROGRAMS}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def filled(database_url: str) -> Iterator[Database]:
    """Yield an open database that holds a series and texts of all kinds."""
    database = open_database(database_url)
    with database.write() as session:
        queries.add(session, series_row(title="Grüße aus „Hünfeld“"))
        queries.add(session, SettingRow(key="text", value="Zeile\nZeile\t; \\ ' \" €"))
    yield database
    database.close()


def everything(database: Database) -> Rows:
    with database.read() as session:
        return {
            table.name: sorted((tuple(row) for row in session.execute(table.select())), key=repr)
            for table in SQLModel.metadata.sorted_tables
        }


def write(database: Database, key: str) -> None:
    with database.write() as session:
        queries.add(session, SettingRow(key=key, value="later"))


def test_all_that_was_committed_comes_back(
    filled: Database, database_url: str, tmp_path: Path, other_url: str
):
    before = everything(filled)
    assert before["series"], "an empty copy proves nothing"
    copies.back_up(database_url, tmp_path / "copy")  # the tool still has it open
    write(filled, "after the backup")
    copies.restore(other_url, tmp_path / "copy")
    restored = open_database(other_url)
    assert everything(restored) == before
    restored.close()


@pytest.fixture
def other_url(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> Iterator[str]:
    """Yield a place to restore to: of the same kind, and empty."""
    if database_url.startswith("sqlite"):
        yield f"sqlite:///{tmp_path / 'other' / 'werkstatt.db'}"
        return
    server = str(request.getfixturevalue("postgres_server"))
    with postgres.database(server, f"other_{secrets.token_hex(4)}") as url:
        yield url


def test_what_was_there_is_set_aside(sqlite_url: str, tmp_path: Path):
    database = open_database(sqlite_url)
    copies.back_up(sqlite_url, tmp_path / "copy")
    write(database, "newer")
    newer = everything(database)
    database.close()
    aside = copies.restore(sqlite_url, tmp_path / "copy")
    assert aside is not None
    kept = open_database(f"sqlite:///{aside}")
    assert everything(kept) == newer
    kept.close()
    assert not list(tmp_path.glob("*.restoring"))


def test_nothing_is_put_under_a_running_tool(sqlite_url: str, tmp_path: Path):
    database = open_database(sqlite_url)
    write(database, "before")
    copies.back_up(sqlite_url, tmp_path / "copy")
    write(database, "newer")
    with pytest.raises(CopyError, match="still runs"):
        copies.restore(sqlite_url, tmp_path / "copy")
    with database.read() as session:
        assert queries.one(session, SettingRow, key="newer")
    database.close()


@pytest.mark.postgres
def test_a_database_that_holds_something_is_not_restored_into(filled_postgres: str, tmp_path: Path):
    copies.back_up(filled_postgres, tmp_path / "copy")
    with pytest.raises(CopyError, match="not empty"):
        copies.restore(filled_postgres, tmp_path / "copy")


@pytest.fixture
def filled_postgres(postgres_url: str) -> str:
    open_database(postgres_url).close()
    return postgres_url


def test_a_backup_never_overwrites_another(filled: Database, database_url: str, tmp_path: Path):
    target = tmp_path / "copy"
    copies.back_up(database_url, target)
    before = target.read_bytes()
    with pytest.raises(CopyError, match="exists already"):
        copies.back_up(database_url, target)
    assert target.read_bytes() == before
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert not list(tmp_path.glob("*.part"))


def test_a_place_without_data_is_no_backup(sqlite_url: str, tmp_path: Path):
    with pytest.raises(CopyError, match="nothing of the tool"):
        copies.back_up(sqlite_url, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100])
def test_a_file_that_is_no_backup_changes_nothing(sqlite_url: str, tmp_path: Path, content: bytes):
    database = open_database(sqlite_url)
    write(database, "kept")
    database.close()
    (tmp_path / "copy").write_bytes(content)
    with pytest.raises(CopyError, match="no backup of this tool"):
        copies.restore(sqlite_url, tmp_path / "copy")
    database = open_database(sqlite_url)
    with database.read() as session:
        assert queries.one(session, SettingRow, key="kept")
    database.close()


def test_check_counts_what_is_there(filled: Database, database_url: str):
    found = copies.check(database_url)
    assert found[0] == f"schema {revision.newest()}, the one of this version"
    assert "series: 1" in found


def test_check_names_what_refers_to_nothing(sqlite_url: str, tmp_path: Path):
    database = open_database(sqlite_url)
    with database.write() as session:
        series = series_row()
        queries.add(session, series, EventRow(series_id=series.id, role="advisor", kind="created"))
    database.close()
    with closing(sqlite3.connect(tmp_path / "test.db")) as raw:
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("UPDATE event SET series_id = 'gone'")
        raw.commit()
    with pytest.raises(CopyError, match="event refers to a missing series"):
        copies.check(sqlite_url)


def test_the_command_says_what_it_did(
    filled: Database,
    database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    monkeypatch.setenv("DATABASE_URL", database_url)
    target = str(tmp_path / "copy")
    assert main(["backup", target]) == 0
    assert main(["backup", target]) == 1
    assert main(["check"]) == 0
    said = capsys.readouterr()
    assert target in said.out
    assert said.out.endswith("sound\n")
    assert "exists already" in said.err


@pytest.mark.postgres
def test_a_password_is_not_shown_to_other_accounts(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Arguments of a process can be read by everybody on the machine, its environment cannot."""
    open_database(postgres_url).close()
    folder = tmp_path / "bin"
    folder.mkdir()
    seen = tmp_path / "seen"
    (folder / "pg_dump").write_text(f'#!/bin/sh\necho "$@" > {seen}\necho "$PGPASSWORD" >> {seen}\nexit 1\n')
    (folder / "pg_dump").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(CopyError):
        copies.back_up(postgres_url.replace("postgres@", "postgres:geheim@"), tmp_path / "copy")
    arguments, password = seen.read_text().splitlines()
    assert "geheim" not in arguments
    assert password == "geheim"
