"""How often somebody was wrong lately, counted where all processes see it."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import bindparam, case, delete, select
from sqlmodel import Session, col

from storage.tables import GuessRow
from storage.upserts import upserting

_TABLE: Any = GuessRow.__table__  # type: ignore[attr-defined]


class Count(NamedTuple):
    """How many there were since `begun_at`."""

    number: int
    begun_at: datetime


def add(session: Session, key: str, at: datetime, window: timedelta) -> Count:
    """Count one more; a count that is older than `window` begins anew."""
    row = session.connection().execute(
        _one_more(session.connection().dialect.name), {"key": key, "at": at, "expired": at - window}
    )
    number, begun_at = row.one()
    return Count(number, begun_at)


def count(session: Session, key: str, at: datetime, window: timedelta) -> Count | None:
    """Return how many there were within `window`, None if there were none."""
    row = session.execute(
        select(col(GuessRow.number), col(GuessRow.begun_at)).where(
            col(GuessRow.key) == key, col(GuessRow.begun_at) > at - window
        )
    ).one_or_none()
    return Count(*row) if row else None


def take_turn(session: Session, key: str, at: datetime, spacing: timedelta) -> datetime:
    """Return when it is this one's turn: `spacing` after the one before, at the earliest now."""
    row = session.execute(
        select(GuessRow).where(col(GuessRow.key) == key).with_for_update()
    ).scalar_one_or_none()
    if row is None:
        return at
    turn = max(at, row.next_turn or at)
    row.next_turn = turn + spacing
    return turn


def forget(session: Session, before: datetime) -> None:
    """Delete what began before: nobody's tries are kept longer than they count."""
    session.execute(delete(GuessRow).where(col(GuessRow.begun_at) < before))


@cache
def _one_more(dialect: str) -> Any:
    at, expired = (
        bindparam("at", type_=_TABLE.c.begun_at.type),
        bindparam("expired", type_=_TABLE.c.begun_at.type),
    )
    over = _TABLE.c.begun_at <= expired
    return (
        upserting(dialect)(_TABLE)
        .values(key=bindparam("key"), number=1, begun_at=at, next_turn=None)
        .on_conflict_do_update(
            index_elements=["key"],
            set_={
                "number": case((over, 1), else_=_TABLE.c.number + 1),
                "begun_at": case((over, at), else_=_TABLE.c.begun_at),
            },
        )
        .returning(_TABLE.c.number, _TABLE.c.begun_at)
    )
