"""When and where a series is met for."""

from datetime import date, time

from sqlmodel import Field, SQLModel

from storage.types import new_id


class AppointmentRow(SQLModel, table=True):
    """An appointment of a series; `begins` and `ends` are times of German clocks; `version` counts."""

    __tablename__ = "appointment"
    id: str = Field(default_factory=new_id, primary_key=True)
    series_id: str = Field(foreign_key="series.id", index=True, ondelete="CASCADE")
    position: int
    title: str
    day: date | None = None
    begins: time | None = None
    ends: time | None = None
    place: str = ""
    agenda: str = ""
    invited: str = ""
    tasks: str = ""
    version: int = 1
