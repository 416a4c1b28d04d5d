"""A wrong clock deletes nothing: what would go is asked about first."""

from datetime import timedelta

import pytest

from storage import queries
from storage.database import Database
from storage.tables import DeviceRow, SeriesRow
from storage.types import now
from tests.workshops.room import ADVISOR, Room
from workshops.actors import Actor, Role
from workshops.archive import clock, retention
from workshops.errors import AccessDenied

AHEAD = timedelta(days=200)


@pytest.fixture
def ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the clock stand 200 days ahead from now on."""
    for module in (clock, retention):
        monkeypatch.setattr(module, "now", lambda: now() + AHEAD)
    monkeypatch.setattr(retention, "today", lambda: (now() + AHEAD).date())


def devices(database: Database) -> int:
    with database.read() as session:
        return queries.count(session, DeviceRow)


def test_a_start_far_ahead_deletes_nothing_and_asks(room: Room, ahead: None) -> None:
    room.people(2)
    for _hour in range(3):
        assert retention.delete_due(room.database) == ()
    assert devices(room.database) == 2
    doubt = retention.awaiting_confirmation(room.database, ADVISOR)
    assert doubt is not None
    assert doubt.now - doubt.last_seen > timedelta(days=190)


def test_once_the_date_is_confirmed_the_promise_is_kept(room: Room, ahead: None) -> None:
    room.people(2)
    clock.confirm(room.database, ADVISOR)
    assert retention.awaiting_confirmation(room.database, ADVISOR) is None
    assert [deleted.devices for deleted in retention.delete_due(room.database)] == [2]


def test_the_tool_notes_that_it_runs_and_a_usual_pause_asks_nothing(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.people(2)
    with room.database.write() as session:
        series = session.get_one(SeriesRow, room.id)
        series.personal_data_until = (now() + timedelta(days=25)).date()
    assert retention.delete_due(room.database) == ()
    for module in (clock, retention):
        monkeypatch.setattr(module, "now", lambda: now() + timedelta(days=26))
    monkeypatch.setattr(retention, "today", lambda: (now() + timedelta(days=26)).date())
    assert len(retention.delete_due(room.database)) == 1


def test_a_clock_that_went_back_is_no_reason_to_ask(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    retention.delete_due(room.database)
    monkeypatch.setattr(clock, "now", lambda: now() - timedelta(days=4000))
    retention.delete_due(room.database)
    monkeypatch.setattr(clock, "now", now)
    assert retention.awaiting_confirmation(room.database, ADVISOR) is None


def test_only_an_advisor_believes_a_clock(room: Room) -> None:
    with pytest.raises(AccessDenied):
        clock.confirm(room.database, Actor(Role.MUNICIPALITY, series_id=room.id))
    with pytest.raises(AccessDenied):
        retention.awaiting_confirmation(room.database, Actor(Role.WALL, series_id=room.id))
