"""Sheets of a short round in words: each asks what its number says, criterion by criterion."""

import pytest

from storage.database import Database
from tests.workshops.room import ADVISOR, Room
from ui.moderation.short_paper import ballots_of
from workshops.live import allocation, short_paper
from workshops.live.ballot import ballot


def test_a_sheet_asks_what_its_number_says(new_sqlite: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allocation, "first_questions", lambda *_given: 7)
    room = Room(new_sqlite)
    held = room.open_round(short=True)
    asked = ballot(new_sqlite, ADVISOR, held.id)
    drawn = short_paper.sheets(new_sqlite, ADVISOR, held.id, 4)
    made = ballots_of(room.series, held, asked, drawn)
    titles = {item.title: item.id for item in asked.items}
    names = {question.name: question.criterion_id for question in asked.questions}
    assert [sheet.number for sheet in made.sheets] == [101, 102, 103, 104]
    for sheet, wanted in zip(made.sheets, drawn, strict=True):
        printed = {
            (titles[title], names[each.question.name]) for each in sheet.asked for title in each.titles
        }
        assert printed == set(wanted.questions)
        assert len(printed) == 7
    assert [title for title, _summary in made.entries] == list(titles)
