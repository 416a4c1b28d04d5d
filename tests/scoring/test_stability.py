import numpy as np
import pytest

from scoring.ranking import best_items
from scoring.robustness import leave_one_out, verdict, weight_stability
from tests.scoring.published import cases, numbers, read

NAN = float("nan")


def test_turnover_crossing_as_published():
    case = read("weight_stability")["cases"][0]
    inputs, expected = case["inputs"], case["expected"]
    values = np.column_stack([inputs["value_at_weight_100"], inputs["value_at_weight_0"]])
    current = inputs["current_weight"]
    found = weight_stability(values, [current, 100 - current], criterion=0)
    assert found.crossings == pytest.approx([expected["crossing_percent"] / 100], abs=0.001)
    names = inputs["alternatives"]
    assert [names[s.best[0]] for s in found.segments] == [expected["best_below"], expected["best_above"]]
    assert found.interval == pytest.approx((expected["crossing_percent"] / 100, 1), abs=0.001)


def test_three_criteria_exactly():
    case = read("weight_stability")["cases"][1]
    inputs, expected = case["inputs"], case["expected"]
    values, weights = numbers(inputs["values"]), numbers(inputs["weights"])
    found = weight_stability(values, weights, inputs["criterion"])
    assert found.scores == pytest.approx(numbers(expected["scores"]))
    assert found.best == (expected["best"],)
    assert found.interval == pytest.approx(numbers(expected["interval_for_best"]))
    for segment, (ends, best) in zip(found.segments, expected["best_by_interval"], strict=True):
        assert (segment.low, segment.high) == pytest.approx(numbers(ends))
        assert segment.best == (best,)
    assert found.edges() == (("below", pytest.approx(4 / 9), (2,)),)


def test_every_published_case_is_covered():
    assert [case.id for case in cases("weight_stability")] == [
        "goodwin_wright_turnover",
        "three_criteria_exact",
    ]


def test_sets_agree_with_a_grid_of_weights():
    rng = np.random.default_rng(6)
    values, weights = rng.random((8, 3)), np.array([0.3, 0.5, 0.2])
    found = weight_stability(values, weights, criterion=1, k=3)
    for t in np.linspace(0.001, 0.999, 97):
        others = np.array([weights[0], 0, weights[2]])
        scores = values @ (t * np.array([0, 1, 0]) + (1 - t) * others / others.sum())
        best = tuple(sorted(np.argsort(-scores)[:3].tolist()))
        segment = next(s for s in found.segments if s.low <= t <= s.high)
        assert segment.best == best
        assert (best == found.best) or not found.low < t < found.high


def test_a_weight_of_one_holds_nowhere_else():
    assert weight_stability([[1], [0]], [5], criterion=0).interval == (1, 1)
    assert weight_stability([[1, 0], [0, 1]], [1, 0], criterion=0).interval == (1, 1)


def test_a_tie_holds_only_where_it_is():
    found = weight_stability([[1, 0], [0, 1]], [1, 1], criterion=0)
    assert found.best == (0, 1)
    assert found.interval == (0.5, 0.5)


def test_alike_items_stay_alike():
    found = weight_stability([[1, 0], [1, 0], [0, 0]], [1, 1], criterion=0)
    assert (found.best, found.interval) == ((0, 1), (0, 1))


def test_missing_cells_and_unrated_items_take_part_as_far_as_they_can():
    values = [[0.9, 0.9, NAN], [0.5, 0.5, 0.5], [NAN, NAN, NAN]]
    found = weight_stability(values, [4, 4, 2], criterion=2)
    assert found.best == (0,)
    assert found.interval == (0, 1)


RATINGS = np.array([[5, 4, 1], [5, 4, 1], [1, 5, 1], [1, 3, 4]], dtype=float)


def test_leaving_out_one_rater_changes_the_winner():
    # Means 3, 4, 1.75; without the third rater 3.67, 3.67, 2: then the first is tied with the second.
    found = leave_one_out(RATINGS, k=1)
    assert [one.label for one in found] == [0, 1, 2, 3]
    third = found[2]
    assert (third.entering, third.leaving, third.changes) == ((0,), (), True)
    assert not found[0].changes
    compared = third.compared_with(best_items(RATINGS.mean(axis=0), 2), 2)
    assert (compared.entering, compared.leaving) == ((), ())


def test_only_groups_that_are_large_enough_and_leave_somebody_are_left_out():
    groups = ["council", "council", "citizens", None]
    found = leave_one_out(RATINGS, groups=groups, k=1, minimum_group_size=2)
    assert [one.label for one in found if one.kind == "group"] == ["council"]
    assert not [one for one in leave_one_out(RATINGS, groups=["all"] * 4) if one.kind == "group"]


def test_nobody_is_left_without_a_single_rater():
    assert leave_one_out([[1, 2]]) == ()


def test_a_clear_lead_is_stable():
    found = verdict([0.9, 0.2, 0.1], 1, p_raters=[1, 0, 0], p_weights=[0.95, 0.05, 0])
    assert (found.status, found.reasons) == ("stable", ())


@pytest.mark.parametrize(
    ("p", "status"), [(0.69, "fragile"), (0.7, "close"), (0.89, "close"), (0.9, "stable")]
)
def test_the_limits_of_the_verdict(p, status):
    assert verdict([0.9, 0.2], 1, p_weights=[p, 1 - p]).status == status


def test_the_verdict_names_what_it_hangs_on():
    found = verdict([0.9, 0.8, 0.1], 1, p_raters=[0.6, 0.4, 0], labels=["pool", "bus", "lamp"])
    (reason,) = found.reasons
    assert reason.code == "raters"
    expected = {"item": "pool", "p": 0.6, "challenger": "bus", "challenger_p": 0.4}
    assert reason.parameters == expected


def test_the_verdict_rests_on_the_least_sure_of_the_chosen():
    found = verdict([0.9, 0.8, 0.7, 0.1], 2, p_raters=[0.95, 0.6, 0.3, 0.15])
    (reason,) = found.reasons
    assert (found.status, reason.parameters["item"], reason.parameters["challenger"]) == ("fragile", 1, 2)


def test_a_tie_around_the_last_place_is_fragile():
    found = verdict([0.5, 0.5, 0.1], 1, labels=["pool", "bus", "lamp"])
    assert (found.status, found.reasons[0].parameters) == ("fragile", {"items": ("pool", "bus")})


def test_one_rater_or_one_group_or_a_near_weight_makes_it_close():
    left_out = leave_one_out(RATINGS, groups=["a", "a", "b", "b"], k=1, minimum_group_size=2)
    stability = {"benefit": weight_stability([[1, 0], [0, 1]], [0.54, 0.46], 0)}
    found = verdict(RATINGS.mean(axis=0), 1, left_out=left_out, stability=stability)
    assert found.status == "close"
    assert [reason.code for reason in found.reasons] == ["one_rater", "one_group", "dimension_weight"]
    assert found.reasons[2].parameters["edge"] == pytest.approx(0.5)
    assert found.reasons[2].parameters["side"] == "below"


@pytest.mark.parametrize("scores", [[], [0.5], [0.5, NAN], [0.5, 0.4, 0.3]])
def test_without_a_choice_there_is_no_verdict(scores):
    assert verdict(scores, 3).status == "undetermined"


def test_a_rival_that_never_gets_there_is_not_named():
    found = verdict([0.9, 0.8, NAN], 1, p_weights=[0.5, 0, NAN])
    assert found.reasons[0].parameters["challenger"] is None
