"""Sheets of a short round: each asks a part, its number says which, and typing it in asks only these."""

import numpy as np
import pytest

from storage import queries
from storage.tables import AskedRow, ParticipantRow
from tests.workshops.room import ADVISOR, Room
from workshops.errors import AccessDenied, InvalidInput, Refused
from workshops.evaluation import outcome
from workshops.library import shortlist
from workshops.live import allocation, paper, short_paper, steering
from workshops.live.rounds import RoundView


@pytest.fixture
def short(room: Room, monkeypatch: pytest.MonkeyPatch) -> RoundView:
    """Three entries, nine criteria, and six questions for each person."""
    monkeypatch.setattr(allocation, "first_questions", lambda *_given: 6)
    return room.open_round(short=True)


def test_sheets_are_numbered_by_round_and_ask_all_questions_equally_often(
    room: Room, short: RoundView
) -> None:
    found = short_paper.sheets(room.database, ADVISOR, short.id, 9)
    assert [sheet.number for sheet in found] == list(range(101, 110))
    assert all(len(sheet.questions) == 6 for sheet in found)
    assert all({item for item, _criterion in sheet.questions} == set(room.items) for sheet in found)
    cells = [f"{item} {criterion}" for sheet in found for item, criterion in sheet.questions]
    assert np.unique(cells, return_counts=True)[1].tolist() == [2] * 27


def test_a_sheet_is_printed_again_as_it_was_however_many_are_printed(room: Room, short: RoundView) -> None:
    before = short_paper.sheets(room.database, ADVISOR, short.id, 3)
    room.people(5)
    assert short_paper.sheets(room.database, ADVISOR, short.id, 40)[:3] == before
    assert short_paper.sheet(room.database, ADVISOR, short.id, 102) == before[1]


def test_printing_before_the_round_opens_settles_how_much_is_asked(room: Room) -> None:
    for place in range(8):
        shortlist.add_idea(
            room.database, ADVISOR, room.id, title=f"Idee {place}", summary="x", area="mobility"
        )
    draft = steering.prepare(room.database, ADVISOR, room.id, short=True)
    room.people(20)
    before = short_paper.sheets(room.database, ADVISOR, draft.id, 2)
    assert len(before[0].questions) == 15
    for place in range(20):
        room.join(f"later-{place}")
    opened = steering.open_round(room.database, ADVISOR, draft.id)
    assert short_paper.sheets(room.database, ADVISOR, opened.id, 2) == before


def test_typing_in_a_sheet_notes_what_was_asked_on_it_and_takes_nothing_else(
    room: Room, short: RoundView
) -> None:
    (sheet,) = short_paper.sheets(room.database, ADVISOR, short.id, 1)
    answers = dict.fromkeys(sheet.questions, 4)
    beyond = next(
        (item, criterion)
        for item in room.items
        for criterion in short.criterion_ids
        if (item, criterion) not in answers
    )
    with pytest.raises(InvalidInput, match=r"not asked|nicht gefragt"):
        paper.enter(room.database, ADVISOR, short.id, answers | {beyond: 3}, sheet=101)
    with pytest.raises(InvalidInput):
        paper.enter(room.database, ADVISOR, short.id, answers)
    for wrong in (100, 200, 201, 7, -1):
        with pytest.raises(InvalidInput):
            paper.enter(room.database, ADVISOR, short.id, answers, sheet=wrong)
    with room.database.read() as session:
        assert not queries.count(session, ParticipantRow, series_id=room.id)
    held = paper.enter(room.database, ADVISOR, short.id, answers, sheet=101)
    assert (held.number, held.answered) == (101, 6)
    with room.database.read() as session:
        rows = queries.many(session, AskedRow, participant_id=held.participant_id)
    assert {(row.item_id, row.criterion_id) for row in rows} == set(sheet.questions)
    assert {row.in_pass for row in rows} == {0}


def test_the_same_sheet_again_is_a_correction_and_taken_out_it_leaves_nothing(
    room: Room, short: RoundView
) -> None:
    (sheet,) = short_paper.sheets(room.database, ADVISOR, short.id, 1)
    first = paper.enter(room.database, ADVISOR, short.id, {sheet.questions[0]: 4}, sheet=101)
    again = paper.enter(
        room.database,
        ADVISOR,
        short.id,
        {sheet.questions[1]: 2},
        sheet=101,
        taken_back=[sheet.questions[0]],
        group="citizens",
    )
    assert again == first
    assert again.answered == 1
    paper.withdraw(room.database, ADVISOR, short.id, first.participant_id)
    with room.database.read() as session:
        assert not queries.count(session, AskedRow, round_id=short.id)
        assert not queries.count(session, ParticipantRow, series_id=room.id)


def test_nobody_on_paper_is_asked_on(room: Room, short: RoundView) -> None:
    phone = room.join("phone")
    room.write(lambda session: allocation.give(session, phone, short.id))
    (sheet,) = short_paper.sheets(room.database, ADVISOR, short.id, 1)
    paper.enter(room.database, ADVISOR, short.id, dict.fromkeys(sheet.questions, 4), sheet=101)
    assert allocation.ask_on(room.database, ADVISOR, short.id, 4) == 1


def test_paper_and_phones_add_up_to_one_result_that_knows_what_was_asked(
    room: Room, short: RoundView
) -> None:
    for sheet in short_paper.sheets(room.database, ADVISOR, short.id, 9):
        values = {(item, criterion): 5 - room.items.index(item) for item, criterion in sheet.questions}
        paper.enter(room.database, ADVISOR, short.id, values, sheet=sheet.number)
    room.close(short)
    steering.reveal(room.database, ADVISOR, short.id)
    seen = outcome.current(room.database, ADVISOR, room.id)
    assert seen is not None
    assert [item.item_id for item in seen.evaluation.ranking] == room.items
    (given,) = seen.given_out
    assert (given.people, given.questions, given.of_fewest, given.of_most) == (9, 54, 2, 2)


def test_a_full_round_has_no_such_sheets_and_nobody_else_prints(room: Room, short: RoundView) -> None:
    with pytest.raises(AccessDenied):
        short_paper.sheets(room.database, room.municipality, short.id, 1)
    for wrong in (0, 100):
        with pytest.raises(InvalidInput):
            short_paper.sheets(room.database, ADVISOR, short.id, wrong)
    (sheet,) = short_paper.sheets(room.database, ADVISOR, short.id, 1)
    paper.enter(room.database, ADVISOR, short.id, dict.fromkeys(sheet.questions, 4), sheet=101)
    room.close(short)
    steering.reveal(room.database, ADVISOR, short.id)
    full = room.open_round()
    with pytest.raises(Refused):
        short_paper.sheets(room.database, ADVISOR, full.id, 1)
    with pytest.raises(Refused):
        short_paper.sheet(room.database, ADVISOR, full.id, 201)
