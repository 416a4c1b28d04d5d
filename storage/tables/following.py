"""What became of what was decided, long after the workshop."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint
from sqlmodel import Field, SQLModel

from storage.types import UtcDateTime, new_id, now


class ProjectStateRow(SQLModel, table=True):
    """A chosen project reached a state on a day; a line is never changed, only taken back.

    `amount` is in cents: more of them than an integer of 32 bits holds.
    """

    __tablename__ = "project_state"
    __table_args__ = (
        CheckConstraint(
            "state IN ('applied', 'granted', 'refused', 'running', 'live', 'ended')",
            name="project_state_known",
        ),
    )
    id: str = Field(default_factory=new_id, primary_key=True)
    series_id: str = Field(foreign_key="series.id", index=True, ondelete="CASCADE")
    item_id: str = Field(foreign_key="item.id", ondelete="CASCADE")
    state: str
    day: date
    amount: int | None = Field(default=None, sa_type=BigInteger)
    effect: str = ""
    entered_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    taken_back_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
