"""What is said everywhere of a round in one's own time: when it begins, until when it is open, that it was.

All times are those of German clocks, in the way the language in use writes them.
"""

from storage import queries
from storage.database import Database
from storage.tables import RoundRow
from translations import _
from translations.formats import datetime_
from workshops.live import own_time, rounds
from workshops.live.own_time import Span
from workshops.live.rounds import Kind, RoundView, State


def coming(span: Span) -> str:
    """Return from when to when a round can be answered that has not begun."""
    return _("The round is open from {begin} to {end}.").format(
        begin=datetime_(span.begins_at), end=datetime_(span.ends_at)
    )


def until(held: RoundView | None) -> str:
    """Return until when an open round is open, or was, if it closed by itself; empty for all others."""
    if held is None or held.ends_at is None or held.state not in (State.OPEN, State.CLOSED):
        return ""
    end = datetime_(held.ends_at)
    if held.state is State.OPEN:
        return _("Open until {time}.").format(time=end)
    return _("The round was open until {time}.").format(time=end)


def times(held: RoundView) -> str:
    """Return when a round opens and closes by itself, or did; empty for one that does not."""
    if held.state is not State.DRAFT or held.ends_at is None:
        return until(held)
    if held.begins_at is None:
        return _("Once it is open, it closes by itself: {time}.").format(time=datetime_(held.ends_at))
    return coming(Span(begins_at=held.begins_at, ends_at=held.ends_at))


def for_newcomers(database: Database, series_id: str) -> str:
    """Return what somebody reads before joining: when the round begins, or until when it is open."""
    with database.read() as session:
        held = queries.many(session, RoundRow, series_id=series_id, kind=Kind.LIVE, order_by=("-number",))
        span = own_time.announced(held[0]) if held else None
        return coming(span) if span else until(rounds.view(session, held[0]) if held else None)
