import numpy as np
import pytest

from scoring.agreement import (
    agreement_a,
    blair_lacy,
    concordance,
    consensus,
    constant_raters,
    disagreement_index,
    kendalls_w,
    leik_dispersion,
    polarisation,
    rand_disagreement,
    rating_counts,
)
from tests.scoring.published import cases

NAN = float("nan")


@pytest.mark.parametrize("case", cases("vandereijk_a"))
def test_agreement_as_published(case):
    frequencies, expected = case["inputs"]["frequencies"], case["expected"]
    if expected["A"] is None:
        assert agreement_a(frequencies) is None
        return
    assert agreement_a(frequencies) == pytest.approx(expected["A"], abs=case["tolerance"])
    if "polarisation" in expected:
        assert polarisation(frequencies) == pytest.approx(expected["polarisation"], abs=case["tolerance"])


@pytest.mark.parametrize("case", cases("consensus_tastle_wierman_leik"))
def test_alternative_measures_as_in_the_peer(case):
    frequencies, expected = case["inputs"]["frequencies"], case["expected"]
    measured = (consensus(frequencies), leik_dispersion(frequencies), blair_lacy(frequencies))
    wanted = (expected["tastle_wierman"], expected["leik"], expected["blair_lacy_l2"])
    assert measured == pytest.approx(wanted, abs=case["tolerance"])


def test_many_cells_at_once_equal_one_at_a_time():
    counts = np.array([[[5, 0, 0, 0, 5], [0, 0, 3, 4, 3]], [[0, 0, 0, 0, 0], [1, 2, 3, 4, 5]]])
    found = agreement_a(counts)
    alone = [NAN if (a := agreement_a(cell)) is None else a for cell in counts.reshape(4, 5)]
    assert found.reshape(4) == pytest.approx(alone, nan_ok=True)


@pytest.mark.parametrize("counts", [[-1, 2], [3], 3, [1, None]])
def test_counts_that_count_nothing_are_refused(counts):
    with pytest.raises(ValueError, match="counts"):
        agreement_a(counts)


def test_ratings_are_counted_by_point_of_the_scale():
    ratings = np.array([[[1, 5]], [[1, NAN]], [[2, 5]]])
    assert rating_counts(ratings).tolist() == [[[2, 1, 0, 0, 0], [0, 0, 0, 0, 2]]]


@pytest.mark.parametrize("case", cases("rand_ipras"))
def test_rand_disagreement_as_published(case):
    inputs, expected = case["inputs"], case["expected"]
    found = rand_disagreement(inputs["ratings"], scale=inputs["scale"])
    assert found.disagreement is expected["disagreement"]
    for name in set(expected) - {"disagreement"}:
        assert getattr(found, name) == pytest.approx(expected[name], abs=case["tolerance"]), name
    assert disagreement_index(inputs["ratings"], inputs["scale"]) == pytest.approx(found.disagreement_index)


def test_disagreement_of_many_cells_ignores_missing_answers():
    cells = np.array([[1, 3, NAN], [1, NAN, NAN], [5, 3, NAN], [5, 3, NAN]])
    alone = disagreement_index([1, 1, 5, 5])
    assert disagreement_index(cells) == pytest.approx([alone, 0, NAN], nan_ok=True)
    assert disagreement_index([None]) is None
    assert disagreement_index([1, 1, 9, 9]) == disagreement_index([1, 1, 5, 5])
    assert rand_disagreement([None, None]) is None


def test_ratings_beyond_the_scale_are_refused():
    with pytest.raises(ValueError, match="between 1 and 9"):
        disagreement_index([1, 10])


@pytest.mark.parametrize("case", cases("kendall_w"))
def test_kendalls_w_as_published(case):
    inputs, expected = case["inputs"], case["expected"]
    ratings = inputs.get("ratings_by_rater", inputs.get("ranks_by_rater"))
    wanted = expected.get("W_ties", expected.get("W"))
    if wanted is None:
        assert kendalls_w(ratings) is None
        return
    found = concordance(ratings)
    tolerance = case["tolerance"]
    assert kendalls_w(ratings) == found.w == pytest.approx(wanted, abs=tolerance)
    measured = {
        "m": found.raters,
        "n": found.items,
        "df": found.degrees_of_freedom,
        "chi2": found.chi_square,
        "p": found.p_value,
        "W_uncorrected": found.w_uncorrected,
    }
    for name in set(expected) & set(measured):
        assert measured[name] == pytest.approx(expected[name], abs=max(tolerance, 1e-10)), name
    assert found.basis == "complete"


@pytest.mark.parametrize(
    "ratings", [[[3, 3, 3], [3, 3, 3]], [[1], [2]], [[1, 2, 3], [NAN] * 3], [[1, NAN], [NAN, 2]]]
)
def test_w_is_nothing_where_nobody_orders_anything(ratings):
    assert kendalls_w(ratings) is None


def test_constant_raters_are_named():
    ratings = [[1, 2, 3], [2, 2, 2], [3, NAN, NAN]]
    assert constant_raters(ratings) == (1,)
    assert concordance([[1, 2, 3], [2, 2, 2]]).constant_raters == (1,)


def test_w_keeps_to_the_items_that_all_rated_while_most_are():
    complete = [[1, 2, 3, 4], [2, 1, 3, 4], [1, 3, 2, 4]]
    with_gap = [[*row, gap] for row, gap in zip(complete, [1, NAN, 5], strict=True)]
    assert kendalls_w(with_gap) == pytest.approx(kendalls_w(complete))
    assert concordance(with_gap).items == 4


def test_w_falls_back_to_pairs_of_raters():
    # Rows 0 and 1 agree on what both rated; rows 0 and 2 are opposed; 1 and 2 share a single item.
    ratings = [[1, 2, 3, 4], [1, 2, NAN, NAN], [NAN, 3, 2, 1]]
    found = concordance(ratings)
    assert (found.basis, found.p_value) == ("pairwise", None)
    assert found.w == pytest.approx((1 + 2 * 0) / 3)  # mean rho of 1 and -1 is 0


def test_w_from_pairs_equals_w_of_complete_data_without_ties():
    complete = np.array([[1, 2, 3, 4.0], [2, 1, 3, 4], [1, 3, 2, 4]])
    rhos = [np.corrcoef(complete[a], complete[b])[0, 1] for a, b in ((0, 1), (0, 2), (1, 2))]
    assert kendalls_w(complete) == pytest.approx((1 + 2 * np.mean(rhos)) / 3)


def test_w_of_three_dimensional_ratings_ranks_each_raters_mean():
    cube = np.array([[[1, 3], [5, 5], [2, 2]], [[1, 1], [4, 5], [3, 2]]], dtype=float)
    assert kendalls_w(cube) == kendalls_w(cube.mean(axis=2))


def test_p_value_is_the_chi_square_tail():
    # chi2 with 2 degrees of freedom: exp(-x / 2); W = 1 for 2 raters and 3 items gives x = 4.
    assert concordance([[1, 2, 3], [1, 2, 3]]).p_value == pytest.approx(np.exp(-2))
    # No agreement at all: W = 0, x = 0, P = 1.
    for items in (3, 5):
        opposed = [list(range(items)), list(range(items, 0, -1))]
        assert concordance(opposed).p_value == pytest.approx(1)


@pytest.mark.parametrize("counts", [[5, 5], [5, 0], [0, 1]])
def test_agreement_is_undefined_for_two_categories_as_in_agrmt(counts):
    assert agreement_a(counts) is None
    assert polarisation(counts) is None
    assert np.isnan(agreement_a([counts, counts])).all()


def test_agreement_is_defined_from_three_categories_on():
    assert agreement_a([5, 0, 5]) == -1
    assert agreement_a([0, 5, 0]) == 1
