"""Runs a function in a process of its own, with limits of time and memory, and brings its result back.

A library that works on somebody else's file can take minutes and gigabytes, and holds the interpreter
meanwhile: everybody's vote would wait. In a process of its own it waits for the others, and can be ended.
"""

import json
import logging
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from isolation import child, results
from isolation.limits import Limits
from translations import _, current_language

Result = TypeVar("Result")

_HOUSE = Path(__file__).parent.parent
_LARGEST_ANSWER = 96 * 1024**2
# What Python needs to start. Nothing else of the environment: it may hold passwords.
_ENVIRONMENT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "HOME", "LANG", "LC_ALL", "VIRTUAL_ENV")
_SECONDS_IN_LINE = 60.0
# One at a time: two cores serve a whole room.
_turn = threading.Lock()
_log = logging.getLogger(__name__)


class Why(StrEnum):
    """Why a job has no result."""

    TIME = "time"
    MEMORY = "memory"
    BUSY = "busy"
    FAILED = "failed"


class JobStoppedError(Exception):
    """A job that passed its limits or broke; `message` and `hint` are sentences in the language in use."""

    def __init__(self, why: Why) -> None:
        self.why = why
        self.message, self.hint = _sentences(why)
        super().__init__(self.message)


def _sentences(why: Why) -> tuple[str, str]:
    if why is Why.BUSY:
        return _("Other files are being worked on right now."), _("Please try again in a minute.")
    if why is Why.FAILED:
        return (
            _("The file could not be read: something in it is not as it should be."),
            _("Please save it again with the program it comes from, or choose another file."),
        )
    return (
        _("The file takes more time or memory than a file of this kind may take. It was put aside."),
        _("Please make it smaller or simpler: fewer pages, rows, pictures and placeholders."),
    )


def run(
    work: Callable[..., Result],
    *arguments: Any,
    refusals: tuple[type[Exception], ...] = (),
    limits: Limits | None = None,
) -> Result:
    """Return `work(*arguments)`, done elsewhere.

    `work` is a function of a module; its result consists of values (see `isolation.results`). An error of
    one of the types `refusals` is raised here as it was there.

    Raises:
        JobStoppedError: it took too much, broke, or found no turn.
    """
    limits = limits or Limits()
    kinds = tuple(f"{kind.__module__}:{kind.__qualname__}" for kind in refusals)
    job = pickle.dumps((work.__module__, work.__name__, arguments, kinds, current_language()))
    if not _turn.acquire(timeout=_SECONDS_IN_LINE):
        raise JobStoppedError(Why.BUSY)
    try:
        answer = _ask(json.dumps(asdict(limits)).encode() + b"\n" + job, limits)
    finally:
        _turn.release()
    return _result(work, answer, refusals)


def _ask(job: bytes, limits: Limits) -> bytes:
    """Give the job to a new process and return its answer, empty if it died."""
    with subprocess.Popen(
        [sys.executable, "-m", child.__name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_HOUSE,
        env=_environment(),
    ) as process:
        try:
            answer, _nothing = process.communicate(job, timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return b""
        except BaseException:
            process.kill()
            raise
    return answer if len(answer) <= _LARGEST_ANSWER else b""


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    return kept | {"OPENBLAS_NUM_THREADS": "1", "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def _result(work: Callable[..., Result], answer: bytes, refusals: tuple[type[Exception], ...]) -> Result:
    kind, content = answer[:1], answer[1:]
    if kind == child.DONE:
        try:
            return results.decoded(content)  # type: ignore[no-any-return]
        except Exception as error:  # whatever else comes out of there is no result
            raise JobStoppedError(Why.FAILED) from error
    if kind == child.REFUSED:
        number, *words = json.loads(content)
        raise refusals[number](*map(str, words))
    if kind == child.FAILED:
        _log.error("%s.%s failed on a file:\n%s", work.__module__, work.__name__, content.decode())
        raise JobStoppedError(Why.FAILED)
    raise JobStoppedError(Why.MEMORY if kind == child.TOO_MUCH_MEMORY else Why.TIME)
