"""This installation: where its data lie, and the one open database of the process."""

from functools import cache
from pathlib import Path

from settings import settings
from storage.database import Database, open_database
from storage.occupation import Occupation
from storage.writer import GroupWriter

__all__ = ["Database", "GroupWriter", "close", "data_folder", "database", "occupy", "writer"]


def data_folder() -> Path:
    """Return the folder for the database file, its backups and the error log (`DATA_DIR`)."""
    return settings().data_dir


@cache
def occupy() -> Occupation:
    """Make this process the only server of an SQLite file, until it ends or `close` is called.

    Raises:
        StorageError: another server has it.
    """
    return Occupation(settings().database)


@cache
def database() -> Database:
    """Open and migrate the database once per process; pages and phone routes share it.

    Raises:
        StorageError: it cannot be opened; nothing is remembered, so that a later call tries again.
    """
    return open_database(settings().database)


@cache
def writer() -> GroupWriter:
    """Return the one thread that commits what phones send."""
    return GroupWriter(database())


def waiting() -> int:
    """Return how many writes wait for the writer."""
    return writer().waiting if writer.cache_info().currsize else 0


def close() -> None:
    """Finish what is queued and close the database, at the end of the process."""
    if writer.cache_info().currsize:
        writer().close()
        writer.cache_clear()
    if database.cache_info().currsize:
        database().close()
        database.cache_clear()
    if occupy.cache_info().currsize:
        occupy().end()
        occupy.cache_clear()
