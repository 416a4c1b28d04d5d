import numpy as np
import pytest

from scoring.ranking import (
    average_ranks,
    best_items,
    borda_scores,
    competition_ranks,
    kendall_tau_b,
    rank_interval,
)
from tests.scoring.published import cases

NAN = float("nan")


@pytest.mark.parametrize("case", cases("ranks_ties"))
def test_ranks_as_defined(case):
    scores, expected = case["inputs"]["scores"], case["expected"]
    wanted = [NAN if rank is None else rank for rank in expected["competition"]]
    assert competition_ranks(scores) == pytest.approx(wanted, nan_ok=True)
    if "average" in expected:
        assert average_ranks(scores).tolist() == expected["average"]


def test_ties_survive_floating_point():
    values = np.array([[1, 2, 3], [3, 2, 1], [2, 2, 2]]) / 5
    assert competition_ranks(values @ np.array([1 / 3] * 3)).tolist() == [1, 1, 1]


@pytest.mark.parametrize("case", cases("borda"))
def test_borda_as_published(case):
    sums, expected = borda_scores(case["inputs"]["ranks_by_method"]), case["expected"]
    assert sums.tolist() == expected["rank_sums"]
    best = np.flatnonzero(sums == sums.min()).tolist()
    assert best == expected.get("tied_best", [expected.get("best")])


def test_tau_b_counts_ties_out():
    # 6 pairs; a ties one, b none: 5 concordant of sqrt(5 * 6).
    assert kendall_tau_b([1, 1, 2, 3], [1, 2, 3, 4]) == pytest.approx(5 / np.sqrt(30))
    assert kendall_tau_b([1, 2, 3, NAN], [3, 2, 1, 0]) == -1
    assert kendall_tau_b([1, 1], [1, 2]) is None
    assert kendall_tau_b([1], [1]) is None


def test_the_best_are_more_if_the_last_place_is_tied():
    assert best_items([3, 1, 2, 2, NAN], 2) == (0, 2, 3)


def test_rank_intervals_read_the_inverse_distribution():
    found = rank_interval([[0.5, 0, 0], [0, 0, 0], [0.05, 0.9, 0.05]], coverage=0.9)
    assert found == pytest.approx(np.array([[1, 1], [NAN, NAN], [1, 2]]), nan_ok=True)


def test_scores_need_the_shape_they_say():
    with pytest.raises(ValueError, match="scores: 1 dimensions expected"):
        best_items([[1, 2]], 1)
    with pytest.raises(ValueError, match="scores: 1 or 2 or 3 dimensions expected"):
        competition_ranks(3)


def test_every_row_is_ranked_by_itself():
    scores = np.array([[2, 2, 6, NAN], [NAN, 5, 1, 1 + 1e-12], [NAN] * 4])
    by_row = [competition_ranks(row).tolist() for row in scores]
    assert competition_ranks(scores) == pytest.approx(np.array(by_row), nan_ok=True)
    assert competition_ranks(scores[None])[0] == pytest.approx(np.array(by_row), nan_ok=True)
    assert competition_ranks(np.empty((2, 0))).shape == (2, 0)
