"""The life of a live round, and who may do what when."""

from datetime import timedelta

import pytest

from scoring.criteria import load_criteria
from storage import queries
from storage.tables import EventRow, ParticipantRow
from storage.types import now
from tests.workshops.room import ADVISOR, Room
from workshops.errors import AccessDenied, InvalidInput, Refused
from workshops.library import shortlist
from workshops.live import answers, objections, rounds, steering
from workshops.live.ratings import Answer
from workshops.live.rounds import State


def test_a_round_goes_from_draft_to_revealed(room: Room) -> None:
    person = room.join("phone")
    draft = steering.prepare(room.database, ADVISOR, room.id)
    with pytest.raises(Refused):
        room.answer(person, draft, 3)
    opened = steering.open_round(room.database, ADVISOR, draft.id)
    assert room.answer(person, opened, 3).stored
    closed = room.close(opened)
    assert closed.state is State.CLOSED
    with pytest.raises(Refused):
        room.answer(person, opened, 4)
    assert steering.reveal(room.database, ADVISOR, opened.id).state is State.REVEALED
    assert answers.own(room.database, person, opened.id).values == {
        (opened.item_ids[0], opened.criterion_ids[0]): 3
    }


def test_it_asks_only_what_no_gate_excludes(room: Room) -> None:
    shortlist.answer_gate(
        room.database, ADVISOR, room.id, room.items[1], gate_id=load_criteria().gates[0].id, answer="no"
    )
    assert room.open_round().item_ids == (room.items[0], room.items[2])


def test_an_empty_shortlist_has_nothing_to_rate(room: Room) -> None:
    for item in room.items:
        shortlist.take_off(room.database, ADVISOR, room.id, item)
    with pytest.raises(InvalidInput):
        steering.prepare(room.database, ADVISOR, room.id)


def test_closing_with_people_missing_asks_once_with_their_number(room: Room) -> None:
    first, _second, _third = room.people(3)
    opened = room.open_round()
    room.write(lambda session: answers.finish(session, first, opened.id))
    with pytest.raises(objections.PeopleMissing) as asked:
        steering.close(room.database, ADVISOR, opened.id)
    assert (asked.value.missing, asked.value.joined) == (2, 3)
    assert steering.state(room.database, ADVISOR, room.id).round.state is State.OPEN  # type: ignore[union-attr]
    closed = steering.close(room.database, ADVISOR, opened.id, confirmed_missing=asked.value.missing)
    assert closed.state is State.CLOSED


def test_nobody_missing_closes_without_asking(room: Room) -> None:
    person = room.join("phone")
    opened = room.open_round()
    room.write(lambda session: answers.finish(session, person, opened.id))
    assert steering.close(room.database, ADVISOR, opened.id).state is State.CLOSED


def test_done_marks_count_once(room: Room) -> None:
    person, _other = room.people(2)
    opened = room.open_round()
    for _click in range(3):
        room.write(lambda session: answers.finish(session, person, opened.id))
    readiness = rounds.readiness(room.database, room.wall, opened.id)
    assert (readiness.finished, readiness.joined, readiness.missing) == (1, 2, 1)


def test_who_was_here_weeks_ago_is_not_waited_for(room: Room) -> None:
    here, gone = room.people(2)
    with room.database.write() as session:
        row = queries.one(session, ParticipantRow, id=gone.participant_id)
        assert row
        row.last_seen_at = now() - timedelta(days=20)
        session.add(row)
    opened = room.open_round()
    assert rounds.readiness(room.database, ADVISOR, opened.id).joined == 1
    assert here != gone


def test_reopening_is_possible_until_the_reveal(room: Room) -> None:
    person = room.join("phone")
    opened = room.open_round()
    room.answer(person, opened, 2)
    room.close(opened)
    steering.reopen(room.database, ADVISOR, opened.id)
    assert room.answer(person, opened, 5, counter=2).stored
    room.reveal(opened)
    with pytest.raises(Refused):
        steering.reopen(room.database, ADVISOR, opened.id)


def test_an_open_round_cannot_be_revealed_and_an_empty_one_neither(room: Room) -> None:
    opened = room.open_round()
    with pytest.raises(Refused):
        steering.reveal(room.database, ADVISOR, opened.id)
    room.close(opened)
    with pytest.raises(Refused):
        steering.reveal(room.database, ADVISOR, opened.id)


def test_two_advisors_who_click_at_once_change_it_once(room: Room) -> None:
    opened = room.open_round()
    assert room.close(opened) == room.close(opened)
    with room.database.read() as session:
        assert queries.count(session, EventRow, series_id=room.id, kind="round_closed") == 1


def test_only_advisors_lead(room: Room) -> None:
    person = room.join("phone")
    opened = room.open_round()
    for nobody in (person, room.wall, room.municipality):
        for step in (steering.close, steering.reopen, steering.reveal, steering.open_round, steering.discard):
            with pytest.raises(AccessDenied):
                step(room.database, nobody, opened.id)


def test_one_round_after_the_other(room: Room) -> None:
    opened = room.open_round()
    with pytest.raises(Refused):
        steering.prepare(room.database, ADVISOR, room.id)
    room.answer(room.join("phone"), opened, 3)
    room.reveal(opened)
    assert steering.prepare(room.database, ADVISOR, room.id).number == opened.number + 1


def test_a_second_round_shows_the_first_ones_answers_and_asks_all_the_same(room: Room) -> None:
    person = room.join("phone")
    first = room.open_round()
    room.answer(person, first, 2)
    room.answer(person, first, 4, item=1)
    room.reveal(first)
    second = room.open_round(from_before=True, item_ids=first.item_ids[:1])
    own = answers.own(room.database, person, second.id)
    assert own.before == {(first.item_ids[0], first.criterion_ids[0]): 2}
    assert own.values == {}
    room.answer(person, second, 5, counter=2)
    assert sorted(answers.own(room.database, person, first.id).values.values()) == [2, 4]  # type: ignore[type-var]


def test_a_draft_can_be_thrown_away_and_is_seen_by_advisors_only(room: Room) -> None:
    draft = steering.prepare(room.database, ADVISOR, room.id)
    assert steering.state(room.database, ADVISOR, room.id).round == draft
    assert steering.state(room.database, room.wall, room.id).round is None
    steering.discard(room.database, ADVISOR, draft.id)
    assert steering.state(room.database, ADVISOR, room.id).round is None


def test_the_timer_counts_and_closes_nothing(room: Room) -> None:
    person = room.join("phone")
    opened = room.open_round()
    steering.set_timer(room.database, ADVISOR, opened.id, timedelta(seconds=1))
    with room.database.write() as session:
        row = rounds.row_of(session, opened.id)
        row.timer_ends_at = now() - timedelta(hours=1)
        session.add(row)
    assert room.answer(person, opened, 3).stored
    assert steering.set_timer(room.database, ADVISOR, opened.id, None).timer_ends_at is None
    with pytest.raises(InvalidInput):
        steering.set_timer(room.database, ADVISOR, opened.id, timedelta(days=1))


def test_an_answer_sent_again_or_too_late_changes_nothing(room: Room) -> None:
    person = room.join("phone")
    opened = room.open_round()
    room.answer(person, opened, 2, counter=5)
    assert room.answer(person, opened, 2, counter=5).stored
    late = room.answer(person, opened, 4, counter=3)
    assert (late.stored, late.value, late.counter) == (False, 2, 5)
    assert list(answers.own(room.database, person, opened.id).values.values()) == [2]


def test_cannot_judge_is_an_answer(room: Room) -> None:
    person = room.join("phone")
    opened = room.open_round()
    room.answer(person, opened, None)
    assert answers.own(room.database, person, opened.id).answered(opened.item_ids[0]) == 1


@pytest.mark.parametrize("value", [0, 6, -1, True])
def test_only_the_scale_is_accepted(room: Room, value: int) -> None:
    person, opened = room.join("phone"), room.open_round()
    with pytest.raises(InvalidInput):
        room.answer(person, opened, value)


def test_questions_that_were_not_asked_are_refused(room: Room) -> None:
    person, opened = room.join("phone"), room.open_round(item_ids=room.items[:1])
    for item, criterion in ((room.items[1], opened.criterion_ids[0]), (room.items[0], "N99")):
        with pytest.raises(InvalidInput):
            room.write(
                lambda session, key=(item, criterion): answers.save(
                    session, person, Answer(opened.id, key[0], key[1], 3, 1)
                )
            )


def test_a_form_without_a_script_always_speaks_last(room: Room) -> None:
    person, opened = room.join("phone"), room.open_round()
    room.answer(person, opened, 2, counter=7)
    item, criterion = opened.item_ids[0], opened.criterion_ids[0]
    room.write(lambda session: answers.save_form(session, person, opened.id, item, {criterion: 5}))
    own = answers.own(room.database, person, opened.id)
    assert (own.values[item, criterion], own.counters[item, criterion]) == (5, 8)


def test_remarks_are_read_by_the_advisor_after_the_reveal_only(room: Room) -> None:
    person, opened = room.join("phone"), room.open_round()
    room.answer(person, opened, 3)
    item = opened.item_ids[0]
    for text in ("Zu teuer", "Viel zu teuer"):
        room.write(lambda session, text=text: answers.comment(session, person, opened.id, item, text))
    with pytest.raises(Refused):
        answers.comments(room.database, ADVISOR, opened.id)
    room.reveal(opened)
    (remark,) = answers.comments(room.database, ADVISOR, opened.id)
    assert remark.text == "Viel zu teuer"
    with pytest.raises(AccessDenied):
        answers.comments(room.database, room.wall, opened.id)
    answers.remove_comment(room.database, ADVISOR, opened.id, item, remark.key)
    assert answers.comments(room.database, ADVISOR, opened.id) == ()
