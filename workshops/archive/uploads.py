"""Files that advisors bring: read in a process of its own, so that no file keeps the room waiting."""

from collections.abc import Callable
from typing import Any, TypeVar

from isolation.process import JobStoppedError, run
from storage.database import Database
from usecases import exchange
from usecases.exchange import ImportPreview
from workshops.actors import Actor, Role, require
from workshops.archive import transfer
from workshops.archive.file import LARGEST_FILE, Archive
from workshops.errors import InvalidInput
from workshops.library import holdings, places

Result = TypeVar("Result")


def series(actor: Actor, data: bytes) -> Archive:
    """Read the file of a series as `archive.read` does.

    Raises:
        InvalidInput: it is no such file, contradicts itself, or takes too much to be read.
    """
    require(actor, Role.ADVISOR)
    if len(data) > LARGEST_FILE:  # said at once, without carrying it anywhere
        return transfer.read(actor, data)
    return _elsewhere(transfer.read, actor, data)


def table(database: Database, actor: Actor, file_name: str, data: bytes) -> ImportPreview:
    """Show what a CSV or XLSX file would bring, row by row; nothing is saved.

    Raises:
        InvalidInput: it takes too much to be read.
    """
    require(actor, Role.ADVISOR)
    read = exchange.read_xlsx if file_name.lower().endswith(".xlsx") else exchange.read_csv
    return _elsewhere(read, data, holdings.everything(database, actor), places.checked)


def _elsewhere(work: Callable[..., Result], *arguments: Any) -> Result:
    try:
        return run(work, *arguments, refusals=(InvalidInput,))
    except JobStoppedError as stopped:
        raise InvalidInput(stopped.message, stopped.hint) from stopped
