"""What happened how often since the process began, counted whether anybody asks or not."""

import threading
from collections import Counter

_lock = threading.Lock()
_counted: Counter[tuple[str, str]] = Counter()


def add(what: str, kind: str, number: int = 1) -> None:
    """Count `number` more; `kind` is one of a few words, never a name, an id or an address."""
    with _lock:
        _counted[what, kind] += number


def answered(*, stored: int = 0, refused: int = 0) -> None:
    """Count answers of phones, each after its commit."""
    add("answers", "stored", stored)
    add("answers", "refused", refused)


def counts(what: str) -> dict[str, int]:
    """Return how often each kind of it happened."""
    with _lock:
        return {kind: number for (counted, kind), number in _counted.items() if counted == what}
