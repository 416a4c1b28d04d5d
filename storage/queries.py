"""Everything that is asked of the database; each function takes a session and never commits."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Any, TypeVar

from sqlalchemy import and_, delete, false, func, insert, or_, select, update
from sqlmodel import Session, SQLModel, col

from storage.tables import (
    AdvisorSessionRow,
    CommentRow,
    EventRow,
    FinishedRow,
    GateRow,
    ItemRow,
    ParticipantRow,
    RatingRow,
    RoundRow,
    SeriesRow,
)

Row = TypeVar("Row", bound=SQLModel)
_ROWS_AT_ONCE = 5_000


def _matching(statement: Any, table: type[SQLModel], equals: dict[str, Any]) -> Any:
    for name, value in equals.items():
        column = getattr(table, name)
        # An address may hold a NUL, which PostgreSQL refuses even to look for.
        impossible = isinstance(value, str) and "\0" in value
        statement = statement.where(false() if impossible else column == value)
    return statement


def _fresh(table: type[SQLModel], equals: dict[str, Any]) -> Any:
    """Select rows as the database has them now, also those that this session has seen before."""
    return _matching(select(table), table, equals).execution_options(populate_existing=True)


def add(session: Session, *rows: SQLModel) -> None:
    """Insert rows in the order given: what others refer to comes first."""
    for row in rows:
        session.add(row)
        session.flush()


def insert_many(session: Session, table: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows of one table, given as values by column; no row objects are built."""
    for first in range(0, len(rows), _ROWS_AT_ONCE):
        session.execute(insert(table), rows[first : first + _ROWS_AT_ONCE])


def one(session: Session, table: type[Row], **equals: Any) -> Row | None:
    """Return the only row of `table` with these values, or None."""
    row: Row | None = session.execute(_fresh(table, equals)).scalar_one_or_none()
    return row


def held(session: Session, table: type[Row], **equals: Any) -> Row | None:
    """Return the only row of `table` with these values, or None.

    Within `Database.write` it stays locked until the commit, as `series` does it:
    for what belongs to no series.
    """
    statement = _fresh(table, equals)
    if session.info.get("writes"):
        statement = statement.with_for_update()
    row: Row | None = session.execute(statement).scalar_one_or_none()
    return row


def series(session: Session, series_id: str) -> SeriesRow | None:
    """Return a series, or None.

    Within `Database.write` its row stays locked until the commit: writers of one
    series take turns, so that what one of them has checked still holds when it
    writes. Readers never wait. (On SQLite all writers take turns anyway.)
    """
    statement = _fresh(SeriesRow, {"id": series_id})
    if session.info.get("writes"):
        # Without "key_share", somebody who only joins the series would have to wait, too.
        statement = statement.with_for_update(key_share=True)
    row: SeriesRow | None = session.execute(statement).scalar_one_or_none()
    return row


def of_series(session: Session, table: type[Row], row_id: str) -> Row | None:
    """Return a row that belongs to a series, or None.

    Within `Database.write` its series is locked, as by `series`.
    """
    row: Any = one(session, table, id=row_id)
    if row is not None and session.info.get("writes"):
        series(session, row.series_id)
        row = one(session, table, id=row_id)  # as the writer before has left it
    return row  # type: ignore[no-any-return]


def many(session: Session, table: type[Row], *, order_by: Sequence[str] = (), **equals: Any) -> list[Row]:
    """Return all rows with these values; a name in `order_by` that begins with "-" sorts downwards."""
    statement = _fresh(table, equals)
    for name in order_by:
        column = getattr(table, name.removeprefix("-"))
        statement = statement.order_by(column.desc() if name.startswith("-") else column.asc())
    return list(session.execute(statement).scalars())


def count(session: Session, table: type[Row], **equals: Any) -> int:
    """Return how many rows have these values."""
    return int(
        session.execute(_matching(select(func.count()).select_from(table), table, equals)).scalar_one()
    )


def remove(session: Session, table: type[Row], **equals: Any) -> int:
    """Delete the rows with these values and return how many there were."""
    if not equals:
        raise ValueError("A deletion needs a condition.")
    result: Any = session.execute(_matching(delete(table), table, equals))
    return int(result.rowcount)


def remove_ended_sessions(session: Session, at: datetime) -> None:
    """Delete the advisors' sessions that have ended by themselves."""
    session.execute(delete(AdvisorSessionRow).where(col(AdvisorSessionRow.expires_at) <= at))


def remove_sessions(session: Session) -> None:
    """Delete all sessions of advisors."""
    session.execute(delete(AdvisorSessionRow))


def next_revision(session: Session, series_id: str) -> int:
    """Raise the series' revision by one, in the database itself, and return it."""
    statement = (
        update(SeriesRow)
        .where(col(SeriesRow.id) == series_id)
        .values(revision=SeriesRow.revision + 1)
        .returning(col(SeriesRow.revision))
    )
    return int(session.execute(statement).scalar_one())


def revision(session: Session, series_id: str) -> int | None:
    """Return the series' revision, or None when there is no such series."""
    statement = _matching(select(col(SeriesRow.revision)), SeriesRow, {"id": series_id})
    found: int | None = session.execute(statement).scalar_one_or_none()
    return found


def shortlist(session: Session, series_id: str) -> list[ItemRow]:
    """Return the items now on the shortlist, in their order."""
    return many(session, ItemRow, series_id=series_id, removed_at=None, order_by=("position", "id"))


def gates(session: Session, series_id: str) -> list[GateRow]:
    """Return the answers to the gates of all items of a series."""
    of_series = select(col(ItemRow.id)).where(col(ItemRow.series_id) == series_id)
    statement = select(GateRow).where(col(GateRow.item_id).in_(of_series)).order_by(col(GateRow.gate_id))
    return list(session.execute(statement).scalars())


def upsert_rating(
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
    rating = {
        "round_id": round_id,
        "participant_id": participant_id,
        "item_id": item_id,
        "criterion_id": criterion_id,
        "value": value,
        "counter": counter,
        "rated_at": rated_at,
    }
    return _upsert(session, RatingRow, rating, counted="value")


def upsert_comment(session: Session, comment: CommentRow) -> bool:
    """Store a remark if it is newer than the one that is there; return whether it was stored."""
    return _upsert(session, CommentRow, comment.model_dump(), counted="text")


def mark_finished(session: Session, finished: FinishedRow) -> bool:
    """Remember that a participant is done; a second time changes nothing."""
    return _upsert(session, FinishedRow, finished.model_dump())


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


def ratings(session: Session, round_id: str) -> list[tuple[str, str, str, int | None]]:
    """Return a round's answers as (participant, item, criterion, value), without building row objects."""
    table = RatingRow.__table__.columns  # type: ignore[attr-defined]
    who, item, criterion = table.participant_id, table.item_id, table.criterion_id
    statement = (
        select(who, item, criterion, table.value)
        .where(table.round_id == round_id)
        .order_by(who, item, criterion)
    )
    # By the connection: the session would look at each of some ten thousand rows for objects in it.
    rows: Any = session.connection().execute(statement).all()
    return list(rows)


def rating_counts(session: Session, round_id: str) -> tuple[int, int, int]:
    """Return how many people answered in a round, how many ratings they gave, and how many "cannot judge"."""
    statement = select(
        func.count(col(RatingRow.participant_id).distinct()),
        func.count(col(RatingRow.value)),
        func.count(),
    ).where(col(RatingRow.round_id) == round_id)
    people, rated, answers = session.execute(statement).one()
    return people, rated, answers - rated


def raters(session: Session, round_id: str) -> list[ParticipantRow]:
    """Return the participants with at least one answer in a round, oldest first."""
    answered = select(col(RatingRow.participant_id)).where(col(RatingRow.round_id) == round_id)
    statement = (
        select(ParticipantRow)
        .where(col(ParticipantRow.id).in_(answered))
        .order_by(col(ParticipantRow.joined_at), col(ParticipantRow.id))
    )
    return list(session.execute(statement).scalars())


def newest_event(session: Session) -> EventRow | None:
    """Return the line that was written last in any series, or None."""
    found: EventRow | None = session.execute(
        select(EventRow).order_by(col(EventRow.at).desc()).limit(1)
    ).scalar_one_or_none()
    return found


def latest_round(session: Session, series_id: str) -> RoundRow | None:
    """Return the series' round with the highest number, or None."""
    found = many(session, RoundRow, series_id=series_id, order_by=("-number",))
    return found[0] if found else None
