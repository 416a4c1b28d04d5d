"""Backups: taken while the tool runs, checked before they count, brought back without destroying anything.

An SQLite file is copied by SQLite itself, because recent changes lie in a second file beside it. PostgreSQL
brings its own programs (`pg_dump`, `pg_restore`), which are called with the password out of sight.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, Engine, inspect, text

from storage import revision
from storage.database import connect, translated_errors
from storage.types import now

_BESIDE = ("-wal", "-shm")
_OWNER_ONLY = 0o600


class CopyError(Exception):
    """A backup or a restore was not done; the message says why and what to do now."""


def back_up(url: str, target: Path) -> None:
    """Write all of a database into a new file, readable by this account only.

    Raises:
        CopyError: the file exists, there is nothing to copy, or the copy is not sound; no file is left then.
        StorageError: the database cannot be reached.
    """
    with _engine(url) as engine:
        if target.exists():
            raise CopyError(f"{target} exists already: name another file.")
        if revision.of(engine) is None:
            raise CopyError("This database holds nothing of the tool: check DATABASE_URL or DATA_DIR.")
        half = target.with_name(f"{target.name}.part")
        half.unlink(missing_ok=True)
        try:
            half.touch(_OWNER_ONLY)
            _copy(engine, half)
            _flush(half)
            half.rename(target)
        except OSError as error:
            raise CopyError(f"{target} cannot be written: {error.strerror or error}.") from error
        finally:
            half.unlink(missing_ok=True)


def restore(url: str, source: Path) -> Path | None:
    """Bring a backup back; return where the file lies that it took the place of, None where there was none.

    A file of SQLite is set aside, never overwritten. On PostgreSQL the database has to be a new, empty one.

    Raises:
        CopyError: the backup is not sound, the tool still runs, or the database is not empty;
            nothing was changed.
        StorageError: the database cannot be reached.
    """
    if not source.is_file():
        raise CopyError(f"There is no file {source}.")
    with _engine(url) as engine:
        if engine.dialect.name == "sqlite":
            return _put_in_place(engine, source)
        if inspect(engine).get_table_names():
            raise CopyError(
                "This database is not empty, and nothing in it was changed: create a new one, name it in "
                "DATABASE_URL and restore into that."
            )
        _run(engine.url, "pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", str(source))
        return None


def check(url: str) -> list[str]:
    """Return what stands in a database, a sentence each: its schema, and how many rows each table has.

    Raises:
        CopyError: it is damaged, or it is none of this tool.
        StorageError: it cannot be reached.
    """
    with _engine(url) as engine:
        return _found(engine)


@contextmanager
def _engine(url: str) -> Iterator[Engine]:
    engine = connect(url)
    try:
        with translated_errors():
            yield engine
    finally:
        engine.dispose()


def _found(engine: Engine) -> list[str]:
    schema = revision.of(engine)
    if schema is None:
        raise CopyError("This database holds nothing of the tool.")
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            problems = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
            problems = [] if problems == ["ok"] else problems
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            problems += [f"{row[0]} refers to a missing {row[2]}" for row in broken]
            if problems:
                raise CopyError(f"This database is damaged: {'; '.join(problems[:5])}.")
        names = sorted(inspect(connection).get_table_names())
        counts = {name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar() for name in names}
    is_newest = "the one of this version" if schema == revision.newest() else "of another version"
    return [f"schema {schema}, {is_newest}", *(f"{name}: {count}" for name, count in counts.items())]


def _copy(engine: Engine, target: Path) -> None:
    if engine.dialect.name != "sqlite":
        _run(engine.url, "pg_dump", "--format=custom", "--no-owner", f"--file={target}")
        return
    with (
        closing(sqlite3.connect(str(engine.url.database))) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        try:
            source.backup(copy)
        except sqlite3.Error as error:
            raise CopyError(f"The database could not be copied: {error}.") from error
    _require_sound(target)


def _require_sound(file: Path) -> None:
    """Raise CopyError unless this is a sound SQLite file of the tool."""
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as copy:
        try:
            sound = copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            ours = copy.execute("SELECT version_num FROM alembic_version").fetchone() is not None
        except sqlite3.Error as error:
            raise CopyError(f"{file} is no backup of this tool: {error}.") from error
    if not (sound and ours):
        raise CopyError(f"{file} is damaged: take an older backup.")


def _put_in_place(engine: Engine, source: Path) -> Path | None:
    """Set the present file aside, with the changes in the files beside it, and put the backup there."""
    _require_sound(source)
    place = Path(str(engine.url.database))
    fresh = place.with_name(f"{place.name}.restoring")
    aside = place.with_name(f"{place.name}.before-restore-{now():%Y%m%dT%H%M%S}") if place.exists() else None
    try:
        shutil.copyfile(source, fresh)
        fresh.chmod(_OWNER_ONLY)
        _flush(fresh)
        if aside:
            _let_go(place)
            place.rename(aside)
            for ending in _BESIDE:
                place.with_name(f"{place.name}{ending}").unlink(missing_ok=True)
        fresh.rename(place)
    except OSError as error:
        raise CopyError(f"The backup could not be put in place: {error.strerror or error}.") from error
    finally:
        fresh.unlink(missing_ok=True)
    return aside


def _let_go(place: Path) -> None:
    """Bring recent changes into the file itself, or raise CopyError while somebody has it open."""
    with closing(sqlite3.connect(place, timeout=1, isolation_level=None)) as connection:
        try:
            # Every process that has the file open holds a shared lock on it for as long.
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_BUSY:
                raise CopyError("The tool still runs: stop it first. Nothing was changed.") from error
            return  # a damaged file, the best reason for a restore: it is set aside as it is


def _run(url: URL, program: str, *arguments: str) -> None:
    """Call a program of PostgreSQL; the password goes by the environment, which others cannot read."""
    if (found := shutil.which(program)) is None:
        raise CopyError(
            f"{program} is missing: install PostgreSQL's client programs of the server's version."
        )
    query = {name: value for name, value in url.query.items() if name != "connect_timeout"}
    address = URL.create("postgresql", url.username, None, url.host, url.port, url.database, query)
    environment = os.environ | ({"PGPASSWORD": str(url.password)} if url.password else {})
    done = subprocess.run(
        [found, f"--dbname={address.render_as_string(hide_password=False)}", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CopyError(f"{program} says: {done.stderr.strip()}")


def _flush(file: Path) -> None:
    with file.open("rb+") as written:
        os.fsync(written.fileno())
    with suppress(OSError):  # not every system lets a folder be opened
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
