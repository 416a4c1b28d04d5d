"""Two results of one entry, solved as equations: from all figures no sum over fewer than five follows."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.disclosure import Shown, shown

DIMENSIONS = ("benefit", "benefit", "effort")
WEIGHTS = (0.31, 0.27, 0.42)
NONE = float("nan")
Sum = dict[tuple[int, int, float], float]
"""What a figure is made of: a share of each answer, by person, question and what was said."""

answer = st.sampled_from([NONE, 0.0, 1.0, 2.0, 5.0])


@st.composite
def two_moments(draw: st.DrawFn) -> list[np.ndarray]:
    people = draw(st.integers(5, 9))
    rows = st.lists(st.lists(answer, min_size=3, max_size=3), min_size=people, max_size=people)
    first = np.array(draw(rows)).reshape(people, 1, 3)
    second = first.copy()
    questions = draw(st.sets(st.integers(0, 2), min_size=1))
    for person in draw(st.sets(st.integers(0, people - 1), min_size=1, max_size=8)):
        for question in questions:
            second[person, 0, question] = draw(answer)
    return [first, second]


def figures(found: Shown) -> Iterator[Sum]:
    """Yield what stands behind the score, the dimensions and the questions that are shown."""
    values = found.values[:, 0]
    if found.items[0]:
        yield behind(values, (0, 1, 2))
    if found.dimensions[0]:
        yield from (behind(values, (0, 1)), behind(values, (2,)))
    yield from (behind(values, (question,)) for question in range(3) if found.questions[0, question])


def behind(values: np.ndarray, questions: Sequence[int]) -> Sum:
    judged = {question: np.flatnonzero(values[:, question] > 0) for question in questions}
    weight = sum(WEIGHTS[question] for question in questions if len(judged[question]))
    return {
        (int(person), question, float(values[person, question])): WEIGHTS[question] / weight / len(people)
        for question, people in judged.items()
        for person in people
    }


def found_out(sums: Sequence[Sum]) -> list[tuple[int, ...]]:
    """Return the sets of fewer than five people about whom alone something follows."""
    unknowns = sorted({each for one in sums for each in one})
    people = sorted({person for person, _question, _value in unknowns})
    matrix = np.array([[one.get(each, 0.0) for each in unknowns] for one in sums if one])
    if not len(matrix):
        return []
    rank = np.linalg.matrix_rank(matrix, tol=1e-9)
    return [
        few
        for size in range(1, 5)
        for few in combinations(people, size)
        if _rank(matrix[:, [person not in few for person, _question, _value in unknowns]]) < rank
    ]


def _rank(matrix: np.ndarray) -> int:
    return int(np.linalg.matrix_rank(matrix, tol=1e-9)) if matrix.size else 0


def seen(moments: list[np.ndarray], smallest: int = 5) -> list[Sum]:
    return [one for number in range(1, 3) for one in figures(shown(moments[:number], DIMENSIONS, smallest))]


@settings(max_examples=150, deadline=None)
@given(two_moments())
def test_nothing_of_fewer_than_five_follows_from_two_results(moments: list[np.ndarray]) -> None:
    assert found_out(seen(moments)) == []


@pytest.mark.parametrize("late", [(5.0, 5.0, 5.0), (NONE, NONE, 1.0)])
def test_without_the_rule_a_late_person_follows(late: tuple[float, ...]) -> None:
    first = np.full((6, 1, 3), 3.0)
    first[5] = NONE
    second = first.copy()
    second[5, 0] = late
    assert found_out(seen([first, second], smallest=5)) == []
    assert (5,) in found_out(seen([first, second], smallest=1))


def test_what_was_left_out_of_a_part_is_not_told_by_the_whole() -> None:
    """One of five left effort, and one judged benefit: the two scores would tell of both alone."""
    first = np.full((7, 1, 3), NONE)
    first[:5, 0, 2] = 2.0
    second = first.copy()
    second[0, 0, 2], second[6, 0, 1] = NONE, 5.0
    assert found_out(seen([first, second])) == []
