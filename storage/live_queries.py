"""What is asked of the database while a room rates: few columns, few rows, no row objects."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Integer, and_, bindparam, case, cast, delete, exists, func, or_, select, update
from sqlmodel import Session, col

from storage.tables import (
    AskedRow,
    AttendanceRow,
    CommentRow,
    DeviceRow,
    DotRow,
    FinishedRow,
    IdeaRow,
    NotAskedRow,
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
    watching: bool = False


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
        col(ParticipantRow.watching),
    )


_OUT = exists().where(col(TakenOutRow.participant_id) == col(ParticipantRow.id)).correlate(ParticipantRow)
_SERIES_OF_PARTICIPANT = select(col(ParticipantRow.series_id)).where(
    col(ParticipantRow.id) == bindparam("participant"), ~_OUT
)


def is_participant(session: Session, participant_id: str, series_id: str) -> bool:
    """Return whether the participant is still there, and counts."""
    found = session.connection().execute(_SERIES_OF_PARTICIPANT, {"participant": participant_id})
    return bool(found.scalar_one_or_none() == series_id)


def is_taken_out(session: Session, participant_id: str) -> bool:
    """Return whether a participant's record was taken out of the room."""
    found = select(func.count()).where(col(TakenOutRow.participant_id) == participant_id)
    return bool(session.execute(found).scalar_one())


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


def kinds_of_raters(session: Session, round_id: str) -> dict[str, int]:
    """Return how many people answered in a round on a phone, a tablet and on paper."""
    statement = (
        select(col(ParticipantRow.kind), func.count(func.distinct(col(RatingRow.participant_id))))
        .join(RatingRow, col(RatingRow.participant_id) == col(ParticipantRow.id))
        .where(col(RatingRow.round_id) == round_id, col(ParticipantRow.kind) != "group")
        .group_by(col(ParticipantRow.kind))
    )
    return {row[0]: row[1] for row in session.execute(statement)}


def own_ratings(
    session: Session, round_id: str, participant_id: str
) -> list[tuple[str, str, int | None, int]]:
    """Return one participant's answers in a round as (item, criterion, value, counter)."""
    statement = select(
        col(RatingRow.item_id), col(RatingRow.criterion_id), col(RatingRow.value), col(RatingRow.counter)
    ).where(col(RatingRow.round_id) == round_id, col(RatingRow.participant_id) == participant_id)
    return [(row[0], row[1], row[2], row[3]) for row in session.execute(statement)]


class RoundTimes(NamedTuple):
    """A live round that opens or closes by itself, and the moment when it does so next."""

    id: str
    at: datetime


def coming_changes(session: Session) -> list[RoundTimes]:
    """Return which rounds open or close by themselves, the next one first; none of archived series."""
    begins = and_(col(RoundRow.state) == "draft", col(RoundRow.begins_at).is_not(None))
    ends = and_(col(RoundRow.state) == "open", col(RoundRow.ends_at).is_not(None))
    at = case((begins, col(RoundRow.begins_at)), else_=col(RoundRow.ends_at)).label("at")
    statement = (
        select(col(RoundRow.id), at)
        .join(SeriesRow, col(SeriesRow.id) == col(RoundRow.series_id))
        .where(or_(begins, ends), col(RoundRow.kind) == "live", col(SeriesRow.archived_at).is_(None))
        .order_by(at)
    )
    return [RoundTimes(*row) for row in session.execute(statement)]


def answered_until(session: Session, round_id: str, moment: datetime) -> int:
    """Return how many people have an answer in a round that they gave up to this moment."""
    statement = select(func.count(func.distinct(col(RatingRow.participant_id)))).where(
        col(RatingRow.round_id) == round_id, col(RatingRow.rated_at) <= moment
    )
    return int(session.execute(statement).scalar_one())


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
    for table in (RatingRow, AskedRow, NotAskedRow, FinishedRow, AttendanceRow, DotRow):
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
