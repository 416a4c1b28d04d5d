"""Everything that is asked of the database; each function takes a session and never commits."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import bindparam, delete, false, func, insert, select, update
from sqlmodel import Session, SQLModel, col

from storage.tables import (
    AdvisorSessionRow,
    EventRow,
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
        statement = statement.where(false() if _impossible(value) else getattr(table, name) == value)
    return statement


def _impossible(value: object) -> bool:
    """Tell whether no row has this value: an address may hold a NUL, which PostgreSQL does not look for."""
    return isinstance(value, str) and "\0" in value


def _found(
    session: Session, table: type[Row], equals: Mapping[str, Any], *, order_by: Sequence[str] = ()
) -> Any:
    """Select rows as the database has them now, also those that this session has seen before."""
    statement, values = _asking(table, equals, tuple(order_by))
    return session.execute(statement, values).scalars()


def _asking(
    table: type[SQLModel], equals: Mapping[str, Any], order_by: tuple[str, ...] = (), *, counted: bool = False
) -> tuple[Any, Any]:
    """Return the statement that selects (or counts) the rows with these values, and its parameters."""
    if any(map(_impossible, equals.values())):
        return _selecting(table, frozenset(), frozenset(), order_by, counted).where(false()), {}
    values = {name: value for name, value in equals.items() if value is not None}
    empty = frozenset(equals.keys() - values.keys())
    return _selecting(table, frozenset(values), empty, order_by, counted), values


@cache
def _selecting(
    table: type[SQLModel],
    given: frozenset[str],
    empty: frozenset[str],
    order_by: tuple[str, ...],
    counted: bool,
) -> Any:
    """Return a statement, built once: building it anew takes longer than running it."""
    statement: Any = select(func.count()).select_from(table) if counted else select(table)
    for name in sorted(given):
        statement = statement.where(getattr(table, name) == bindparam(name))
    for name in sorted(empty):
        statement = statement.where(getattr(table, name).is_(None))
    for name in order_by:
        column = getattr(table, name.removeprefix("-"))
        statement = statement.order_by(column.desc() if name.startswith("-") else column.asc())
    return statement.execution_options(populate_existing=True)


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
    row: Row | None = _found(session, table, equals).one_or_none()
    return row


def held(session: Session, table: type[Row], **equals: Any) -> Row | None:
    """Return the only row of `table` with these values, or None.

    Within `Database.write` it stays locked until the commit, as `series` does it:
    for what belongs to no series.
    """
    statement, values = _asking(table, equals)
    if session.info.get("writes"):
        statement = statement.with_for_update()
    row: Row | None = session.execute(statement, values).scalar_one_or_none()
    return row


def series(session: Session, series_id: str) -> SeriesRow | None:
    """Return a series, or None.

    Within `Database.write` its row stays locked until the commit: writers of one
    series take turns, so that what one of them has checked still holds when it
    writes. Readers never wait. (On SQLite all writers take turns anyway.)
    """
    statement, values = _asking(SeriesRow, {"id": series_id})
    if session.info.get("writes"):
        # Without "key_share", somebody who only joins the series would have to wait, too.
        statement = statement.with_for_update(key_share=True)
    row: SeriesRow | None = session.execute(statement, values).scalar_one_or_none()
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
    return list(_found(session, table, equals, order_by=order_by))


def count(session: Session, table: type[Row], **equals: Any) -> int:
    """Return how many rows have these values."""
    statement, values = _asking(table, equals, counted=True)
    return int(session.execute(statement, values).scalar_one())


def some(session: Session, table: type[Row], **equals: Any) -> bool:
    """Tell whether any row has these values; rows are not counted, for there may be ten thousand."""
    statement, values = _asking(table, equals)
    return session.execute(statement.limit(1), values).first() is not None


def remove(session: Session, table: type[Row], **equals: Any) -> int:
    """Delete the rows with these values and return how many there were."""
    if not equals:
        raise ValueError("A deletion needs a condition.")
    result: Any = session.execute(_matching(delete(table), table, equals))
    return int(result.rowcount)


def remove_ended_sessions(session: Session, at: datetime) -> None:
    """Delete the advisors' sessions that have ended by themselves."""
    session.execute(delete(AdvisorSessionRow).where(col(AdvisorSessionRow.expires_at) <= at))


def open_sessions(session: Session, at: datetime) -> int:
    """Count the advisors' sessions that have not ended."""
    open_ones = col(AdvisorSessionRow.expires_at) > at
    return int(
        session.execute(select(func.count()).select_from(AdvisorSessionRow).where(open_ones)).scalar_one()
    )


def totals(session: Session) -> tuple[int, int]:
    """Count the series, and how often all of them together were changed."""
    number, changes = session.execute(select(func.count(), func.sum(SeriesRow.revision))).one()
    return int(number), int(changes or 0)


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
