"""A workshop in a database of each kind."""

import pytest

from storage.database import Database
from tests.workshops.room import Room


@pytest.fixture
def room(database: Database) -> Room:
    return Room(database)
