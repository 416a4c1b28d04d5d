"""Ballots to print: the code on each sheet leads to its own entry."""

from pathlib import Path

import pytest

from light.errorlog import ErrorLog
from light.house import House
from storage.database import Database
from tests.workshops.room import ADVISOR, Room
from ui.moderation import paper
from web import site
from workshops.live.ballot import ballot


def test_every_sheets_code_names_its_own_entry(
    new_sqlite: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Room(new_sqlite)
    held = room.open_round()
    monkeypatch.setattr(paper, "room_address", lambda path: f"http://192.168.0.10:8501{path}")
    printed = paper.sheets(room.series, ballot(new_sqlite, ADVISOR, held.id))
    join = f"http://192.168.0.10:8501/join/{room.series.join_code}"
    assert [item.address for item in printed.items] == [f"{join}/{item_id}" for item_id in held.item_ids]
    paths = {
        getattr(route, "path", "") for route in site.routes(House(lambda: new_sqlite, ErrorLog(tmp_path)))
    }
    assert "/join/{code}/{item}" in paths
