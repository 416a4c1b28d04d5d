"""What a round remembers at its reveal: the weights of that moment, and who was there."""

from sqlmodel import Session

from storage import living_queries, queries
from storage.tables import AttendanceRow, RoundRow, WeightRow
from storage.types import now
from workshops.live.counting import here_since, is_another_day


def keep_weights(session: Session, row: RoundRow) -> None:
    """Remember the weights that are agreed at this moment; none agreed yet is nothing to remember."""
    agreed = queries.one(session, WeightRow, series_id=row.series_id, owner_kind="agreed", owner="")
    if agreed is not None:
        row.weights = {
            "method": agreed.method,
            "dimensions": dict(agreed.dimensions),
            "criteria": dict(agreed.criteria),
        }


def keep_attendance(session: Session, row: RoundRow, before: RoundRow | None) -> None:
    """Remember who was there: seen or answering now, or at the round before on the same day."""
    opened = row.opened_at or now()
    there = living_queries.in_the_room(session, row.series_id, here_since(opened))
    there |= living_queries.answered_in(session, row.id)
    if before is not None and not is_another_day(before.revealed_at or before.created_at, opened):
        there |= living_queries.attendance(session, before.id)
    queries.add(session, *(AttendanceRow(round_id=row.id, participant_id=person) for person in sorted(there)))
