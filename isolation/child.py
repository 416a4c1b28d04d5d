"""The process in which one job runs: `python -m isolation.child`; not meant to be called by hand.

It reads the job from its standard input (written by `isolation.process`, so it may be trusted) and writes the
answer to its standard output. The answer is plain data that the other side checks again: whoever takes over
this process through a file still has no say in the process that serves everybody.
"""

import importlib
import json
import pickle
import sys
import traceback
from typing import Any

from isolation.limits import Limits, keep_to

DONE, REFUSED, TOO_MUCH_MEMORY, FAILED = b"D", b"R", b"M", b"F"
"""How an answer begins."""


def main() -> None:
    """Do one job."""
    source, target = sys.stdin.buffer, sys.stdout.buffer
    keep_to(Limits(**json.loads(source.readline())))
    sys.stdout = sys.stderr  # what a library prints is no answer
    try:
        answer = _answer(pickle.load(source))
    except MemoryError:
        answer = TOO_MUCH_MEMORY
    except Exception as error:  # noqa: BLE001 - whatever it is, the other side has to hear of it
        answer = FAILED + _trace(error).encode()
    target.write(answer)
    target.flush()


def _answer(job: tuple[str, str, tuple[Any, ...], tuple[str, ...], str]) -> bytes:
    module, name, arguments, refusals, speaking = job
    translations = importlib.import_module("translations")
    work = getattr(importlib.import_module(module), name)
    with translations.language(speaking):
        try:
            result: bytes = importlib.import_module("isolation.results").encoded(work(*arguments))
        except MemoryError:
            raise
        except Exception as error:
            kind = f"{type(error).__module__}:{type(error).__qualname__}"
            if kind not in refusals:
                raise
            return REFUSED + json.dumps([refusals.index(kind), *map(str, _words(error))]).encode()
        return DONE + result


def _words(error: Exception) -> tuple[Any, ...]:
    """Return what an expected refusal was made from, or as much of it as can be told."""
    if hasattr(error, "message"):
        return (error.message, getattr(error, "hint", ""))
    return error.args


def _trace(error: BaseException) -> str:
    """Say where it failed, without the words of the error: they may quote the file."""
    places = "".join(traceback.format_tb(error.__traceback__))
    return f"{places}{type(error).__name__}"


if __name__ == "__main__":
    main()
