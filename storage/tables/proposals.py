"""What somebody proposes for the library, until an editor has published or declined it."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint
from sqlmodel import Field, SQLModel

from storage.types import UtcDateTime, new_id, now


class EntryProposalRow(SQLModel, table=True):
    """A new entry, or a correction of `entry_id`: `cells` are the texts of the fields that are proposed.

    It outlives the series it came from: what was sent is an editor's to answer.
    """

    __tablename__ = "entry_proposal"
    __table_args__ = (CheckConstraint("state IN ('new', 'published', 'declined')", name="proposal_state"),)
    id: str = Field(default_factory=new_id, primary_key=True)
    series_id: str | None = Field(default=None, foreign_key="series.id", index=True, ondelete="SET NULL")
    entry_id: str | None = None
    cells: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    remark: str = ""
    role: str
    state: str = Field(default="new", index=True)
    answer: str = ""
    sent_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
