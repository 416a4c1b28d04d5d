import numpy as np
import pytest

from scoring.aggregation import (
    additive_values,
    adjust_for_raters,
    group_values,
    rater_effects,
    rating_blocks,
)
from scoring.agreement import spread
from scoring.values import values_from_ratings
from tests.scoring.published import cases

NAN = float("nan")


@pytest.mark.parametrize("case", cases("saw_wsm"))
def test_additive_values_as_published(case):
    inputs, expected = case["inputs"], case["expected"]
    if "values_0_100" in inputs:
        found = additive_values(inputs["values_0_100"], inputs["weights_percent"])
        assert found == pytest.approx(expected["aggregate"], abs=case["tolerance"])
        return
    matrix, directions = np.array(inputs["matrix"]), np.array(inputs["directions"])
    if "1/x" in inputs["normalisation"]:
        matrix = np.where(directions == "min", 1 / matrix, matrix)
        values = matrix / matrix.sum(axis=0)
    else:
        values = np.where(directions == "min", matrix.min(axis=0) / matrix, matrix / matrix.max(axis=0))
    found = additive_values(values, inputs["weights"])
    assert found == pytest.approx(expected["scores"], abs=case["tolerance"])


@pytest.mark.parametrize("case", cases("group_location"))
def test_location_and_spread_as_published(case):
    answers, expected = case["inputs"]["x"], case["expected"]
    tolerance = case.get("tolerance", 1e-12)
    found = spread(answers)
    measured = {
        "n": found.n,
        "mean": group_values(answers),
        "median": group_values(answers, "median"),
        "trimmed": group_values(answers, "trimmed_mean", trim=case["inputs"].get("trim", 0.1)),
        "trimmed_20": group_values(answers, "trimmed_mean", trim=0.2),
        "sd_sample": found.sd,
        "q25_type7": found.q25,
        "q75_type7": found.q75,
        "iqr_type7": found.iqr,
        "mad_scaled": found.mad,
    }
    assert {"mean", "median"} <= set(expected)
    for name, figure in expected.items():
        if figure is None:
            assert measured[name] is None
        else:
            assert measured[name] == pytest.approx(figure, abs=tolerance), name
    assert (found.mean, found.median) == pytest.approx((expected["mean"], expected["median"]), abs=tolerance)


@pytest.mark.parametrize("case", cases("rater_adjusted_mean"))
def test_rater_adjusted_means_as_published(case):
    ratings, expected = np.array(case["inputs"]["ratings_by_rater"], dtype=float), case["expected"]
    tolerance = case["tolerance"]
    assert group_values(ratings, "rater_adjusted") == pytest.approx(expected["adjusted"], abs=tolerance)
    assert group_values(ratings) == pytest.approx(expected["raw"], abs=tolerance)
    assert rater_effects(ratings) == pytest.approx(expected["rater_effects"], abs=tolerance)
    cube = np.stack([ratings, ratings + 1], axis=2)
    both = group_values(cube, "rater_adjusted")
    assert both[:, 1] - both[:, 0] == pytest.approx(np.ones(len(both)), abs=tolerance)


def test_rater_adjusted_means_are_raw_means_when_nothing_is_missing():
    ratings = np.array([[5, 3, 2], [4, 4, 1], [2, 5, 3]], dtype=float)
    assert group_values(ratings, "rater_adjusted") == pytest.approx(group_values(ratings))


def test_separate_blocks_are_named_and_each_adjusted_by_itself():
    ratings = [[5, 4, NAN, NAN], [3, NAN, NAN, NAN], [NAN, NAN, 1, 2], [NAN] * 4]
    assert rating_blocks(ratings) == (((0, 1), (0, 1)), ((2,), (2, 3)))
    assert rating_blocks(np.array(ratings)[:, :, None]) == rating_blocks(ratings)
    adjusted = adjust_for_raters(ratings)
    assert adjusted[2, 2:].tolist() == [1, 2]
    assert adjusted[0, 0] == pytest.approx(adjusted[1, 0])


@pytest.mark.parametrize("method", ["mean", "median", "trimmed_mean", "rater_adjusted"])
def test_one_rater_is_the_group_and_no_answer_is_no_value(method):
    assert group_values([[4, NAN, 1]], method).tolist() == pytest.approx([4, NAN, 1], nan_ok=True)


def test_two_raters_are_never_trimmed():
    assert group_values([[1.0], [4.0]], "trimmed_mean", trim=0.4).tolist() == [2.5]


def test_unknown_methods_and_trims_are_refused():
    with pytest.raises(ValueError, match="method: one of mean"):
        group_values([[1.0]], "mode")
    with pytest.raises(ValueError, match="trim"):
        group_values([[1.0]], "trimmed_mean", trim=0.6)
    with pytest.raises(ValueError, match="infinite"):
        group_values([[float("inf")]])


def test_a_missing_cell_hands_its_weight_on_up_to_a_fifth():
    values = [[1, 0.5, NAN], [1, NAN, 0.5], [NAN, NAN, NAN]]
    found = additive_values(values, [4, 4, 2])
    assert found == pytest.approx([0.75, NAN, NAN], nan_ok=True)
    assert additive_values(values, [4, 4, 2], minimum_answered=0.5)[1] == pytest.approx(5 / 6)


def test_many_weight_vectors_at_once_equal_one_at_a_time():
    values, weights = [[1, 0.5, NAN], [0.2, 0.4, 0.9]], [[4, 4, 2], [1, 1, 1], [0, 1, 0]]
    together = additive_values(values, weights)
    alone = np.stack([additive_values(values, row) for row in weights])
    assert together == pytest.approx(alone, nan_ok=True)
    drawn = additive_values(np.stack([values] * 3), weights)
    assert drawn == pytest.approx(alone, nan_ok=True)


def test_weights_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="2 criteria expected, got 3"):
        additive_values([[1, 0]], [1, 1, 1])
    with pytest.raises(ValueError, match="points"):
        additive_values([[1, 0]], [0, 0])


def test_values_sit_on_the_fixed_anchors():
    assert values_from_ratings([1, 2, 5, None]).tolist() == pytest.approx([0, 0.25, 1, NAN], nan_ok=True)


def test_spread_without_answers_is_not_a_number_but_nothing():
    assert spread([None, None]) is None
