import numpy as np
import pytest

from scoring.bootstrap import answers_per_cell, person_weights, weighted_cells
from scoring.standing import standing
from tests.scoring.rounds import NAN, uniform, workshop

WEIGHTS = np.ones(9)


def test_a_clear_room_is_settled_and_a_close_one_is_not():
    clear = standing(uniform(*[[5, 5, 4, 1, 1]] * 10), WEIGHTS, seed=1)
    assert clear.settled
    assert (clear.chosen, clear.sure) == ((0, 1, 2), 1)
    close = standing(uniform(*[[5, 5, 3, 4, 1]] * 5, *[[5, 5, 4, 3, 1]] * 5), WEIGHTS, seed=1)
    assert close.contested == (2, 3)
    assert close.p_top[[2, 3]] == pytest.approx([0.5, 0.5], abs=0.1)


def test_further_answers_make_it_surer_and_never_less_sure():
    ratings = workshop(14, 8, missing=0.6, seed=4)
    now = standing(ratings, WEIGHTS, seed=1)
    later = standing(ratings, WEIGHTS, seed=1, further=np.isnan(ratings))
    assert later.chosen == now.chosen
    assert (later.open <= now.open + 1e-9).all()
    assert later.sure > now.sure


def test_more_questions_do_not_help_where_people_differ_and_not_their_answers():
    # Each person answers all criteria about an item alike: asking on tells nothing new.
    ratings = uniform(*np.random.default_rng(2).integers(1, 6, (10, 5)).tolist())
    seen = ratings.copy()
    seen[:, :, 4:] = NAN
    now, later = (standing(seen, WEIGHTS, seed=1, further=f) for f in (None, np.isnan(seen)))
    assert later.p_top == pytest.approx(now.p_top, abs=0.02)


def test_nothing_can_be_said_of_one_person_or_of_unrated_items():
    assert standing(uniform([5, 3, 1]), WEIGHTS, seed=1).sure is None
    ratings = uniform(*[[5, 4, 3, 1]] * 6)
    ratings[:, 3] = NAN
    assert standing(ratings, WEIGHTS, seed=1).open[3] == 0.5


@pytest.mark.parametrize("answers", [3, 4, 8])
def test_resampled_people_vary_by_the_unbiased_standard_error(answers):
    # By hand: a mean of n varies by s^2 / n with s^2 = sum (x - mean)^2 / (n - 1).
    values = np.array([1, 2, 4, 5, 5, 3, 2, 4.0])[:answers]
    cube = np.full((12, 1, 1), NAN)
    cube[:answers, 0, 0] = values
    assert answers_per_cell(cube) == answers
    drawn = weighted_cells(cube, person_weights(12, 60_000, 7, answers))[:, 0, 0]
    assert drawn.mean() == pytest.approx(values.mean(), abs=0.02)
    assert drawn.var() == pytest.approx(values.var(ddof=1) / answers, rel=0.04)


def test_no_question_loses_all_its_answers():
    weights = person_weights(9, 2000, 1, 3)
    assert (weights > 0).all()
    assert weights.sum(axis=1) == pytest.approx(np.full(2000, 9))
