"""Times keep their zone on every database, and keys never meet."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError

from storage import queries
from storage.database import Database
from storage.tables import AdvisorSessionRow
from storage.types import new_id, now


def stored(database: Database, at: datetime) -> datetime:
    with database.write() as session:
        queries.add(session, AdvisorSessionRow(token_hash="t", expires_at=at))
    with database.read() as session:
        return queries.one(session, AdvisorSessionRow, token_hash="t").expires_at


@pytest.mark.parametrize("hours", [0, 2, -7])
def test_a_time_comes_back_as_the_same_moment_in_utc(database: Database, hours: int):
    at = datetime(2025, 10, 26, 2, 30, 15, 123456, timezone(timedelta(hours=hours)))
    found = stored(database, at)
    assert found == at
    assert found.tzinfo is UTC


def test_a_time_without_a_zone_is_refused(database: Database):
    with pytest.raises(StatementError, match="needs a time zone"):
        stored(database, datetime(2025, 1, 1))


def test_now_is_aware():
    assert now().utcoffset() == timedelta(0)


def test_keys_are_long_and_differ():
    keys = {new_id() for _ in range(10_000)}
    assert len(keys) == 10_000
    assert {len(key) for key in keys} == {16}
