"""The clean-up runs by itself, and a broken database does not keep the server from starting."""

import asyncio
import logging
from pathlib import Path

import pytest

from light.errorlog import ErrorLog
from light.house import House
from storage import queries
from storage.database import Database
from storage.errors import StorageError, StorageProblem
from storage.tables import SeriesRow
from storage.types import now
from tests import event_loop
from tests.phone.phones import Phone
from tests.workshops.room import ADVISOR, Room
from web import cleaning
from workshops.archive import retention


def make_due(room: Room) -> None:
    with room.database.write() as session:
        row = queries.one(session, SeriesRow, id=room.id)
        assert row
        row.personal_data_until = now().date()
        session.add(row)


def test_what_is_due_goes_at_the_start_and_is_written_to_the_log(
    phone: Phone, room: Room, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    make_due(room)

    async def start_and_stop() -> None:
        async with cleaning.cleaning(house):
            pass

    with caplog.at_level(logging.WARNING):
        event_loop.run(start_and_stop())
    assert "1 people, 1 devices" in caplog.text
    assert retention.traces(room.database, ADVISOR, room.id).devices == 0
    assert phone.browser.post("/live/answers", json={"answers": []}).status_code in (401, 403)


def test_it_looks_again_while_the_server_runs(
    phone: Phone, room: Room, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cleaning, "SECONDS_BETWEEN", 0.01)

    async def run_until_clean() -> None:
        async with cleaning.cleaning(house):
            make_due(room)
            async with asyncio.timeout(20):
                while retention.traces(room.database, ADVISOR, room.id).devices:
                    await asyncio.sleep(0.01)

    event_loop.run(run_until_clean())


def test_a_database_that_cannot_be_written_is_noted(database: Database, tmp_path: Path) -> None:
    def broken() -> Database:
        raise StorageError(StorageProblem.READ_ONLY)

    house = House(broken, ErrorLog(tmp_path))
    event_loop.run(cleaning.clean(house))
    assert "clean-up" in (tmp_path / "error.log").read_text()


def test_a_series_that_cannot_be_cleaned_keeps_no_other_from_it(
    room: Room, house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken = Room(room.database)
    for each in (broken, room):
        each.join("phone of " + each.id)
        make_due(each)
    delete = retention._delete

    def deleting(session: object, actor: object, row: SeriesRow) -> retention.Deleted:
        if row.id == broken.id:
            raise RuntimeError("a row that nobody expected")
        return delete(session, actor, row)  # type: ignore[arg-type]

    monkeypatch.setattr(retention, "_delete", deleting)
    event_loop.run(cleaning.clean(house))
    assert retention.traces(room.database, ADVISOR, room.id).deleted_on
    assert not retention.traces(room.database, ADVISOR, broken.id).deleted_on
    assert broken.id in caplog.text
