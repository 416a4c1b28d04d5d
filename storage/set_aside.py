"""One person's answers, taken out of every count and put back as they were."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlmodel import Session, SQLModel, col

from storage import queries
from storage.tables import (
    CommentRow,
    DotRow,
    FinishedRow,
    ParticipantRow,
    RatingRow,
    RoundRow,
    TakenOutRow,
    WeightRow,
)

_JOINS = ("phone", "tablet")
"""What people join with; the room that agrees as one and sheets of paper are the advisor's own."""
_OF_ROUNDS: tuple[type[SQLModel], ...] = (RatingRow, FinishedRow, CommentRow)


class JoinedRecord(NamedTuple):
    """A record of a series: when it joined, on what device, whether it was taken out or only watches."""

    id: str
    kind: str
    joined_at: datetime
    taken_out_at: datetime | None
    watching: bool = False


def records(session: Session, series_id: str) -> list[JoinedRecord]:
    """Return everybody who joined a series with a device, in that order."""
    statement = (
        select(
            col(ParticipantRow.id),
            col(ParticipantRow.kind),
            col(ParticipantRow.joined_at),
            col(TakenOutRow.at),
            col(ParticipantRow.watching),
        )
        .join(TakenOutRow, col(TakenOutRow.participant_id) == col(ParticipantRow.id), isouter=True)
        .where(col(ParticipantRow.series_id) == series_id, col(ParticipantRow.kind).in_(_JOINS))
        .order_by(col(ParticipantRow.joined_at), col(ParticipantRow.id))
    )
    return [JoinedRecord(*row) for row in session.execute(statement)]


def taken_out(session: Session, series_id: str) -> int:
    """Return how many records of a series do not count."""
    statement = select(func.count()).select_from(TakenOutRow).where(col(TakenOutRow.series_id) == series_id)
    return int(session.execute(statement).scalar_one())


def set_aside(session: Session, person: ParticipantRow) -> None:
    """Move what a person gave and nobody has seen yet out of the tables that are counted."""
    kept: dict[str, list[dict[str, Any]]] = {}
    for table, place in _places(session, person):
        rows = queries.many(session, table, **place)
        kept.setdefault(table.__name__, []).extend(row.model_dump(mode="json") for row in rows)
        queries.remove(session, table, **place)
    queries.add(
        session, TakenOutRow(participant_id=person.id, series_id=person.series_id, answers=dict(kept))
    )


def put_back(session: Session, person: ParticipantRow) -> None:
    """Let a record that was taken out count again."""
    held = queries.one(session, TakenOutRow, participant_id=person.id)
    if held is None:
        return
    still_open = {row.id for row in _hidden_rounds(session, person.series_id)}
    tables: tuple[type[SQLModel], ...] = (*_OF_ROUNDS, DotRow, WeightRow)
    for table in tables:
        for values in held.answers.get(table.__name__, []):
            if values.get("round_id") in {None, *still_open}:
                queries.add(session, table.model_validate(values))
    queries.remove(session, TakenOutRow, participant_id=person.id)


def delete_taken_out(session: Session, series_id: str) -> int:
    """Delete the records that were taken out, with everything they hold; return how many there were.

    Who counted in a result that was revealed before stays behind that, and stays out of what comes.
    """
    rows = queries.many(session, TakenOutRow, series_id=series_id)
    for row in rows:
        if queries.count(session, RatingRow, participant_id=row.participant_id):
            row.answers = {}
        else:
            queries.remove(session, ParticipantRow, id=row.participant_id)
    return len(rows)


def _places(session: Session, person: ParticipantRow) -> Sequence[tuple[type[SQLModel], dict[str, Any]]]:
    """Return where a person's answers lie that nobody has seen yet: tables and values to find them by."""
    rounds = [row.id for row in _hidden_rounds(session, person.series_id)]
    return [
        *(
            (table, {"round_id": round_id, "participant_id": person.id})
            for round_id in rounds
            for table in _OF_ROUNDS
        ),
        (DotRow, {"series_id": person.series_id, "participant_id": person.id}),
        (
            WeightRow,
            {"series_id": person.series_id, "owner_kind": "participant", "owner": person.id},
        ),
    ]


def _hidden_rounds(session: Session, series_id: str) -> list[RoundRow]:
    return [row for row in queries.many(session, RoundRow, series_id=series_id) if row.state != "revealed"]
