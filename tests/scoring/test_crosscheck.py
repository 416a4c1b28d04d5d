from itertools import permutations

import numpy as np
import pytest

from scoring.crosscheck import compare_methods, promethee_ii, topsis, vikor
from scoring.preference import Preference
from tests.scoring.published import cases

NAN = float("nan")


@pytest.mark.parametrize("case", cases("topsis"))
def test_topsis_as_published(case):
    inputs, expected = case["inputs"], case["expected"]
    given = {"normalisation": inputs["normalisation"]} if "normalisation" in inputs else {}
    found = topsis(inputs["matrix"], inputs["weights"], inputs["directions"], **given)
    assert found == pytest.approx(expected["closeness"], abs=case.get("tolerance", 1e-12))


@pytest.mark.parametrize("normalisation", ["vector", "minmax", "none"])
def test_topsis_is_one_half_where_all_are_alike_and_knows_best_and_worst(normalisation):
    assert topsis([[2, 2], [2, 2]], [1, 1], normalisation=normalisation).tolist() == [0.5, 0.5]
    found = topsis([[5, 5], [1, 1], [3, 3]], [1, 1], normalisation=normalisation)
    assert found == pytest.approx([1, 0, 0.5])


@pytest.mark.parametrize("case", cases("vikor"))
def test_vikor_as_published(case):
    inputs, expected = case["inputs"], case["expected"]
    weights = inputs.get("weights", inputs.get("weights_unnormalised"))
    found = vikor(inputs["matrix"], weights, inputs["directions"], inputs["v"])
    for name, figures in (("S", found.s), ("R", found.r), ("Q", found.q)):
        assert figures == pytest.approx(expected[name], abs=case["tolerance"]), name
    assert list(found.compromise_set) == expected["compromise_set"]
    if "ranks" in expected:
        assert found.ranks.tolist() == expected["ranks"]


def test_vikor_keeps_the_second_where_the_first_leads_but_is_steady_nowhere():
    # The third leads by Q, but the fourth has the best S and the first the best R.
    matrix = [[2, 5, 3], [5, 9, 0], [9, 2, 2], [0, 6, 10], [8, 2, 0], [1, 8, 3]]
    found = vikor(matrix, [2, 1, 2])
    assert (np.argmin(found.q), np.argmin(found.s), np.argmin(found.r)) == (2, 3, 0)
    assert found.q[[0, 3]] == pytest.approx(0.5)  # both are second
    assert found.compromise_set == (0, 2, 3)


def test_vikors_set_does_not_depend_on_the_order_of_rows():
    # Opricovic and Tzeng (2004) add "the alternative in second position": three share it here.
    matrix = np.array([[0, 4], [1, 3], [0, 3], [2, 1], [5, 0]])
    for order in permutations(range(5)):
        found = vikor(matrix[list(order)], [1, 1]).compromise_set
        assert {order[position] for position in found} == {0, 1, 3, 4}


@pytest.mark.parametrize(
    ("matrix", "best"),
    [
        ([[6, 2, 9], [2, 9, 4], [4, 3, 6], [9, 0, 6]], 0),  # best by S, not by R
        ([[0, 0, 6], [7, 8, 2], [1, 6, 3], [2, 3, 8]], 3),  # best by R, not by S
    ],
)
def test_vikor_is_content_with_one_who_leads_and_is_steady_somewhere(matrix, best):
    found = vikor(matrix, [1, 1, 1])
    assert found.compromise_set == (best,)
    assert (np.argmin(found.s) == best) is not (np.argmin(found.r) == best)


def test_vikor_survives_constant_criteria_and_single_items():
    assert vikor([[1, 5], [1, 5]], [1, 1]).q.tolist() == [0, 0]
    assert vikor([[1, 5]], [1, 1]).compromise_set == (0,)


@pytest.mark.parametrize("case", cases("promethee_ii"))
def test_promethee_as_published(case):
    inputs, expected = case["inputs"], case["expected"]
    found = promethee_ii(inputs["matrix"], inputs["weights"], inputs["directions"], inputs["preference"])
    for name, figures in expected.items():
        assert getattr(found, name) == pytest.approx(figures, abs=case["tolerance"]), name


@pytest.mark.parametrize(
    ("preference", "degrees"),
    [
        ("usual", [0, 0, 1, 1, 1]),
        ("u-shape(q=1)", [0, 0, 0, 1, 1]),
        ("v-shape(p=2)", [0, 0, 0.5, 1, 1]),
        ("level(q=1,p=2)", [0, 0, 0, 0.5, 1]),
        ("linear(q=1,p=3)", [0, 0, 0, 0.5, 1]),
        ("gaussian(s=1)", [0, 0, 1 - np.exp(-0.5), 1 - np.exp(-2), 1 - np.exp(-4.5)]),
    ],
)
def test_the_six_preference_functions(preference, degrees):
    found = Preference.of(preference).degree(np.array([-1.0, 0, 1, 2, 3]))
    assert found == pytest.approx(degrees)


@pytest.mark.parametrize(
    "text", ["sharp", "linear(q=2,p=1)", "gaussian", "usual(", "usual(q=-1)", "linear(x=1)"]
)
def test_a_preference_nobody_can_read_is_refused(text):
    with pytest.raises(ValueError, match="preference"):
        Preference.of(text)


def test_a_single_item_outranks_nobody():
    assert promethee_ii([[3, 3]], [1, 1]).net_flow.tolist() == [0]


@pytest.mark.parametrize(
    "arguments",
    [
        ([[1, NAN]], [1, 1]),
        ([[1, 2]], [1, 1, 1]),
        ([[1, 2]], [1, 1], ["max"]),
        ([[1, 2]], [1, 1], ["up", "max"]),
    ],
)
def test_decisions_that_are_incomplete_are_refused(arguments):
    with pytest.raises(ValueError, match=r"matrix|directions|weights"):
        topsis(*arguments)


def test_an_unknown_normalisation_is_refused():
    with pytest.raises(ValueError, match="normalisation"):
        topsis([[1, 2]], [1, 1], normalisation="sum")


def test_all_methods_choose_what_is_best_everywhere():
    values = [[0.9, 0.9], [0.8, 0.8], [0.2, 0.2], [0.1, NAN], [NAN, NAN]]
    found = compare_methods(values, [4, 1], k=2)
    assert found.agreeing == ("additive", "topsis", "vikor", "promethee_ii")
    assert all(chosen == (0, 1) for chosen in found.chosen.values())
    assert all(tau == pytest.approx(1) for tau in found.tau_b.values())
    assert np.isnan(found.ranks["vikor"][4])


def test_a_method_that_shuns_regret_may_choose_the_compromise():
    values = [[1, 0], [0, 1], [0.49, 0.49]]
    found = compare_methods(values, [0.52, 0.48], k=1)
    assert found.chosen["additive"] == (0,)
    assert found.chosen["vikor"] == (2,)
    assert "vikor" not in found.agreeing


def test_the_crosscheck_stretches_no_column():
    # Divided by its length, the second column would decide alone: only one item has anything on it.
    values = [[0.25, 0], [0.75, 0.25], [1, 0]]
    assert np.argmax(topsis(values, [1, 1])) == 1
    assert compare_methods(values, [1, 1], k=1).chosen["topsis"] == (2,)


def test_nothing_rated_compares_nothing():
    found = compare_methods([[NAN, NAN]], [1, 1])
    assert found.chosen["topsis"] == ()
    assert found.tau_b["topsis"] is None
