"""The series, what is on its shortlist, and what was decided about it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.types import UtcDateTime, new_id, now


class SeriesRow(SQLModel, table=True):
    """A consulting series of one municipality; `revision` grows with every change of it.

    `criteria_set` is "short" or "full" for a set of the tool, or "own": `own_criteria` is then the set as it
    was when the series took it.
    """

    __tablename__ = "series"
    id: str = Field(default_factory=new_id, primary_key=True)
    title: str
    municipality_ags: str = Field(index=True)
    municipality_name: str
    criteria_set: str
    own_criteria: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    groups: list[str] = Field(default_factory=list, sa_type=JSON)
    join_code: str = Field(unique=True)
    rehearsal: bool = False
    revision: int = 0
    settings: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    archived_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    personal_data_until: date | None = None
    personal_data_deleted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ItemRow(SQLModel, table=True):
    """A use case or an own idea on a shortlist; `snapshot` is the entry as it was when taken."""

    __tablename__ = "item"
    id: str = Field(default_factory=new_id, primary_key=True)
    series_id: str = Field(foreign_key="series.id", index=True, ondelete="CASCADE")
    kind: str
    use_case_id: str | None = None
    title: str
    area: str
    snapshot: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    position: int
    added_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    removed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class GateRow(SQLModel, table=True):
    """The answer to one exclusion question about one item."""

    __tablename__ = "gate"
    item_id: str = Field(foreign_key="item.id", primary_key=True, ondelete="CASCADE")
    gate_id: str = Field(primary_key=True)
    answer: str
    note: str = ""
    changed_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class PickRow(SQLModel, table=True):
    """An item chosen for a sketch, with the reason that goes into the minutes."""

    __tablename__ = "pick"
    __table_args__ = (UniqueConstraint("series_id", "item_id"),)
    id: str = Field(default_factory=new_id, primary_key=True)
    series_id: str = Field(foreign_key="series.id", index=True, ondelete="CASCADE")
    item_id: str = Field(foreign_key="item.id", ondelete="CASCADE")
    reason: str
    picked_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class NoteRow(SQLModel, table=True):
    """What the advisor wrote down about an item, or about the series when no item is named."""

    __tablename__ = "note"
    id: str = Field(default_factory=new_id, primary_key=True)
    series_id: str = Field(foreign_key="series.id", index=True, ondelete="CASCADE")
    item_id: str | None = Field(default=None, foreign_key="item.id", ondelete="CASCADE")
    text: str
    written_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class DraftRow(SQLModel, table=True):
    """What the advisor has typed and not saved yet, by the place where it was typed."""

    __tablename__ = "draft"
    series_id: str = Field(foreign_key="series.id", primary_key=True, ondelete="CASCADE")
    place: str = Field(primary_key=True)
    content: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    changed_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class EventRow(SQLModel, table=True):
    """One line of the log from which the minutes are written."""

    __tablename__ = "event"
    id: int | None = Field(default=None, primary_key=True)
    series_id: str = Field(foreign_key="series.id", index=True, ondelete="CASCADE")
    at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    role: str
    kind: str
    payload: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class SketchRow(SQLModel, table=True):
    """The sketch of a pick as it stands; `version` tells two editors apart."""

    __tablename__ = "sketch"
    __table_args__ = (UniqueConstraint("series_id", "item_id"),)
    id: str = Field(default_factory=new_id, primary_key=True)
    series_id: str = Field(foreign_key="series.id", index=True, ondelete="CASCADE")
    item_id: str = Field(foreign_key="item.id", ondelete="CASCADE")
    version: int = 1
    content: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    changed_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class SketchVersionRow(SQLModel, table=True):
    """A saved state of a sketch; never changed afterwards."""

    __tablename__ = "sketch_version"
    sketch_id: str = Field(foreign_key="sketch.id", primary_key=True, ondelete="CASCADE")
    version: int = Field(primary_key=True)
    content: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    origin: str
    saved_by: str
    saved_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class LibraryEntryRow(SQLModel, table=True):
    """A use case written in the interface, for one series or, without one, for all."""

    __tablename__ = "library_entry"
    id: str = Field(primary_key=True)
    series_id: str | None = Field(default=None, foreign_key="series.id", ondelete="CASCADE")
    content: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    version: int = 1
    changed_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class TemplateRow(SQLModel, table=True):
    """A Word template that the office uploaded for its sketches."""

    __tablename__ = "template"
    id: str = Field(default_factory=new_id, primary_key=True)
    name: str
    content: bytes
    uploaded_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)


class WeightRow(SQLModel, table=True):
    """Points for dimensions and criteria: agreed in the room, by a group, or one participant's own."""

    __tablename__ = "weight"
    __table_args__ = (
        UniqueConstraint("series_id", "owner_kind", "owner"),
        CheckConstraint("owner_kind IN ('agreed', 'group', 'participant')", name="weight_owner_kind"),
    )
    id: str = Field(default_factory=new_id, primary_key=True)
    series_id: str = Field(foreign_key="series.id", index=True, ondelete="CASCADE")
    owner_kind: str
    owner: str = ""
    method: str = "points"
    dimensions: dict[str, float] = Field(default_factory=dict, sa_type=JSON)
    criteria: dict[str, float] = Field(default_factory=dict, sa_type=JSON)
    judgements: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    changed_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
