"""Two stages, the ranking under other weights, and which rounds can be looked at."""

import numpy as np
import pytest

from tests.workshops.factories import a_series, rate
from tests.workshops.room import ADVISOR, Room
from workshops.actors import Actor, Role
from workshops.errors import AccessDenied, Refused
from workshops.evaluation import outcome, stages
from workshops.library import shortlist
from workshops.live import agreeing, rounds, steering
from workshops.live.rounds import Stage, State
from workshops.weighing import weights

DIMENSIONS = ("benefit", "transferability", "feasibility")


def rated_stage(room: Room, values: dict[int, int]) -> rounds.RoundView:
    """Hold the first stage as an agreed rating: one value for all three dimensions of each item."""
    held = agreeing.begin_group_round(room.database, ADVISOR, room.id)
    held = stages.change_stage(room.database, ADVISOR, held.id, Stage.DIMENSIONS)
    for place, value in values.items():
        rate(room.database, held, held.item_ids[place], dict.fromkeys(DIMENSIONS, value))
    return held


def test_each_way_of_rating_says_what_it_costs_a_person(room: Room):
    found = stages.choice(room.database, ADVISOR, room.id)
    assert found is not None
    assert not found.suggested
    assert {load.way: load.judgements for load in found.loads} == {
        "all_criteria": 27,
        "two_stages": 9 + 27,
        "shared": 27,
    }
    for number in range(stages.LONG_LIST - 3):
        shortlist.add_idea(room.database, ADVISOR, room.id, title=f"I{number}", summary="x", area="energy")
    longer = stages.choice(room.database, ADVISOR, room.id)
    assert longer is not None
    assert longer.suggested
    assert {load.way: load.judgements for load in longer.loads}["two_stages"] == 16 * 3 + 10 * 9


def test_an_empty_shortlist_has_no_choice(room: Room):
    empty = a_series(room.database, "Leer")
    assert stages.choice(room.database, ADVISOR, empty.id) is None


def test_a_first_stage_is_rated_by_dimension_and_ranked(room: Room):
    held = rated_stage(room, {0: 5, 1: 3, 2: 1})
    assert held.criterion_ids == DIMENSIONS
    seen = outcome.of_round(room.database, ADVISOR, held.id)
    assert seen is not None
    assert [item.score for item in seen.evaluation.items] == pytest.approx([1, 0.5, 0])
    reach = stages.reach(seen)
    assert reach is not None
    assert reach.in_reach[:2] == held.item_ids[:2]


def test_the_second_stage_asks_all_criteria_of_its_part_alone(room: Room):
    first = rated_stage(room, {0: 5, 1: 3, 2: 1})
    seen = outcome.of_round(room.database, ADVISOR, first.id)
    assert seen is not None
    second = stages.begin_second(room.database, ADVISOR, seen, first.item_ids[:2])
    assert (second.stage, second.state) == (Stage.CRITERIA, State.OPEN)
    assert second.item_ids == first.item_ids[:2]
    assert len(second.criterion_ids) == 9
    assert outcome.of_round(room.database, ADVISOR, second.id) is None
    before = rounds.every(room.database, ADVISOR, room.id)[0]
    assert before.state is State.REVEALED
    shown = outcome.shown_round(room.database, ADVISOR, room.id)
    assert shown is not None
    assert shown.id == first.id  # nothing is rated in the second yet
    rate(room.database, second, second.item_ids[0], {"N1": 4})
    shown = outcome.shown_round(room.database, ADVISOR, room.id)
    assert shown is not None
    assert shown.id == second.id
    assert [each.id for each in outcome.shown_rounds(room.database, ADVISOR, room.id)] == [
        first.id,
        second.id,
    ]


def test_a_live_first_stage_leads_to_a_live_second_one(room: Room):
    first = room.open_round(stage=Stage.DIMENSIONS)
    assert first.criterion_ids == DIMENSIONS
    for person in room.people(3):
        room.answer_all(person, first, (5, 3, 1))
    room.reveal(first)
    seen = outcome.of_round(room.database, ADVISOR, first.id)
    assert seen is not None
    second = stages.begin_second(room.database, ADVISOR, seen, first.item_ids[:2])
    assert (second.stage, second.state, second.item_ids) == (Stage.CRITERIA, State.DRAFT, first.item_ids[:2])


def test_a_round_that_has_begun_keeps_its_questions(room: Room):
    held = agreeing.begin_group_round(room.database, ADVISOR, room.id)
    rate(room.database, held, held.item_ids[0], {"N1": 4})
    with pytest.raises(Refused):
        stages.change_stage(room.database, ADVISOR, held.id, Stage.DIMENSIONS)
    running = room.open_round()
    with pytest.raises(Refused):
        stages.change_stage(room.database, ADVISOR, running.id, Stage.DIMENSIONS)
    draft = steering.prepare(Room(room.database).database, ADVISOR, Room(room.database).id)
    changed = stages.change_stage(room.database, ADVISOR, draft.id, Stage.DIMENSIONS)
    assert changed.criterion_ids == DIMENSIONS
    assert (
        stages.change_stage(room.database, ADVISOR, draft.id, Stage.CRITERIA).criterion_ids
        == draft.criterion_ids
    )


def test_the_ranking_follows_other_weights_at_once(room: Room):
    held = agreeing.begin_group_round(room.database, ADVISOR, room.id)
    ours = {"N1": 5, "N2": 5, "N4": 5, "T1": 3, "T2": 3, "T3": 3, "F1": 1, "F3": 1, "F4": 1}
    theirs = {key: 6 - value for key, value in ours.items()}
    rate(room.database, held, held.item_ids[0], dict(ours))
    rate(room.database, held, held.item_ids[1], dict(theirs))
    equal = weights.agreed(room.database, ADVISOR, room.id)
    benefit = weights.save_level(
        room.database, ADVISOR, room.id, "dimensions", method="points",
        given={"benefit": 80, "transferability": 10, "feasibility": 10},
    )  # fmt: skip
    both, first = outcome.placed_under(room.database, ADVISOR, room.id, (equal, benefit))
    assert [each.rank for each in both] == [1, 1, None]
    assert [each.item_id for each in first][:2] == list(held.item_ids[:2])
    assert [each.rank for each in first] == [1, 2, None]
    assert first[0].score == pytest.approx(0.8 * 1 + 0.1 * 0.5)
    assert np.isnan(both[2].score or np.nan)
    full = outcome.of_round(room.database, ADVISOR, held.id)
    assert full is not None
    assert [item.score for item in full.evaluation.items[:2]] == pytest.approx([e.score for e in first[:2]])


def test_raw_ratings_hold_every_answer_and_no_name(room: Room):
    held = room.open_round()
    people = room.people(6)
    for person in people[:5]:
        room.answer(person, held, 4)
    room.answer(people[5], held, None)
    room.reveal(held)
    seen = outcome.of_round(room.database, ADVISOR, held.id)
    assert seen
    found = outcome.raw_ratings(ADVISOR, seen)
    first = found.values[:, 0, 0]
    assert sorted(first[~np.isnan(first)]) == [4] * 5
    assert (~found.judged).sum() == 1


@pytest.mark.parametrize(("people", "shown"), [(4, 0), (5, 5)])
def test_single_answers_are_given_to_nobody_below_five_people(room: Room, people: int, shown: int):
    held = room.open_round()
    for person in room.people(people):
        room.answer(person, held, 4)
    room.reveal(held)
    seen = outcome.of_round(room.database, room.municipality, held.id)
    assert seen
    assert len(outcome.raw_ratings(ADVISOR, seen).values) == shown
    given = outcome.raw_ratings(room.municipality, seen)
    assert len(given.values) == len(given.judged) == len(given.raters) == shown
    for actor in (room.wall, Actor(Role.MUNICIPALITY, series_id="another"), room.people(1)[0]):
        with pytest.raises(AccessDenied):
            outcome.raw_ratings(actor, seen)
