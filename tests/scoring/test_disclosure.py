"""The rule of five as a pure rule: nothing of a single person follows from what it lets through."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.disclosure import beside_agreed, shown, shown_gap, steady

DIMENSIONS = ("benefit", "benefit", "effort")


def room(people: int, value: float = 3.0) -> np.ndarray:
    return np.full((people, 2, 3), value)


@pytest.mark.parametrize(("people", "open_"), [(1, False), (4, False), (5, True), (9, True)])
def test_a_figure_needs_five_people(people: int, open_: bool) -> None:
    found = shown([room(people)], DIMENSIONS)
    assert found.items.all() == open_
    assert found.questions.all() == open_
    assert np.isnan(found.values).all() != open_


def test_few_answers_to_a_question_are_shown_pooled_by_dimension_and_entry() -> None:
    ratings = room(8)
    ratings[:4, 0, 0] = np.nan
    ratings[4:, 0, 1] = np.nan
    found = shown([ratings], DIMENSIONS)
    assert found.items.all()
    assert found.dimensions.all()
    assert found.questions.tolist() == [[False, False, True], [True, True, True]]


def test_a_hidden_dimension_hides_the_others_because_the_score_is_known() -> None:
    ratings = room(8)
    ratings[:6, 0, 2] = np.nan
    found = shown([ratings], DIMENSIONS)
    assert found.items.all()
    assert found.dimensions.tolist() == [False, True]
    assert not found.questions[0].any()


def test_a_question_nobody_answered_hides_nothing() -> None:
    ratings = room(6)
    ratings[:, 0, 2] = np.nan
    found = shown([ratings], DIMENSIONS)
    assert found.dimensions.all()
    assert found.questions[0, :2].all()


def test_one_late_person_changes_no_figure_that_was_seen() -> None:
    first, second = room(6), room(6, 4.0)
    first[5] = np.nan
    second[:5] = 3.0
    found = shown([first, second], DIMENSIONS)
    assert np.isnan(found.values[5]).all()
    assert (found.values[:5] == 3.0).all()


def test_five_with_news_do() -> None:
    found = shown([room(6), np.concatenate([room(5, 4.0), room(1)])], DIMENSIONS)
    assert (found.values[:5] == 4.0).all()
    assert found.questions.all()


def test_a_question_on_which_one_changed_is_not_shown_again_by_itself() -> None:
    first, second = room(9), room(9)
    second[:5, 0, 2] = 5.0
    second[0, 0, 0] = 1.0
    found = shown([first, second], DIMENSIONS)
    assert found.values[0, 0, 0] == 1.0
    assert found.items.all()
    assert not found.dimensions[0]
    assert not found.questions[0].any()
    assert found.questions[1].all()


def test_what_was_held_back_comes_with_the_next_ones() -> None:
    moments = [room(9)]
    for changed in (2, 4, 6):
        moments.append(np.concatenate([room(changed, 5.0), room(9 - changed)]))
    assert (shown(moments[:3], DIMENSIONS).values == 3.0).all()
    assert (shown(moments, DIMENSIONS).values[:6] == 5.0).all()


def test_who_left_and_who_came_are_not_told_by_the_first_moment() -> None:
    first, second, third = room(12), room(12), room(12)
    first[5:] = np.nan
    second[10:] = np.nan
    third[5:9] = np.nan
    third[11:] = np.nan  # four of the ten have left, and one came: of the first five now two differ
    found = shown([first, second, third], DIMENSIONS)
    assert (~np.isnan(found.values[:, 0, 0])).sum() == 10
    assert len(found.before[0]) == 2


def test_who_cannot_judge_hides_nobody_who_can() -> None:
    first, second = room(10), room(10)
    first[5:] = np.nan
    second[6:] = 0.0
    found = shown([first, second], DIMENSIONS)
    assert np.isnan(found.values[5:]).all()


def test_all_parts_but_one_do_not_give_the_last_one() -> None:
    first, second = room(8), room(8)
    second[:5, 0, 2] = [0.0, 0.0, 0.0, 0.0, 5.0]  # four judge effort no more, and the rest is as it was
    found = shown([first, second], DIMENSIONS)
    assert (found.values[:, 0] == 3.0).all()


def test_a_dimension_shown_later_does_not_give_one_of_an_earlier_score() -> None:
    first, second = room(8), room(8)
    second[:5, 0, :2] = 5.0
    second[0, 0, 2] = 1.0
    third = second.copy()
    third[1:7, 0, 2] = 4.0
    found = shown([first, second, third], DIMENSIONS)
    assert found.items[0]
    assert not found.dimensions[0]


def test_beside_an_agreed_answer_only_what_is_shown_anyway_counts() -> None:
    ratings = room(8)
    ratings[3:, 0, 0] = np.nan  # three people, in a dimension with a question that eight answered
    found = shown([ratings], DIMENSIONS)
    agreed = np.zeros((2, 3), dtype=bool)
    agreed[:, 1] = True
    values = beside_agreed(found, agreed, DIMENSIONS)
    assert np.isnan(values[:, 0, :2]).all()
    assert (values[:, 0, 2] == 3.0).all()
    assert (values[:, 1, 0] == 3.0).all()
    assert np.isnan(values[:, 1, 1]).all()


@pytest.mark.parametrize(
    ("of_group", "of_others", "is_steady"), [(0, 5, True), (1, 4, False), (5, 6, True), (5, 1, False)]
)
def test_groups_rest_while_few_of_them_have_changed(of_group: int, of_others: int, is_steady: bool) -> None:
    before, now = np.full((12, 2), 3.0), np.full((12, 2), 3.0)
    now[:of_group, 0] = now[6 : 6 + of_others, 0] = 1.0
    members = np.arange(12) < 6
    assert steady([before, now], members) == is_steady
    assert steady([now], members)


@pytest.mark.parametrize(
    ("n", "first", "second", "open_"),
    [
        (10, 5, 5, True),
        (11, 5, 5, False),
        (11, 6, 5, True),
        (15, 5, 5, True),
        (9, 5, 4, False),
        (14, 5, 5, False),
    ],
)
def test_groups_leave_no_small_rest(n: int, first: int, second: int, open_: bool) -> None:
    assert shown_gap(n, first, second) == open_


ratings = st.integers(1, 9).flatmap(
    lambda people: st.lists(
        st.lists(
            st.sampled_from([float("nan"), 0.0, 1.0, 2.0, 3.0, 4.0, 5.0]),
            min_size=people * 6,
            max_size=people * 6,
        ).map(lambda cells: np.array(cells).reshape(people, 2, 3)),
        min_size=1,
        max_size=3,
    )
)


@settings(max_examples=200, deadline=None)
@given(ratings)
def test_each_figure_and_each_difference_of_two_has_five_people_behind_it(moments: list[np.ndarray]) -> None:
    figures: dict[object, np.ndarray] = {}
    for number in range(1, len(moments) + 1):
        found = shown(moments[:number], DIMENSIONS)
        for key, cells in visible(found):
            before = figures.get(key)
            people = (cells > 0).any(axis=1).sum()
            changed = cells.shape[0] if before is None else differing(cells, before)
            assert people >= 5 or people == 0
            assert changed == 0 or changed >= 5 or people == 0
            figures[key] = cells


def visible(found: object) -> list[tuple[object, np.ndarray]]:
    cells: list[tuple[object, np.ndarray]] = []
    for item in range(found.values.shape[1]):
        own = found.values[:, item]
        if found.items[item]:
            cells.append((item, own))
        if found.dimensions[item]:
            cells += [((item, "benefit"), own[:, :2]), ((item, "effort"), own[:, 2:])]
        cells += [((item, j), own[:, [j]]) for j in range(3) if found.questions[item, j]]
    return cells


def differing(now: np.ndarray, before: np.ndarray) -> int:
    same = (now == before) | (np.isnan(now) & np.isnan(before))
    return int((~same).any(axis=1).sum())
