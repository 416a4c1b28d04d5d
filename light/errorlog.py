"""The log of unexpected errors: a full traceback on disk, a short reference for the person on the screen."""

import logging
import secrets
import threading
import time
import traceback
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path

from light import tally
from light.events import without_secrets

_SAME_CAUSE_SECONDS = 60.0
# Without letters and digits that are misheard or misread: no 0/O, 1/I/L, 5/S, 8/B.
_ALPHABET = "ACDEFGHJKMNPQRTUVWXYZ234679"


class WithoutSecrets(logging.Formatter):
    """Writes a line and its traceback without what links end with."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the text of a record."""
        return without_secrets(super().format(record))


class ErrorLog:
    """Appends to `folder`/error.log, at most six files of 1 MB; it appears with the first error.

    Where the process writes its log elsewhere as well (`light.events`), each stands there, too.

    One traceback per cause and minute: while a database is away, a hundred phones would else push out of the
    log what began it. What follows gets a line that names the first.
    """

    def __init__(self, folder: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._first: dict[str, tuple[str, float]] = {}
        self.file = folder / "error.log"
        self._logger = logging.getLogger(f"werkstatt.errors.{self.file}")
        if not self._logger.handlers:
            self._logger.addHandler(self._handler())

    def record(self, error: BaseException, where: str) -> str:
        """Write `error` with its traceback and return its reference, such as "K7F3-2Q"."""
        reference, cause = _reference(), _cause(error)
        with self._lock:
            first = self._first.get(cause)
            if first is None or self._clock() - first[1] >= _SAME_CAUSE_SECONDS:
                self._first = self._recent() | {cause: (reference, self._clock())}
                first = None
        tally.add("errors", where.split(" ", 1)[0])
        told = {"reference": reference, "where": where}
        if first is None:
            self._logger.error("%s %s", reference, where, exc_info=error, extra=told)
        else:
            self._logger.error("%s %s, as %s", reference, where, first[0], extra=told)
        return reference

    def _recent(self) -> dict[str, tuple[str, float]]:
        """Return the causes of the last minute, so that they do not pile up."""
        return {
            cause: first
            for cause, first in self._first.items()
            if self._clock() - first[1] < _SAME_CAUSE_SECONDS
        }

    def _handler(self) -> logging.Handler:
        handler = RotatingFileHandler(
            self.file, maxBytes=1_000_000, backupCount=5, encoding="utf-8", delay=True
        )
        handler.setFormatter(WithoutSecrets("%(asctime)s %(message)s"))
        return handler


def _cause(error: BaseException) -> str:
    """Name what went wrong first and where, so that the same is recognised."""
    first = error
    while (before := first.__cause__ or first.__context__) is not None:
        first = before
    places = traceback.extract_tb(first.__traceback__)
    place = f"{places[-1].filename}:{places[-1].lineno}" if places else ""
    return f"{type(error).__name__} {type(first).__name__} {place}"


def _reference() -> str:
    drawn = "".join(secrets.choice(_ALPHABET) for _ in range(6))
    return f"{drawn[:4]}-{drawn[4:]}"
