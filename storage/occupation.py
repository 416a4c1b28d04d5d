"""One server for one SQLite file: whoever comes second is told, and a killed one leaves nothing behind.

The mark is a lock of the operating system on a file beside the database. It ends with its process, however
that ends; the empty file that stays means nothing.
"""

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import IO

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from storage.errors import StorageError, StorageProblem

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_TAKEN = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


class Occupation:
    """A database that this process serves alone; nothing is taken where several processes may serve one."""

    def __init__(self, url: str) -> None:
        """Take the file at `url`, or raise StorageError (TAKEN) that names the process which has it."""
        self._mark: IO[str] | None = None
        if place := _file(url):
            self._mark = _marked(place.with_name(f"{place.name}.lock"))

    def end(self) -> None:
        """Give the file free."""
        if self._mark is not None:
            self._mark.close()
            self._mark = None


def _file(url: str) -> Path | None:
    """Return the file of an SQLite database; what is no address at all is refused by who opens it."""
    with suppress(ArgumentError):
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite" and parsed.database not in {None, "", ":memory:"}:
            return Path(str(parsed.database)).resolve()
    return None


def _marked(place: Path) -> IO[str] | None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        mark = place.open("a+", encoding="ascii")
    except OSError:
        return None  # who opens the database says more about such a folder
    try:
        _lock(mark)
    except OSError as error:
        with mark:
            if error.errno in _TAKEN:
                raise StorageError(StorageProblem.TAKEN, _owner(mark)) from error
        return None  # a file system without locks cannot tell
    mark.truncate(0)
    mark.write(str(os.getpid()))
    mark.flush()
    return mark


def _owner(mark: IO[str]) -> str:
    with suppress(OSError, ValueError):  # Windows locks what it would tell
        mark.seek(0)
        return f"process {int(mark.read())}"
    return ""


def _lock(mark: IO[str]) -> None:
    if fcntl is not None:
        fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return
    import msvcrt

    mark.seek(0)
    msvcrt.locking(mark.fileno(), msvcrt.LK_NBLCK, 1)
