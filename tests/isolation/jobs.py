"""Harmless jobs that are slow, large, or break."""

import os
import sys
import time
from decimal import Decimal

from usecases.problems import Problem


class Declined(Exception):
    """An expected refusal of two words, as the workshops raise them."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def double(text: str) -> bytes:
    return (text * 2).encode()


def problem() -> tuple[Problem, ...]:
    return (Problem("bad_amount", "costs", {"value": Decimal("1.50"), "allowed": ("a", "b")}),)


def sleeping(seconds: float) -> None:
    time.sleep(seconds)


def counting() -> int:
    number = 0
    while True:
        number += 1


def hoarding() -> int:
    kept = [bytearray(64 * 1024**2) for _ in range(1000)]
    return len(kept)


def declining() -> None:
    raise Declined("This is no table.", "Please choose another.")


def breaking(secret: str) -> None:
    raise ValueError(secret)


def vanishing() -> None:
    sys.stdout.flush()
    raise SystemExit(3)


def priority() -> int:
    return os.nice(0)


def environment() -> tuple[str, ...]:
    return tuple(os.environ)


def printing() -> str:
    print("this is no answer")  # noqa: T201
    return "the answer"


def calling() -> object:
    return time.sleep
