"""Figures of an installation: counted in the database and the queue, nothing is named."""

from storage.database import Database
from tests.workshops.room import Room
from workshops import installation, operation
from workshops.access import admission


def test_series_changes_and_browsers_are_counted(database: Database):
    assert operation.figures(database) == (0, 0, 0)
    room = Room(database)
    before = operation.figures(database)
    assert before.series == 1
    room.open_round()
    token = admission.sign_in(database, admission.sign_in_link_token(database))
    after = operation.figures(database)
    assert (after.series, after.browsers) == (1, 1)
    assert after.revisions > before.revisions
    admission.sign_out(database, token)
    assert operation.figures(database).browsers == 0


def test_without_a_writer_nothing_waits():
    installation.close()
    assert operation.waiting_writes() == 0
