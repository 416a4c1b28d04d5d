"""What can go wrong with the database, as a code that the layers above put into words."""

import errno
import sqlite3
from collections.abc import Iterator
from enum import StrEnum

from sqlalchemy.exc import DBAPIError


class StorageProblem(StrEnum):
    """Why the database could not do what was asked."""

    FULL = "full"
    READ_ONLY = "read_only"
    BUSY = "busy"
    CONFLICT = "conflict"
    ADDRESS = "address"
    UNREACHABLE = "unreachable"
    DAMAGED = "damaged"
    TAKEN = "taken"
    NEWER_SCHEMA = "newer_schema"
    OTHER = "other"


class StorageError(Exception):
    """The database refused or could not be reached; nothing of the transaction was kept."""

    def __init__(self, problem: StorageProblem, detail: str = "") -> None:
        super().__init__(f"{problem}: {detail}" if detail else str(problem))
        self.problem = problem
        self.detail = detail


# Codes, never words: a PostgreSQL of a German office answers in German.
# https://www.sqlite.org/rescode.html
_SQLITE = {
    sqlite3.SQLITE_FULL: StorageProblem.FULL,
    sqlite3.SQLITE_READONLY: StorageProblem.READ_ONLY,
    sqlite3.SQLITE_PERM: StorageProblem.READ_ONLY,
    sqlite3.SQLITE_BUSY: StorageProblem.BUSY,
    sqlite3.SQLITE_LOCKED: StorageProblem.BUSY,
    sqlite3.SQLITE_CANTOPEN: StorageProblem.UNREACHABLE,
    sqlite3.SQLITE_IOERR: StorageProblem.UNREACHABLE,
    sqlite3.SQLITE_CORRUPT: StorageProblem.DAMAGED,
    sqlite3.SQLITE_NOTADB: StorageProblem.DAMAGED,
    sqlite3.SQLITE_CONSTRAINT_UNIQUE: StorageProblem.CONFLICT,
    sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY: StorageProblem.CONFLICT,
    sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY: StorageProblem.CONFLICT,
}
_PRIMARY_CODE = 0xFF
# https://www.postgresql.org/docs/current/errcodes-appendix.html; two characters stand for a whole class.
_POSTGRESQL = {
    "53100": StorageProblem.FULL,
    "25006": StorageProblem.READ_ONLY,
    "42501": StorageProblem.READ_ONLY,
    "53300": StorageProblem.BUSY,
    "55P03": StorageProblem.BUSY,
    "40": StorageProblem.BUSY,
    "23505": StorageProblem.CONFLICT,
    "23503": StorageProblem.CONFLICT,
    "08": StorageProblem.UNREACHABLE,
    "28": StorageProblem.UNREACHABLE,
    "3D": StorageProblem.UNREACHABLE,
    "57P": StorageProblem.UNREACHABLE,
    "XX001": StorageProblem.DAMAGED,
    "XX002": StorageProblem.DAMAGED,
}
_FOLDER = {
    errno.ENOSPC: StorageProblem.FULL,
    errno.EACCES: StorageProblem.READ_ONLY,
    errno.EPERM: StorageProblem.READ_ONLY,
    errno.EROFS: StorageProblem.READ_ONLY,
}


def storage_error(error: DBAPIError | sqlite3.Error) -> StorageError:
    """Translate a driver's error; of several the first counts.

    After a full disk SQLite has rolled back by itself, and what is raised last
    only says that a savepoint is missing.
    """
    causes = [(_problem(cause), cause) for cause in _causes(error)]
    known = [found for found in causes if found[0] is not StorageProblem.OTHER]
    problem, cause = (known or causes)[-1]
    return StorageError(problem, str(cause))


def folder_error(error: OSError) -> StorageError:
    """Translate what the operating system says about the folder of an SQLite file."""
    return StorageError(_FOLDER.get(error.errno or 0, StorageProblem.UNREACHABLE), str(error))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield the drivers' errors from the newest to the one that began it."""
    current: BaseException | None = error
    while current is not None:
        if isinstance(current, DBAPIError) and current.orig is not None:
            yield current.orig
        elif isinstance(current, sqlite3.Error):
            yield current
        current = current.__context__


def _problem(cause: BaseException) -> StorageProblem:
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", 0)
        return _SQLITE.get(code) or _SQLITE.get(code & _PRIMARY_CODE) or StorageProblem.OTHER
    state = getattr(cause, "sqlstate", None)
    if state is None:  # libpq reports a failed connection without a code
        return StorageProblem.UNREACHABLE
    found = (_POSTGRESQL.get(state[:length]) for length in (5, 3, 2))
    return next((problem for problem in found if problem), StorageProblem.OTHER)
