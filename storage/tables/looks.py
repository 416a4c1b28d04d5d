"""Screens that wait to become a wall, and what installations and series look like."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.types import UtcDateTime, now


class WallPairingRow(SQLModel, table=True):
    """A screen that shows a code until an advisor confirms it; its token is kept as a hash only."""

    __tablename__ = "wall_pairing"
    code: str = Field(primary_key=True)
    token_hash: str = Field(unique=True)
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)


class LookRow(SQLModel, table=True):
    """An accent colour ("" for ours) and a coat of arms or logo as PNG.

    `key` is the series' id, or "installation" for what all series without a look of their own take.
    """

    __tablename__ = "look"
    key: str = Field(primary_key=True)
    series_id: str | None = Field(default=None, foreign_key="series.id", index=True, ondelete="CASCADE")
    accent: str = ""
    emblem: bytes | None = None
    changed_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
