"""The agreed rating: opened, answered, finished, continued."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from storage import queries
from storage.database import Database
from storage.tables import ParticipantRow, RatingRow
from tests.workshops import factories
from tests.workshops.factories import a_series, an_idea, rate
from tests.workshops.room import ADVISOR, Room
from workshops import journal, series
from workshops.errors import InvalidInput, NotFound, Refused
from workshops.evaluation import outcome, stages
from workshops.library import shortlist
from workshops.live import agreeing, answers, rounds, steering
from workshops.live.ratings import Answer
from workshops.live.rounds import Kind, RoundView, State


@pytest.fixture
def series_id(database: Database) -> str:
    created = a_series(database)
    factories.ideas(database, created.id, 3)
    return created.id


@pytest.fixture
def held(database: Database, series_id: str) -> RoundView:
    return agreeing.begin_group_round(database, ADVISOR, series_id)


def agreed(database: Database, held: RoundView) -> dict[tuple[str, str], int | None]:
    return dict(agreeing.group_answers(database, ADVISOR, held.id))


def rows(database: Database, held: RoundView) -> list[tuple[str, str, str, int | None]]:
    with database.read() as session:
        return queries.ratings(session, held.id)


def test_the_first_look_opens_a_round_with_all_questions(database: Database, series_id: str, held: RoundView):
    assert (held.number, held.kind, held.state, held.takes_ratings) == (1, Kind.GROUP, State.OPEN, True)
    assert held.criterion_ids == ("N1", "N2", "N4", "T1", "T2", "T3", "F1", "F3", "F4")
    assert len(held.item_ids) == 3
    assert agreeing.begin_group_round(database, ADVISOR, series_id) == held
    assert [each.kind for each in journal.events(database, ADVISOR, series_id)][-1] == "round_created"


def test_the_long_set_asks_twelve_questions(database: Database):
    created = a_series(database, criteria_set="full")
    assert len(agreeing.begin_group_round(database, ADVISOR, created.id).criterion_ids) == 12


def test_an_open_round_follows_the_shortlist(database: Database, series_id: str, held: RoundView):
    first, second, third = held.item_ids
    shortlist.take_off(database, ADVISOR, series_id, first)
    shortlist.answer_gate(database, ADVISOR, series_id, second, gate_id="K1", answer="no")
    new = an_idea(database, series_id, "Neu")
    assert agreeing.begin_group_round(database, ADVISOR, series_id).item_ids == (third, new.id)
    rate(database, held, new.id, {"N1": 5})
    for gone in (first, second):
        with pytest.raises(InvalidInput):
            rate(database, held, gone, {"N1": 5})


def test_the_last_word_counts_and_cannot_judge_is_not_the_same_as_no_answer(
    database: Database, held: RoundView
):
    item = held.item_ids[0]
    rate(database, held, item, {"N1": 1, "N2": 4, "T1": None})
    rate(database, held, item, {"N1": 5})
    assert agreed(database, held) == {(item, "N1"): 5, (item, "N2"): 4, (item, "T1"): None}
    rate(database, held, item, {"N2": None, "T1": 2})
    assert agreed(database, held) == {(item, "N1"): 5, (item, "N2"): None, (item, "T1"): 2}


def test_the_matrix_tells_cannot_judge_from_no_answer(database: Database, held: RoundView):
    rate(database, held, held.item_ids[1], {"N1": 3, "N2": None})
    seen = outcome.of_round(database, ADVISOR, held.id)
    assert seen is not None
    matrix = seen.answers
    assert matrix.values.shape == (1, 3, 2)
    assert matrix.kinds == ("group",)
    assert matrix.item_ids == held.item_ids
    assert matrix.values[0, 1, 0] == 3
    assert np.isnan(np.delete(matrix.values.ravel(), 2)).all()
    assert np.argwhere(~matrix.judged).tolist() == [[0, 1, 1]]


def test_every_answer_raises_the_revision(database: Database, series_id: str, held: RoundView):
    before = journal.revision(database, series_id)
    rate(database, held, held.item_ids[0], {"N1": 1, "N2": 2})
    assert journal.revision(database, series_id) == (before or 0) + 2


BAD_VALUES: list[Any] = [0, 6, -1, 99, 2**70, True, False, 3.0, 2.5, math.nan, math.inf, "3", "", [3], b"3"]


@pytest.mark.parametrize("value", BAD_VALUES, ids=repr)
def test_values_off_the_scale_are_refused_and_the_old_one_stays(
    database: Database, held: RoundView, value: Any
):
    item = held.item_ids[0]
    rate(database, held, item, {"N1": 2})
    with pytest.raises(InvalidInput) as caught:
        rate(database, held, item, {"N1": value})
    assert caught.value.hint
    assert agreed(database, held) == {(item, "N1"): 2}


@pytest.mark.parametrize("counter", [-1, 2**31, 2**70, True, 1.0, "1", None])
def test_impossible_counters_are_refused(database: Database, held: RoundView, counter: Any):
    with pytest.raises(InvalidInput):
        agreeing.save_group_answer(database, ADVISOR, Answer(held.id, held.item_ids[0], "N1", 3, counter))
    assert agreed(database, held) == {}


@pytest.mark.parametrize("given", [{"item_id": "other"}, {"criterion_id": "N3"}, {"criterion_id": "N1\0"}])
def test_questions_that_are_not_asked_are_refused(database: Database, held: RoundView, given: dict[str, str]):
    answer = Answer(held.id, held.item_ids[0], "N1", 3)
    with pytest.raises(InvalidInput):
        agreeing.save_group_answer(database, ADVISOR, replace(answer, **given))
    assert agreed(database, held) == {}


@pytest.mark.parametrize("round_id", ["gone", "", "\0"])
def test_an_unknown_round_is_said_to_be_gone(database: Database, held: RoundView, round_id: str):
    for attempt in (
        lambda: agreeing.save_group_answer(database, ADVISOR, Answer(round_id, held.item_ids[0], "N1", 3)),
        lambda: agreeing.group_answers(database, ADVISOR, round_id),
        lambda: agreeing.finish_group_round(database, ADVISOR, round_id),
        lambda: rounds.readiness(database, ADVISOR, round_id),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_a_finished_round_is_shown_and_takes_no_more_answers(
    database: Database, series_id: str, held: RoundView
):
    item = held.item_ids[0]
    rate(database, held, item, {"N1": 4})
    done = agreeing.finish_group_round(database, ADVISOR, held.id)
    assert (done.state, done.takes_ratings, done.item_ids) == (State.REVEALED, False, held.item_ids)
    assert done.revealed_at is not None
    assert journal.events(database, ADVISOR, series_id)[-1].kind == "round_revealed"
    with pytest.raises(Refused):
        rate(database, held, item, {"N1": 1})
    with pytest.raises(Refused):
        agreeing.finish_group_round(database, ADVISOR, held.id)
    assert agreed(database, held) == {(item, "N1"): 4}


def test_a_finished_round_keeps_its_entries_whatever_the_shortlist_does(
    database: Database, series_id: str, held: RoundView
):
    rate(database, held, held.item_ids[0], {"N1": 4})
    agreeing.finish_group_round(database, ADVISOR, held.id)
    shortlist.take_off(database, ADVISOR, series_id, held.item_ids[0])
    an_idea(database, series_id, "Neu")
    assert rounds.every(database, ADVISOR, series_id)[0].item_ids == held.item_ids


def test_a_round_without_answers_to_what_is_still_there_cannot_be_finished(
    database: Database, series_id: str, held: RoundView
):
    with pytest.raises(Refused):
        agreeing.finish_group_round(database, ADVISOR, held.id)
    rate(database, held, held.item_ids[0], {"N1": 4})
    shortlist.take_off(database, ADVISOR, series_id, held.item_ids[0])
    with pytest.raises(Refused):
        agreeing.finish_group_round(database, ADVISOR, held.id)
    assert agreeing.begin_group_round(database, ADVISOR, series_id).state is State.OPEN


def test_the_next_round_starts_from_what_was_agreed_and_leaves_it_untouched(
    database: Database, series_id: str, held: RoundView
):
    item = held.item_ids[0]
    rate(database, held, item, {"N1": 4, "N2": None})
    with pytest.raises(Refused):
        agreeing.next_group_round(database, ADVISOR, series_id)
    agreeing.finish_group_round(database, ADVISOR, held.id)
    following = agreeing.next_group_round(database, ADVISOR, series_id)
    assert (following.number, following.state) == (2, State.OPEN)
    assert agreed(database, following) == agreed(database, held) == {(item, "N1"): 4, (item, "N2"): None}
    rate(database, following, item, {"N1": 1})
    assert agreed(database, held)[item, "N1"] == 4
    assert agreeing.begin_group_round(database, ADVISOR, series_id).id == following.id
    assert [each.number for each in rounds.every(database, ADVISOR, series_id)] == [1, 2]


def test_a_round_of_a_part_takes_answers_about_that_part_only(
    database: Database, series_id: str, held: RoundView
):
    first, second, _third = held.item_ids
    rate(database, held, first, {"N1": 4})
    rate(database, held, second, {"N1": 2})
    agreeing.finish_group_round(database, ADVISOR, held.id)
    part = agreeing.next_group_round(database, ADVISOR, series_id, item_ids=[first])
    assert part.item_ids == (first,)
    assert agreed(database, part) == {(first, "N1"): 4}
    with pytest.raises(InvalidInput):
        rate(database, part, second, {"N1": 5})


@pytest.mark.parametrize("wanted", ["nothing", "unknown", "excluded", "taken off", "another series"])
def test_a_round_of_a_part_asks_only_what_can_be_rated_in_its_series(
    database: Database, series_id: str, held: RoundView, wanted: str
):
    first, second, third = held.item_ids
    rate(database, held, first, {"N1": 4})
    shortlist.answer_gate(database, ADVISOR, series_id, second, gate_id="K1", answer="no")
    shortlist.take_off(database, ADVISOR, series_id, third)
    seen = outcome.of_round(database, ADVISOR, held.id)
    assert seen is not None
    foreign = an_idea(database, a_series(database, "Andere").id).id
    part = {"nothing": [], "unknown": [first, "\0"], "excluded": [second], "taken off": [first, third]}
    with pytest.raises(InvalidInput):
        stages.begin_second(database, ADVISOR, seen, part.get(wanted, [first, foreign]))
    assert agreeing.begin_group_round(database, ADVISOR, series_id).state is State.OPEN, (
        "it is not even finished"
    )
    agreeing.finish_group_round(database, ADVISOR, held.id)
    with pytest.raises(InvalidInput):
        agreeing.next_group_round(database, ADVISOR, series_id, item_ids=part.get(wanted, [first, foreign]))
    assert len(rounds.every(database, ADVISOR, series_id)) == 1


def test_phones_cannot_speak_for_the_room_nor_the_room_for_phones(room: Room):
    held = agreeing.begin_group_round(room.database, ADVISOR, room.id)
    person = room.people(1)[0]
    sent = Answer(held.id, held.item_ids[0], held.criterion_ids[0], 5, 1)
    with pytest.raises(Refused):
        room.write(lambda session: answers.save(session, person, sent))
    assert rows(room.database, held) == []
    phones = room.open_round()
    with pytest.raises(Refused):
        agreeing.save_group_answer(room.database, ADVISOR, replace(sent, round_id=phones.id))
    assert rows(room.database, phones) == []
    assert agreeing.group_answers(room.database, ADVISOR, phones.id) == {}
    with pytest.raises(Refused):
        agreeing.finish_group_round(room.database, ADVISOR, phones.id)
    with pytest.raises(NotFound):
        steering.close(room.database, ADVISOR, held.id)


def test_there_is_one_voice_of_the_room(database: Database, series_id: str, held: RoundView):
    for item in held.item_ids:
        rate(database, held, item, {"N1": 3})
    with database.read() as session:
        assert queries.count(session, ParticipantRow, series_id=series_id, kind="group") == 1
        assert queries.count(session, RatingRow) == 3
    assert rounds.readiness(database, ADVISOR, held.id).joined == 0


def test_a_series_that_another_window_deleted_is_said_to_be_gone(
    database: Database, series_id: str, held: RoundView
):
    series.delete(database, ADVISOR, series_id)
    for attempt in (
        lambda: agreeing.begin_group_round(database, ADVISOR, series_id),
        lambda: agreeing.next_group_round(database, ADVISOR, series_id),
        lambda: rounds.every(database, ADVISOR, series_id),
        lambda: agreeing.finish_group_round(database, ADVISOR, held.id),
        lambda: rate(database, held, held.item_ids[0], {"N1": 3}),
    ):
        with pytest.raises(NotFound):
            attempt()
