"""The database: SQLite by default, PostgreSQL by URL; one transaction is one `with` block."""

import json
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import Session

from storage.errors import StorageError, StorageProblem, storage_error
from storage.migrate import migrate

_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    # FULL: an acknowledged vote survives a power cut; group commits pay for it.
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=10000",
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


class Database:
    """An open, migrated database that hands out sessions.

    `read()` and `write()` turn driver errors into `StorageError`; a `write()`
    commits when its block ends and keeps nothing when the block raises.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writing_engine = engine.execution_options(writes=True)
        self.is_sqlite = engine.dialect.name == "sqlite"
        # SQLite has one writer: queueing in the process is fair, polling for its lock is not.
        self._writer: AbstractContextManager[Any] = threading.RLock() if self.is_sqlite else nullcontext()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session for reading one consistent state."""
        with _translated_errors(), Session(self._engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Give a session whose changes are durable once the block has ended."""
        with (
            _translated_errors(),
            self._writer,
            Session(self._writing_engine, expire_on_commit=False) as session,
        ):
            yield session
            session.commit()

    def ping(self) -> None:
        """Touch the database, or raise `StorageError`."""
        with self.read() as session:
            session.connection().execute(text("SELECT 1 FROM alembic_version"))

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


@contextmanager
def _translated_errors() -> Iterator[None]:
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as error:
        raise storage_error(error) from error


def open_database(url: str) -> Database:
    """Open the database at `url`, creating or migrating it.

    Raises:
        StorageError: it cannot be reached or written, or comes from a newer version.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        _make_folder(Path(parsed.database).parent)
    engine = create_engine(parsed, json_serializer=_compact_json, pool_pre_ping=True)
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
    try:
        with _translated_errors():
            migrate(engine)
    except StorageError:
        engine.dispose()
        raise
    return Database(engine)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(StorageProblem.UNREACHABLE, str(error)) from error


def _compact_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
