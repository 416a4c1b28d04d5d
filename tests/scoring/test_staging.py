import numpy as np
import pytest

from scoring.criteria import load_criteria
from scoring.staging import rating_loads, second_stage
from tests.scoring.rounds import NAN, evaluated


def test_what_each_way_of_rating_costs_one_person():
    loads = {load.way: load for load in rating_loads(80, 9, raters=40, in_reach=12)}
    assert loads["all_criteria"].judgements == 720
    assert (loads["two_stages"].first_stage, loads["two_stages"].second_stage) == (240, 108)
    assert loads["shared"].judgements == 16 * 9  # 80 items seen by 8 of 40: 16 each


def test_a_small_group_shares_nothing():
    loads = {load.way: load.judgements for load in rating_loads(10, 9, raters=5, in_reach=4)}
    assert loads["shared"] == loads["all_criteria"] == 90


@pytest.mark.parametrize("numbers", [{"items": 0}, {"raters": 0}, {"in_reach": 11}, {"in_reach": -1}])
def test_impossible_numbers_are_refused(numbers):
    with pytest.raises(ValueError, match="at least 1"):
        rating_loads(**{"items": 10, "criteria": 9, "raters": 5, "in_reach": 4, **numbers})


def test_the_second_stage_looks_at_what_can_still_reach_the_top():
    ratings = np.tile(np.array([5, 5, 4, 4, 1, 1.0])[None, :, None], (6, 1, 3))
    ratings[3:, 2] = 3
    ratings[:3, 3] = 3
    ratings[1:, 5] = NAN
    stage = evaluated(ratings, criteria=load_criteria().overall())
    found = second_stage(stage)
    assert found.in_reach == ("i0", "i1", "i2", "i3")
    assert (found.out_of_reach, found.undecided) == (("i4",), ("i5",))


def test_a_single_item_stays_in_reach():
    stage = evaluated(np.full((3, 1, 3), 2.0), criteria=load_criteria().overall())
    assert second_stage(stage).in_reach == ("i0",)
