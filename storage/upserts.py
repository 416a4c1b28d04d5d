"""What phones send is stored once, whatever comes twice or late; no function commits."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Any

from sqlalchemy import and_, or_
from sqlmodel import Session, SQLModel

from storage.tables import CommentRow, FinishedRow, RatingRow


def rating(
    session: Session,
    *,
    round_id: str,
    participant_id: str,
    item_id: str,
    criterion_id: str,
    value: int | None,
    counter: int,
    rated_at: datetime,
) -> bool:
    """Store a rating if it is newer than the sender's one that is there; return whether it was stored.

    The same one sent again counts as stored. A sender that does not count sends 0: its last word stands.
    It takes values instead of a row: building the row costs as much as storing it.
    """
    given = {
        "round_id": round_id,
        "participant_id": participant_id,
        "item_id": item_id,
        "criterion_id": criterion_id,
        "value": value,
        "counter": counter,
        "rated_at": rated_at,
    }
    return _upsert(session, RatingRow, given, counted="value")


def comment(session: Session, said: CommentRow) -> bool:
    """Store a remark if it is newer than the one that is there; return whether it was stored."""
    return _upsert(session, CommentRow, said.model_dump(), counted="text")


def finished(session: Session, done: FinishedRow) -> bool:
    """Remember that a participant is done; a second time changes nothing."""
    return _upsert(session, FinishedRow, done.model_dump())


def _upsert(
    session: Session, table: type[SQLModel], values: Mapping[str, Any], counted: str | None = None
) -> bool:
    connection = session.connection()
    session.flush()
    statement = _upsert_statement(connection.dialect.name, table, counted)
    return connection.execute(statement, values).first() is not None


def upserting(dialect: str) -> Any:
    """Return the `insert` that knows ON CONFLICT; only that of the database in use is ever loaded."""
    return import_module(f"sqlalchemy.dialects.{dialect}").insert


@cache
def _upsert_statement(dialect: str, table: type[SQLModel], counted: str | None) -> Any:
    """Return the statement, built once: building it costs five times as much as running it.

    It gives back a key of what it has stored, because psycopg's count of the rows does not arrive here.
    """
    statement: Any = upserting(dialect)(table.__table__)  # type: ignore[attr-defined]
    columns = table.__table__.columns  # type: ignore[attr-defined]
    keys = [column.name for column in columns if column.primary_key]
    stored = statement.returning(columns[keys[0]])
    if counted is None:
        return stored.on_conflict_do_nothing(index_elements=keys)
    changed = {c.name: statement.excluded[c.name] for c in columns if not c.primary_key}
    here, sent = columns["counter"], statement.excluded["counter"]
    again = or_(sent == 0, columns[counted].is_not_distinct_from(statement.excluded[counted]))
    condition = or_(here < sent, and_(here == sent, again))
    return stored.on_conflict_do_update(index_elements=keys, set_=changed, where=condition)
