"""Who is asked what: how short ballots are given out, what each person was asked, and what not."""

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel


class AllocationRow(SQLModel, table=True):
    """A round in which nobody is asked everything; a round without this row asks everybody all of it.

    `first` questions for each person at the beginning, drawn from `seed`; `further` more that were allowed to
    each since then, in `passes`.
    """

    __tablename__ = "allocation"
    round_id: str = Field(foreign_key="round.id", primary_key=True, ondelete="CASCADE")
    seed: int
    first: int
    further: int = 0
    passes: int = 0


class AskedRow(SQLModel, table=True):
    """One question that was shown to one person: the `place`-th, in the first pass (0) or a later one."""

    __tablename__ = "asked"
    round_id: str = Field(foreign_key="round.id", primary_key=True, ondelete="CASCADE")
    participant_id: str = Field(
        foreign_key="participant.id", primary_key=True, index=True, ondelete="CASCADE"
    )
    item_id: str = Field(foreign_key="item.id", primary_key=True, ondelete="CASCADE")
    criterion_id: str = Field(primary_key=True)
    place: int
    in_pass: int = 0


class NotAskedRow(SQLModel, table=True):
    """What one person is not asked in a round because the group is left out; it stays when the group changes.

    Only in rounds that leave groups out: a row without criteria says that a ballot was given out in full.
    """

    __tablename__ = "not_asked"
    round_id: str = Field(foreign_key="round.id", primary_key=True, ondelete="CASCADE")
    participant_id: str = Field(
        foreign_key="participant.id", primary_key=True, index=True, ondelete="CASCADE"
    )
    criterion_ids: list[str] = Field(default_factory=list, sa_type=JSON)
