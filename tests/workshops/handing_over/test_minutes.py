"""What the minutes are written from: settled facts, nobody's words, the same for advisor and municipality."""

import pytest

from storage.database import Database
from tests.workshops.factories import a_series
from tests.workshops.room import ADVISOR, Room
from tests.workshops.whole_series import COST, PEOPLE, whole_series
from workshops.archive import retention
from workshops.errors import NotFound
from workshops.handing_over import minutes, sketching
from workshops.library import shortlist
from workshops.live import attendance, notes, paper, participants, steering
from workshops.weighing import weights


@pytest.fixture
def whole(database: Database) -> Room:
    return whole_series(database)


def test_the_municipality_reads_the_same_as_the_advisor(database: Database, whole: Room):
    assert minutes.proceedings(database, ADVISOR, whole.id) == minutes.proceedings(
        database, whole.municipality, whole.id
    )


def test_revealed_rounds_are_counted_by_people_and_answers(database: Database, whole: Room):
    held = minutes.proceedings(database, ADVISOR, whole.id)
    (shown,) = held.rounds
    questions = len(shown.round.item_ids) * len(shown.round.criterion_ids)
    assert (shown.round.number, shown.participants) == (2, PEOPLE)
    assert (shown.ratings, shown.abstentions) == (PEOPLE * questions, None)
    assert held.unfinished == 1


def test_a_round_before_its_reveal_is_only_counted(database: Database, whole: Room):
    opened = whole.open_round()
    assert minutes.proceedings(database, ADVISOR, whole.id).unfinished == 1, "nobody has answered yet"
    whole.answer(whole.people(1)[0], opened, 3)
    held = minutes.proceedings(database, ADVISOR, whole.id)
    assert [each.round.number for each in held.rounds] == [2]
    assert held.unfinished == 2


def test_decisions_come_with_their_reasons(database: Database, whole: Room):
    held = minutes.proceedings(database, ADVISOR, whole.id)
    assert [pick.reason for pick in held.picks] == ["Dringend.\nUnd günstig."] * 2
    (withdrawn,) = held.withdrawals
    assert (withdrawn.title, withdrawn.reason) == ("Rufbus", "Doch zu teuer.")


def test_exclusions_stand_with_the_entry_that_they_exclude(database: Database, whole: Room):
    held = minutes.proceedings(database, ADVISOR, whole.id)
    assert [item.title for item in held.items if item.is_excluded] == ["Flugtaxi"]


def test_an_entry_that_was_excluded_stays_in_it_after_it_was_taken_off(database: Database, whole: Room):
    (excluded,) = (
        item for item in minutes.proceedings(database, ADVISOR, whole.id).items if item.is_excluded
    )
    shortlist.take_off(database, ADVISOR, whole.id, excluded.id)
    held = minutes.proceedings(database, ADVISOR, whole.id)
    assert held.taken_off == (excluded,)
    assert excluded not in held.items
    shortlist.put_back(database, ADVISOR, whole.id, excluded.id)
    assert minutes.proceedings(database, ADVISOR, whole.id).taken_off == ()


def test_weights_of_a_group_are_told_only_where_the_group_may_be_shown(database: Database):
    room = Room(database)
    for group in room.groups:
        weights.save_level(
            database,
            ADVISOR,
            room.id,
            weights.DIMENSIONS,
            method="points",
            given={"benefit": 60},
            group=group,
        )
    room.people(9, "administration")
    room.people(3, "citizens")
    told = [event.kind for event in minutes.proceedings(database, ADVISOR, room.id).changes]
    assert "group_weights_changed" not in told, "beside the nine, the three would be left over"
    room.people(5, "citizens")
    changes = minutes.proceedings(database, ADVISOR, room.id).changes
    assert [e.payload["group"] for e in changes if e.kind == "group_weights_changed"] == list(room.groups)


def test_only_ideas_that_the_advisor_let_through_are_named(database: Database, whole: Room):
    held = minutes.proceedings(database, ADVISOR, whole.id)
    assert [idea.title for idea in held.ideas] == ["Mitfahrbank"]
    everything = held.model_dump_json()
    assert "Rollsteig" not in everything


def test_nobodys_words_and_no_devices_are_in_it(database: Database, whole: Room):
    everything = minutes.proceedings(database, ADVISOR, whole.id).model_dump_json()
    assert COST not in everything
    assert "Nächster Termin im Mai." not in everything
    assert "secret" not in everything


def test_the_advisors_notes_on_entries_stand_in_it(database: Database, whole: Room):
    (note,) = minutes.proceedings(database, whole.municipality, whole.id).notes
    assert (note.item_id, note.text) == (whole.items[0], "Der Bauhof macht mit.")
    shortlist.take_off(database, ADVISOR, whole.id, whole.items[2])
    notes.write(database, ADVISOR, whole.id, "Nicht mehr dabei", item_id=whole.items[2])
    assert minutes.proceedings(database, ADVISOR, whole.id).notes == (note,)


def test_what_was_promised_stands_in_it_once_people_took_part(database: Database, whole: Room):
    assert len(minutes.proceedings(database, ADVISOR, whole.id).promises) == 2
    assert minutes.proceedings(database, ADVISOR, a_series(database).id).promises == ()


def test_typing_in_a_sketch_is_one_line_a_day(database: Database, whole: Room):
    (sketch, _other) = sketching.sketches(database, ADVISOR, whole.id)
    for number in range(5):
        changed = sketch.content.model_copy(update={"title": f"Fassung {number}"})
        sketch = sketching.save(database, ADVISOR, sketch.id, changed, based_on=sketch.version)
    kinds = [event.kind for event in minutes.proceedings(database, ADVISOR, whole.id).changes]
    assert kinds.count("sketch_saved") == 2
    assert kinds[-1] == "sketch_saved"


def test_an_answer_changed_at_once_is_one_line_and_changed_later_two(database: Database):
    room = Room(database)

    def answer(item: int, text: str) -> None:
        shortlist.answer_gate(database, ADVISOR, room.id, room.items[item], gate_id="K1", answer=text)

    answer(0, "yes")
    answer(0, "conditions")
    answer(1, "yes")
    answer(0, "yes")
    changes = minutes.proceedings(database, ADVISOR, room.id).changes
    facts = [each.payload for each in changes if each.kind == "gate_answered"]
    found = [(each["item"], each["answer"]) for each in facts]
    assert found == [(room.items[0], "conditions"), (room.items[1], "yes"), (room.items[0], "yes")]


def test_after_the_deletion_of_traces_the_figures_stay(database: Database, whole: Room):
    before = minutes.proceedings(database, ADVISOR, whole.id)
    retention.delete_now(database, ADVISOR, whole.id)
    after = minutes.proceedings(database, ADVISOR, whole.id)
    assert after.rounds == tuple(held.model_copy(update={"kinds": {}}) for held in before.rounds)
    assert after.changes[-1].kind == "personal_data_deleted"


def test_a_series_that_is_gone_has_no_minutes(database: Database):
    with pytest.raises(NotFound):
        minutes.proceedings(database, ADVISOR, "gone")


def test_a_discarded_round_leaves_only_its_line(database: Database):
    room = Room(database)
    draft = steering.prepare(database, ADVISOR, room.id)
    steering.discard(database, ADVISOR, draft.id)
    held = minutes.proceedings(database, ADVISOR, room.id)
    assert (held.rounds, held.unfinished) == ((), 0)
    assert held.changes[-1].kind == "round_discarded"


def test_names_tried_out_on_one_day_are_one_line(database: Database, whole: Room):
    (sketch, _other) = sketching.sketches(database, ADVISOR, whole.id)
    for title in ("Fassung 1", "Fassung 2"):
        changed = sketch.content.model_copy(update={"title": title})
        sketch = sketching.save(database, ADVISOR, sketch.id, changed, based_on=sketch.version)
    changes = minutes.proceedings(database, ADVISOR, whole.id).changes
    (line,) = [each.payload for each in changes if each.payload.get("title") == "Fassung 2"]
    assert not any(each.payload.get("title") == "Fassung 1" for each in changes)
    assert not line["before"].endswith("für Eichenzell")  # the series called it so on this day, too


def mixed_round(room: Room) -> None:
    """Reveal a round with two phones, one tablet and two sheets of paper, and somebody who only watches."""
    people = [
        room.write(
            lambda session, kind=kind, at=at: participants.join(session, room.id, f"{kind}{at}", kind=kind)
        )
        for kind, at in (("phone", 0), ("phone", 1), ("tablet", 0))
    ]
    room.write(lambda session: participants.join(session, room.id, "quiet", watching=True))
    held = room.open_round()
    for person in people:
        room.answer_all(person, held, (5, 3, 1))
    sheet = {(item, criterion): 4 for item in held.item_ids for criterion in held.criterion_ids}
    for _sheet in range(2):
        paper.enter(room.database, ADVISOR, held.id, sheet)
    room.reveal(held)


def test_people_are_counted_by_what_they_answered_on(database: Database):
    room = Room(database)
    mixed_round(room)
    (held,) = minutes.proceedings(database, ADVISOR, room.id).rounds
    assert held.participants == 5
    assert held.kinds == {"phone": 2, "tablet": 1, "paper": 2}


def test_with_the_personal_traces_goes_who_answered_on_what(database: Database):
    room = Room(database)
    mixed_round(room)
    retention.delete_now(database, ADVISOR, room.id)
    (held,) = minutes.proceedings(database, ADVISOR, room.id).rounds
    assert (held.participants, held.kinds) == (5, {})


def test_records_taken_out_one_after_the_other_are_added_up(database: Database):
    room = Room(database)
    people = [person.participant_id or "" for person in room.people(6)]
    room.open_round()
    for ids in (people[:2], people[2:5]):
        attendance.take_out(database, ADVISOR, room.id, ids)
    attendance.put_back(database, ADVISOR, room.id, people[:1])
    told = minutes.proceedings(database, ADVISOR, room.id).changes
    numbers = [(e.kind, e.payload["number"]) for e in told if e.kind.startswith("people_")]
    assert numbers == [("people_taken_out", 5), ("people_put_back", 1)]


def test_sheets_typed_in_one_after_the_other_are_one_line(database: Database):
    room = Room(database)
    round_ = room.open_round()
    answers = {(room.items[0], round_.criterion_ids[0]): 4}

    def typed_in(person: str | None = None) -> str:
        return paper.enter(database, ADVISOR, round_.id, answers, participant_id=person).participant_id

    first, _second, third = (typed_in() for _sheet in range(3))
    typed_in(third)  # corrected at once
    typed_in(first)  # corrected later
    typed_in()
    told = minutes.proceedings(database, ADVISOR, room.id).changes
    sheets = [(e.payload.get("first"), e.payload["ballot"]) for e in told if e.kind == "paper_entered"]
    assert sheets == [("1", "3"), (None, "1"), (None, "4")]
