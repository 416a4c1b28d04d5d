"""Files that advisors bring: read in a process of its own, so that no file keeps the room waiting."""

from collections.abc import Callable
from typing import Any, TypeVar

from isolation.process import JobStoppedError, run
from usecases import exchange
from usecases.tables import Book
from workshops import own_criteria
from workshops.actors import Actor, Role, require
from workshops.archive import transfer
from workshops.archive.file import LARGEST_FILE, Archive
from workshops.errors import InvalidInput

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


def table(actor: Actor, data: bytes) -> Book:
    """Read the sheets of a CSV, XLSX or ODS file; what is in them, ``library.imports`` shows.

    Raises:
        InvalidInput: it takes too much to be read.
    """
    require(actor, Role.ADVISOR)
    return _elsewhere(exchange.read_file, data)


def criteria(actor: Actor, data: bytes) -> dict[str, Any]:
    """Read a file with own criteria as `own_criteria.read` does.

    Raises:
        InvalidInput: the criteria cannot be used, or the file takes too much to be read.
    """
    require(actor, Role.ADVISOR)
    return _elsewhere(own_criteria.read, actor, data)


def _elsewhere(work: Callable[..., Result], *arguments: Any) -> Result:
    try:
        return run(work, *arguments, refusals=(InvalidInput,))
    except JobStoppedError as stopped:
        raise InvalidInput(stopped.message, stopped.hint) from stopped
