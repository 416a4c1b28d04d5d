"""A database of each kind, and a workshop in it."""

from collections.abc import Iterator

import pytest

from storage.database import Database, open_database
from tests.workshops.room import Room


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = open_database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def room(database: Database) -> Room:
    return Room(database)
