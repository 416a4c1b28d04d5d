"""The same site as in the tests of light pages, with an afternoon in its database."""

import pytest

from storage.database import Database
from tests.light.conftest import advisor, client, database, held_by, house
from tests.stage.afternoon import Afternoon

__all__ = ["advisor", "client", "database", "held_by", "house"]


@pytest.fixture
def afternoon(database: Database) -> Afternoon:
    """A series with five use cases, an idea and six people who have arrived."""
    made = Afternoon(database, people_wanted=6, entries=5)
    made.arrive()
    return made


@pytest.fixture
def revealed(afternoon: Afternoon) -> Afternoon:
    """The same after the first reveal."""
    round_ = afternoon.open_round()
    afternoon.rate(round_)
    afternoon.reveal(round_)
    return afternoon
