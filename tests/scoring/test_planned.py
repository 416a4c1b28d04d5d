import numpy as np
import pytest

from scoring.aggregation import adjust_across_criteria, group_values
from scoring.allocation import first_pass
from scoring.explain import explain
from scoring.planned import asked_of, opinions, pooled_ratings
from tests.scoring.rounds import CRITERIA, NAN, evaluated, workshop

DIMENSIONS = [criterion.dimension for criterion in CRITERIA.criteria]


def short(people=20, items=8, questions=16, seed=3):
    ratings = workshop(people, items, missing=0.0, seed=seed)
    asked = first_pass(np.zeros(ratings.shape, bool), questions, dimensions=DIMENSIONS, seed=1)
    return ratings, asked, np.where(asked, ratings, np.nan)


def codes(found):
    return {note.code for note in found.notes}


def test_full_ballots_give_what_they_gave():
    for missing in (0.0, 0.05, 0.2):
        ratings = workshop(12, 6, missing=missing, seed=1)
        everything = np.ones(ratings.shape, dtype=bool)
        assert evaluated(ratings, asked=everything) == evaluated(ratings)


def test_one_severity_per_person_is_taken_out():
    # Both items are alike; the strict person was asked about the first, the kind one about the second.
    ratings = np.full((4, 2, 9), 3.0)
    ratings += np.array([-1, 1, 0, 0])[:, None, None]
    asked = np.ones(ratings.shape, dtype=bool)
    asked[0, 1, 1:], asked[1, 0, 1:] = False, False
    seen = np.where(asked, ratings, np.nan)
    assert np.ptp(group_values(adjust_across_criteria(seen))) == pytest.approx(0, abs=1e-9)
    found = evaluated(seen, asked=asked)
    assert found.items[0].score == pytest.approx(found.items[1].score)
    assert found.settings.method == "rater_adjusted_across"
    assert found.settings.as_asked


def test_severity_across_criteria_is_that_of_least_squares():
    rng = np.random.default_rng(5)
    ratings = rng.integers(1, 6, (6, 3, 4)).astype(float)
    ratings[rng.random(ratings.shape) < 0.4] = NAN
    flat = ratings.reshape(6, -1)
    rows, cells = np.nonzero(~np.isnan(flat))
    design = np.zeros((len(rows), 6 + 12))
    design[np.arange(len(rows)), rows] = 1
    design[np.arange(len(rows)), 6 + cells] = 1
    fitted = np.linalg.lstsq(design, flat[rows, cells], rcond=None)[0]
    severity = fitted[:6] - fitted[:6].mean()
    found = (ratings - adjust_across_criteria(ratings)).reshape(6, -1)
    assert np.nanmean(found, axis=1) == pytest.approx(severity, abs=1e-9)


def test_complete_ballots_keep_their_means():
    ratings = workshop(7, 4, missing=0.0)
    assert group_values(adjust_across_criteria(ratings)) == pytest.approx(ratings.mean(axis=0))


def test_questions_stand_alone_only_from_five_people_on():
    _ratings, asked, seen = short(20, 8, 16)
    found = evaluated(seen, asked=asked)
    times = asked.sum(axis=0)
    assert times.min() == 4
    for i, item in enumerate(found.items):
        for j, cell in enumerate(item.criteria):
            assert cell.n == times[i, j]
            assert cell.abstentions == 0
            assert cell.pooled is (cell.n < 5)
            assert (cell.mean is None) is cell.pooled
            assert (sum(cell.counts) == 0) is cell.pooled
            assert cell.value is not None
        for dimension in item.dimensions:
            assert dimension.opinions.n == sum(
                asked[p, i, [d == dimension.dimension for d in DIMENSIONS]].any() for p in range(20)
            )
        assert item.opinions.n == 20
        assert sum(item.opinions.counts) == 20


def test_a_person_counts_once_however_many_questions_stand_together():
    pooled = pooled_ratings(np.array([[[1, 2, NAN]], [[NAN, NAN, 4]], [[5, 4, 3]]]), [[0, 1], [2]])
    assert pooled[:, 0, 0] == pytest.approx([1.5, NAN, 4.5], nan_ok=True)
    assert pooled[:, 0, 1] == pytest.approx([NAN, 4, 3], nan_ok=True)
    few = opinions(np.array([1, 5, 1, 5.0]))
    assert (few.n, few.mean, few.counts, few.agreement, few.level) == (4, None, (), None, None)
    camps = opinions(np.array([1, 1, 1, 5, 5, 5.0]))
    assert (camps.counts, camps.level) == ((3, 0, 0, 0, 3), "split")


def test_a_split_over_a_dimension_is_worth_discussing_where_no_question_stands_alone():
    ratings = np.full((12, 3, 9), 3.0)
    ratings[:6, 0], ratings[6:, 0] = 1, 5
    asked = first_pass(np.zeros(ratings.shape, bool), 9, dimensions=DIMENSIONS, seed=1)
    found = evaluated(np.where(asked, ratings, np.nan), asked=asked)
    assert found.discuss_next
    assert {(q.item_id, q.criterion_id) for q in found.discuss_next} <= {("i0", d) for d in DIMENSIONS}


def test_groups_are_compared_on_whole_dimensions():
    ratings = np.full((12, 3, 9), 3.0)
    ratings[:6, 0, :3] = 5
    groups = ["council"] * 6 + ["citizens"] * 6
    asked = first_pass(np.zeros(ratings.shape, bool), 9, dimensions=DIMENSIONS, seed=1, groups=groups)
    found = evaluated(np.where(asked, ratings, np.nan), asked=asked, groups=groups)
    (gap,) = found.group_gaps
    assert (gap.item_id, gap.criterion_id, gap.high_group) == ("i0", "benefit", "council")
    assert gap.gap == 2


def test_it_says_when_short_ballots_must_not_be_used():
    _ratings, asked, seen = short(20, 8, 16)
    assert codes(evaluated(seen, asked=asked)) == {"short_ballots"}
    few_people = evaluated(seen[:7], asked=asked[:7])
    assert {"short_too_few_people", "short_too_few_answers"} <= codes(few_people)
    _ratings, thin, rare = short(12, 8, 8)
    found = evaluated(rare, asked=thin)
    (note,) = [n for n in found.notes if n.code == "short_too_few_answers"]
    assert note.parameters["answers"] == pytest.approx(12 * 8 / 72, abs=0.01)


def test_what_is_too_short_is_never_called_stable():
    clear = np.repeat(np.repeat(np.array([5, 5, 5, 1, 1, 1.0])[None, :, None], 7, axis=0), 9, axis=2)
    assert evaluated(clear).verdict.status == "stable"
    asked = first_pass(np.zeros(clear.shape, bool), 18, dimensions=DIMENSIONS, seed=1)
    found = evaluated(np.where(asked, clear, np.nan), asked=asked)
    assert found.verdict.status == "close"
    assert {r.code for r in found.verdict.reasons} == {"short_too_few_people", "short_too_few_answers"}


def test_who_cannot_judge_was_asked_and_counts_as_missing():
    _ratings, asked, seen = short(20, 8, 16)
    seen[0] = np.where(np.arange(8)[:, None] < 2, NAN, seen[0])
    found = evaluated(seen, asked=asked)
    assert sum(cell.abstentions for cell in found.items[0].criteria) == 2
    (note,) = [n for n in found.notes if n.code == "missing_answers"]
    assert note.parameters["share"] == pytest.approx(4 / 320)


def test_answers_beyond_the_plan_count_as_asked():
    asked = np.zeros((2, 1, 9), dtype=bool)
    given = np.ones((2, 1, 9), dtype=bool)
    assert asked_of(asked, given)[0].all()
    with pytest.raises(ValueError, match="asked"):
        asked_of(asked[:1], given)


def test_an_explained_score_adds_up_and_shows_no_few_answers():
    _ratings, asked, seen = short(20, 8, 16)
    found = evaluated(seen, asked=asked)
    for item in found.items:
        told = explain(found, item.item_id)
        assert sum(row.contribution for row in told.rows) == pytest.approx(item.score)
        assert sum(row.questions for row in told.rows) == 9
        assert all(row.n >= 5 for row in told.rows)


def test_permuting_people_changes_nothing_but_chance():
    _ratings, asked, seen = short(16, 6, 12)
    order = np.random.default_rng(1).permutation(16)
    one, other = evaluated(seen, asked=asked), evaluated(seen[order], asked=asked[order])
    assert [i.score for i in one.items] == pytest.approx([i.score for i in other.items])
    assert [i.under_raters.p_top for i in one.items] == pytest.approx(
        [i.under_raters.p_top for i in other.items], abs=0.1
    )
