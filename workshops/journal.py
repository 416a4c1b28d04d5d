"""The log of a series: every change leaves a line, and every line raises the revision."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from storage import queries
from storage.database import Database
from storage.tables import EventRow
from workshops.actors import Actor, Role, require


class EventView(BaseModel):
    """One line of the log: when, by which role, what, and the facts of it."""

    model_config = ConfigDict(frozen=True)

    at: datetime
    role: str
    kind: str
    payload: dict[str, Any]


def record(session: Session, actor: Actor, series_id: str, kind: str, **payload: Any) -> None:
    """Write a line and raise the revision, so that every open page sees the change."""
    queries.add(session, EventRow(series_id=series_id, role=actor.role, kind=kind, payload=payload))
    queries.next_revision(session, series_id)


def events(database: Database, actor: Actor, series_id: str) -> tuple[EventView, ...]:
    """Return the series' log, oldest first."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        rows = queries.many(session, EventRow, series_id=series_id, order_by=("id",))
    return tuple(EventView(at=row.at, role=row.role, kind=row.kind, payload=row.payload) for row in rows)


def revision(database: Database, series_id: str) -> int | None:
    """Return the series' revision, or None when it is gone; it says nothing about the content."""
    with database.read() as session:
        return queries.revision(session, series_id)
