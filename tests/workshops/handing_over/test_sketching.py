"""What a sketch begins with, and that what participants said stays in it only as long as promised."""

import io
import zipfile

from storage import queries
from storage.tables import SketchRow, SketchVersionRow
from tests.workshops import factories
from tests.workshops.room import ADVISOR, Room
from workshops.archive import retention, transfer
from workshops.evaluation import outcome
from workshops.handing_over import sketching
from workshops.live import agreeing, answers, notes


def test_what_participants_said_is_offered_each_once_and_never_goes_in_by_itself(room: Room):
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
    assert begun.content.voices == ()
    assert sketching.remarks_for(room.database, ADVISOR, room.id, room.items[1]) == (
        "Bus fehlt.",
        "Zu spät am Abend.",
    )


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


def test_a_contact_is_asked_for_once_in_a_series(room: Room):
    for item_id in room.items[:2]:
        factories.pick(room.database, room.id, item_id)
    first = sketching.begin(room.database, ADVISOR, room.id, room.items[0])
    assert first.content.applicant
    assert first.content.applicant.contact == ""
    told = first.content.applicant.model_copy(update={"contact": "Hauptamt"})
    content = first.content.model_copy(update={"applicant": told})
    sketching.save(room.database, ADVISOR, first.id, content, based_on=first.version)
    second = sketching.begin(room.database, ADVISOR, room.id, room.items[1])
    assert second.content.applicant == told


def quoted(room: Room) -> tuple[str, str]:
    """Let somebody remark something that the advisor quotes in a sketch; return the round and the sketch."""
    held = room.open_round()
    for number, person in enumerate(room.people(5)):
        room.answer_all(person, held, (4, 3, 2))
        room.write(
            lambda session, who=person, number=number: answers.comment(
                session, who, held.id, room.items[0], f"Herr {number} schläft."
            )
        )
    room.reveal(held)
    factories.pick(room.database, room.id, room.items[0])
    begun = sketching.begin(room.database, ADVISOR, room.id, room.items[0])
    said = sketching.remarks_for(room.database, ADVISOR, room.id, room.items[0])
    content = begun.content.model_copy(update={"voices": said[:2]})
    sketching.save(room.database, ADVISOR, begun.id, content, based_on=begun.version)
    return held.id, begun.id


def voices(room: Room) -> str:
    """Return all that is kept of a sketch, as the series' file would take it along."""
    with room.database.read() as session:
        rows = [*queries.many(session, SketchRow), *queries.many(session, SketchVersionRow)]
    return " ".join(str(row.content["voices"]) for row in rows)


def test_a_deleted_remark_is_gone_from_sketch_and_versions(room: Room):
    round_id, _sketch = quoted(room)
    assert "Herr 0" in voices(room)
    first = next(each for each in answers.comments(room.database, ADVISOR, round_id) if "Herr 0" in each.text)
    answers.remove_comment(room.database, ADVISOR, round_id, first.item_id, first.key)
    assert "Herr 0" not in voices(room)
    assert "Herr 1" in voices(room)


def test_on_the_deletion_day_nothing_is_left_that_anybody_said(room: Room):
    quoted(room)
    retention.delete_now(room.database, ADVISOR, room.id)
    assert "Herr" not in voices(room)
    assert b"Herr 1" not in b"".join(unpacked(transfer.export(room.database, ADVISOR, room.id)))


def unpacked(file: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        return [packed.read(name) for name in packed.namelist()]
