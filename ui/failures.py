"""What went wrong, as a sentence for the page; what nobody expected stands in the error log as well."""

from functools import cache
from pathlib import Path

from light.errorlog import ErrorLog
from reports.template_errors import OwnTemplateError
from translations import _
from workshops import installation
from workshops.errors import StorageError, WorkshopError
from workshops.storage_problems import sentences


def said(error: Exception, where: str) -> str:
    """Return what to say of a failure; `where` stands in the error log, for those who look after the tool."""
    if isinstance(error, WorkshopError):
        return f"{error.message} {error.hint}".strip()
    if isinstance(error, StorageError):
        return " ".join(sentences(error))
    if isinstance(error, OwnTemplateError):
        return str(error)
    return _(
        "An unexpected error occurred; everything you entered is still there. Please try again. "
        "If it happens again, please report the reference {reference}."
    ).format(reference=_log(installation.data_folder()).record(error, where))


@cache
def _log(folder: Path) -> ErrorLog:
    return ErrorLog(folder)
