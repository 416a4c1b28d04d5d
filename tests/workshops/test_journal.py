"""The log from which the minutes are written, and the one number that tells a page to look again."""

import pytest

from storage.database import Database
from tests.workshops.factories import a_series
from tests.workshops.room import ADVISOR
from workshops import journal
from workshops.actors import Actor, Role


def test_lines_come_in_their_order_with_role_and_facts(database: Database):
    series_id = a_series(database).id
    wall = Actor(Role.WALL, series_id=series_id)
    facts = {"text": "=1+1 <b>🚲\u2028", "number": 0.1, "none": None, "list": [1, "ü"]}
    with database.write() as session:
        journal.record(session, wall, series_id, "first", **facts)
        journal.record(session, ADVISOR, series_id, "second")
    _created, first, second = journal.events(database, ADVISOR, series_id)
    assert (first.kind, first.role, first.payload) == ("first", "wall", facts)
    assert (second.kind, second.role, second.payload) == ("second", "advisor", {})
    assert first.at <= second.at
    assert first.at.tzinfo is not None


def test_each_series_has_its_own_log_and_number(database: Database):
    one, other = a_series(database, "Eins").id, a_series(database, "Zwei").id
    with database.write() as session:
        journal.record(session, ADVISOR, one, "changed")
    assert (journal.revision(database, one), journal.revision(database, other)) == (2, 1)
    assert [event.kind for event in journal.events(database, ADVISOR, other)] == ["series_created"]


@pytest.mark.parametrize("series_id", ["gone", "", "\0"])
def test_a_series_that_is_gone_has_no_number(database: Database, series_id: str):
    assert journal.revision(database, series_id) is None


def test_a_change_that_fails_leaves_no_line_and_no_number(database: Database):
    series_id = a_series(database).id

    def fail() -> None:
        with database.write() as session:
            journal.record(session, ADVISOR, series_id, "changed")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert journal.revision(database, series_id) == 1
    assert len(journal.events(database, ADVISOR, series_id)) == 1
