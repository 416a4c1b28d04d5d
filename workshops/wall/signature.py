"""A cheap mark of what decides which scene the wall shows, for the minutes in which everybody answers.

Each person who is done raises the revision of the series; a wall that shows how far the round is need not be
worked out anew for that.
"""

import json
from hashlib import sha256

from storage import queries
from storage.database import Database
from storage.tables import RoundRow
from workshops.live.rounds import Kind, State


def signature(database: Database, series_id: str) -> str:
    """Return a mark, a hash, of a series' settings and newest live round; empty when the series is gone."""
    with database.read() as session:
        series = queries.series(session, series_id)
        if series is None:
            return ""
        held = queries.many(session, RoundRow, series_id=series_id, kind=Kind.LIVE, order_by=("-number",))
        newest = next((row for row in held if row.state != State.DRAFT), None)
        facts = [series.settings, series.title, len(held)]
        if newest is not None:
            facts += [newest.id, newest.state, str(newest.timer_ends_at)]
    return sha256(json.dumps(facts, sort_keys=True, default=str).encode()).hexdigest()
