"""Who may come in: secrets are kept as hashes only."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.types import UtcDateTime, new_id, now


class SettingRow(SQLModel, table=True):
    """One setting of this installation."""

    __tablename__ = "setting"
    key: str = Field(primary_key=True)
    value: str


class AdvisorSessionRow(SQLModel, table=True):
    """A signed-in advisor's browser."""

    __tablename__ = "advisor_session"
    token_hash: str = Field(primary_key=True)
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)


class AccessLinkRow(SQLModel, table=True):
    """A link for a municipality or a wall; it ends by itself or when it is revoked."""

    __tablename__ = "access_link"
    id: str = Field(default_factory=new_id, primary_key=True)
    series_id: str = Field(foreign_key="series.id", index=True, ondelete="CASCADE")
    kind: str
    token_hash: str = Field(unique=True)
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
