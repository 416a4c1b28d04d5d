import pytest

from scoring.levels import level


@pytest.mark.parametrize(
    ("agreement", "index", "word"),
    [
        (0.5, 0.4, "agreed"),
        (0.49, 0.4, "mixed"),
        (0.2, 1.0, "mixed"),
        (0.19, 0.4, "split"),
        (0.9, 1.1, "split"),
    ],
)
def test_each_limit_on_both_sides(agreement, index, word):
    assert level(agreement, index) == word


def test_nothing_is_said_without_a_measure():
    assert level(float("nan"), 2.0) is None
