"""What a municipality writes on its sketches, and which state of them it has confirmed."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from storage.types import UtcDateTime, new_id, now


class ContributionRow(SQLModel, table=True):
    """A remark on a text of a sketch, or another text proposed for it; it never changes the sketch by itself.

    `place` is a section's id or "summary", `base` the text that stood there when this was sent, in version
    `base_version`; `adopted_version` is the version that took a proposal over. What was taken back has lost
    its texts.
    """

    __tablename__ = "contribution"
    __table_args__ = (
        CheckConstraint("kind IN ('remark', 'proposal')", name="contribution_kind"),
        CheckConstraint(
            "state IN ('open', 'adopted', 'adapted', 'answered', 'withdrawn')", name="contribution_state"
        ),
    )
    id: str = Field(default_factory=new_id, primary_key=True)
    series_id: str = Field(foreign_key="series.id", index=True, ondelete="CASCADE")
    sketch_id: str = Field(foreign_key="sketch.id", index=True, ondelete="CASCADE")
    place: str
    kind: str
    text: str
    base: str = ""
    base_version: int
    state: str = "open"
    answer: str = ""
    adopted_version: int | None = None
    sent_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ConfirmationRow(SQLModel, table=True):
    """The municipality has confirmed a text as final: the state of a sketch with this fingerprint."""

    __tablename__ = "confirmation"
    id: str = Field(default_factory=new_id, primary_key=True)
    series_id: str = Field(foreign_key="series.id", index=True, ondelete="CASCADE")
    sketch_id: str = Field(foreign_key="sketch.id", index=True, ondelete="CASCADE")
    version: int
    fingerprint: str
    confirmed_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    taken_back_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
