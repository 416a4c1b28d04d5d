"""Ballots to print: the code on each sheet leads to its own entry."""

from pathlib import Path

import pytest

from light.errorlog import ErrorLog
from light.house import House
from storage.database import Database
from tests.workshops.room import ADVISOR, Room
from ui.moderation import paper
from web import site
from workshops.errors import InvalidInput
from workshops.live.ballot import ballot


def test_every_sheets_code_names_its_own_entry(
    new_sqlite: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Room(new_sqlite)
    held = room.open_round()
    monkeypatch.setattr(paper, "room_address", lambda path: f"http://192.168.0.10:8501{path}")
    printed = paper.sheets(room.series, held, ballot(new_sqlite, ADVISOR, held.id))
    join = f"http://192.168.0.10:8501/join/{room.series.join_code}"
    assert [item.address for item in printed.items] == [f"{join}/{item_id}" for item_id in held.item_ids]
    paths = {
        getattr(route, "path", "") for route in site.routes(House(lambda: new_sqlite, ErrorLog(tmp_path)))
    }
    assert "/join/{code}/{item}" in paths


def test_what_is_no_answer_is_refused_with_entry_and_question(new_sqlite: Database) -> None:
    room = Room(new_sqlite)
    asked = ballot(new_sqlite, ADVISOR, room.open_round().id)
    item, question = asked.items[1], asked.questions[2]
    place = f"{item.id} {question.criterion_id}"
    for text in ("6", "45", "-1", "3,5", "ja", "4 5"):
        with pytest.raises(InvalidInput) as caught:
            paper.read_sheet({place: text}, asked)
        assert text in caught.value.message
        assert item.title in caught.value.message
        assert question.name in caught.value.message


def test_a_sheet_is_read_as_typed(new_sqlite: Database) -> None:
    room = Room(new_sqlite)
    asked = ballot(new_sqlite, ADVISOR, room.open_round().id)
    item, first, second, third = asked.items[0].id, *(q.criterion_id for q in asked.questions[:3])
    typed = {f"{item} {first}": "5", f"{item} {second}": "0", f"{item} {third}": "–"}
    assert paper.read_sheet(typed, asked) == ({(item, first): 5, (item, second): None}, {(item, third)})
