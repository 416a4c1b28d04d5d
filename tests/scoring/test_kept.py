"""What is kept is computed once for the same arrays, and never for others."""

import threading

import numpy as np
import pytest

from scoring import kept
from scoring.kept import Kept, mark


def test_the_same_arrays_are_computed_once_and_others_anew():
    found: Kept[float] = Kept(most=4)
    computed: list[float] = []

    def total(array: np.ndarray) -> float:
        def compute() -> float:
            computed.append(float(array.sum()))
            return computed[-1]

        return found.get(mark(array, "sum"), compute)

    ones = np.ones((2, 3))
    assert [total(ones), total(ones.copy()), total(ones.T), total(2 * ones)] == [6, 6, 6, 12]
    assert computed == [6, 6, 12]


@pytest.mark.parametrize(
    "other",
    [
        np.zeros((3, 2)),
        np.zeros((2, 3), dtype=int),
        np.array([[0, 0, 0], [0, 0, np.nan]]),
        np.zeros((2, 3))[:, ::-1] - 0.0 + np.eye(2, 3),
    ],
    ids=["another shape", "another type", "a gap", "another number"],
)
def test_arrays_that_differ_have_other_marks(other: np.ndarray):
    assert mark(np.zeros((2, 3)), "mean") != mark(other, "mean")
    assert mark(other, "mean") != mark(other, "median")


def test_gaps_are_the_same_gaps():
    assert mark(np.array([1, np.nan])) == mark(np.array([1, np.nan]))


def test_the_oldest_goes_first_and_all_can_be_forgotten():
    found: Kept[str] = Kept(most=2)
    for name in ("a", "b", "a", "c"):
        found.get(name, lambda name=name: name.upper())  # type: ignore[misc]
    assert found.get("a", lambda: "computed again") == "A"
    assert found.get("b", lambda: "computed again") == "computed again"
    kept.forget()
    assert len(found) == 0


def test_what_fails_is_not_kept():
    found: Kept[float] = Kept(most=2)
    with pytest.raises(ZeroDivisionError):
        found.get("a", lambda: 1 / 0)
    assert found.get("a", lambda: 1.0) == 1.0


def test_two_who_ask_at_once_compute_once():
    found: Kept[int] = Kept(most=2)
    computed: list[int] = []
    meet = threading.Barrier(4)

    def ask() -> None:
        meet.wait()
        found.get("a", lambda: computed.append(1) or 1)  # type: ignore[func-returns-value]

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert computed == [1]
