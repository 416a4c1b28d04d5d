"""Rooms of one to nine people, seen at two moments: from no output does a person's answer follow."""

import itertools

import numpy as np
import pytest

from storage.database import Database
from tests.workshops.factories import rate
from tests.workshops.room import ADVISOR, Room
from workshops.evaluation import comparison, outcome
from workshops.evaluation.outcome import RoundEvaluation
from workshops.live import agreeing
from workshops.weighing import weights

VALUES = (5, 3, 1)


def look(room: Room, round_id: str) -> RoundEvaluation:
    found = outcome.current(room.database, ADVISOR, room.id) or outcome.of_round(
        room.database, ADVISOR, round_id
    )
    assert found is not None
    return found


def told(room: Room, seen: RoundEvaluation) -> dict[tuple[str, str], tuple[float, int]]:
    """Return each mean that any output shows, with the number of people beside it."""
    found = {
        (item.item_id, each.criterion_id): (each.mean, each.n)
        for item in seen.evaluation.items
        for each in item.criteria
        if each.mean is not None
    }
    for item_id, means in comparison.group_means(room.database, ADVISOR, room.id).items():
        found |= {
            (item_id, each.criterion_id): (each.mean, each.n) for each in means if each.mean is not None
        }
    return found


@pytest.fixture
def quick(new_sqlite: Database) -> Room:
    return Room(new_sqlite, groups=())


@pytest.mark.parametrize(("first", "more"), [*itertools.product((1, 4, 5, 8), (0, 1, 4, 5)), (9, 0)])
def test_two_moments_tell_nothing_of_one_person(quick: Room, first: int, more: int) -> None:
    people = quick.people(first + more)
    held = quick.open_round()
    for person in people[:first]:
        quick.answer_all(person, held, VALUES)
    quick.reveal(held)
    before = told(quick, look(quick, held.id))
    assert bool(before) == (first >= 5)
    if not more:
        return
    again = quick.open_round(from_before=True)
    for person in people[first:]:
        quick.answer_all(person, again, (1, 1, 1))
    quick.reveal(again)
    after = told(quick, look(quick, again.id))
    for key, (mean, n) in after.items():
        assert n >= 5
        if key in before:
            earlier, m = before[key]
            assert (mean, n) == (earlier, m) or abs(n - m) >= 5, "a difference of fewer than five people"


def test_what_few_rated_has_no_figure_and_says_why(quick: Room) -> None:
    held = quick.open_round()
    for person in quick.people(4):
        quick.answer_all(person, held, VALUES)
    quick.reveal(held)
    seen = look(quick, held.id)
    for item in seen.evaluation.items:
        assert (item.rank, item.score, item.reason) == (None, None, "too_few_people")
        assert all(each.value is None and each.contribution is None for each in item.dimensions)
        assert all(each.value is None and not any(each.counts) for each in item.criteria)
    assert seen.evaluation.discuss_next == ()
    assert len(outcome.raw_ratings(ADVISOR, seen).values) == 0


def test_three_people_of_eight_who_judged_a_question_are_shown_pooled(quick: Room) -> None:
    held = quick.open_round()
    people = quick.people(8)
    for person in people:
        quick.answer_all(person, held, VALUES)
        if person in people[3:]:
            quick.answer(person, held, None, counter=2)
    quick.reveal(held)
    seen = look(quick, held.id)
    item = seen.evaluation.items[0]
    hidden = [each for each in item.criteria if each.pooled]
    dimension = seen.criteria.criterion(held.criterion_ids[0]).dimension
    assert {each.dimension for each in hidden} == {dimension}
    assert all(each.mean is None and each.n == 0 and not any(each.counts) for each in hidden)
    assert all(each.value is not None for each in item.dimensions)
    rows = outcome.raw_ratings(ADVISOR, seen).values
    assert np.isnan(rows[:, 0, 0]).all()


def test_all_weight_on_a_hidden_question_shows_nothing(quick: Room) -> None:
    held = quick.open_round()
    people = quick.people(8)
    for person in people[:3]:
        quick.answer(person, held, 5)
    for person in people:
        if person in people[3:]:
            quick.answer_all(person, held, VALUES)
    for person in people[3:]:
        quick.answer(person, held, None, counter=3)
    quick.reveal(held)
    asked = held.criterion_ids[0]
    agreed = weights.agreed(quick.database, ADVISOR, quick.id)
    only = agreed.model_copy(
        update={
            "dimensions": dict.fromkeys(agreed.dimensions, 0.0)
            | {look(quick, held.id).criteria.criterion(asked).dimension: 1.0},
            "criteria": {key: float(key == asked) for key in agreed.criteria},
        }
    )
    (placed,) = outcome.placed_under(quick.database, ADVISOR, quick.id, [only])
    assert next(each for each in placed if each.item_id == held.item_ids[0]).score is None


def test_rows_and_group_figures_never_stand_together(new_sqlite: Database) -> None:
    room = Room(new_sqlite)
    held = room.open_round()
    for group, number in (("administration", 7), ("citizens", 6)):
        for person in room.people(number, group):
            room.answer_all(person, held, VALUES)
    room.reveal(held)
    assert len(outcome.raw_ratings(ADVISOR, look(room, held.id)).values) == 0


def test_what_the_room_agreed_on_is_shown_whoever_was_there(quick: Room) -> None:
    held = agreeing.begin_group_round(quick.database, ADVISOR, quick.id)
    rate(quick.database, held, held.item_ids[0], dict.fromkeys(held.criterion_ids, 4))
    item = look(quick, held.id).evaluation.items[0]
    assert item.score == pytest.approx(0.75)
    assert not any(each.pooled for each in item.criteria)
