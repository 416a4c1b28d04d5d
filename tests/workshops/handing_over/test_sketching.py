"""What a sketch begins with: what was said and rated in the rounds."""

from tests.workshops import factories
from tests.workshops.room import ADVISOR, Room
from workshops.evaluation import outcome
from workshops.handing_over import sketching
from workshops.live import agreeing, answers, notes


def test_voices_are_what_participants_said_each_once_and_never_the_advisors_note(room: Room):
    held = room.open_round()
    said = ("Bus fehlt.", "Bus fehlt.", "Zu spät am Abend.")
    for person, text in zip(room.people(3), said, strict=True):
        room.answer_all(person, held, (4, 3, 2))
        room.write(
            lambda session, who=person, text=text: answers.comment(session, who, held.id, room.items[1], text)
        )
    room.reveal(held)
    notes.write(room.database, ADVISOR, room.id, "Mit dem Landrat klären.", item_id=room.items[1])
    factories.pick(room.database, room.id, room.items[1])
    begun = sketching.begin(room.database, ADVISOR, room.id, room.items[1])
    assert begun.content.voices == ("Bus fehlt.", "Zu spät am Abend.")


def test_a_sketch_begins_with_the_scores_that_the_pages_show_while_a_newer_round_is_empty(room: Room):
    held = room.open_round()
    for person in room.people(5):
        room.answer_all(person, held, (4, 3, 2))
    room.reveal(held)
    agreeing.begin_group_round(room.database, ADVISOR, room.id)
    factories.pick(room.database, room.id, room.items[0])
    shown = outcome.shown_round(room.database, ADVISOR, room.id)
    assert shown
    assert shown.id == held.id
    begun = sketching.begin(room.database, ADVISOR, room.id, room.items[0])
    assert "mit 4,0 von 5 bewertet. 5 Personen haben teilgenommen." in begun.content.section("benefit").text
