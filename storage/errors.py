"""What can go wrong with the database, as a code that the layers above put into words."""

from enum import StrEnum

from sqlalchemy.exc import DBAPIError


class StorageProblem(StrEnum):
    """Why the database could not do what was asked."""

    FULL = "full"
    READ_ONLY = "read_only"
    BUSY = "busy"
    UNREACHABLE = "unreachable"
    DAMAGED = "damaged"
    NEWER_SCHEMA = "newer_schema"
    OTHER = "other"


class StorageError(Exception):
    """The database refused or could not be reached; nothing of the transaction was kept."""

    def __init__(self, problem: StorageProblem, detail: str = "") -> None:
        super().__init__(f"{problem}: {detail}" if detail else str(problem))
        self.problem = problem
        self.detail = detail


_SIGNS = (
    ("disk is full", StorageProblem.FULL),
    ("no space left", StorageProblem.FULL),
    ("readonly database", StorageProblem.READ_ONLY),
    ("read-only transaction", StorageProblem.READ_ONLY),
    ("permission denied", StorageProblem.READ_ONLY),
    ("database is locked", StorageProblem.BUSY),
    ("disk i/o error", StorageProblem.UNREACHABLE),
    ("unable to open database", StorageProblem.UNREACHABLE),
    ("connection", StorageProblem.UNREACHABLE),
    ("malformed", StorageProblem.DAMAGED),
    ("not a database", StorageProblem.DAMAGED),
)


def storage_error(error: DBAPIError) -> StorageError:
    """Translate a driver's error by the words SQLite and PostgreSQL use for it."""
    text = str(error.orig).lower()
    problem = next((found for sign, found in _SIGNS if sign in text), StorageProblem.OTHER)
    return StorageError(problem, str(error.orig))
