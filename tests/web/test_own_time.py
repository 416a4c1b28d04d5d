"""The server opens and closes rounds by itself, at its start and while it runs; nothing stops it."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from light.errorlog import ErrorLog
from light.house import House
from storage.database import Database
from storage.errors import StorageError, StorageProblem
from storage.types import now
from tests import event_loop
from tests.workshops.live.test_own_time import handed_out, in_the_past
from tests.workshops.room import ADVISOR, Room
from web import own_time
from workshops.live import own_time as services
from workshops.live import rounds
from workshops.live.rounds import RoundView, State


def kept_state(room: Room, round_: RoundView) -> str:
    """Return what the database holds; to ask for the state of the series would close the round."""
    with room.database.read() as session:
        return rounds.row_of(session, round_.id).state


async def until_closed(room: Room, round_: RoundView) -> None:
    async with asyncio.timeout(20):
        while kept_state(room, round_) != State.CLOSED:
            await asyncio.sleep(0.02)


def test_what_ended_while_the_server_was_off_is_closed_at_its_start(room: Room, house: House) -> None:
    opened = handed_out(room)
    in_the_past(room, opened)

    async def start_and_stop() -> None:
        async with own_time.keeping_times(house):
            assert kept_state(room, opened) == State.CLOSED

    event_loop.run(start_and_stop())


def test_a_round_closes_in_time_while_the_server_runs(room: Room, house: House) -> None:
    opened = handed_out(room, timedelta(seconds=0.6))

    async def run() -> None:
        async with own_time.keeping_times(house):
            assert kept_state(room, opened) == State.OPEN
            await until_closed(room, opened)
            assert opened.ends_at
            assert now() - opened.ends_at < timedelta(seconds=own_time.LONGEST_PAUSE)

    event_loop.run(run())


def test_times_set_while_it_runs_are_seen(room: Room, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_time, "LONGEST_PAUSE", 0.05)
    opened = room.open_round()

    async def run() -> None:
        async with own_time.keeping_times(house):
            await asyncio.sleep(0.2)
            end = now() + timedelta(seconds=0.3)
            await house.read(services.set_times, ADVISOR, opened.id, None, end)
            await until_closed(room, opened)

    event_loop.run(run())


def test_a_database_that_cannot_be_read_is_noted(database: Database, tmp_path: Path) -> None:
    def broken() -> Database:
        raise StorageError(StorageProblem.READ_ONLY)

    assert event_loop.run(own_time.look(House(broken, ErrorLog(tmp_path)))) is None
    assert "own time" in (tmp_path / "error.log").read_text()
