"""Groups that are left out of a criterion: its figures are those of the others, and nothing is missing."""

import numpy as np
import pytest

from scoring.allocation import first_pass, second_pass
from scoring.disclosure import shown
from scoring.planned import asked_of, is_short
from tests.scoring.rounds import CRITERIA, NAN, evaluated, workshop

DIMENSIONS = [criterion.dimension for criterion in CRITERIA.criteria]
NINE = len(DIMENSIONS)


def full_without(column=0, people=12, out=6):
    """Two items, all threes; those who are asked give 5 and 1 on one criterion, the first `out` are not."""
    ratings = np.full((people, 2, NINE), 3.0)
    ratings[:, 0, column], ratings[:, 1, column] = 5.0, 1.0
    ratings[:out, :, column] = NAN
    may = np.ones((people, NINE), dtype=bool)
    may[:out, column] = False
    return ratings, may


def codes(found):
    return {note.code for note in found.notes}


def test_a_full_ballot_without_a_criterion_is_no_short_one_and_misses_nothing():
    ratings, may = full_without()
    found = evaluated(ratings, may=may)
    assert found.settings.method == "mean"
    assert not codes(found) & {"short_ballots", "missing_answers", "rater_adjusted"}
    for item, mean in zip(found.items, (5.0, 1.0), strict=True):
        cell = item.criteria[0]
        assert (cell.mean, cell.n, cell.abstentions, cell.pooled) == (mean, 6, 0, False)
        assert cell.agreement == 1.0
        assert [each.n for each in item.criteria[1:]] == [12] * (NINE - 1)
        assert item.raters == 12
    # Three criteria in each of three equal dimensions: a ninth of 1 (or 0), eight of 0.5.
    assert [item.score for item in found.items] == pytest.approx([5 / 9, 4 / 9])
    # Six order the items, six tie them: S = 2 * 3^2, W = 12 * 18 / (12^2 * 6 - 12 * 6 * 6).
    assert found.kendalls_w == pytest.approx(0.5)


def test_the_same_gaps_as_missing_answers_would_be_counted_as_such():
    ratings, _may = full_without()
    found = evaluated(ratings)
    assert found.items[0].criteria[0].abstentions == 6
    (note,) = [each for each in found.notes if each.code == "missing_answers"]
    assert note.parameters["share"] == pytest.approx(12 / (12 * 2 * NINE))


def test_who_is_asked_and_cannot_judge_still_is_missing():
    ratings, may = full_without()
    ratings[7, 0, 0] = NAN
    found = evaluated(ratings, may=may)
    cell = found.items[0].criteria[0]
    assert (cell.n, cell.abstentions) == (5, 1)
    (note,) = [each for each in found.notes if each.code == "missing_answers"]
    assert note.parameters["share"] == pytest.approx(1 / (12 * 2 * NINE - 12))


def test_many_left_out_are_no_reason_to_adjust_for_severity():
    # Four of nine criteria are not asked of half of the room: two ninths of all cells are empty.
    ratings = workshop(12, 5, missing=0.0, seed=4)
    may = np.ones((12, NINE), dtype=bool)
    may[:6, :4] = False
    seen = np.where(may[:, None, :], ratings, NAN)
    assert evaluated(seen).settings.method == "rater_adjusted"
    found = evaluated(seen, may=may)
    assert found.settings.method == "mean"
    assert [cell.mean for cell in found.items[0].criteria] == pytest.approx(np.nanmean(seen[:, 0], axis=0))


def test_everybody_has_an_order_of_the_own_by_what_the_group_is_asked():
    # Those left out of two thirds of the weight order the items by the rest, against all others.
    ratings = np.full((10, 2, NINE), 3.0)
    ratings[:5, 0], ratings[:5, 1] = 5.0, 1.0
    ratings[5:, 0], ratings[5:, 1] = 1.0, 5.0
    may = np.ones((10, NINE), dtype=bool)
    may[5:, :6] = False
    found = evaluated(np.where(may[:, None, :], ratings, NAN), may=may)
    assert found.kendalls_w == pytest.approx(0.0)


def test_nobody_left_out_gives_what_it_gave():
    for missing in (0.0, 0.05, 0.2):
        ratings = workshop(12, 6, missing=missing, seed=1)
        assert evaluated(ratings, may=np.ones((12, NINE), dtype=bool)) == evaluated(ratings)


def test_few_who_are_asked_never_lose_their_question_in_resamples():
    ratings, may = full_without(out=10)
    found = evaluated(ratings, may=may)
    assert found.settings.as_asked
    assert found.items[0].under_raters.p_top == 1.0


def test_a_short_ballot_stays_one_and_asks_nobody_what_the_group_cannot_judge():
    ratings = workshop(20, 6, missing=0.0, seed=2)
    may = np.ones((20, NINE), dtype=bool)
    may[:8, 2] = False
    asked = first_pass(np.zeros(ratings.shape, bool), 12, dimensions=DIMENSIONS, seed=1, may=may)
    assert not asked[:8, :, 2].any()
    assert asked.sum(axis=(1, 2)).tolist() == [12] * 20
    found = evaluated(np.where(asked, ratings, NAN), asked=asked, may=may)
    assert "short_ballots" in codes(found)
    assert found.settings.method == "rater_adjusted_across"
    assert sum(cell.abstentions for item in found.items for cell in item.criteria) == 0
    further = second_pass(np.where(asked, ratings, NAN), asked, np.ones(NINE), 4, seed=1, may=may)
    assert not further.new[:8, :, 2].any()


def test_the_rule_of_five_looks_at_the_people_behind_the_question():
    """Four are asked: their dimension has one value, the other dimensions and the entry are shown."""
    for asked, questions in ((4, 0), (5, 3)):
        ratings, _may = full_without(out=12 - asked)
        found = shown([ratings], DIMENSIONS)
        assert found.items.all()
        own = [column for column, name in enumerate(DIMENSIONS) if name == DIMENSIONS[0]]
        assert found.questions[0, own].sum() == questions
        assert found.questions[0, 3:].all()


def test_an_answer_of_somebody_left_out_counts_as_asked():
    may = np.zeros((1, 2), dtype=bool)
    given = np.array([[[True, False]]])
    held, allowed = asked_of(None, given, may)
    assert held.tolist() == [[[True, False]]]
    assert not is_short(held, allowed)
    with pytest.raises(ValueError, match="may"):
        asked_of(None, given, may[:, :1])
