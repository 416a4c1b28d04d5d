"""Correcting a ballot on paper changes what was typed and nothing else."""

import pytest

from storage import queries
from storage.tables import ParticipantRow, RatingRow
from tests.workshops.room import ADVISOR, Room
from workshops.errors import InvalidInput
from workshops.live import paper


def answers(room: Room, person: str) -> dict[str, int | None]:
    with room.database.read() as session:
        rows = queries.many(session, RatingRow, participant_id=person)
        return {row.criterion_id: row.value for row in rows}


def test_a_correction_changes_only_what_was_typed(room: Room) -> None:
    held = room.open_round()
    item, (first, second, third, *_rest) = held.item_ids[0], held.criterion_ids
    full = {(item, first): 4, (item, second): None, (item, third): 2}
    sheet = paper.enter(room.database, ADVISOR, held.id, full, group="citizens")
    again = paper.enter(
        room.database,
        ADVISOR,
        held.id,
        {(item, first): 5},
        participant_id=sheet.participant_id,
        taken_back=[(item, third)],
    )
    assert (again.number, again.answered) == (sheet.number, 2)
    assert answers(room, sheet.participant_id) == {first: 5, second: None}


def test_a_wrong_group_is_corrected_without_an_answer(room: Room) -> None:
    held = room.open_round()
    sheet = paper.enter(
        room.database, ADVISOR, held.id, {(held.item_ids[0], held.criterion_ids[0]): 4}, group="citizens"
    )
    paper.enter(
        room.database, ADVISOR, held.id, {}, participant_id=sheet.participant_id, group="administration"
    )
    with room.database.read() as session:
        person = queries.one(session, ParticipantRow, id=sheet.participant_id)
    assert person is not None
    assert person.group == "administration"
    with pytest.raises(InvalidInput):
        paper.enter(room.database, ADVISOR, held.id, {}, participant_id=sheet.participant_id, group="x")
