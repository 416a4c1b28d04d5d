"""Sentences for what may be wrong with the database: what happened, and what to do now."""

from storage.errors import StorageError, StorageProblem
from translations import N_, _

__all__ = ["StorageError", "sentences"]

_SENTENCES = {
    StorageProblem.FULL: (
        N_("The disk that holds the database is full."),
        N_("Please free some space, then try again."),
    ),
    StorageProblem.READ_ONLY: (
        N_("The database cannot be written."),
        N_("Please make the data folder writable, then try again."),
    ),
    StorageProblem.BUSY: (
        N_("The database is busy at the moment."),
        N_("Please try again in a few seconds; make sure that the tool is not running twice."),
    ),
    StorageProblem.CONFLICT: (
        N_("Somebody else changed the same thing at the same moment."),
        N_("Please reload the page and try again."),
    ),
    StorageProblem.ADDRESS: (
        N_("DATABASE_URL is not the address of a database."),
        N_("Please use postgresql://… or sqlite:///…; without it, the database is in the data folder."),
    ),
    StorageProblem.UNREACHABLE: (
        N_("The database cannot be reached."),
        N_("Please check that its disk or server is there, then try again."),
    ),
    StorageProblem.DAMAGED: (
        N_("The database file is damaged, or is not a database."),
        N_("Please restore the newest backup from the data folder."),
    ),
    StorageProblem.TAKEN: (
        N_("Another server of this tool is using the database already; with SQLite there can be only one."),
        N_("Please use that one, or end it first. Several at once need PostgreSQL (DATABASE_URL)."),
    ),
    StorageProblem.NEWER_SCHEMA: (
        N_("The database was written by a newer version of this tool."),
        N_("Please start the newer version; the database was not changed."),
    ),
    StorageProblem.OTHER: (
        N_("The database could not do what was asked."),
        N_("Please try again. What was saved before is still there."),
    ),
}


def sentences(error: StorageError) -> tuple[str, str]:
    """Return what happened and what to do now, in the language in use."""
    message, hint = _SENTENCES[error.problem]
    return _(message), _(hint)
