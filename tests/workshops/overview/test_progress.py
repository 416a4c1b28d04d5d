"""Where a series stands, and what comes next."""

import pytest

from storage.database import Database
from tests.workshops import factories
from tests.workshops.factories import a_series, ideas, pick, rated_round
from tests.workshops.room import ADVISOR
from workshops import series
from workshops.access import admission
from workshops.deciding import decisions
from workshops.errors import NotFound
from workshops.handing_over import sketching
from workshops.library import shortlist
from workshops.live import agreeing
from workshops.overview.progress import Progress, Step, progress


def next_step(database: Database, series_id: str) -> Step:
    return progress(database, ADVISOR, series_id).next_step


def test_the_next_step_follows_the_journey(database: Database):
    series_id = a_series(database).id
    assert next_step(database, series_id) is Step.OVERVIEW
    items = ideas(database, series_id, 7)
    assert next_step(database, series_id) is Step.SELECTION
    items += ideas(database, series_id, 1)
    assert next_step(database, series_id) is Step.SCORING
    held = rated_round(database, series_id)
    assert next_step(database, series_id) is Step.SCORING
    agreeing.finish_group_round(database, ADVISOR, held.id)
    assert next_step(database, series_id) is Step.DECISION
    pick(database, series_id, items[0].id)
    assert next_step(database, series_id) is Step.DECISION
    pick(database, series_id, items[1].id)
    assert next_step(database, series_id) is Step.SKETCHES
    sketching.begin(database, ADVISOR, series_id, items[0].id)
    assert next_step(database, series_id) is Step.SKETCHES
    sketching.begin(database, ADVISOR, series_id, items[1].id)
    assert next_step(database, series_id) is Step.RESULT
    admission.create_link(database, ADVISOR, series_id, "municipality")
    reached = progress(database, ADVISOR, series_id)
    assert reached.next_step is Step.RESULT
    assert all(reached.is_done(step) for step in Step)
    assert (reached.items, reached.rounds, reached.revealed, reached.ratings) == (8, 1, 1, 1)


def test_a_short_shortlist_does_not_hold_up_who_has_gone_on(database: Database):
    series_id = a_series(database).id
    ideas(database, series_id, 3)
    agreeing.finish_group_round(database, ADVISOR, rated_round(database, series_id).id)
    assert next_step(database, series_id) is Step.DECISION


def test_a_link_given_early_does_not_skip_the_work(database: Database):
    series_id = a_series(database).id
    ideas(database, series_id, 1)
    admission.create_link(database, ADVISOR, series_id, "municipality")
    assert next_step(database, series_id) is Step.SELECTION


def test_a_revoked_link_and_the_sketch_of_a_withdrawn_pick_do_not_count(database: Database):
    series_id = a_series(database).id
    first, second, third = ideas(database, series_id, 3)
    for item in (first, second):
        pick(database, series_id, item.id)
        sketching.begin(database, ADVISOR, series_id, item.id)
    admission.create_link(database, ADVISOR, series_id, "municipality")
    admission.revoke_link(database, ADVISOR, admission.links(database, ADVISOR, series_id)[0].id)
    decisions.withdraw(database, ADVISOR, series_id, first.id, reason="R")
    pick(database, series_id, third.id)
    reached = progress(database, ADVISOR, series_id)
    assert (reached.picks, reached.sketches, reached.links) == (2, 1, 0)
    assert reached.next_step is Step.SKETCHES


def test_gates_of_what_was_taken_off_do_not_count(database: Database):
    series_id = a_series(database).id
    for item in ideas(database, series_id, 2):
        shortlist.answer_gate(database, ADVISOR, series_id, item.id, gate_id="K1", answer="yes")
    shortlist.take_off(database, ADVISOR, series_id, item.id)
    reached = progress(database, ADVISOR, series_id)
    assert (reached.items, reached.gates_answered) == (1, 1)


def test_nothing_done_begins_with_the_overview():
    nothing = dict.fromkeys(Progress.model_fields, 0)
    assert Progress(**nothing).next_step is Step.OVERVIEW


def test_a_deleted_series_is_said_to_be_gone(database: Database):
    series_id = factories.a_series(database).id
    series.delete(database, ADVISOR, series_id)
    with pytest.raises(NotFound):
        progress(database, ADVISOR, series_id)
