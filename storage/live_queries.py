"""What is asked of the database while a room rates: few columns, few rows, no row objects."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Integer, bindparam, cast, delete, exists, func, or_, select, update
from sqlmodel import Session, col

from storage.tables import (
    AllocationRow,
    AskedRow,
    AttendanceRow,
    CommentRow,
    DeviceRow,
    DotRow,
    FinishedRow,
    IdeaRow,
    ParticipantRow,
    RatingRow,
    RoundRow,
    SeriesRow,
    TakenOutRow,
    WeightRow,
)


class Person(NamedTuple):
    """A participant behind a device."""

    id: str
    series_id: str
    kind: str
    group: str | None


class RoundInForce(NamedTuple):
    """What decides whether an answer is accepted."""

    kind: str
    state: str
    item_ids: Sequence[str]
    criterion_ids: Sequence[str]
    archived_at: datetime | None = None
    short: bool = False


def person_of_device(session: Session, token_hash: str) -> Person | None:
    """Return the participant who uses a device, or None."""
    statement = select(*_person_columns()).join(
        DeviceRow, col(DeviceRow.participant_id) == col(ParticipantRow.id)
    )
    row = session.execute(statement.where(col(DeviceRow.token_hash) == token_hash)).one_or_none()
    return Person(*row) if row else None


def person_of_code(session: Session, series_id: str, reentry_hash: str) -> Person | None:
    """Return the participant of a series who owns a re-entry code, or None."""
    statement = (
        select(*_person_columns())
        .join(DeviceRow, col(DeviceRow.participant_id) == col(ParticipantRow.id))
        .where(col(DeviceRow.reentry_hash) == reentry_hash, col(ParticipantRow.series_id) == series_id)
    )
    row = session.execute(statement).first()
    return Person(*row) if row else None


def _person_columns() -> tuple[Any, ...]:
    return (
        col(ParticipantRow.id),
        col(ParticipantRow.series_id),
        col(ParticipantRow.kind),
        col(ParticipantRow.group),
    )


# Every vote asks these: building a statement costs more than running it, so they are built once.
_OUT = exists().where(col(TakenOutRow.participant_id) == col(ParticipantRow.id)).correlate(ParticipantRow)
_SERIES_OF_PARTICIPANT = select(col(ParticipantRow.series_id)).where(
    col(ParticipantRow.id) == bindparam("participant"), ~_OUT
)
_LOCKED_SERIES = (
    select(col(SeriesRow.id)).where(col(SeriesRow.id) == bindparam("series")).with_for_update(key_share=True)
)
_ROUND_IN_FORCE = select(
    col(RoundRow.kind),
    col(RoundRow.state),
    col(RoundRow.item_ids),
    col(RoundRow.criterion_ids),
    select(col(SeriesRow.archived_at)).where(col(SeriesRow.id) == bindparam("series")).scalar_subquery(),
    exists().where(col(AllocationRow.round_id) == col(RoundRow.id)).correlate(RoundRow),
).where(col(RoundRow.id) == bindparam("round"), col(RoundRow.series_id) == bindparam("series"))


_ANSWERS_GIVEN = (
    select(func.count())
    .select_from(RatingRow)
    .where(
        col(RatingRow.round_id) == bindparam("round"),
        col(RatingRow.participant_id) == bindparam("participant"),
    )
)


def answers_given(session: Session, round_id: str, participant_id: str) -> int:
    """Return how many answers a participant has in a round."""
    values = {"round": round_id, "participant": participant_id}
    return int(session.connection().execute(_ANSWERS_GIVEN, values).scalar_one())


def is_participant(session: Session, participant_id: str, series_id: str) -> bool:
    """Return whether the participant is still there, and counts."""
    found = session.connection().execute(_SERIES_OF_PARTICIPANT, {"participant": participant_id})
    return bool(found.scalar_one_or_none() == series_id)


def is_taken_out(session: Session, participant_id: str) -> bool:
    """Return whether a participant's record was taken out of the room."""
    found = select(func.count()).where(col(TakenOutRow.participant_id) == participant_id)
    return bool(session.execute(found).scalar_one())


def held_round(session: Session, series_id: str, round_id: str) -> RoundInForce | None:
    """Return what decides about answers; nothing of the series changes until the transaction ends.

    On PostgreSQL the series' row is locked first and the round read afterwards: a
    round that is being closed at this moment is seen as closed.
    """
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        connection.execute(_LOCKED_SERIES, {"series": series_id})
        return _round_in_force(connection, series_id, round_id)
    # SQLite's one writer holds everything: what it has read stays true until it commits.
    known: dict[tuple[str, str], RoundInForce | None] = session.info.setdefault("rounds", {})
    if (series_id, round_id) not in known:
        known[series_id, round_id] = _round_in_force(connection, series_id, round_id)
    return known[series_id, round_id]


def _round_in_force(connection: Connection, series_id: str, round_id: str) -> RoundInForce | None:
    row = connection.execute(_ROUND_IN_FORCE, {"round": round_id, "series": series_id}).one_or_none()
    return RoundInForce(*row) if row else None


def touch(session: Session, participant_id: str, at: datetime) -> None:
    """Remember that a participant was there."""
    session.execute(
        update(ParticipantRow).where(col(ParticipantRow.id) == participant_id).values(last_seen_at=at)
    )


def present(session: Session, series_id: str, round_id: str | None, since: datetime) -> tuple[int, int]:
    """Return how many take part (seen since, or done with the round) and how many of them are done."""
    marks = select(col(FinishedRow.participant_id)).where(col(FinishedRow.round_id) == (round_id or ""))
    done = col(ParticipantRow.id).in_(marks)
    statement = select(func.count(), func.coalesce(func.sum(cast(done, Integer)), 0)).where(
        col(ParticipantRow.series_id) == series_id,
        col(ParticipantRow.kind) != "group",
        col(ParticipantRow.watching).is_(False),
        ~_OUT,
        or_(col(ParticipantRow.last_seen_at) >= since, done),
    )
    row = session.execute(statement).one()
    return int(row[0]), int(row[1])


def own_ratings(
    session: Session, round_id: str, participant_id: str
) -> list[tuple[str, str, int | None, int]]:
    """Return one participant's answers in a round as (item, criterion, value, counter)."""
    statement = select(
        col(RatingRow.item_id), col(RatingRow.criterion_id), col(RatingRow.value), col(RatingRow.counter)
    ).where(col(RatingRow.round_id) == round_id, col(RatingRow.participant_id) == participant_id)
    return [(row[0], row[1], row[2], row[3]) for row in session.execute(statement)]


def answer_times(session: Session, series_id: str) -> list[tuple[tuple[str, str], datetime]]:
    """Return when answers of people on phones came, by (round, person) and in order, in revealed rounds."""
    statement = (
        select(col(RatingRow.round_id), col(RatingRow.participant_id), col(RatingRow.rated_at))
        .join(RoundRow, col(RoundRow.id) == col(RatingRow.round_id))
        .join(ParticipantRow, col(ParticipantRow.id) == col(RatingRow.participant_id))
        .where(
            col(RoundRow.series_id) == series_id,
            col(RoundRow.kind) == "live",
            col(RoundRow.state) == "revealed",
            col(ParticipantRow.kind) == "phone",
        )
        .order_by(col(RatingRow.round_id), col(RatingRow.participant_id), col(RatingRow.rated_at))
    )
    return [((row[0], row[1]), row[2]) for row in session.execute(statement)]


def reassign(session: Session, old_id: str, new_id: str) -> None:
    """Move everything that a participant answered to another participant."""
    for table in (RatingRow, AskedRow, FinishedRow, AttendanceRow, DotRow):
        session.execute(
            update(table).where(col(table.participant_id) == old_id).values(participant_id=new_id)
        )
    session.execute(
        update(WeightRow)
        .where(col(WeightRow.owner_kind) == "participant", col(WeightRow.owner) == old_id)
        .values(owner=new_id)
    )


def forget_times(session: Session, series_id: str) -> None:
    """Take from what people gave when they gave it: it gets the opening of its round, or of the series.

    What the room agreed on is nobody's, and its time decides whether it counts.
    """
    rounds = select(col(RoundRow.id), col(RoundRow.opened_at), col(RoundRow.created_at))
    for round_id, opened_at, created_at in session.execute(
        rounds.where(col(RoundRow.series_id) == series_id, col(RoundRow.kind) != "group")
    ):
        at = opened_at or created_at
        session.execute(
            update(RatingRow).where(col(RatingRow.round_id) == round_id).values(rated_at=at, counter=0)
        )
        session.execute(update(FinishedRow).where(col(FinishedRow.round_id) == round_id).values(at=at))
    begun = select(col(SeriesRow.created_at)).where(col(SeriesRow.id) == series_id).scalar_subquery()
    session.execute(update(IdeaRow).where(col(IdeaRow.series_id) == series_id).values(sent_at=begun))
    session.execute(
        update(WeightRow)
        .where(col(WeightRow.series_id) == series_id, col(WeightRow.owner_kind) == "participant")
        .values(changed_at=begun)
    )


def remove_comments(session: Session, series_id: str) -> int:
    """Delete all remarks of a series and return how many there were."""
    rounds = select(col(RoundRow.id)).where(col(RoundRow.series_id) == series_id)
    statement = delete(CommentRow).where(col(CommentRow.round_id).in_(rounds))
    result: Any = session.execute(statement.execution_options(synchronize_session=False))
    return int(result.rowcount)


def remove_ideas(session: Session, series_id: str, states: Iterable[str]) -> int:
    """Delete the ideas of a series in these states and return how many there were."""
    result: Any = session.execute(
        delete(IdeaRow).where(col(IdeaRow.series_id) == series_id, col(IdeaRow.state).in_(list(states)))
    )
    return int(result.rowcount)


def most_dots(session: Session, series_id: str) -> int:
    """Return how many dots the person has given who gave the most."""
    given = (
        select(func.sum(DotRow.dots).label("dots"))
        .where(col(DotRow.series_id) == series_id)
        .group_by(col(DotRow.participant_id))
        .subquery()
    )
    return int(session.execute(select(func.coalesce(func.max(given.c.dots), 0))).scalar_one())
