"""The one database of this process: where it lies, opening it, and sentences for what may be wrong with it."""

import os
from functools import cache
from pathlib import Path

from storage.database import Database as Database
from storage.database import open_database
from storage.errors import StorageError, StorageProblem
from translations import N_, _
from workshops.errors import WorkshopError

_PROBLEMS = {
    StorageProblem.FULL: (
        N_("The disk that holds the database is full."),
        N_("Please free some space and try again."),
    ),
    StorageProblem.READ_ONLY: (
        N_("The database may not be written."),
        N_("Please give this account the right to write it, or choose another DATA_DIR or DATABASE_URL."),
    ),
    StorageProblem.BUSY: (
        N_("The database is being used by another process."),
        N_("Please wait a moment and try again; make sure that the tool is not running twice."),
    ),
    StorageProblem.UNREACHABLE: (
        N_("The database cannot be reached."),
        N_("Please check DATABASE_URL, and that the database server is running."),
    ),
    StorageProblem.DAMAGED: (
        N_("The database file is damaged or is not a database."),
        N_("Please restore it from a backup; the file was not changed."),
    ),
    StorageProblem.NEWER_SCHEMA: (
        N_("The database was written by a newer version of this tool."),
        N_("Please install that version; the database was not changed."),
    ),
    StorageProblem.OTHER: (
        N_("The database could not do what was asked."),
        N_("Please try again. What was saved before is still there."),
    ),
}


def data_dir() -> Path:
    """Return the folder of the SQLite file and the error log: `DATA_DIR`, or "data" beside the program."""
    return Path(os.environ.get("DATA_DIR") or Path(__file__).parents[1] / "data").absolute()


def database_url() -> str:
    """Return `DATABASE_URL`, or the address of the SQLite file in the data folder."""
    return os.environ.get("DATABASE_URL") or f"sqlite:///{data_dir() / 'werkstatt.db'}"


@cache
def database() -> Database:
    """Open the database once; phones and pages share it.

    Raises:
        WorkshopError: it cannot be used, with the reason and what to do.
    """
    try:
        return open_database(database_url())
    except StorageError as error:
        raise explained(error) from error


def explained(error: StorageError) -> WorkshopError:
    """Put a database problem into sentences."""
    message, hint = _PROBLEMS[error.problem]
    return WorkshopError(_(message), _(hint))
