import numpy as np
import pytest

from scoring.allocation import (
    MOST_QUESTIONS,
    enough_for_short,
    first_pass,
    first_questions,
    second_pass,
)
from tests.scoring.rounds import CRITERIA, NAN, workshop

DIMENSIONS = [criterion.dimension for criterion in CRITERIA.criteria]
GROUPS = ["council"] * 6 + ["administration"] * 6 + [None] * 6


def nobody(people, items=11):
    return np.zeros((people, items, len(DIMENSIONS)), dtype=bool)


def drawn(people=18, questions=22, items=11, **changes):
    settings = {"dimensions": DIMENSIONS, "seed": 5, **changes}
    return first_pass(nobody(people, items), questions, **settings)


@pytest.mark.parametrize(("people", "questions"), [(9, 11), (12, 22), (18, 25), (40, 15), (7, 33)])
def test_every_cell_is_asked_equally_often_and_every_item_of_everybody(people, questions):
    asked = drawn(people, questions)
    times = asked.sum(axis=0)
    assert times.max() - times.min() <= (1 if questions % 11 == 0 else 2)
    assert (asked.sum(axis=(1, 2)) == questions).all()
    assert asked.any(axis=2).all()


def test_a_part_is_made_of_whole_criteria_of_different_dimensions():
    asked = drawn(18, 33)
    assert set(np.unique(asked.sum(axis=1))) == {0, 11}
    for own in asked.any(axis=1):
        assert len({DIMENSIONS[j] for j in np.flatnonzero(own)}) == 3


def test_no_stakeholder_group_is_left_out_of_a_criterion_where_there_are_enough_of_it():
    asked = drawn(18, 33, groups=GROUPS)
    for group in ("council", "administration"):
        times = asked[[own == group for own in GROUPS]].any(axis=1).sum(axis=0)
        assert times.min() >= 1
        assert times.max() <= 3


def test_a_long_shortlist_is_still_seen_whole_by_everybody():
    asked = drawn(30, 35, items=60)
    assert (asked.sum(axis=(1, 2)) == 60).all()
    assert asked.any(axis=2).all()


def test_the_seed_says_it_all_and_another_seed_asks_otherwise():
    assert (drawn() == drawn()).all()
    assert (drawn() != drawn(seed=6)).any()


def test_who_joins_late_changes_no_question_and_keeps_the_balance():
    early = drawn(12, groups=GROUPS[:12])
    held = np.concatenate([early, nobody(6)])
    late = first_pass(held, 22, dimensions=DIMENSIONS, seed=5, groups=GROUPS)
    assert not late[:12].any()
    times = (held | late).sum(axis=0)
    assert times.max() - times.min() <= 1


def test_what_people_left_unanswered_is_asked_of_those_who_come_later():
    held = drawn(12)
    counted = held.copy()
    counted[[0, 1, 2]] = False  # three left without a word
    later = np.concatenate([held, nobody(3)])
    found = first_pass(later, 22, dimensions=DIMENSIONS, seed=5, counted=np.concatenate([counted, nobody(3)]))
    times = (np.concatenate([counted, nobody(3)]) | found).sum(axis=0)
    assert times.max() - times.min() <= 1


def test_nobody_is_asked_what_the_own_group_cannot_judge():
    may = np.ones((18, len(DIMENSIONS)), dtype=bool)
    may[:6, [3, 4]] = False
    asked = drawn(18, 33, groups=GROUPS, may=may)
    assert not asked[:6][:, :, [3, 4]].any()
    assert asked[6:][:, :, [3, 4]].any()
    assert (asked.sum(axis=(1, 2)) == 33).all()
    none_left = np.zeros((18, len(DIMENSIONS)), dtype=bool)
    assert not drawn(18, 33, may=none_left).any()


@pytest.mark.parametrize(
    ("people", "first", "enough"),
    [(7, 35, False), (8, 35, False), (9, 33, True), (20, 15, True), (60, 11, True)],
)
def test_the_first_pass_puts_three_answers_behind_each_question_or_says_that_it_cannot(people, first, enough):
    assert first_questions(11, 9, people) == first
    assert enough_for_short(11, 9, people) is enough
    if enough:
        assert first * people / 99 >= 3 or first == 11
    assert first <= MOST_QUESTIONS


def answered(people=20, items=11, seed=3, **changes):
    ratings = workshop(people, items, missing=0.0, seed=seed)
    asked = first_pass(nobody(people, items), 22, dimensions=DIMENSIONS, seed=1)
    return ratings, asked, np.where(asked, ratings, np.nan)


WEIGHTS = np.ones(len(DIMENSIONS))


def test_the_second_pass_asks_only_what_can_still_change_who_leads():
    _ratings, asked, seen = answered()
    found = second_pass(seen, asked, WEIGHTS, 8, seed=2)
    assert 0 < found.most <= 8
    assert not (found.new & asked).any()
    assert set(np.flatnonzero(found.new.any(axis=(0, 2)))) <= set(found.now.contested)
    assert len(found.now.contested) < 11


def test_the_second_pass_prefers_the_closest_and_balances_its_cells():
    level = np.array([4.6, 4.4, 3.6, 3.5, 2.0, 1.5, 1.2])
    rng = np.random.default_rng(0)
    ratings = np.clip(np.rint(level[None, :, None] + rng.normal(0, 0.9, (20, 7, 9))), 1, 5)
    asked = first_pass(nobody(20, 7), 14, dimensions=DIMENSIONS, seed=1)
    found = second_pass(np.where(asked, ratings, np.nan), asked, WEIGHTS, 6, seed=2)
    assert set(np.flatnonzero(found.new.any(axis=(0, 2)))) == {2, 3}
    for item in (2, 3):
        behind = (asked | found.new)[:, item].sum(axis=0)
        assert behind.max() - behind.min() <= 1


def test_the_second_pass_stops_where_nothing_can_change():
    clear = np.repeat(np.repeat(np.array([5, 5, 5, 2, 1, 1.0])[None, :, None], 12, axis=0), 9, axis=2)
    asked = first_pass(nobody(12, 6), 12, dimensions=DIMENSIONS, seed=1)
    found = second_pass(np.where(asked, clear, np.nan), asked, WEIGHTS, 12, seed=2)
    assert found.now.settled
    assert not found.new.any()
    assert found.now.sure == 1


def test_who_left_is_asked_nothing_and_what_is_on_its_way_is_not_asked_twice():
    ratings, asked, seen = answered()
    here = [person > 2 for person in range(20)]
    assert not second_pass(seen, asked, WEIGHTS, 8, seed=2, present=here).new[:3].any()
    nothing_yet = second_pass(np.full_like(ratings, NAN), asked, WEIGHTS, 8, seed=2)
    assert not (nothing_yet.new & asked).any()
    assert nothing_yet.coming.sum() == asked.sum() + nothing_yet.new.sum()


def test_a_criterion_without_weight_is_worth_no_question():
    _ratings, asked, seen = answered()
    weights = np.array([1, 1, 1, 0, 1, 1, 1, 1, 0.0])
    found = second_pass(seen, asked, weights, 8, seed=2)
    assert found.new.any()
    assert not found.new[:, :, [3, 8]].any()


def test_cannot_judge_is_an_answer_and_not_asked_again():
    _ratings, asked, seen = answered()
    seen[0, :, :] = NAN
    found = second_pass(seen, asked, WEIGHTS, 35, seed=2)
    assert not (found.new & asked).any()


def test_the_second_pass_says_the_same_for_the_same_seed():
    _ratings, asked, seen = answered()
    first, again = (second_pass(seen, asked, WEIGHTS, 8, seed=2, groups=[*GROUPS, None, None]) for _ in "ab")
    assert (first.new == again.new).all()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"dimensions": ["a"]}, "asked"),
        ({"groups": ["x"]}, "groups"),
        ({"may": np.ones((2, 9), dtype=bool)}, "may"),
        ({"counted": nobody(3)}, "asked"),
        ({"questions": 0}, "questions"),
    ],
)
def test_what_does_not_fit_is_refused(change, message):
    with pytest.raises(ValueError, match=message):
        drawn(**{"people": 18, "questions": 22, **change})
    with pytest.raises(ValueError, match="present"):
        second_pass(np.full((2, 2, 9), 3.0), nobody(2, 2), WEIGHTS, 3, seed=1, present=[True])
    with pytest.raises(ValueError, match="people"):
        first_questions(0, 9, 12)
