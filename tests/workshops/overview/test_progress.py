"""Where a series stands, and where each page leads."""

import pytest

from scoring.criteria import load_criteria
from storage.database import Database
from tests.workshops import factories
from tests.workshops.factories import a_series, ideas, pick, rated_round
from tests.workshops.room import ADVISOR, Room
from workshops import series
from workshops.access import admission
from workshops.deciding import decisions
from workshops.errors import NotFound
from workshops.handing_over import sketching
from workshops.library import shortlist
from workshops.live import agreeing, steering
from workshops.overview.progress import Step, progress
from workshops.weighing import weights


def due(database: Database, series_id: str) -> Step | None:
    return progress(database, ADVISOR, series_id).due


def ways(database: Database, series_id: str) -> dict[Step, Step | None]:
    """Return where each page leads."""
    standing = progress(database, ADVISOR, series_id)
    return {here: standing.next_from(here) for here in Step}


def pass_gates(database: Database, series_id: str) -> None:
    for item in shortlist.items(database, ADVISOR, series_id):
        for gate in load_criteria().gates:
            shortlist.answer_gate(database, ADVISOR, series_id, item.id, gate_id=gate.id, answer="yes")


def weigh(database: Database, series_id: str) -> None:
    given = {"benefit": 60, "transferability": 20, "feasibility": 20}
    weights.save_level(database, ADVISOR, series_id, weights.DIMENSIONS, method="points", given=given)


def test_the_next_step_follows_the_journey(database: Database):
    series_id = a_series(database).id
    assert due(database, series_id) is Step.OVERVIEW
    items = ideas(database, series_id, 7)
    assert due(database, series_id) is Step.LIBRARY
    items += ideas(database, series_id, 1)
    assert due(database, series_id) is Step.SELECTION
    pass_gates(database, series_id)
    assert due(database, series_id) is Step.LIVE
    held = rated_round(database, series_id)
    assert due(database, series_id) is Step.SCORING
    agreeing.finish_group_round(database, ADVISOR, held.id)
    assert due(database, series_id) is Step.WEIGHTS
    weigh(database, series_id)
    assert due(database, series_id) is Step.EVALUATION
    pick(database, series_id, items[0].id)
    assert due(database, series_id) is Step.DECISION
    pick(database, series_id, items[1].id)
    assert due(database, series_id) is Step.SKETCHES
    sketching.begin(database, ADVISOR, series_id, items[0].id)
    assert due(database, series_id) is Step.SKETCHES
    sketching.begin(database, ADVISOR, series_id, items[1].id)
    assert due(database, series_id) is Step.RESULT
    admission.create_link(database, ADVISOR, series_id, "municipality")
    assert due(database, series_id) is None
    assert set(ways(database, series_id).values()) == {None}


def test_the_library_is_never_sent_back_and_the_overview_leads_to_it(database: Database):
    series_id = a_series(database).id
    assert ways(database, series_id) == dict.fromkeys(Step, Step.LIBRARY) | {Step.LIBRARY: None}
    ideas(database, series_id, 1)
    leads = ways(database, series_id)
    assert (leads[Step.OVERVIEW], leads[Step.LIBRARY], leads[Step.SELECTION]) == (
        Step.LIBRARY,
        None,
        Step.LIBRARY,
    ), "one entry is no list yet"
    assert (leads[Step.SCORING], leads[Step.LIVE]) == (None, None), "who rates one entry is not sent away"


def test_an_open_round_holds_everybody_where_it_is_led(room: Room):
    steering.prepare(room.database, ADVISOR, room.id)
    leads = ways(room.database, room.id)
    assert leads.pop(Step.LIVE) is None
    assert set(leads.values()) == {Step.LIVE}


def test_after_the_reveal_weights_evaluation_and_decision_follow_each_other(room: Room):
    held = room.open_round()
    for person in room.people(5):
        room.answer_all(person, held, (5, 3, 1))
    room.reveal(held)
    leads = ways(room.database, room.id)
    assert leads[Step.LIVE] is Step.WEIGHTS
    assert leads[Step.WEIGHTS] is Step.EVALUATION
    assert leads[Step.EVALUATION] is Step.DECISION
    assert leads[Step.DECISION] is None
    weigh(room.database, room.id)
    leads = ways(room.database, room.id)
    assert (leads[Step.LIVE], leads[Step.WEIGHTS]) == (Step.EVALUATION, Step.EVALUATION)
    steering.prepare(room.database, ADVISOR, room.id)
    assert ways(room.database, room.id)[Step.DECISION] is Step.LIVE, "a second round waits"


def test_an_agreed_round_that_a_later_result_left_behind_is_not_waited_for(room: Room):
    rated_round(room.database, room.id)
    assert due(room.database, room.id) is Step.SCORING
    held = room.open_round()
    for person in room.people(5):
        room.answer_all(person, held, (5, 3, 1))
    room.reveal(held)
    assert due(room.database, room.id) is Step.WEIGHTS


def test_the_result_does_not_send_back_while_one_sketch_is_missing(database: Database):
    series_id = a_series(database).id
    first, second = ideas(database, series_id, 2)
    agreeing.finish_group_round(database, ADVISOR, rated_round(database, series_id).id)
    for item in (first, second):
        pick(database, series_id, item.id)
    assert ways(database, series_id)[Step.RESULT] is Step.SKETCHES
    sketching.begin(database, ADVISOR, series_id, first.id)
    leads = ways(database, series_id)
    assert (leads[Step.RESULT], leads[Step.DECISION], leads[Step.SKETCHES]) == (None, Step.SKETCHES, None)


def test_a_short_shortlist_does_not_hold_up_who_has_gone_on(database: Database):
    series_id = a_series(database).id
    ideas(database, series_id, 3)
    agreeing.finish_group_round(database, ADVISOR, rated_round(database, series_id).id)
    assert due(database, series_id) is Step.WEIGHTS


def test_a_link_given_early_does_not_skip_the_work(database: Database):
    series_id = a_series(database).id
    ideas(database, series_id, 1)
    admission.create_link(database, ADVISOR, series_id, "municipality")
    assert due(database, series_id) is Step.LIBRARY


def test_a_revoked_link_and_the_sketch_of_a_withdrawn_pick_do_not_count(database: Database):
    series_id = a_series(database).id
    first, second, third = ideas(database, series_id, 3)
    agreeing.finish_group_round(database, ADVISOR, rated_round(database, series_id).id)
    for item in (first, second):
        pick(database, series_id, item.id)
        sketching.begin(database, ADVISOR, series_id, item.id)
    admission.create_link(database, ADVISOR, series_id, "municipality")
    admission.revoke_link(database, ADVISOR, admission.links(database, ADVISOR, series_id)[0].id)
    decisions.withdraw(database, ADVISOR, series_id, first.id, reason="R")
    pick(database, series_id, third.id)
    reached = progress(database, ADVISOR, series_id)
    assert (reached.picks, reached.sketches, reached.links) == (2, 1, 0)
    assert reached.due is Step.SKETCHES


def test_gates_of_what_was_taken_off_or_is_excluded_are_not_waited_for(database: Database):
    series_id = a_series(database).id
    gone, out, _left = ideas(database, series_id, 3)
    shortlist.take_off(database, ADVISOR, series_id, gone.id)
    shortlist.answer_gate(database, ADVISOR, series_id, out.id, gate_id="K1", answer="no")
    reached = progress(database, ADVISOR, series_id)
    assert (reached.items, reached.gates_open) == (2, 1)


def test_a_deleted_series_is_said_to_be_gone(database: Database):
    series_id = factories.a_series(database).id
    series.delete(database, ADVISOR, series_id)
    with pytest.raises(NotFound):
        progress(database, ADVISOR, series_id)
