"""How an installation stands, in figures for its operator: no series, nobody and nothing is named."""

from typing import NamedTuple

from storage import queries
from storage.database import Database
from storage.types import now
from workshops import installation


class Figures(NamedTuple):
    """How many series there are, how often all of them were changed, and how many browsers are signed in."""

    series: int
    revisions: int
    browsers: int


def figures(database: Database) -> Figures:
    """Count; raises StorageError where the database does not answer."""
    with database.read() as session:
        return Figures(*queries.totals(session), queries.open_sessions(session, now()))


def waiting_writes() -> int:
    """Return how many writes of phones wait for their turn in this process."""
    return installation.waiting()
