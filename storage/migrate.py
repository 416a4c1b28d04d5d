"""Bring a database to this version's schema, after a backup and never backwards."""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from storage.errors import StorageError, StorageProblem
from storage.types import now

MIGRATIONS = Path(__file__).parent / "migrations"


def configuration(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration; no alembic.ini is needed."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def migrate(engine: Engine) -> None:
    """Run all migrations that `engine`'s database lacks.

    Raises:
        StorageError: the database was written by a newer version; it is left untouched.
    """
    scripts = ScriptDirectory.from_config(configuration())
    current = _current_revision(engine)
    if current == scripts.get_current_head():
        return
    if current is not None:
        if current not in {script.revision for script in scripts.walk_revisions()}:
            raise StorageError(StorageProblem.NEWER_SCHEMA, current)
        _back_up(engine, current)
    with engine.execution_options(writes=True).begin() as connection:
        command.upgrade(configuration(connection), "head")


def _current_revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _back_up(engine: Engine, revision: str) -> None:
    """Copy an SQLite file beside itself; PostgreSQL is backed up by who runs it."""
    file = engine.url.database
    if engine.dialect.name != "sqlite" or not file or file == ":memory:":
        return
    target = f"{file}.before-{revision}-{now():%Y%m%dT%H%M%S}"
    source, copy = sqlite3.connect(file), sqlite3.connect(target)
    try:
        source.backup(copy)
    finally:
        copy.close()
        source.close()
