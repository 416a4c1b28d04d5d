"""How far a round is: how many answers are there of those asked for. Never a value, never a person."""

from pydantic import BaseModel, ConfigDict

from storage import queries
from storage.database import Database
from storage.tables import ItemRow, RatingRow
from workshops import names
from workshops.actors import Actor, Role, require
from workshops.live import rounds
from workshops.series import existing


class RatingStand(BaseModel):
    """What a round asks about, and the share (0 to 1) of all its questions that are answered."""

    model_config = ConfigDict(frozen=True)

    titles: tuple[str, ...]
    share: float
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
    asked = readiness.joined * len(items) * len(row.criterion_ids)
    return RatingStand(
        titles=tuple(titles[item] for item in items if item in titles),
        share=min(1.0, given / asked) if asked else 0.0,
        readiness=readiness,
    )
