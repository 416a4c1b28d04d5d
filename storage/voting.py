"""What every vote asks of the database: two statements, built once, as building costs more than running."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, exists, func, select
from sqlmodel import Session, col

from storage.living_queries import OFF_THE_LIST
from storage.tables import (
    AskedRow,
    FinishedRow,
    NotAskedRow,
    ParticipantRow,
    RatingRow,
    RoundRow,
    SeriesRow,
    TakenOutRow,
)
from storage.types import now


class RoundInForce(NamedTuple):
    """What decides whether an answer is accepted; `gone`: excluded by a gate, or taken off.

    `ended_at`: when a round that is closed closed by itself, None for any other. `left_out`: the groups that
    are not asked, by criterion.
    """

    kind: str
    state: str
    item_ids: Sequence[str]
    criterion_ids: Sequence[str]
    archived_at: datetime | None = None
    gone: frozenset[str] = frozenset()
    ended_at: datetime | None = None
    left_out: Mapping[str, Sequence[str]] = MappingProxyType({})

    def asked(self, not_asked: Sequence[str] | None) -> int:
        """How many answers a person can give who is not asked these criteria."""
        criteria = [each for each in self.criterion_ids if each not in (not_asked or ())]
        return sum(item not in self.gone for item in self.item_ids) * len(criteria)


class Standing(NamedTuple):
    """Who votes: the series, whether this person only watches, number of answers, and "I am done".

    `drawn`: how many questions a short ballot asks, 0 where everybody is asked everything. `not_asked`: the
    criteria that this person's group is left out of; None while that is not settled for this round.
    """

    series_id: str
    watching: bool
    answers: int
    finished: bool
    drawn: int
    group: str | None
    not_asked: Sequence[str] | None

    def lacks(self, asked: RoundInForce) -> bool:
        """Return whether this person cannot have answered everything, from what is known without counting."""
        wanted = 0 if self.drawn and asked.gone else self.drawn or asked.asked(self.not_asked)
        return self.answers < wanted


_LOCKED_SERIES = (
    select(col(SeriesRow.id)).where(col(SeriesRow.id) == bindparam("series")).with_for_update(key_share=True)
)
_ROUND_IN_FORCE = select(
    col(RoundRow.kind),
    col(RoundRow.state),
    col(RoundRow.item_ids),
    col(RoundRow.criterion_ids),
    col(RoundRow.left_out),
    col(RoundRow.ends_at),
    select(col(SeriesRow.archived_at)).where(col(SeriesRow.id) == bindparam("series")).scalar_subquery(),
    select(func.aggregate_strings(OFF_THE_LIST.subquery().c.id, " ")).scalar_subquery(),
).where(col(RoundRow.id) == bindparam("round"), col(RoundRow.series_id) == bindparam("series"))
_OUT = exists().where(col(TakenOutRow.participant_id) == col(ParticipantRow.id)).correlate(ParticipantRow)
_OWN = (col(RatingRow.round_id) == bindparam("round"), col(RatingRow.participant_id) == bindparam("who"))
_DONE = exists().where(
    col(FinishedRow.round_id) == bindparam("round"), col(FinishedRow.participant_id) == bindparam("who")
)
_DRAWN = (col(AskedRow.round_id) == bindparam("round"), col(AskedRow.participant_id) == bindparam("who"))
_NOT_ASKED = (
    col(NotAskedRow.round_id) == bindparam("round"),
    col(NotAskedRow.participant_id) == bindparam("who"),
)
_STANDING = select(
    col(ParticipantRow.series_id),
    col(ParticipantRow.watching),
    select(func.count()).select_from(RatingRow).where(*_OWN).scalar_subquery(),
    _DONE,
    select(func.count()).select_from(AskedRow).where(*_DRAWN).scalar_subquery(),
    col(ParticipantRow.group),
    select(col(NotAskedRow.criterion_ids)).where(*_NOT_ASKED).scalar_subquery(),
).where(col(ParticipantRow.id) == bindparam("who"), ~_OUT)
_ANSWERED_ITEMS = select(col(RatingRow.item_id)).where(*_OWN)


def held_round(session: Session, series_id: str, round_id: str) -> RoundInForce | None:
    """Return what decides about answers; nothing of the series changes until the transaction ends.

    On PostgreSQL the series' row is locked first and the round read afterwards: a round that is being closed
    at this moment is seen as closed. SQLite's one writer holds everything. So a write asks once.

    A round whose end has passed is closed, whether or not that was written down already.
    """
    known: dict[tuple[str, str], RoundInForce | None] = session.info.setdefault("rounds", {})
    if (series_id, round_id) in known:
        return known[series_id, round_id]
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        connection.execute(_LOCKED_SERIES, {"series": series_id})
    found = _round_in_force(connection, series_id, round_id)
    if session.info.get("writes"):
        known[series_id, round_id] = found
    return found


def _round_in_force(connection: Connection, series_id: str, round_id: str) -> RoundInForce | None:
    row = connection.execute(_ROUND_IN_FORCE, {"round": round_id, "series": series_id}).one_or_none()
    if row is None:
        return None
    kind, state, items, criteria, left_out, ends_at, archived_at, gone = row
    over = state in ("open", "closed") and ends_at is not None and ends_at <= now()
    return RoundInForce(
        kind,
        "closed" if over else state,
        items,
        criteria,
        archived_at,
        frozenset((gone or "").split()),
        ended_at=ends_at if over else None,
        left_out=left_out,
    )


def standing(session: Session, round_id: str, participant_id: str) -> Standing | None:
    """Return who votes in a round, asked once in a write; None for a record that is gone or was taken out."""
    known: dict[tuple[str, str], Standing | None] = session.info.setdefault("standings", {})
    if (round_id, participant_id) in known:
        return known[round_id, participant_id]
    values = {"round": round_id, "who": participant_id}
    row = session.connection().execute(_STANDING, values).one_or_none()
    found = Standing(*row) if row else None
    if session.info.get("writes"):
        known[round_id, participant_id] = found
    return found


def stored(session: Session, round_id: str, participant_id: str, number: int) -> Standing | None:
    """Count `number` answers just stored to what was there: `answers` is then the most there can be."""
    before = standing(session, round_id, participant_id)
    found = before._replace(answers=before.answers + number) if before else None
    session.info["standings"][round_id, participant_id] = found
    return found


def forget_standings(session: Session) -> None:
    """Ask anew who votes: somebody began or ended to watch, or is asked more, within this transaction."""
    session.info.pop("standings", None)


def answered(session: Session, round_id: str, participant_id: str, gone: frozenset[str]) -> int:
    """Return how many answers a person has now to what is still asked."""
    values = {"round": round_id, "who": participant_id}
    found = session.connection().execute(_ANSWERED_ITEMS, values).scalars()
    return sum(item not in gone for item in found)
