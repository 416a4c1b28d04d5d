"""How a round in one's own time went: from when to when it was open, and how many answered at home."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from storage import queries
from storage.tables import RoundRow
from translations import _
from translations.formats import datetime_, number


class HandedOut(BaseModel):
    """A revealed round that was open from `begun_at` to `ended_at`, in numbers; nothing belongs to a person.

    `at_home` people had answered by then, `in_room` further ones when it was opened again.
    """

    model_config = ConfigDict(frozen=True)

    number: int
    begun_at: datetime
    ended_at: datetime
    at_home: int
    in_room: int


def handed_out(session: Session, row: RoundRow) -> HandedOut | None:
    """Return how a round in one's own time went; None for one in the room, and before the reveal."""
    if row.home_until is None or row.opened_at is None or row.at_home is None:
        return None
    people = queries.rating_counts(session, row.id)[0]
    return HandedOut(
        number=row.number,
        begun_at=row.opened_at,
        ended_at=row.home_until,
        at_home=row.at_home,
        in_room=max(0, people - row.at_home),
    )


def sentence(found: HandedOut) -> str:
    """Return in words how long a round was open for people at home, and how many answered where."""
    return _(
        "Round {number} could be answered in one’s own time from {begin} to {end}: {home} answered at home, "
        "{room} in the room afterwards."
    ).format(
        number=found.number,
        begin=datetime_(found.begun_at),
        end=datetime_(found.ended_at),
        home=number(found.at_home),
        room=number(found.in_room),
    )
