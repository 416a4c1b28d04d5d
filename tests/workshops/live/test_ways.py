"""What each way of asking costs, and which one suits the room."""

from datetime import timedelta

import pytest

from storage import queries
from storage.tables import RatingRow
from storage.types import now
from tests.workshops.room import ADVISOR, Room
from workshops.errors import AccessDenied
from workshops.library import shortlist
from workshops.live import attendance, steering, ways
from workshops.live.ways import Way


@pytest.fixture
def eleven(room: Room) -> Room:
    for number in range(8):
        shortlist.add_idea(
            room.database, ADVISOR, room.id, title=f"Idee {number}", summary="x", area="mobility"
        )
    return room


def test_eleven_entries_and_nine_criteria_as_in_the_handbook(eleven: Room) -> None:
    attendance.expect(eleven.database, ADVISOR, eleven.id, 12)
    found = ways.ways(eleven.database, ADVISOR, eleven.id)
    cost = {each.way: (each.questions, each.further, each.minutes) for each in found.costs}
    assert cost == {Way.SHORT: (25, 10, 5), Way.FULL: (99, 0, 18), Way.OVERALL: (33, 0, 6)}
    assert found.suggested is Way.SHORT
    assert not found.measured


@pytest.mark.parametrize(("people", "suggested"), [(None, Way.FULL), (8, Way.FULL), (9, Way.SHORT)])
def test_short_is_suggested_only_where_the_room_is_large_enough(
    eleven: Room, people: int | None, suggested: Way
) -> None:
    attendance.expect(eleven.database, ADVISOR, eleven.id, people)
    found = ways.ways(eleven.database, ADVISOR, eleven.id)
    assert found.suggested is suggested
    assert found.enough is (suggested is Way.SHORT)


def test_a_short_list_is_asked_in_full(room: Room) -> None:
    attendance.expect(room.database, ADVISOR, room.id, 30)
    assert ways.ways(room.database, ADVISOR, room.id).suggested is Way.FULL


def test_minutes_come_from_what_the_room_needed(eleven: Room) -> None:
    round_ = eleven.open_round()
    begin = now()
    for person in eleven.people(4):
        with eleven.database.write() as session:
            for place, criterion in enumerate(round_.criterion_ids):
                queries.add(
                    session,
                    RatingRow(
                        round_id=round_.id,
                        participant_id=person.participant_id or "",
                        item_id=round_.item_ids[0],
                        criterion_id=criterion,
                        value=3,
                        rated_at=begin + timedelta(seconds=20 * place),
                    ),
                )
    assert not ways.ways(eleven.database, ADVISOR, eleven.id).measured
    steering.close(eleven.database, ADVISOR, round_.id, confirmed_missing=4)
    steering.reveal(eleven.database, ADVISOR, round_.id)
    found = ways.ways(eleven.database, ADVISOR, eleven.id)
    assert (found.measured, found.seconds) == (True, 20)
    assert found.cost(Way.FULL).minutes == 33


def test_only_the_advisor_prepares(room: Room) -> None:
    with pytest.raises(AccessDenied):
        ways.ways(room.database, room.wall, room.id)
