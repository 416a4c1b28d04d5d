"""What protects a room: counts of wrong guesses, and records that were taken out before a reveal."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from storage.types import UtcDateTime, now


class GuessRow(SQLModel, table=True):
    """How often one address or device was wrong lately; `key` is a keyed hash, nobody's address.

    `next_turn` is when the next try from there is looked at, once there were too many.
    """

    __tablename__ = "guess"
    key: str = Field(primary_key=True)
    number: int
    begun_at: datetime = Field(sa_type=UtcDateTime, index=True)
    next_turn: datetime | None = Field(default=None, sa_type=UtcDateTime)


class SeenRow(SQLModel, table=True):
    """What people had given to an activity when its result was seen last: `given` by participant."""

    __tablename__ = "seen"
    series_id: str = Field(foreign_key="series.id", primary_key=True, ondelete="CASCADE")
    subject: str = Field(primary_key=True)
    given: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class TakenOutRow(SQLModel, table=True):
    """A record whose answers do not count; `answers` holds them until the next reveal, to be put back."""

    __tablename__ = "taken_out"
    participant_id: str = Field(foreign_key="participant.id", primary_key=True, ondelete="CASCADE")
    series_id: str = Field(foreign_key="series.id", index=True, ondelete="CASCADE")
    at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    answers: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
