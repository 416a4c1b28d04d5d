"""Who has answered everything that is still asked counts as done, by whatever way the answers came."""

import pytest

from scoring.criteria import load_criteria
from tests.workshops.room import ADVISOR, Room
from workshops.actors import Actor
from workshops.library import shortlist
from workshops.live import answers, rounds
from workshops.live.ratings import Answer
from workshops.live.rounds import RoundView


def finished(room: Room, round_: RoundView) -> int:
    return rounds.readiness(room.database, ADVISOR, round_.id).finished


def send(room: Room, person: Actor, round_: RoundView, *items: int) -> bool:
    """Answer all questions of these entries in one write, as a phone's script sends them."""

    def work(session: object) -> bool:
        number = 0
        for item in items:
            for criterion_id in round_.criterion_ids:
                answer = Answer(round_.id, round_.item_ids[item], criterion_id, 3, counter=1)
                number += answers.save(session, person, answer).stored  # type: ignore[arg-type]
        return answers.finish_if_complete(session, person, round_.id, number)  # type: ignore[arg-type]

    return room.write(work)


def exclude(room: Room, item_id: str) -> None:
    gate = load_criteria().gates[0].id
    shortlist.answer_gate(room.database, ADVISOR, room.id, item_id, gate_id=gate, answer="no", note="x")


def test_the_last_answer_makes_a_person_done_and_no_earlier_one(room: Room) -> None:
    person = room.join("phone")
    held = room.open_round()
    assert not send(room, person, held, 0, 1)
    assert finished(room, held) == 0
    assert send(room, person, held, 2)
    assert finished(room, held) == 1


def test_two_batches_in_one_write_are_counted_together(room: Room) -> None:
    """The writer commits what two tabs of a person sent in one transaction."""
    person = room.join("phone")
    held = room.open_round()

    def work(session: object) -> list[bool]:
        done = []
        for item_id in held.item_ids:
            for criterion_id in held.criterion_ids:
                answers.save(session, person, Answer(held.id, item_id, criterion_id, 3, 1))  # type: ignore[arg-type]
            number = len(held.criterion_ids)
            done.append(answers.finish_if_complete(session, person, held.id, number))  # type: ignore[arg-type]
        return done

    assert room.write(work) == [False, False, True]


def test_answers_to_an_entry_that_is_gone_do_not_stand_for_others(room: Room) -> None:
    person = room.join("phone")
    held = room.open_round()
    send(room, person, held, 0)
    exclude(room, held.item_ids[0])
    assert not send(room, person, held, 1), "one of two that are left"
    assert finished(room, held) == 0
    assert send(room, person, held, 2)


def test_an_answer_changed_afterwards_leaves_a_person_done(room: Room) -> None:
    person = room.join("phone")
    held = room.open_round()
    send(room, person, held, 0, 1, 2)
    room.answer(person, held, 5, counter=2)
    assert finished(room, held) == 1


@pytest.mark.parametrize("item", [0, 2])
def test_the_form_without_a_script_counts_likewise(room: Room, item: int) -> None:
    person = room.join("phone")
    held = room.open_round()
    others = [place for place in range(3) if place != item]
    send(room, person, held, *others)
    chosen: dict[str, int | None] = dict.fromkeys(held.criterion_ids, 3)
    room.write(lambda session: answers.save_form(session, person, held.id, held.item_ids[item], chosen))
    assert finished(room, held) == 1
