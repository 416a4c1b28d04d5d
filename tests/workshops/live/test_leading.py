"""Paper, taking over, and the rehearsal that leaves nothing behind."""

import pytest
from sqlmodel import SQLModel

from storage.database import Database
from tests.workshops.room import ADVISOR, Room
from workshops import series
from workshops.archive import rehearsal
from workshops.errors import InvalidInput, Refused
from workshops.evaluation import outcome
from workshops.live import leading, paper, rounds, steering


def test_another_advisor_takes_over_deliberately(room: Room) -> None:
    assert leading.lead(room.database, ADVISOR, room.id, "laptop").since is None
    assert leading.take(room.database, ADVISOR, room.id, "laptop").is_own
    assert not leading.lead(room.database, ADVISOR, room.id, "tablet").is_own
    leading.take(room.database, ADVISOR, room.id, "tablet")
    assert not leading.lead(room.database, ADVISOR, room.id, "laptop").is_own


def test_a_sheet_of_paper_counts_like_a_phone(room: Room) -> None:
    opened = room.open_round()
    first, second = opened.criterion_ids[:2]
    item = opened.item_ids[0]
    sheet = paper.enter(
        room.database, ADVISOR, opened.id, {(item, first): 4, (item, second): None}, group="citizens"
    )
    assert (sheet.number, sheet.answered) == (1, 2)
    readiness = rounds.readiness(room.database, ADVISOR, opened.id)
    assert (readiness.joined, readiness.finished) == (1, 1)
    assert len(paper.ballots(room.database, ADVISOR, opened.id)) == 1


def test_sheets_are_typed_in_until_the_reveal(room: Room) -> None:
    opened = room.open_round()
    key = (opened.item_ids[0], opened.criterion_ids[0])
    room.close(opened)
    sheet = paper.enter(room.database, ADVISOR, opened.id, {key: 4})
    paper.withdraw(room.database, ADVISOR, opened.id, sheet.participant_id)
    assert paper.ballots(room.database, ADVISOR, opened.id) == ()
    paper.enter(room.database, ADVISOR, opened.id, {key: 4})
    steering.reveal(room.database, ADVISOR, opened.id)
    with pytest.raises(Refused):
        paper.enter(room.database, ADVISOR, opened.id, {key: 5})


@pytest.mark.parametrize("answers", [{}, {("x", "N1"): 3}])
def test_an_empty_or_foreign_sheet_is_refused(room: Room, answers: dict[tuple[str, str], int | None]) -> None:
    opened = room.open_round()
    with pytest.raises(InvalidInput):
        paper.enter(room.database, ADVISOR, opened.id, answers)
    assert paper.ballots(room.database, ADVISOR, opened.id) == ()


def test_a_rehearsal_is_a_copy_with_its_own_code_and_people(room: Room) -> None:
    copy = rehearsal.begin(room.database, ADVISOR, room.id)
    assert copy.rehearsal
    assert copy.join_code != room.series.join_code
    assert rehearsal.begin(room.database, ADVISOR, room.id).id == copy.id
    assert rehearsal.original_of(room.database, ADVISOR, copy.id) == room.id
    with pytest.raises(Refused):
        rehearsal.begin(room.database, ADVISOR, copy.id)


def contents(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table."""
    with database.read() as session:
        return {
            table.name: sorted((tuple(row) for row in session.execute(table.select())), key=str)
            for table in SQLModel.metadata.sorted_tables
        }


def test_a_rehearsal_leaves_no_trace(room: Room) -> None:
    before = contents(room.database)
    copy = rehearsal.begin(room.database, ADVISOR, room.id)
    trial = Room.__new__(Room)
    trial.database, trial.series = room.database, copy
    opened = trial.open_round()
    for person in trial.people(2):
        trial.answer_all(person, opened, (1, 2, 3))
    trial.reveal(opened)
    assert outcome.of_round(room.database, ADVISOR, opened.id)
    rehearsal.end(room.database, ADVISOR, copy.id)
    assert contents(room.database) == before
    assert rehearsal.of_series(room.database, ADVISOR, room.id) is None


def test_a_real_series_cannot_be_ended_as_a_rehearsal(room: Room) -> None:
    with pytest.raises(Refused):
        rehearsal.end(room.database, ADVISOR, room.id)
    assert series.get(room.database, ADVISOR, room.id)
