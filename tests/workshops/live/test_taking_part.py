"""Only watching, and a wrong group: both can be corrected, and neither changes what was shown."""

import pytest

from tests.workshops.room import ADVISOR, Room
from workshops import journal
from workshops.actors import Actor
from workshops.errors import InvalidInput, NotFound, Refused
from workshops.evaluation import outcome
from workshops.live import answers, attendance, dots, ideas, participants, planning, rounds, taking_part
from workshops.live.activities import Activity, Phase, set_phase
from workshops.live.rounds import Readiness


def watcher(room: Room, device: str = "quiet") -> Actor:
    return room.write(lambda session: participants.join(session, room.id, device, watching=True))


def watch(room: Room, person: Actor, *, watching: bool) -> None:
    room.write(lambda session: taking_part.watch(session, person, watching=watching))


def choose_group(room: Room, person: Actor, group: str | None) -> None:
    room.write(lambda session: taking_part.choose_group(session, person, group))


def kinds(room: Room) -> list[str]:
    return [event.kind for event in journal.events(room.database, ADVISOR, room.id)]


def test_who_only_watches_is_neither_asked_nor_counted_and_sees_the_result(room: Room) -> None:
    people, quiet = room.people(5), watcher(room)
    held = room.open_round()
    assert rounds.readiness(room.database, ADVISOR, held.id) == Readiness(joined=5, finished=0)
    for place, person in enumerate(people):
        room.answer_all(person, held, (5, 3, place % 5 + 1))
    with pytest.raises(Refused, match="sehen nur zu"):
        room.answer(quiet, held, 1)
    with pytest.raises(Refused, match="sehen nur zu"):
        room.write(lambda session: answers.finish(session, quiet, held.id))
    room.reveal(held)
    seen = outcome.current(room.database, quiet, room.id)
    assert seen is not None
    assert {item.raters for item in seen.evaluation.ranking} == {5}
    drafted = planning.counting_choice(room.database, ADVISOR, room.open_draft().id)
    assert (drafted.everyone, drafted.present) == (5, 5)


def test_who_only_watches_gives_no_dots_and_no_ideas(room: Room) -> None:
    quiet = watcher(room)
    for activity in (Activity.DOTS, Activity.IDEAS):
        set_phase(room.database, ADVISOR, room.id, activity, Phase.OPEN)
    with pytest.raises(Refused, match="sehen nur zu"):
        room.write(lambda session: dots.give(session, quiet, {("area", "mobility"): 1}))
    with pytest.raises(Refused, match="sehen nur zu"):
        room.write(
            lambda session: ideas.send(session, quiet, idea_id=ideas.new_key(), title="I", text="", area=None)
        )


def test_one_can_change_ones_mind_until_something_counts(room: Room) -> None:
    quiet = watcher(room)
    held = room.open_round()
    watch(room, quiet, watching=False)
    assert rounds.readiness(room.database, ADVISOR, held.id).joined == 1
    watch(room, quiet, watching=True)
    assert rounds.readiness(room.database, ADVISOR, held.id).joined == 0
    watch(room, quiet, watching=False)
    assert room.answer(quiet, held, 4).stored
    with pytest.raises(Refused, match="Sie haben schon geantwortet"):
        watch(room, quiet, watching=True)
    assert not taking_part.own(room.database, quiet).watching


def test_saying_to_be_done_without_an_answer_is_taken_back_by_watching(room: Room) -> None:
    person = room.join("phone")
    held = room.open_round()
    room.write(lambda session: answers.finish(session, person, held.id))
    watch(room, person, watching=True)
    watch(room, person, watching=False)
    assert rounds.readiness(room.database, ADVISOR, held.id) == Readiness(joined=1, finished=0)


def test_within_one_group_of_writes_the_last_word_on_watching_counts(room: Room) -> None:
    person = room.join("phone")
    held = room.open_round()

    def work(session: object) -> bool:
        answers.save_form(session, person, held.id, held.item_ids[0], {})  # type: ignore[arg-type]
        taking_part.watch(session, person, watching=True)  # type: ignore[arg-type]
        with pytest.raises(Refused):
            answers.finish(session, person, held.id)  # type: ignore[arg-type]
        return True

    assert room.write(work)


def test_the_advisor_sees_who_only_watches_beside_those_who_count(room: Room) -> None:
    room.people(2)
    watcher(room)
    found = attendance.admission(room.database, ADVISOR, room.id)
    assert (len(found.counted), found.watching, len(found.records)) == (2, 1, 3)


def test_a_wrong_group_is_corrected_by_oneself_and_unseen_before_the_first_answer(room: Room) -> None:
    person = room.join("phone", "citizens")
    choose_group(room, person, "administration")
    part = taking_part.own(room.database, person)
    assert (part.group, part.fixed) == ("administration", False)
    assert "group_corrected" not in kinds(room)
    choose_group(room, person, None)
    assert taking_part.own(room.database, person).group is None
    with pytest.raises(InvalidInput):
        choose_group(room, person, "nobody")


def test_after_answers_the_minutes_say_that_a_group_was_corrected_and_not_which(room: Room) -> None:
    person, other = room.join("phone", "citizens"), room.join("other", "citizens")
    held = room.open_round()
    room.answer(person, held, 4)
    choose_group(room, person, "administration")
    taking_part.correct_group(room.database, ADVISOR, room.id, other.participant_id or "", "administration")
    (event,) = (e for e in journal.events(room.database, ADVISOR, room.id) if e.kind == "group_corrected")
    assert event.payload == {"round": 1, "number": 1}, "and nothing of who had not answered yet"


def test_after_a_result_was_shown_the_group_stays_for_everybody(room: Room) -> None:
    people = room.people(5, "citizens")
    late = room.join("late", "citizens")
    held = room.open_round()
    for person in people:
        room.answer_all(person, held, (5, 3, 1))
    room.reveal(held)
    with pytest.raises(Refused, match="schon gezeigt"):
        choose_group(room, people[0], "administration")
    with pytest.raises(Refused, match="schon gezeigt"):
        taking_part.correct_group(
            room.database, ADVISOR, room.id, people[0].participant_id or "", "administration"
        )
    choose_group(room, late, "administration")
    assert taking_part.of_record(room.database, ADVISOR, room.id, late.participant_id or "").group == (
        "administration"
    )


@pytest.mark.parametrize("corrected", [False, True])
def test_a_group_that_a_correction_leaves_with_four_is_hidden(room: Room, corrected: bool) -> None:
    administration, citizens = room.people(5, "administration"), room.people(6, "citizens")
    held = room.open_round()
    for person in administration:
        room.answer_all(person, held, (5, 3, 1))
    for person in citizens:
        room.answer_all(person, held, (1, 3, 5))
    if corrected:
        choose_group(room, administration[0], "citizens")
    room.reveal(held)
    seen = outcome.of_round(room.database, ADVISOR, held.id)
    assert seen is not None
    assert (seen.evaluation.group_gaps == ()) is corrected


def test_only_those_who_joined_have_a_group_to_correct(room: Room) -> None:
    with pytest.raises(NotFound):
        taking_part.of_record(room.database, ADVISOR, room.id, "nobody")
