"""What tests of several packages share: databases and a browser."""

import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import SQLModel

import storage.database
from storage.database import Database, open_database
from tests import chromium, postgres

AS_ALWAYS = storage.database._SQLITE_PRAGMAS


@pytest.fixture(scope="session", autouse=True)
def _no_waiting_for_the_disk() -> Iterator[None]:
    """Let SQLite hand commits to the system without waiting for the disk: nobody pulls the plug of a test.

    Waiting took four fifths of the time of tests that write much. Servers are processes of their own and wait
    as always; a test in this process that means it asks for `synced`.
    """
    with pytest.MonkeyPatch.context() as patch:
        pragmas = (each.replace("synchronous=FULL", "synchronous=OFF") for each in AS_ALWAYS)
        patch.setattr(storage.database, "_SQLITE_PRAGMAS", tuple(pragmas))
        yield


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let SQLite wait for the disk, as the tool does."""
    monkeypatch.setattr(storage.database, "_SQLITE_PRAGMAS", AS_ALWAYS)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Run one PostgreSQL for the whole session; yields its URL without a database name."""
    with postgres.server() as url:
        yield url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Return the URL of an SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'test.db'}"


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """Yield the URL of an empty PostgreSQL database of this test alone."""
    with postgres.database(postgres_server, f"test_{secrets.token_hex(4)}") as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """Run the test twice: with an empty SQLite file and with an empty PostgreSQL database."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: str) -> Iterator[Database]:
    """Migrate one PostgreSQL database for all tests that do not change its schema."""
    with postgres.database(postgres_server, "migrated_once") as url:
        opened = open_database(url)
        yield opened
        opened.close()


@pytest.fixture
def empty_postgres(migrated_postgres: Database) -> Iterator[Database]:
    """Yield the migrated database, and empty it afterwards: a fraction of the time of a new one."""
    yield migrated_postgres
    tables = reversed(SQLModel.metadata.sorted_tables)
    emptying = ";".join(f'DELETE FROM "{table.name}"' for table in tables)
    with migrated_postgres.write() as session:  # in one message: each would wait for its own answer
        session.connection().exec_driver_sql(emptying)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrate one SQLite file, to be copied: for most tests the way to today's schema is no matter."""
    file = tmp_path_factory.mktemp("migrated") / "empty.db"
    open_database(f"sqlite:///{file}").close()
    return file


@pytest.fixture
def new_sqlite(sqlite_url: str, migrated_file: Path) -> Iterator[Database]:
    """Yield an open SQLite database of this test alone."""
    shutil.copyfile(migrated_file, sqlite_url.removeprefix("sqlite:///"))
    opened = open_database(sqlite_url)
    yield opened
    opened.close()


@pytest.fixture(params=["new_sqlite", pytest.param("empty_postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest) -> Database:
    """Run the test twice: with an SQLite and a PostgreSQL database of today's schema, open and empty."""
    opened: Database = request.getfixturevalue(request.param)
    return opened


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Return the Chromium, Chrome or Edge of this machine; without one, skip (in CI: fail)."""
    path = chromium.find()
    if path is None and os.environ.get("CI") == "true":
        pytest.fail(chromium.MISSING)
    if path is None:
        pytest.skip(chromium.MISSING)
    return path
