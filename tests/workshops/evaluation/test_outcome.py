"""What a round comes to: figures worked out by hand, and who may see them when."""

import pytest

from storage.database import Database
from tests.workshops import factories
from tests.workshops.factories import a_series, ideas, member, rate
from tests.workshops.room import ADVISOR
from workshops import series
from workshops.actors import Role
from workshops.errors import NotFound, Refused
from workshops.evaluation import outcome
from workshops.evaluation.outcome import RoundEvaluation
from workshops.library import shortlist
from workshops.live import agreeing
from workshops.weighing import weights

SHORT_SET = ("N1", "N2", "N4", "T1", "T2", "T3", "F1", "F3", "F4")
OTHERS = (Role.MUNICIPALITY, Role.WALL, Role.PARTICIPANT)


def answers(*values: int | None) -> dict[str, int | None]:
    return dict(zip(SHORT_SET, values, strict=True))


@pytest.fixture
def rated(database: Database) -> tuple[str, list[str]]:
    """Return a series with four ideas, weights and three agreed ratings; the fourth is not rated.

    Weights: benefit 1/2 (N1 and N2 half each, N4 nothing), transferability 3/10 and feasibility 2/10,
    both with equal criteria; feasibility because none of its criteria got a point.
    """
    series_id = a_series(database).id
    weights.save_agreed(
        database,
        ADVISOR,
        series_id,
        method="points",
        dimensions={"benefit": 50, "transferability": 30, "feasibility": 20},
        criteria={"N1": 80, "N2": 80, "N4": 0, "F1": 0, "F3": 0, "F4": 0},
    )
    items = [item.id for item in ideas(database, series_id, 4)]
    held = agreeing.begin_group_round(database, ADVISOR, series_id)
    rate(database, held, items[0], answers(5, 3, 1, 3, 3, 3, 5, 3, 1))
    rate(database, held, items[1], answers(4, 4, 4, 4, 4, 4, 4, 4, 4))
    rate(database, held, items[2], answers(5, 3, 5, 3, 3, 3, 3, 3, 3))
    return series_id, items


def evaluated(database: Database, series_id: str) -> RoundEvaluation:
    seen = outcome.shown_round(database, ADVISOR, series_id)
    assert seen
    found = outcome.of_round(database, ADVISOR, seen.id)
    assert found
    return found


def test_the_figures_are_those_of_the_calculation_by_hand(database: Database, rated: tuple[str, list[str]]):
    """Value v = (x - 1) / 4. First and third: 1/2 (1 + 1/2)/2 + 3/10 1/2 + 2/10 1/2 = 0.625; second: 3/4."""
    series_id, items = rated
    found = evaluated(database, series_id)
    results = {each.item_id: each for each in found.evaluation.items}
    scores = [results[item].score for item in items]
    assert scores[:3] == pytest.approx([0.625, 0.75, 0.625], abs=1e-12)
    assert [results[item].rank for item in items] == [2, 1, 2, None]
    assert (scores[3], results[items[3]].reason) == (None, "no_ratings")
    first = {each.dimension: each.value for each in results[items[0]].dimensions}
    assert first == pytest.approx({"benefit": 0.75, "transferability": 0.5, "feasibility": 0.5})
    assert found.evaluation.weights == pytest.approx(
        {"N1": 0.25, "N2": 0.25, "N4": 0, "T1": 0.1, "T2": 0.1, "T3": 0.1}
        | {"F1": 1 / 15, "F3": 1 / 15, "F4": 1 / 15}
    )
    assert found.titles == {item: f"Idee {place}" for place, item in enumerate(items, 1)}
    assert found.areas == dict.fromkeys(items, "mobility")
    assert found.weights == weights.agreed(database, ADVISOR, series_id)


def test_an_answer_changes_the_next_look(database: Database, rated: tuple[str, list[str]]):
    series_id, items = rated
    held = agreeing.begin_group_round(database, ADVISOR, series_id)
    rate(database, held, items[0], answers(5, 5, 5, 5, 5, 5, 5, 5, 5))
    best = min(evaluated(database, series_id).evaluation.items, key=lambda each: each.rank or 99)
    assert (best.item_id, best.score) == (items[0], 1.0)


def test_a_change_of_words_does_not_compute_the_figures_anew(
    database: Database, rated: tuple[str, list[str]]
):
    series_id, items = rated
    before = evaluated(database, series_id)
    shortlist.change_idea(
        database, ADVISOR, series_id, items[0], title="Neuer Titel", summary="Text", area="energy"
    )
    after = evaluated(database, series_id)
    assert after.titles[items[0]] == "Neuer Titel"
    assert after.evaluation is before.evaluation
    assert after.mark == before.mark


def test_whatever_enters_the_figures_computes_them_anew(database: Database, rated: tuple[str, list[str]]):
    series_id, items = rated
    held = agreeing.begin_group_round(database, ADVISOR, series_id)
    seen = [evaluated(database, series_id)]
    rate(database, held, items[1], {"N1": 5})
    seen.append(evaluated(database, series_id))
    given = {"benefit": 60.0, "transferability": 20.0, "feasibility": 20.0}
    weights.save_level(database, ADVISOR, series_id, "dimensions", method="points", given=given)
    seen.append(evaluated(database, series_id))
    shortlist.answer_gate(database, ADVISOR, series_id, items[2], gate_id="K1", answer="no")
    seen.append(evaluated(database, series_id))
    assert len({each.mark for each in seen}) == len(seen)
    assert len({repr(each.evaluation) for each in seen}) == len(seen)


def test_cannot_judge_counts_neither_as_nothing_nor_as_the_middle(
    database: Database, rated: tuple[str, list[str]]
):
    series_id, items = rated
    held = agreeing.begin_group_round(database, ADVISOR, series_id)
    rate(database, held, items[3], answers(5, 5, 5, None, 5, 5, 5, 5, 5))
    last = {each.item_id: each for each in evaluated(database, series_id).evaluation.items}[items[3]]
    assert last.score == 1.0
    [unjudged] = [each for each in last.criteria if each.criterion_id == "T1"]
    assert (unjudged.mean, unjudged.n) == (None, 0)


def test_what_a_gate_excludes_is_neither_rated_nor_ranked(database: Database, rated: tuple[str, list[str]]):
    series_id, items = rated
    shortlist.answer_gate(database, ADVISOR, series_id, items[1], gate_id="K1", answer="no")
    found = evaluated(database, series_id)
    assert items[1] not in found.titles
    assert {each.item_id: each.rank for each in found.evaluation.items} == {
        items[0]: 1, items[2]: 1, items[3]: None,
    }  # fmt: skip


def test_a_result_goes_on_without_what_is_taken_off(database: Database, rated: tuple[str, list[str]]):
    series_id, items = rated
    held = agreeing.begin_group_round(database, ADVISOR, series_id)
    agreeing.finish_group_round(database, ADVISOR, held.id)
    before = evaluated(database, series_id)
    shortlist.take_off(database, ADVISOR, series_id, items[1])
    factories.an_idea(database, series_id, "Neu")
    after = evaluated(database, series_id)
    assert list(after.titles) == [each for each in before.titles if each != items[1]]
    assert [each.item_id for each in after.left_out] == [items[1]]
    for each in after.evaluation.items:
        assert each.score == before.evaluation.item(each.item_id).score


def test_without_an_answer_there_is_nothing_to_show(database: Database):
    series_id = a_series(database).id
    assert outcome.shown_round(database, ADVISOR, series_id) is None
    held = agreeing.begin_group_round(database, ADVISOR, series_id)
    assert outcome.of_round(database, ADVISOR, held.id) is None
    ideas(database, series_id, 1)
    assert outcome.of_round(database, ADVISOR, held.id) is None


def test_others_see_a_result_when_it_is_finished_and_the_one_before_until_then(
    database: Database, rated: tuple[str, list[str]]
):
    series_id, items = rated
    held = agreeing.begin_group_round(database, ADVISOR, series_id)
    for role in OTHERS:
        assert outcome.shown_round(database, member(role, series_id), series_id) is None
        with pytest.raises(Refused) as caught:
            outcome.of_round(database, member(role, series_id), held.id)
        assert caught.value.hint
    agreeing.finish_group_round(database, ADVISOR, held.id)
    following = agreeing.next_group_round(database, ADVISOR, series_id)
    rate(database, following, items[0], answers(5, 5, 5, 5, 5, 5, 5, 5, 5))
    for role in OTHERS:
        actor = member(role, series_id)
        seen = outcome.shown_round(database, actor, series_id)
        assert seen
        assert seen.id == held.id
        found = outcome.of_round(database, actor, held.id)
        assert found
        assert found.evaluation.to_dict()["items"][0]["score"] == pytest.approx(0.625)
        with pytest.raises(Refused):
            outcome.check_visible(database, actor, following.id)
    assert evaluated(database, series_id).round.id == following.id


def test_a_round_that_is_gone_is_said_to_be_gone(database: Database, rated: tuple[str, list[str]]):
    series_id, _items = rated
    held = agreeing.begin_group_round(database, ADVISOR, series_id)
    series.delete(database, ADVISOR, series_id)
    with pytest.raises(NotFound):
        outcome.of_round(database, ADVISOR, held.id)
    with pytest.raises(NotFound):
        outcome.shown_round(database, ADVISOR, series_id)
