import numpy as np
import pytest

from scoring.weights import (
    aggregate_judgements,
    ahp_priorities,
    leaf_weights,
    normalise,
    rank_order_centroid,
    rank_reciprocal,
    rank_sum,
    swing_weights,
)
from tests.scoring.published import cases, numbers

NAN = float("nan")


@pytest.mark.parametrize("case", cases("swing_weights"))
def test_swing_weights_as_published(case):
    weights = swing_weights(case["inputs"]["swing_points"])
    expected = case["expected"]
    if "normalised" in expected:
        assert weights == pytest.approx(expected["normalised"], abs=1e-12)
    if "normalised_percent_rounded" in expected:
        assert weights * 100 == pytest.approx(expected["normalised_percent_rounded"], abs=0.5)
        groups = np.array(case["inputs"]["groups"])
        shares = [weights[groups == group].sum() * 100 for group in (0, 1)]
        assert shares == pytest.approx(expected["group_percent_rounded"], abs=0.5)
        within = normalise(weights[groups == 1]) * 100
        assert within == pytest.approx(expected["within_group_2_percent"], abs=0.05)
    if "weights" in expected:
        assert weights == pytest.approx(expected["weights"], abs=1e-9)
        assert np.array(case["inputs"]["values"]) @ weights == pytest.approx(expected["aggregate"], abs=1e-9)


@pytest.mark.parametrize("case", cases("roc_weights"))
def test_rank_based_weights_as_published(case):
    given, expected = case["inputs"].get("n", case["inputs"].get("ranks")), case["expected"]
    centroid = rank_order_centroid(given)
    assert centroid == pytest.approx(expected["roc"], abs=case["tolerance"])
    if "roc_exact" in expected:
        assert centroid == pytest.approx(numbers(expected["roc_exact"]), abs=1e-12)
        assert rank_sum(given) == pytest.approx(expected["rank_sum"], abs=case["tolerance"])
        assert rank_reciprocal(given) == pytest.approx(expected["rank_reciprocal"], abs=case["tolerance"])
    if "roc_printed_2_decimals" in expected:
        assert centroid == pytest.approx(expected["roc_printed_2_decimals"], abs=0.005)


@pytest.mark.parametrize("case", [c for c in cases("ahp_priorities_cr") if "matrix" in c.values[0]["inputs"]])
def test_ahp_priorities_as_published(case):
    found, expected = ahp_priorities(case["inputs"]["matrix"]), case["expected"]
    assert found.weights == pytest.approx(
        expected.get("priorities", expected.get("priorities_3dp")), abs=case["tolerance"]
    )
    if "CR" in expected:
        assert found.consistency_ratio == pytest.approx(expected["CR"], abs=case["tolerance"])
        assert found.worst_triad is None
    if "CR_RI_1_32" in expected:
        assert found.lambda_max == pytest.approx(expected["lambda_max"], abs=1e-9)
        assert found.consistency_index == pytest.approx(expected["CI"], abs=1e-9)
        assert found.consistency_ratio == pytest.approx(expected["CR_RI_1_32"], abs=1e-9)
        other_table = ahp_priorities(case["inputs"]["matrix"], random_index=1.35)
        assert other_table.consistency_ratio == pytest.approx(expected["CR_RI_1_35"], abs=1e-9)
        assert (found.random_index_table, other_table.random_index_table) == ("saaty_1980", "given")


@pytest.mark.parametrize(
    "case", [c for c in cases("ahp_priorities_cr") if "matrices" in c.values[0]["inputs"]]
)
def test_ahp_hierarchy_as_published(case):
    inputs, expected = case["inputs"], case["expected"]
    criteria = ahp_priorities(inputs["criteria_matrix"])
    found = {name: ahp_priorities(matrix) for name, matrix in inputs["matrices"].items()}
    table = np.column_stack([found[name].weights for name in inputs["criteria"]])
    assert criteria.weights == pytest.approx(expected["criteria_priorities"], abs=1e-9)
    assert table @ criteria.weights == pytest.approx(expected["overall"], abs=1e-9)
    assert found["style"].weights == pytest.approx(expected["style_priorities"], abs=1e-9)
    for name, lambda_max in expected["lambda_max"].items():
        own = criteria if name == "criteria" else found[name]
        assert own.lambda_max == pytest.approx(lambda_max, abs=1e-9)
    style = ahp_priorities(inputs["matrices"]["style"], random_index=0.882)
    assert style.consistency_ratio == pytest.approx(expected["style_CR_RI_0_882"], abs=1e-9)
    assert not found["style"].consistent
    assert found["reliability"].consistent


def test_the_worst_triad_is_the_one_that_contradicts_itself_most():
    # a over b and b over c, but c over a; everything else is consistent with equality.
    matrix = np.ones((4, 4))
    matrix[1, 2], matrix[2, 1] = 3, 1 / 3
    matrix[2, 3], matrix[3, 2] = 3, 1 / 3
    matrix[1, 3], matrix[3, 1] = 1 / 3, 3
    assert ahp_priorities(matrix).worst_triad == (1, 2, 3)


def test_a_slight_contradiction_has_a_triad_and_rounding_has_none():
    slight = [[1, 2, 6.03], [1 / 2, 1, 3], [1 / 6.03, 1 / 3, 1]]
    assert ahp_priorities(slight).worst_triad == (0, 1, 2)
    assert ahp_priorities([[1, 1 / 3, 1 / 7], [3, 1, 3 / 7], [7, 7 / 3, 1]]).worst_triad is None


@pytest.mark.parametrize(
    ("matrix", "words"),
    [
        ([[1, 2]], "as many rows"),
        ([[1, -2], [-0.5, 1]], "positive"),
        ([[1, 2], [2, 1]], "reciprocal"),
        (np.ones((11, 11)), "ends at 10"),
        ([], "dimensions"),
    ],
)
def test_a_matrix_that_is_no_comparison_is_refused(matrix, words):
    with pytest.raises(ValueError, match=words):
        ahp_priorities(matrix)


@pytest.mark.parametrize("case", cases("aij_geometric_mean"))
def test_group_judgements_as_published(case):
    inputs, expected = case["inputs"], case["expected"]
    if "judgements" in inputs:
        judgements = np.array(inputs["judgements"], dtype=float)
        assert aggregate_judgements(judgements) == pytest.approx(expected["group"], abs=1e-12)
        assert aggregate_judgements(1 / judgements) == pytest.approx(
            expected["group_of_reciprocals"], abs=1e-12
        )
        return
    group = aggregate_judgements(inputs["matrices"], inputs["judge_weights"])
    assert group == pytest.approx(np.array(expected["group_matrix"]), abs=case["tolerance"])
    found = ahp_priorities(group)
    assert found.weights == pytest.approx(expected["priorities"], abs=case["tolerance"])
    assert found.lambda_max == pytest.approx(expected["lambda_max"], abs=case["tolerance"])
    assert found.consistency_ratio == pytest.approx(expected["CR_RI_0_90"], abs=case["tolerance"])
    # What the aggregation hides: one of the judges contradicts himself.
    assert max(ahp_priorities(matrix).consistency_ratio for matrix in inputs["matrices"]) > 0.1


def test_group_judgements_need_positive_numbers():
    with pytest.raises(ValueError, match="positive"):
        aggregate_judgements([[1, 0]])


@pytest.mark.parametrize("points", [[], [0, 0], [1, -1], [1, None], [[1, 1], [0, 0]]])
def test_points_that_share_nothing_out_are_refused(points):
    with pytest.raises(ValueError, match="points"):
        normalise(points)


def test_a_swing_above_100_is_refused():
    with pytest.raises(ValueError, match="between 0 and 100"):
        swing_weights([100, 120])


@pytest.mark.parametrize("weights", [rank_order_centroid, rank_sum, rank_reciprocal])
def test_a_whole_number_of_criteria_may_be_of_any_kind(weights):
    for n in (4.0, np.float64(4), np.int64(4), [1, 2, 3, 4]):
        assert weights(n).tolist() == weights(4).tolist()
    for n in (3.5, NAN, None):
        with pytest.raises(ValueError, match="ranks: a whole number of criteria expected"):
            weights(n)


def test_no_criteria_have_no_ranks():
    with pytest.raises(ValueError, match="ranks"):
        rank_sum(0)


def test_a_zero_weight_stays_zero():
    assert normalise([3, 0, 1]).tolist() == [0.75, 0, 0.25]


def test_leaf_weights_multiply_the_levels():
    assert leaf_weights([2, 1, 1], [[1, 1], [3, 1], [5]]) == pytest.approx([0.25, 0.25, 0.1875, 0.0625, 0.25])
    by_name = leaf_weights({"a": 1, "b": 3}, {"b": {"b1": 1}, "a": {"a1": 1, "a2": 3}})
    assert by_name == pytest.approx({"a1": 0.0625, "a2": 0.1875, "b1": 0.75})


def test_leaf_weights_need_criteria_for_every_dimension():
    with pytest.raises(ValueError, match="each of 2 dimensions"):
        leaf_weights([1, 1], [[1]])


def test_the_criteria_of_a_dimension_without_weight_weigh_nothing():
    assert leaf_weights([1, 0], [[1, 1], [0, 0]]).tolist() == [0.5, 0.5, 0, 0]
    assert leaf_weights([1, 0], [[1, 1], [3, 1]]).tolist() == [0.5, 0.5, 0, 0]
    by_name = leaf_weights({"a": 2, "b": 0}, {"a": {"a1": 1}, "b": {"b1": 0, "b2": 0}})
    assert by_name == {"a1": 1, "b1": 0, "b2": 0}
    assert leaf_weights({"a": 2, "b": 0}, {"a": {"a1": 1}, "b": {}}) == {"a1": 1}


@pytest.mark.parametrize("points", [[0, 0], [], [1, NAN], [1, -1]])
def test_a_dimension_with_weight_needs_points_to_share_out(points):
    with pytest.raises(ValueError, match="points"):
        leaf_weights([1, 1], [[1, 1], points])


@pytest.mark.parametrize("points", [[0, NAN], [1, -1]])
def test_points_of_a_dimension_without_weight_are_still_read(points):
    with pytest.raises(ValueError, match="points"):
        leaf_weights([1, 0], [[1, 1], points])


def test_criteria_without_names_stay_in_the_order_of_the_dimensions():
    found = leaf_weights({"a": 1, "b": 3}, {"b": [1, 3], "a": [1]})
    assert found == pytest.approx([0.25, 0.1875, 0.5625])
    with pytest.raises(ValueError, match="within_weights: numbers expected"):
        leaf_weights({"a": 1, "b": 1}, {"a": [1], "b": {"b1": 1}})
