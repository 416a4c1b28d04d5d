"""How far a round is: how many answers are there of those asked for. Never a value, never a person."""

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from storage import asked, queries
from storage.database import Database
from storage.tables import ItemRow, RatingRow, RoundRow
from workshops import names
from workshops.actors import Actor, Role, require
from workshops.live import asking, rounds
from workshops.series import existing


class RatingStand(BaseModel):
    """What a round asks about, and the share (0 to 1) of all its questions that are answered.

    `questions`: how many each person is asked, with short ballots at first.
    """

    model_config = ConfigDict(frozen=True)

    titles: tuple[str, ...]
    share: float
    questions: int
    readiness: rounds.Readiness


def stand(database: Database, actor: Actor, series_id: str, round_id: str) -> RatingStand:
    """Return how far a round is; "cannot judge" is an answer."""
    require(actor, Role.ADVISOR, Role.WALL, Role.REMOTE, series_id=series_id)
    with database.read() as session:
        row = rounds.row_of(session, round_id)
        existing(session, series_id)
        readiness = rounds.readiness_in(session, series_id, row)
        items = rounds.items_of(session, row)
        held = queries.many(session, ItemRow, series_id=series_id)
        titles = {item.id: names.shown(item.title, item.snapshot) for item in held}
        given = queries.count(session, RatingRow, round_id=row.id)
        each, wanted = _asked(session, row, readiness.joined, len(items))
    return RatingStand(
        titles=tuple(titles[item] for item in items if item in titles),
        share=min(1.0, given / wanted) if wanted else 0.0,
        questions=each,
        readiness=readiness,
    )


def _asked(session: Session, row: RoundRow, joined: int, items: int) -> tuple[int, int]:
    """Return how many questions one person is asked, and how many all are, who is yet to begin included."""
    drawn = asking.allocation_of(session, row.id)
    if drawn is None:
        full = items * len(row.criterion_ids)
        out = sum(
            len(set(row.criterion_ids).intersection(criteria))
            for _person, criteria in asked.not_asked(session, [row.id])
        )
        return full, joined * full - out * items
    questions, people = asked.counted(session, row.id)
    return drawn.first, questions + max(0, joined - people) * drawn.first
