"""Rounds, the people who rate in them, and their ratings."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.types import UtcDateTime, new_id, now


class RoundRow(SQLModel, table=True):
    """One round of rating: which items by which criteria, and how far it has come.

    `counts` says whose answers count from its reveal on: of everybody who ever answered, or only of those
    who were there. `from_before` shows people their earlier answers. `weights` are the points agreed at the
    reveal, as in a weight row. `left_out`: the groups that are not asked, by criterion or dimension.

    A round can be handed out to be answered in one's own time: it opens by itself at `begins_at`, where that
    is set, and closes at `ends_at`; closed, it has an end only if it closed by itself. `home_until`: when it
    was closed, by itself or before its end; who answered until then has done it at home. `at_home` is their
    number at the reveal: later nobody knows any more when somebody answered.
    """

    __tablename__ = "round"
    __table_args__ = (
        UniqueConstraint("series_id", "number"),
        CheckConstraint("state IN ('draft', 'open', 'closed', 'revealed')", name="round_state"),
        CheckConstraint("counts IN ('', 'everyone', 'present')", name="round_counts"),
    )
    id: str = Field(default_factory=new_id, primary_key=True)
    series_id: str = Field(foreign_key="series.id", index=True, ondelete="CASCADE")
    number: int
    kind: str
    stage: str = "criteria"
    state: str = "draft"
    counts: str = ""
    from_before: bool = False
    weights: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    item_ids: list[str] = Field(default_factory=list, sa_type=JSON)
    criterion_ids: list[str] = Field(default_factory=list, sa_type=JSON)
    left_out: dict[str, list[str]] = Field(default_factory=dict, sa_type=JSON)
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    opened_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    revealed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    timer_ends_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    begins_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ends_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    home_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    at_home: int | None = None


class ParticipantRow(SQLModel, table=True):
    """Somebody who rates, or only watches; never a name, never an address."""

    __tablename__ = "participant"
    __table_args__ = (
        CheckConstraint("kind IN ('phone', 'paper', 'tablet', 'group')", name="participant_kind"),
    )
    id: str = Field(default_factory=new_id, primary_key=True)
    series_id: str = Field(foreign_key="series.id", index=True, ondelete="CASCADE")
    kind: str
    group: str | None = None
    label: str = ""
    watching: bool = False
    joined_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    last_seen_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class DeviceRow(SQLModel, table=True):
    """A device of a participant, known by the hash of the token in its cookie.

    `reentry_hash` is the hash of the short code with which the same person comes
    back on another device; each device shows its own.
    """

    __tablename__ = "device"
    token_hash: str = Field(primary_key=True)
    reentry_hash: str = Field(index=True)
    participant_id: str = Field(foreign_key="participant.id", index=True, ondelete="CASCADE")
    joined_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class AttendanceRow(SQLModel, table=True):
    """A participant was there when a round was revealed."""

    __tablename__ = "attendance"
    round_id: str = Field(foreign_key="round.id", primary_key=True, ondelete="CASCADE")
    participant_id: str = Field(
        foreign_key="participant.id", primary_key=True, index=True, ondelete="CASCADE"
    )


class FinishedRow(SQLModel, table=True):
    """A participant said to be done with a round."""

    __tablename__ = "finished"
    round_id: str = Field(foreign_key="round.id", primary_key=True, ondelete="CASCADE")
    participant_id: str = Field(foreign_key="participant.id", primary_key=True, ondelete="CASCADE")
    at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class RatingRow(SQLModel, table=True):
    """One answer; `value` NULL means "cannot judge", a missing row means "not answered yet".

    `counter` is the sender's own count of changes: an answer that arrives late
    never overwrites a newer one of the same device.
    """

    __tablename__ = "rating"
    __table_args__ = (CheckConstraint("value BETWEEN 1 AND 5", name="rating_value"),)
    round_id: str = Field(foreign_key="round.id", primary_key=True, ondelete="CASCADE")
    participant_id: str = Field(
        foreign_key="participant.id", primary_key=True, index=True, ondelete="CASCADE"
    )
    item_id: str = Field(foreign_key="item.id", primary_key=True, ondelete="CASCADE")
    criterion_id: str = Field(primary_key=True)
    value: int | None = None
    counter: int = 0
    rated_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class CommentRow(SQLModel, table=True):
    """A participant's remark on an item in a round."""

    __tablename__ = "comment"
    round_id: str = Field(foreign_key="round.id", primary_key=True, ondelete="CASCADE")
    participant_id: str = Field(foreign_key="participant.id", primary_key=True, ondelete="CASCADE")
    item_id: str = Field(foreign_key="item.id", primary_key=True, ondelete="CASCADE")
    text: str
    counter: int = 0
    written_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class IdeaRow(SQLModel, table=True):
    """An idea sent by a participant; the advisor merges, edits and promotes it."""

    __tablename__ = "idea"
    id: str = Field(default_factory=new_id, primary_key=True)
    series_id: str = Field(foreign_key="series.id", index=True, ondelete="CASCADE")
    participant_id: str | None = Field(default=None, foreign_key="participant.id", ondelete="SET NULL")
    title: str
    text: str = ""
    area: str | None = None
    state: str = "new"
    merged_into: str | None = Field(default=None, foreign_key="idea.id", ondelete="SET NULL")
    item_id: str | None = Field(default=None, foreign_key="item.id", ondelete="SET NULL")
    sent_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class DotRow(SQLModel, table=True):
    """Dots a participant gave to an area or an idea."""

    __tablename__ = "dot"
    __table_args__ = (CheckConstraint("dots > 0", name="dot_positive"),)
    series_id: str = Field(foreign_key="series.id", primary_key=True, ondelete="CASCADE")
    participant_id: str = Field(foreign_key="participant.id", primary_key=True, ondelete="CASCADE")
    target_kind: str = Field(primary_key=True)
    target: str = Field(primary_key=True)
    dots: int
