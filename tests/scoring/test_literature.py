"""Further examples from the literature, with their printed results."""

import numpy as np
import pytest

from scoring.agreement import concordance
from scoring.crosscheck import promethee_ii, topsis
from scoring.ranking import kendall_tau_b
from scoring.weights import ahp_priorities, rank_order_centroid


def test_wealth_of_nations():
    """Saaty (1977), J. Math. Psychology 15, 234-281: seven nations' wealth through their world influence."""
    above = [
        [4, 9, 6, 6, 5, 5],
        [7, 5, 5, 3, 4],
        [1 / 5, 1 / 5, 1 / 7, 1 / 5],
        [1, 1 / 3, 1 / 3],
        [1 / 3, 1 / 3],
        [2],
    ]
    matrix = np.ones((7, 7))
    matrix[np.triu_indices(7, 1)] = np.concatenate(above)
    matrix[np.tril_indices(7, -1)] = 1 / matrix.T[np.tril_indices(7, -1)]
    found = ahp_priorities(matrix)
    assert found.weights == pytest.approx([0.427, 0.230, 0.021, 0.052, 0.052, 0.123, 0.094], abs=0.0005)
    assert found.lambda_max == pytest.approx(7.61, abs=0.005)
    assert found.consistent


def test_brightness_of_four_chairs():
    """Saaty (1977): the estimates follow the inverse square law of optics."""
    matrix = [[1, 5, 6, 7], [1 / 5, 1, 4, 6], [1 / 6, 1 / 4, 1, 4], [1 / 7, 1 / 6, 1 / 4, 1]]
    found = ahp_priorities(matrix)
    assert found.weights == pytest.approx([0.62, 0.24, 0.10, 0.05], abs=0.005)
    assert found.lambda_max == pytest.approx(4.39, abs=0.005)
    assert not found.consistent


def test_centroid_weights_of_six():
    """Barron and Barrett (1996), Management Science 42, 1515-1523."""
    printed = [0.4083, 0.2417, 0.1583, 0.1028, 0.0611, 0.0278]
    assert rank_order_centroid(6) == pytest.approx(printed, abs=0.00005)


def test_fighter_aircraft():
    """Hwang and Yoon (1981), Multiple Attribute Decision Making: four aircraft on six criteria."""
    matrix = [
        [2.0, 1500, 20000, 5.5, 5, 9],
        [2.5, 2700, 18000, 6.5, 3, 5],
        [1.8, 2000, 21000, 4.5, 7, 7],
        [2.2, 1800, 20000, 5.0, 5, 5],
    ]
    directions = ["max", "max", "max", "min", "max", "max"]
    found = topsis(matrix, [0.2, 0.1, 0.1, 0.1, 0.2, 0.3], directions)
    assert found == pytest.approx([0.643, 0.268, 0.613, 0.312], abs=0.0006)


def test_power_plants_under_all_six_preference_functions():
    """Brans, Vincke and Mareschal (1986), EJOR 24, 228-238."""
    matrix = [
        [80, 90, 600, 5.4, 8, 5],
        [65, 58, 200, 9.7, 1, 1],
        [83, 60, 400, 7.2, 4, 7],
        [40, 80, 1000, 7.5, 7, 10],
        [52, 72, 600, 2.0, 3, 8],
        [94, 96, 700, 3.6, 5, 6],
    ]
    directions = ["min", "max", "min", "min", "min", "max"]
    functions = [
        "ushape(q=10)",
        "vshape(p=30)",
        "linear(q=50, p=500)",
        "level(q=1, p=6)",
        "usual",
        "gaussian(s=5)",
    ]
    found = promethee_ii(matrix, [1] * 6, directions, functions)
    assert found.positive_flow == pytest.approx([0.220, 0.396, 0.247, 0.329, 0.455, 0.300], abs=0.001)
    assert found.negative_flow == pytest.approx([0.366, 0.379, 0.336, 0.349, 0.162, 0.355], abs=0.001)
    assert np.argsort(-found.net_flow).tolist() == [4, 1, 3, 5, 2, 0]


def test_grasses_ranked_by_home_owners_with_ties():
    """Conover (1999), Practical Nonparametric Statistics, Friedman test: T1 = 8.097 with 3 degrees."""
    ranks = [
        [4, 3, 2, 1],
        [4, 2, 3, 1],
        [3, 1.5, 1.5, 4],
        [3, 1, 2, 4],
        [4, 2, 1, 3],
        [2, 2, 2, 4],
        [1, 3, 2, 4],
        [2, 4, 1, 3],
        [3.5, 1, 2, 3.5],
        [4, 1, 3, 2],
        [4, 2, 3, 1],
        [3.5, 1, 2, 3.5],
    ]
    found = concordance(ranks)
    assert (found.chi_square, found.p_value) == pytest.approx((8.097, 0.0440), abs=0.0005)
    assert found.w == pytest.approx(8.097 / (12 * 3), abs=0.0001)


def test_rounding_first_base_with_ties():
    """Hollander and Wolfe (1973), as in R's example(friedman.test): chi2 = 11.143, p = 0.003805."""
    hundredths = [
        [540, 550, 555],
        [585, 570, 575],
        [520, 560, 550],
        [555, 550, 540],
        [590, 585, 570],
        [545, 555, 560],
        [540, 540, 535],
        [545, 550, 535],
        [525, 515, 500],
        [585, 580, 570],
        [525, 520, 510],
        [565, 555, 545],
        [560, 535, 545],
        [505, 500, 495],
        [550, 550, 540],
        [545, 555, 550],
        [555, 555, 535],
        [545, 550, 555],
        [550, 545, 525],
        [565, 560, 540],
        [570, 565, 555],
        [630, 630, 625],
    ]
    found = concordance(np.array(hundredths) / 100)
    assert found.chi_square == pytest.approx(11.143, abs=0.0005)
    assert found.p_value == pytest.approx(0.003805, abs=5e-7)


def test_tau_b_with_ties_in_both():
    """SciPy's documentation of kendalltau."""
    assert kendall_tau_b([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]) == pytest.approx(-0.47140452079103173)
