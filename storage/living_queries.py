"""What is asked of the database across the rounds of a series: who was there, who said what when."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, exists, func, or_, select
from sqlmodel import Session, col

from storage.tables import AttendanceRow, GateRow, ItemRow, ParticipantRow, RatingRow, RoundRow


def attendance(session: Session, round_id: str) -> set[str]:
    """Return who was there when a round was revealed."""
    statement = select(col(AttendanceRow.participant_id)).where(col(AttendanceRow.round_id) == round_id)
    return set(session.execute(statement).scalars())


def in_the_room(session: Session, series_id: str, since: datetime) -> set[str]:
    """Return the people of a series who were seen since then, without those who only watch."""
    statement = select(col(ParticipantRow.id)).where(
        col(ParticipantRow.series_id) == series_id,
        col(ParticipantRow.kind) != "group",
        col(ParticipantRow.watching).is_(False),
        col(ParticipantRow.last_seen_at) >= since,
    )
    return set(session.execute(statement).scalars())


def answered_in(session: Session, round_id: str) -> set[str]:
    """Return who has answered something in a round."""
    statement = select(col(RatingRow.participant_id)).where(col(RatingRow.round_id) == round_id).distinct()
    return set(session.execute(statement).scalars())


def ever_answered(session: Session, series_id: str) -> set[str]:
    """Return the people with an answer in a revealed live round."""
    statement = (
        select(col(RatingRow.participant_id))
        .distinct()
        .where(col(RatingRow.round_id).in_(_revealed(series_id)))
    )
    return set(
        session.execute(statement.where(col(RatingRow.participant_id).in_(_people(series_id)))).scalars()
    )


def rated_items(session: Session, series_id: str) -> set[str]:
    """Return the items with an answer in a revealed round."""
    revealed = _revealed(series_id)
    statement = select(col(RatingRow.item_id)).distinct().where(col(RatingRow.round_id).in_(revealed))
    return set(session.execute(statement).scalars())


def answered_items(session: Session, round_ids: Sequence[str]) -> set[str]:
    """Return the items with an answer in any of these rounds."""
    asked = col(RatingRow.round_id).in_(round_ids)
    return set(session.execute(select(col(RatingRow.item_id)).distinct().where(asked)).scalars())


def _revealed(series_id: str) -> Any:
    return select(col(RoundRow.id)).where(
        col(RoundRow.series_id) == series_id, col(RoundRow.state) == "revealed"
    )


def _people(series_id: str) -> Any:
    return select(col(ParticipantRow.id)).where(
        col(ParticipantRow.series_id) == series_id, col(ParticipantRow.kind) != "group"
    )


def earlier_ratings(
    session: Session, series_id: str, participant_id: str
) -> list[tuple[str, str, int | None]]:
    """Return what a person answered in revealed rounds as (item, criterion, value), the newest last."""
    statement = (
        select(col(RatingRow.item_id), col(RatingRow.criterion_id), col(RatingRow.value))
        .join(RoundRow, col(RoundRow.id) == col(RatingRow.round_id))
        .where(
            col(RoundRow.series_id) == series_id,
            col(RoundRow.state) == "revealed",
            col(RatingRow.participant_id) == participant_id,
        )
        .order_by(col(RoundRow.number))
    )
    return [(row[0], row[1], row[2]) for row in session.execute(statement)]


_EXCLUDED = exists().where(col(GateRow.item_id) == col(ItemRow.id), col(GateRow.answer) == "no")
OFF_THE_LIST = select(col(ItemRow.id)).where(
    col(ItemRow.series_id) == bindparam("series"), or_(col(ItemRow.removed_at).is_not(None), _EXCLUDED)
)


def off_the_list(session: Session, series_id: str) -> frozenset[str]:
    """Return the items that a gate excludes or that were taken off."""
    return frozenset(session.connection().execute(OFF_THE_LIST, {"series": series_id}).scalars())


_TITLES = (
    select(col(ItemRow.title))
    .where(col(ItemRow.series_id) == bindparam("series"))
    .order_by(col(ItemRow.position), col(ItemRow.id))
)


def titles(session: Session, series_id: str) -> tuple[str, ...]:
    """Return what the items of a series are called, taken-off ones too, in the order of the shortlist."""
    return tuple(session.connection().execute(_TITLES, {"series": series_id}).scalars())


_RATABLE = (
    select(col(ItemRow.id))
    .where(
        col(ItemRow.series_id) == bindparam("series"),
        col(ItemRow.removed_at).is_(None),
        col(ItemRow.id).not_in(select(col(GateRow.item_id)).where(col(GateRow.answer) == "no")),
    )
    .order_by(col(ItemRow.position), col(ItemRow.id))
)


def ratable(session: Session, series_id: str) -> tuple[str, ...]:
    """Return the items that are on the shortlist and not excluded by a gate, in their order."""
    return tuple(session.execute(_RATABLE, {"series": series_id}).scalars())


class Named(NamedTuple):
    """What an item is called, its field of action, and of its snapshot only what its source calls it."""

    title: str
    area: str
    snapshot: dict[str, str]


_SOURCE_NAMES = ("title_de", "title_en")
_NAMED = select(
    col(ItemRow.id),
    col(ItemRow.title),
    col(ItemRow.area),
    *(ItemRow.__table__.columns["snapshot"][name].as_string() for name in _SOURCE_NAMES),  # type: ignore[attr-defined]
).where(col(ItemRow.series_id) == bindparam("series"))


def named(session: Session, series_id: str) -> dict[str, Named]:
    """Return what all items of a series are called, also those that were taken off.

    The snapshots stay in the database: to read sixty of them takes longer than all the rest.
    """
    rows = session.execute(_NAMED, {"series": series_id})
    return {
        item: Named(title, area, {n: v for n, v in zip(_SOURCE_NAMES, known, strict=True) if v is not None})
        for item, title, area, *known in rows
    }


def dated_ratings(session: Session, round_id: str) -> list[tuple[str, str, str, int | None, datetime]]:
    """Return a round's answers as (participant, item, criterion, value, time)."""
    statement = select(
        col(RatingRow.participant_id),
        col(RatingRow.item_id),
        col(RatingRow.criterion_id),
        col(RatingRow.value),
        col(RatingRow.rated_at),
    ).where(col(RatingRow.round_id) == round_id)
    return [(row[0], row[1], row[2], row[3], row[4]) for row in session.execute(statement)]


def told(session: Session, round_ids: list[str]) -> list[tuple[Any, ...]]:
    """Return for each round how many answers it has, their sum and latest time, and how many were there."""
    answers = (
        select(
            col(RatingRow.round_id),
            func.count(),
            func.count(col(RatingRow.value)),
            func.sum(col(RatingRow.value)),
            func.sum(col(RatingRow.counter)),
            func.max(col(RatingRow.rated_at)),
        )
        .where(col(RatingRow.round_id).in_(round_ids))
        .group_by(col(RatingRow.round_id))
        .order_by(col(RatingRow.round_id))
    )
    there = (
        select(col(AttendanceRow.round_id), func.count())
        .where(col(AttendanceRow.round_id).in_(round_ids))
        .group_by(col(AttendanceRow.round_id))
        .order_by(col(AttendanceRow.round_id))
    )
    return [tuple(row) for query in (answers, there) for row in session.execute(query)]


def people(session: Session, series_id: str) -> list[tuple[str, str, str | None]]:
    """Return the people of a series as (id, kind, group), in the order of their joining."""
    statement = (
        select(col(ParticipantRow.id), col(ParticipantRow.kind), col(ParticipantRow.group))
        .where(col(ParticipantRow.series_id) == series_id)
        .order_by(col(ParticipantRow.joined_at), col(ParticipantRow.id))
    )
    return [(row[0], row[1], row[2]) for row in session.execute(statement)]
