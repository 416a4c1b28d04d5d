"""Bring a database to this version's schema, after a backup and never backwards."""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from storage import revision
from storage.errors import StorageError, StorageProblem, storage_error
from storage.types import now

_LOCK = 0x57E4_6A77  # any number, as long as all processes of this tool take the same


def configuration(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration; no alembic.ini is needed."""
    config = Config()
    config.set_main_option("script_location", str(revision.MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def migrate(engine: Engine) -> None:
    """Run all migrations that `engine`'s database lacks, in one transaction.

    Raises:
        StorageError: the database was written by a newer version; it is left untouched.
    """
    current = revision.of(engine)
    if current is not None:
        scripts = ScriptDirectory.from_config(configuration())
        if current not in {script.revision for script in scripts.walk_revisions()}:
            raise StorageError(StorageProblem.NEWER_SCHEMA, current)
        _back_up(engine, current)
    with engine.execution_options(writes=True).connect() as connection:
        if engine.dialect.name == "sqlite":
            # To change a table SQLite drops and rebuilds it: with foreign keys on, that would empty
            # every table that refers to it. Only outside of a transaction they can be switched off.
            connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            _upgrade(connection)
    engine.dispose()  # the next connections watch over foreign keys again


def _upgrade(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":  # two processes that start together take turns
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    command.upgrade(configuration(connection), "head")
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise StorageError(StorageProblem.DAMAGED, f"{broken[0]} refers to a missing {broken[2]}")


def _back_up(engine: Engine, before: str) -> None:
    """Copy an SQLite file beside itself; PostgreSQL is backed up by who runs it."""
    file = engine.url.database
    if engine.dialect.name != "sqlite" or not file or file == ":memory:":
        return
    target = Path(f"{file}.before-{before}-{now():%Y%m%dT%H%M%S}")
    source, copy = sqlite3.connect(file), sqlite3.connect(target)
    try:
        source.backup(copy)
    except sqlite3.Error as error:
        copy.close()
        target.unlink(missing_ok=True)  # half a backup must not pass for one
        raise storage_error(error) from error
    finally:
        copy.close()
        source.close()
