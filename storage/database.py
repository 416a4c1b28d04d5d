"""The database: SQLite by default, PostgreSQL by URL; one transaction is one `with` block."""

import json
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import ArgumentError, DBAPIError, TimeoutError
from sqlmodel import Session

from storage import revision
from storage.errors import StorageError, StorageProblem, folder_error, storage_error

_SECONDS_TO_WAIT = 10
# As many as visitors are served at the same time: further ones are opened and closed for each question.
_CONNECTIONS = 30
_MOMENT = 0.02
_SQLITE_PRAGMAS = (
    # FULL: an acknowledged vote survives a power cut; group commits pay for it.
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={_SECONDS_TO_WAIT * 1000}",
)


def _prepare_sqlite(engine: Engine) -> None:
    """Take transaction control from the driver, which would begin too late for BEGIN IMMEDIATE."""

    @event.listens_for(engine, "connect")
    def configure(connection: Any, record: Any) -> None:  # noqa: ARG001
        connection.isolation_level = None
        for pragma in _SQLITE_PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare_postgresql(engine: Engine) -> None:
    """Let nobody wait forever for a lock."""

    @event.listens_for(engine, "connect")
    def configure(connection: Any, record: Any) -> None:  # noqa: ARG001
        connection.execute(f"SET lock_timeout = '{_SECONDS_TO_WAIT}s'")
        connection.commit()


class Database:
    """An open, migrated database that hands out sessions.

    `read()` and `write()` turn driver errors into `StorageError`; a `write()`
    commits when its block ends and keeps nothing when the block raises.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writing_engine = engine.execution_options(writes=True)
        self.is_sqlite = engine.dialect.name == "sqlite"
        # PostgreSQL's default lets every statement see another state.
        one_state = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        self._reading_engine = engine.execution_options(**one_state)
        # SQLite has one writer: queueing in the process is fair, polling for its lock is not.
        self._writer: AbstractContextManager[Any] = threading.RLock() if self.is_sqlite else nullcontext()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session for reading one consistent state."""
        with translated_errors(), Session(self._reading_engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Give a session whose changes are durable once the block has ended."""
        with (
            translated_errors(),
            self._writer,
            Session(self._writing_engine, expire_on_commit=False, info={"writes": True}) as session,
        ):
            yield session
            try:
                session.commit()
            except DBAPIError:
                session.invalidate()  # SQLite may have left the transaction open, and locked
                raise

    def erase_deleted(self) -> None:
        """Overwrite on the disk what was deleted: SQLite keeps it in free pages and in its log.

        On PostgreSQL this is left to its own vacuum. While readers are at work the log
        may stay until the next time; an error is none of the deletion's business.
        """
        if not self.is_sqlite:
            return
        connection = self._engine.raw_connection()
        with self._writer, closing(connection), suppress(sqlite3.Error):
            connection.cursor().execute("VACUUM")
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def ping(self) -> None:
        """Touch the database, or raise `StorageError`."""
        with self.read() as session:
            session.connection().execute(text("SELECT 1 FROM alembic_version"))

    def check_writing(self) -> None:
        """Write one row, or raise `StorageError`: a full disk still answers questions."""
        with self.write() as session:
            session.connection().execute(text("DELETE FROM setting WHERE key = 'written'"))
            session.connection().execute(
                text("INSERT INTO setting (key, value) VALUES ('written', :at)"), {"at": str(time.time())}
            )

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


@contextmanager
def translated_errors() -> Iterator[None]:
    """Raise what a driver says as `StorageError`."""
    try:
        yield
    except DBAPIError as error:
        raise storage_error(error) from error
    except TimeoutError as error:  # all connections of the pool are in use
        raise StorageError(StorageProblem.BUSY, str(error)) from error


def open_database(url: str) -> Database:
    """Open the database at `url`, creating or migrating it.

    Raises:
        StorageError: it cannot be reached or written, or comes from a newer version.
    """
    engine = connect(url)
    try:
        with translated_errors():
            if revision.of(engine) != revision.newest():
                from storage.migrate import migrate  # most starts do without, and Alembic takes long to load

                migrate(engine)
            if engine.dialect.name == "sqlite":
                # Kept in the file; set only now, so that a newer version's file is not touched.
                _journal_ahead(engine)
    except BaseException:
        engine.dispose()
        raise
    return Database(engine)


def connect(url: str) -> Engine:
    """Return the engine of a database as it is, neither created nor migrated.

    Raises:
        StorageError: the address is none, or the folder of the file cannot be written.
    """
    return _engine(_parsed(url))


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StorageError(StorageProblem.ADDRESS, "it is no URL") from error
    if parsed.get_backend_name() in {"postgresql", "postgres"}:
        patience = {"connect_timeout": str(_SECONDS_TO_WAIT)}
        return parsed.set(drivername="postgresql+psycopg", query=patience | dict(parsed.query))
    if parsed.get_backend_name() != "sqlite":
        raise StorageError(StorageProblem.ADDRESS, "it begins with neither sqlite nor postgresql")
    if parsed.database in {None, "", ":memory:"}:
        raise StorageError(StorageProblem.ADDRESS, "it names no file, and memory keeps nothing")
    return parsed


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "sqlite" and url.database:
        _check_folder(Path(url.database).parent)
    # Parameters are answers and secrets: they have no place in a log of errors.
    engine = create_engine(
        url,
        json_serializer=_compact_json,
        pool_size=_CONNECTIONS,
        pool_use_lifo=True,  # the connection used last has its pages and statements at hand
        pool_pre_ping=url.get_backend_name() != "sqlite",
        hide_parameters=True,
    )
    prepare = _prepare_sqlite if engine.dialect.name == "sqlite" else _prepare_postgresql
    prepare(engine)
    return engine


def _check_folder(folder: Path) -> None:
    """Create the folder, and a file in it as SQLite will: it keeps its journal beside the database."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        raise folder_error(error) from error


def _journal_ahead(engine: Engine) -> None:
    """Switch to a write-ahead log: readers and the writer do not wait for each other."""
    deadline = time.monotonic() + _SECONDS_TO_WAIT
    with closing(engine.raw_connection()) as connection:
        while not _is_ahead(connection.cursor()) and time.monotonic() < deadline:
            time.sleep(_MOMENT)


def _is_ahead(cursor: Any) -> bool:
    """Switch, or return False while another process is at it, for which SQLite would not wait."""
    try:
        cursor.execute("PRAGMA journal_mode=WAL")
    except sqlite3.Error as error:
        problem = storage_error(error)
        if problem.problem is not StorageProblem.BUSY:
            raise problem from error
        return False
    return True


def _compact_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
