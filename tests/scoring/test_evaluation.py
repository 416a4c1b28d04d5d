import json

import numpy as np
import pytest

from scoring.explain import explain
from scoring.weights import leaf_weights
from tests.scoring.rounds import CRITERIA, NAN, evaluated, uniform, workshop


def codes(notes):
    return [note.code for note in notes]


def test_scores_and_ranks_follow_the_additive_model():
    ratings = uniform([5, 3, 1, 3], [3, 3, 1, 3], [4, 3, 1, 3])
    ratings[:, 0, 0] = 1  # the first criterion of the first item
    result = evaluated(ratings, dimension_weights={"benefit": 2, "transferability": 1, "feasibility": 1})
    # Means of 4 on 8 criteria and 1 on the first, which weighs 1/2 * 1/3.
    assert result.item("i0").score == pytest.approx(0.75 * 5 / 6)
    assert [item.rank for item in result.items] == [1, 2, 4, 2]
    assert result.chosen == ("i0", "i1", "i3")
    benefit = result.item("i0").dimensions[0]
    assert (benefit.weight, benefit.value, benefit.contribution) == pytest.approx((0.5, 0.5, 0.25))


def test_what_leads_clearly_is_stable():
    result = evaluated(uniform(*[[5, 5, 4, 1, 1, 2]] * 6))
    assert result.verdict.status == "stable"
    assert result.settings.k == 3
    assert {item.under_raters.p_top for item in result.items} == {0, 1}
    assert codes(result.winner_verdict.reasons) == ["tied_at_the_cut"]


def test_a_single_agreed_rating_is_judged_by_its_weights_alone():
    rng = np.random.default_rng(0)
    result = evaluated(rng.integers(1, 6, (1, 8, 9)))
    assert codes(result.notes) == ["single_rating"]
    assert all(item.under_raters is None and item.under_weights is not None for item in result.items)
    assert all(c.agreement is None and c.level is None for item in result.items for c in item.criteria)
    assert (result.kendalls_w, result.leave_one_out, result.discuss_next) == (None, (), ())
    assert result.constant_raters == ()
    assert [item.rank for item in result.items].count(None) == 0
    assert result.verdict.status in ("stable", "close", "fragile")
    assert len(result.stability) == 3
    assert result.crosscheck is not None
    assert all(pair.probability is None for pair in result.dominated)


def test_a_lively_workshop_of_forty():
    ratings = workshop()
    ratings[0] = 3  # gives everything a 3
    ratings[1:, 14] = NAN  # an item with a single rater
    ratings[5] = NAN  # joined and never answered
    result = evaluated(ratings)
    assert result.raters == 39
    assert result.constant_raters == (0,)
    assert codes(result.notes) == ["silent_raters", "rater_adjusted", "constant_raters"]
    assert result.settings.method == "rater_adjusted"
    alone = result.item("i14")
    assert (alone.rank, alone.reason, alone.raters) == (None, "below_quorum", 1)
    assert result.settings.quorum == 12
    assert result.kendalls_w_basis == "pairwise"
    assert 0 < result.kendalls_w < 1
    json.dumps(result.to_dict(), allow_nan=False)


def test_every_score_can_be_recomputed_from_its_explanation():
    result = evaluated(workshop(raters=12, missing=0.3, seed=3), method="median")
    for item in result.items:
        found = explain(result, item.item_id)
        assert sum(row.contribution or 0 for row in found.rows) == pytest.approx(item.score)
        for row in found.rows:
            assert row.value == pytest.approx((row.rating - 1) / 4)
            assert row.contribution == pytest.approx(row.value * row.effective_weight)
        assert sum(d.contribution for d in item.dimensions) == pytest.approx(item.score)


def test_a_question_nobody_answered_hands_its_weight_on():
    ratings = uniform([5, 4, 1], [5, 2, 1], [5, 3, 1])
    ratings[:, 0, 2] = NAN
    ratings[:, 1, :3] = NAN  # a whole dimension, a third of the weight
    result = evaluated(ratings, method="trimmed_mean")
    first, second = result.item("i0"), result.item("i1")
    assert first.score == pytest.approx(1)
    assert sum(d.contribution for d in first.dimensions) == pytest.approx(1)
    assert (second.score, second.rank, second.reason) == (None, None, "too_little_answered")
    assert [(d.value, d.contribution) for d in second.dimensions] == [(None, None), (0.5, None), (0.5, None)]
    assert codes(result.notes) == ["missing_answers", "few_raters"]
    explained = explain(result, "i0")
    assert explained.answered_weight == pytest.approx(8 / 9)
    assert (explained.rows[2].rating, explained.rows[2].contribution) == (None, None)
    assert explain(result, "i1").score is None


def test_a_dimension_without_weight_is_shown_and_does_not_count():
    ratings = uniform([5, 1, 3])
    ratings[:, 1, :3] = 5
    result = evaluated(
        ratings, dimension_weights={"benefit": 0, "transferability": 1, "feasibility": 1}, quorum=1
    )
    assert result.item("i1").score == 0
    assert (result.item("i1").dimensions[0].value, result.item("i1").dimensions[0].contribution) == (1, 0)


@pytest.mark.parametrize("raters", [0, 3])
def test_a_round_without_answers_ranks_nothing(raters):
    result = evaluated(np.full((raters, 2, 9), NAN))
    assert [item.reason for item in result.items] == ["no_ratings", "no_ratings"]
    assert result.verdict.status == "undetermined"
    assert (result.chosen, result.stability, result.crosscheck) == ((), (), None)
    json.dumps(result.to_dict(), allow_nan=False)


def test_a_single_item_is_first_and_there_is_nothing_to_choose():
    result = evaluated(uniform([4], [3], [5]))
    assert (result.items[0].rank, result.verdict.status) == (1, "undetermined")
    assert result.verdict.reasons[0].parameters == {"ranked": 1}


def test_all_equal_are_all_first_and_fragile():
    result = evaluated(uniform(*[[3, 3, 3, 3, 3]] * 4))
    assert {item.rank for item in result.items} == {1}
    assert "all_tied" in codes(result.notes)
    assert (result.verdict.status, result.kendalls_w) == ("fragile", None)


def test_two_camps_are_split_and_worth_discussing():
    ratings = uniform(*[[5, 4, 3, 2]] * 8)
    ratings[:4, 2, 0] = 1
    ratings[4:, 2, 0] = 5
    result = evaluated(ratings)
    (question,) = result.discuss_next
    assert (question.item_id, question.criterion_id, question.counts) == ("i2", "N1", (4, 0, 0, 0, 4))
    # Settling moves the mean from 3 to 1 or 5: half the scale, a ninth of the weight; the next is 0.25 below.
    assert (question.impact, question.distance) == pytest.approx((0.5 / 9, 0.25))
    assert not question.matters
    split = result.item("i2").criteria[0]
    assert (split.level, split.disagreement, split.agreement) == ("split", True, -1)
    assert result.item("i0").criteria[0].level == "agreed"


def test_a_question_that_could_change_the_choice_comes_first():
    ratings = uniform(*[[5, 5, 3, 3, 1]] * 8)
    ratings[:, 2, 1] = 4
    for item in (0, 3):
        ratings[:4, item, 0] = 1
        ratings[4:, item, 0] = 5
    result = evaluated(ratings)
    assert [(q.item_id, q.matters) for q in result.discuss_next] == [("i3", True), ("i0", False)]


def test_with_nothing_to_choose_no_question_matters():
    result = evaluated(uniform(*[[1], [1], [1], [5], [5], [5]]))
    assert {(q.distance, q.matters) for q in result.discuss_next} == {(None, False)}


def groups_of(**sizes):
    return [group for group, size in sizes.items() for _ in range(size)]


def test_gaps_between_groups_of_five_and_more():
    ratings = uniform(*[[5, 3]] * 5, *[[2, 3]] * 6)
    result = evaluated(ratings, groups=groups_of(council=5, citizens=6))
    assert {gap.item_id for gap in result.group_gaps} == {"i0"}
    gap = result.group_gaps[0]
    assert (gap.high_group, gap.high_n, gap.low_group, gap.low_n, gap.gap) == ("council", 5, "citizens", 6, 3)


@pytest.mark.parametrize("last", ["business", None])
def test_a_small_group_is_neither_shown_nor_left_to_be_worked_out(last):
    ratings = uniform(*[[5, 3]] * 5, *[[2, 3]] * 6, *[[1, 3]] * 2)
    groups = [*groups_of(council=5, citizens=6), last, last]
    # Two others: with both groups shown, their mean would follow from the total.
    assert evaluated(ratings, groups=groups).group_gaps == ()


def test_a_group_is_measured_by_those_who_answered():
    ratings = uniform(*[[5, 3]] * 5, *[[2, 3]] * 6)
    ratings[0, 0, 0] = NAN
    result = evaluated(ratings, groups=groups_of(council=5, citizens=6))
    assert "N1" not in {gap.criterion_id for gap in result.group_gaps}


def test_leaving_out_a_group_that_decides_is_found():
    ratings = uniform(*[[5, 2, 1]] * 6, *[[1, 3, 2]] * 5)
    result = evaluated(ratings, groups=groups_of(council=6, citizens=5), quorum=1)
    found = [one for one in result.leave_one_out if one.kind == "group"]
    assert [(one.group, one.rater, one.entering, one.leaving) for one in found] == [
        ("council", None, ("i2",), ("i0",)),
    ]
    assert "one_group" in codes(result.verdict.reasons)


def test_leaving_out_one_rater_names_the_row():
    # Means 2, 1.67, 1.33 and 1; without the first rater the first item falls behind.
    ratings = uniform([NAN, NAN, NAN, NAN], [4, 1, 1, 1], [1, 2, 1, 1], [1, 2, 2, 1])
    result = evaluated(ratings)
    rows = {one.rater: (one.entering, one.leaving) for one in result.leave_one_out}
    assert rows[1] == (("i3",), ())
    assert 0 not in rows


def test_dominated_items_are_named_with_their_best_dominator():
    result = evaluated(uniform(*[[5, 4, 3]] * 3, [4, 4, 5]))
    named = {pair.item_id: pair.by for pair in result.dominated}
    assert named == {"i1": "i0", "i2": "i0"}
    assert all(0.5 < pair.probability <= 1 for pair in result.dominated)


def test_participants_weights_are_used_from_five_on():
    own = np.tile(np.eye(9)[0], (5, 1))
    ratings = uniform([2, 3, 4, 5])
    ratings[0, 0, 0] = 5
    ratings[0, 1:, 0] = 1
    few, enough = (evaluated(ratings, participant_weights=own[:n]) for n in (4, 5))
    assert (few.settings.weight_model, enough.settings.weight_model) == ("around", "participants")
    assert enough.item("i0").under_weights.p_first == 1
    assert few.item("i0").under_weights.p_first < 0.5


def test_weights_of_each_level_are_points():
    result = evaluated(
        uniform([1, 2]),
        dimension_weights={"benefit": 50, "transferability": 30, "feasibility": 20},
        within_weights={c.id: 2 if c.id == "N1" else 1 for c in CRITERIA.criteria},
    )
    levels = leaf_weights([50, 30, 20], [[2, 1, 1], [1, 1, 1], [1, 1, 1]])
    assert list(result.weights.values()) == pytest.approx(levels)
    assert result.dimension_weights == pytest.approx(
        {"benefit": 0.5, "transferability": 0.3, "feasibility": 0.2}
    )


def test_separate_blocks_are_told():
    ratings = uniform(*[[3, 4, NAN, NAN]] * 3, *[[NAN, NAN, 2, 5]] * 3)
    result = evaluated(ratings)
    assert codes(result.notes)[:2] == ["rater_adjusted", "separate_blocks"]
    assert result.notes[1].parameters == {"blocks": 2}


def test_the_same_settings_give_the_same_numbers():
    ratings = workshop(raters=12, items=6)
    first, again = evaluated(ratings), evaluated(ratings)
    assert first.to_dict() == again.to_dict()
    assert evaluated(ratings, seed=5).to_dict() != first.to_dict()


def test_an_unranked_item_is_not_in_the_ranking():
    ratings = uniform([5, 3, NAN], [4, 3, NAN], [5, 3, 1])
    result = evaluated(ratings, method="median")
    assert [item.item_id for item in result.ranking] == ["i0", "i1"]


@pytest.mark.parametrize(
    ("ratings", "changes", "words"),
    [
        (np.full((2, 2, 9), 6.0), {}, "from 1 to 5"),
        (np.full((2, 2, 8), 3.0), {}, r"\(raters, 2, 9\) expected"),
        (np.full((2, 2, 9), 3.0), {"groups": ["a"]}, "one for each of 2 raters"),
        (np.full((2, 2, 9), 3.0), {"dimension_weights": {"benefit": 1}}, "'transferability' is missing"),
        (np.full((2, 2, 9), 3.0), {"within_weights": {"N1": 1}}, "'N2' is missing"),
        (np.full((2, 2, 9), 3.0), {"method": "mode"}, "method"),
    ],
)
def test_input_that_does_not_fit_is_refused(ratings, changes, words):
    with pytest.raises(ValueError, match=words):
        evaluated(ratings, **changes)
