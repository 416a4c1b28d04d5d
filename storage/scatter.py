"""Rows written anew in the order of their keys: a file must not tell in which order they came."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlmodel import Session, SQLModel, col

from storage import queries
from storage.tables import AskedRow, DotRow, FinishedRow, NotAskedRow, RatingRow, RoundRow


def scatter(session: Session, series_id: str) -> None:
    """Write what people gave in a series anew, sorted by random keys instead of by the time it arrived.

    A table without a number of its own keeps its rows in the file in the order in which they were written.
    """
    rounds = [row.id for row in queries.many(session, RoundRow, series_id=series_id)]
    for table, column, values in (
        (RatingRow, RatingRow.round_id, rounds),
        (FinishedRow, FinishedRow.round_id, rounds),
        (AskedRow, AskedRow.round_id, rounds),
        (NotAskedRow, NotAskedRow.round_id, rounds),
        (DotRow, DotRow.series_id, [series_id]),
    ):
        _write_anew(session, table, column, values)


def _write_anew(session: Session, table: type[SQLModel], column: Any, values: Sequence[str]) -> None:
    session.flush()
    columns = table.__table__.columns  # type: ignore[attr-defined]
    keys = [each for each in columns if each.primary_key]
    found = session.connection().execute(
        select(*columns).where(col(column).in_(values)).order_by(columns.participant_id, *keys)
    )
    rows = [dict(row) for row in found.mappings()]
    statement = delete(table).where(col(column).in_(values)).execution_options(synchronize_session=False)
    session.execute(statement)
    queries.insert_many(session, table, rows)
