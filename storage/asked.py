"""What was asked of whom, read without row objects: a row for each question of a short ballot, and what a
person is not asked because the group is left out.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, bindparam, delete, exists, func, select
from sqlmodel import Session, col

from storage import queries, voting
from storage.tables import (
    AllocationRow,
    AskedRow,
    FinishedRow,
    NotAskedRow,
    ParticipantRow,
    RatingRow,
    TakenOutRow,
)

Question = tuple[str, str]  # item and criterion


class AskedPerson(NamedTuple):
    """Somebody who was asked something in a round."""

    id: str
    group: str | None
    last_seen_at: datetime
    kind: str


def people(session: Session, round_id: str) -> list[AskedPerson]:
    """Return who was asked in a round and still counts, in the order in which they were asked first."""
    out = exists().where(col(TakenOutRow.participant_id) == col(ParticipantRow.id))
    statement = (
        select(
            col(ParticipantRow.id),
            col(ParticipantRow.group),
            col(ParticipantRow.last_seen_at),
            col(ParticipantRow.kind),
        )
        .join(AskedRow, col(AskedRow.participant_id) == col(ParticipantRow.id))
        .where(col(AskedRow.round_id) == round_id, ~out)
        .group_by(col(ParticipantRow.id))
        .order_by(col(ParticipantRow.joined_at), col(ParticipantRow.id))
    )
    return [AskedPerson(*row) for row in session.execute(statement)]


def questions(session: Session, round_id: str) -> list[tuple[str, str, str]]:
    """Return what was asked in a round as (participant, item, criterion)."""
    statement = select(col(AskedRow.participant_id), col(AskedRow.item_id), col(AskedRow.criterion_id))
    return [tuple(row) for row in session.execute(statement.where(col(AskedRow.round_id) == round_id))]


def counted(session: Session, round_id: str) -> tuple[int, int]:
    """Return how many questions were asked in a round, and of how many people."""
    statement = select(func.count(), func.count(col(AskedRow.participant_id).distinct()))
    questions, people = session.execute(statement.where(col(AskedRow.round_id) == round_id)).one()
    return int(questions), int(people)


def of_person(session: Session, round_id: str, participant_id: str) -> list[Question]:
    """Return what one person was asked in a round, in the order in which it is shown."""
    statement = (
        select(col(AskedRow.item_id), col(AskedRow.criterion_id))
        .where(col(AskedRow.round_id) == round_id, col(AskedRow.participant_id) == participant_id)
        .order_by(col(AskedRow.place))
    )
    return [(row[0], row[1]) for row in session.execute(statement)]


def add(
    session: Session, round_id: str, participant_id: str, wanted: Sequence[Question], in_pass: int
) -> None:
    """Ask a person further questions, after those that were asked before."""
    voting.forget_standings(session)
    last = select(func.max(col(AskedRow.place))).where(
        col(AskedRow.round_id) == round_id, col(AskedRow.participant_id) == participant_id
    )
    begin = session.execute(last).scalar_one_or_none()
    begin = 0 if begin is None else begin + 1
    rows = [
        {
            "round_id": round_id,
            "participant_id": participant_id,
            "item_id": item,
            "criterion_id": criterion,
            "place": begin + step,
            "in_pass": in_pass,
        }
        for step, (item, criterion) in enumerate(wanted)
    ]
    if rows:
        queries.insert_many(session, AskedRow, rows)


# Every vote of a short round asks this: building a statement costs more than running it.
_ALL_ANSWERED = (
    select(
        func.count(col(AskedRow.place)),
        func.count(col(RatingRow.item_id)),
        func.count(col(AskedRow.place)).filter(col(AskedRow.in_pass) > 0),
        func.max(col(AllocationRow.further)),
    )
    .select_from(AskedRow)
    .join(AllocationRow, col(AllocationRow.round_id) == col(AskedRow.round_id))
    .outerjoin(
        RatingRow,
        and_(
            col(RatingRow.round_id) == col(AskedRow.round_id),
            col(RatingRow.participant_id) == col(AskedRow.participant_id),
            col(RatingRow.item_id) == col(AskedRow.item_id),
            col(RatingRow.criterion_id) == col(AskedRow.criterion_id),
        ),
    )
    .where(
        col(AskedRow.round_id) == bindparam("round"),
        col(AskedRow.participant_id) == bindparam("participant"),
        col(AskedRow.item_id).not_in(bindparam("gone", expanding=True)),
    )
)


def all_answered(session: Session, round_id: str, participant_id: str, gone: Collection[str]) -> bool:
    """Return whether a person has answered all that was asked, and all that the advisor allowed was asked.

    What was asked about entries that are `gone` counts nowhere. False where nothing was drawn.
    """
    values = {"round": round_id, "participant": participant_id, "gone": list(gone)}
    wanted, given, further, allowed = session.connection().execute(_ALL_ANSWERED, values).one()
    return 0 < wanted == given and further >= allowed


def forget(session: Session, round_id: str, participant_id: str) -> None:
    """Forget what a person was asked in a round and what not: the sheet on paper was taken out."""
    for table in (AskedRow, NotAskedRow):
        session.execute(
            delete(table).where(col(table.round_id) == round_id, col(table.participant_id) == participant_id)
        )


def count_in_pass(session: Session, round_id: str, participant_id: str) -> int:
    """Return how many further questions, after the first pass, a person was asked."""
    statement = select(func.count()).where(
        col(AskedRow.round_id) == round_id,
        col(AskedRow.participant_id) == participant_id,
        col(AskedRow.in_pass) > 0,
    )
    return int(session.execute(statement).scalar_one())


def not_done_any_more(session: Session, round_id: str, participants: Sequence[str]) -> None:
    """Take back that people are done: there are new questions for them."""
    voting.forget_standings(session)
    session.execute(
        delete(FinishedRow).where(
            col(FinishedRow.round_id) == round_id, col(FinishedRow.participant_id).in_(list(participants))
        )
    )


def not_asked(session: Session, round_ids: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return what people were not asked in these rounds as (participant, criteria), a row for each ballot."""
    statement = select(col(NotAskedRow.participant_id), col(NotAskedRow.criterion_ids)).where(
        col(NotAskedRow.round_id).in_(round_ids)
    )
    return [(row[0], row[1]) for row in session.execute(statement)]


def settle_not_asked(
    session: Session, round_id: str, participant_id: str, criterion_ids: Sequence[str]
) -> None:
    """Note what a person is not asked in a round, in the place of what was noted before."""
    voting.forget_standings(session)
    place = {"round_id": round_id, "participant_id": participant_id}
    queries.remove(session, NotAskedRow, **place)
    queries.add(session, NotAskedRow(**place, criterion_ids=list(criterion_ids)))
