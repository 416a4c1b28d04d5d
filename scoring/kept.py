"""What no weight can change is computed once: kept for the next evaluation of the same answers."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

import numpy as np

Result = TypeVar("Result")
_all: list["Kept[Any]"] = []


class Kept(Generic[Result]):
    """The last `most` results of one computation, told apart by all that enters it.

    Results are handed out again as they are: whoever gets one must not change it.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._results: OrderedDict[Hashable, Result] = OrderedDict()
        self._turn = threading.Lock()
        _all.append(self)

    def __len__(self) -> int:
        return len(self._results)

    def get(self, given: Hashable, compute: Callable[[], Result]) -> Result:
        """Return what was computed from `given` (see `mark`), or compute it now."""
        with self._turn:
            if given not in self._results:
                while len(self._results) >= self._most:
                    self._results.popitem(last=False)  # before the next one needs its memory
                self._results[given] = compute()
            self._results.move_to_end(given)
            return self._results[given]


def mark(*given: Any) -> Hashable:
    """Return what is the same only for the same arrays and other, hashable facts, in this order."""
    return tuple(_digest(each) if isinstance(each, np.ndarray) else each for each in given)


def _digest(array: np.ndarray[Any, Any]) -> Hashable:
    return array.shape, array.dtype.str, hashlib.sha256(array.tobytes()).digest()


def forget() -> None:
    """Compute everything anew: for tests that compare what was kept with what was not."""
    for each in _all:
        with each._turn:
            each._results.clear()
