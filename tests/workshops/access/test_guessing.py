"""Wrong guesses are slowed down, right ones never refused, and no address is kept."""

from datetime import UTC, datetime, timedelta

import pytest

from storage import queries
from storage.database import Database
from storage.tables import GuessRow, SettingRow
from workshops.access import guessing
from workshops.access.guessing import CODES, LINKS, Limit, household, seconds_to_wait, turn

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
FEW = Limit("test", 3, timedelta(seconds=60), timedelta(seconds=1))


def wrong(database: Database, place: str, times: int = 1, at: datetime = NOON, limit: Limit = FEW) -> int:
    with database.write() as session:
        return [guessing.count(session, limit, place, at) for _time in range(times)][-1]


def test_some_are_free_then_one_has_to_wait(database: Database) -> None:
    assert wrong(database, "a", 3) == 0
    assert seconds_to_wait(database, FEW, "a", NOON + timedelta(seconds=20)) == 40
    assert wrong(database, "a", 1, NOON + timedelta(seconds=20)) == 40
    assert seconds_to_wait(database, FEW, "b", NOON) == 0
    assert seconds_to_wait(database, CODES, "a", NOON) == 0


def test_the_count_begins_anew_after_its_time(database: Database) -> None:
    wrong(database, "a", 5)
    later = NOON + timedelta(seconds=60)
    assert seconds_to_wait(database, FEW, "a", later) == 0
    assert wrong(database, "a", 1, later) == 0


def test_tries_are_looked_at_one_after_the_other_once_there_were_too_many(database: Database) -> None:
    assert turn(database, FEW, "a", NOON) == 0
    wrong(database, "a", 3)
    assert [turn(database, FEW, "a", NOON) for _try in range(3)] == [0, 1, 2]
    assert turn(database, FEW, "a", NOON + timedelta(seconds=30)) == 0
    assert turn(database, FEW, "b", NOON) == 0


def test_what_cannot_be_guessed_is_looked_at_at_once(database: Database) -> None:
    wrong(database, "a", 500, limit=LINKS)
    assert seconds_to_wait(database, LINKS, "a", NOON) > 0
    assert turn(database, LINKS, "a", NOON) == 0


def test_counts_survive_a_process_and_name_nobody(database: Database) -> None:
    wrong(database, "192.0.2.7", 4)
    with database.read() as session:
        rows = queries.many(session, GuessRow)
        key = queries.one(session, SettingRow, key="guess_key")
    assert [row.number for row in rows] == [4]
    assert "192.0.2.7" not in rows[0].key
    assert key is not None


def test_old_counts_are_deleted(database: Database) -> None:
    wrong(database, "a")
    wrong(database, "b", at=NOON + guessing.LONGEST_WINDOW + timedelta(seconds=1))
    with database.read() as session:
        assert queries.count(session, GuessRow) == 1


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_a_guesser_cannot_change_where_it_comes_from(address: str, expected: str) -> None:
    assert household(address) == expected
