"""The log of unexpected errors: a full traceback on disk, a short reference for the person on the screen."""

import logging
import secrets
from logging.handlers import RotatingFileHandler
from pathlib import Path

# Without letters and digits that are misheard or misread: no 0/O, 1/I/L, 5/S, 8/B.
_ALPHABET = "ACDEFGHJKMNPQRTUVWXYZ234679"


class ErrorLog:
    """Appends to `folder`/error.log, at most six files of 1 MB; it appears with the first error."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "error.log"
        self._logger = logging.getLogger(f"werkstatt.errors.{self.file}")
        self._logger.propagate = False
        if not self._logger.handlers:
            self._logger.addHandler(self._handler())

    def record(self, error: BaseException, where: str) -> str:
        """Write `error` with its traceback and return its reference, such as "K7F3-2Q"."""
        reference = _reference()
        self._logger.error("%s %s", reference, where, exc_info=error)
        return reference

    def _handler(self) -> logging.Handler:
        handler = RotatingFileHandler(
            self.file, maxBytes=1_000_000, backupCount=5, encoding="utf-8", delay=True
        )
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        return handler


def _reference() -> str:
    drawn = "".join(secrets.choice(_ALPHABET) for _ in range(6))
    return f"{drawn[:4]}-{drawn[4:]}"
