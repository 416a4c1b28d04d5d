"""What a sketch begins with: what was said and rated in the rounds."""

from tests.workshops import factories
from tests.workshops.room import ADVISOR, Room
from workshops import answers, notes, sketching


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
