"""How the file of a series is laid out: its tables in order, and which records refer to which.

Left out on purpose are links, devices with their personal codes, the join code and who leads a round:
they open doors of one installation and mean nothing in another.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from storage import tables
from workshops.archive import asking_records, cowriting_records, following_records, meeting_records, records
from workshops.archive.fields import Record

SCHEMA_VERSION = 4
"""2: whose answers count and the weights at the reveal; who was there. 3: short ballots.
4: the own look; own criteria, and the groups they leave out; what became of it; what a municipality wrote on
its sketches and confirmed; rounds in one's own time; appointments."""
SINCE_VERSION = {
    "attendance": 2,
    "allocations": 3,
    "asked": 3,
    "looks": 4,
    "not_asked": 4,
    "project_states": 4,
    "contributions": 4,
    "confirmations": 4,
    "appointments": 4,
}
"""The version of the format that brought a table; older files have none of it."""
SERIES_FILE = "series.json"


@dataclass(frozen=True)
class Table:
    """One file of the archive: its rows, what tells them apart, and which records they refer to.

    `parent` is the column by which rows belong to the series or to a record of another table;
    `keys` are the columns that together name one row, `unique` further columns that no two rows share,
    `named` those that hold the key of the series beside `series_id`.
    """

    name: str
    record: type[Record]
    row: Any
    parent: str = "series_id"
    keys: tuple[str, ...] = ("id",)
    unique: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    refers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def file(self) -> str:
        """The name of the file that holds its rows."""
        return f"{self.name}.json"


_ITEM = {"item_id": "items"}
_PERSON = {"participant_id": "participants"}
_ANSWER = {"round_id": "rounds", **_PERSON}
TABLES = (
    Table("library", records.LibraryEntryRecord, tables.LibraryEntryRow),
    Table("items", records.ItemRecord, tables.ItemRow),
    Table("gates", records.GateRecord, tables.GateRow, "item_id", ("item_id", "gate_id"), refers=_ITEM),
    Table("participants", records.ParticipantRecord, tables.ParticipantRow),
    Table("rounds", records.RoundRecord, tables.RoundRow, unique=("number",), refers={"item_ids": "items"}),
    Table(
        "allocations",
        asking_records.AllocationRecord,
        tables.AllocationRow,
        "round_id",
        ("round_id",),
        refers={"round_id": "rounds"},
    ),
    Table(
        "asked",
        asking_records.AskedRecord,
        tables.AskedRow,
        "round_id",
        ("round_id", "participant_id", "item_id", "criterion_id"),
        refers=_ANSWER | _ITEM,
    ),
    Table(
        "not_asked",
        asking_records.NotAskedRecord,
        tables.NotAskedRow,
        "round_id",
        ("round_id", "participant_id"),
        refers=_ANSWER,
    ),
    Table(
        "ratings",
        records.RatingRecord,
        tables.RatingRow,
        "round_id",
        ("round_id", "participant_id", "item_id", "criterion_id"),
        refers=_ANSWER | _ITEM,
    ),
    Table(
        "attendance",
        records.AttendanceRecord,
        tables.AttendanceRow,
        "round_id",
        ("round_id", "participant_id"),
        refers=_ANSWER,
    ),
    Table(
        "finished",
        records.FinishedRecord,
        tables.FinishedRow,
        "round_id",
        ("round_id", "participant_id"),
        refers=_ANSWER,
    ),
    Table(
        "comments",
        records.CommentRecord,
        tables.CommentRow,
        "round_id",
        ("round_id", "participant_id", "item_id"),
        refers=_ANSWER | _ITEM,
    ),
    Table("ideas", records.IdeaRecord, tables.IdeaRow, refers=_PERSON | _ITEM | {"merged_into": "ideas"}),
    Table(
        "dots",
        records.DotRecord,
        tables.DotRow,
        keys=("participant_id", "target_kind", "target"),
        refers=_PERSON,
    ),
    Table("weights", records.WeightRecord, tables.WeightRow, unique=("owner_kind", "owner")),
    Table("picks", records.PickRecord, tables.PickRow, unique=("item_id",), refers=_ITEM),
    Table("project_states", following_records.ProjectStateRecord, tables.ProjectStateRow, refers=_ITEM),
    Table("notes", records.NoteRecord, tables.NoteRow, refers=_ITEM),
    Table("sketches", records.SketchRecord, tables.SketchRow, unique=("item_id",), refers=_ITEM),
    Table(
        "sketch_versions",
        records.SketchVersionRecord,
        tables.SketchVersionRow,
        "sketch_id",
        ("sketch_id", "version"),
        refers={"sketch_id": "sketches"},
    ),
    Table(
        "contributions",
        cowriting_records.ContributionRecord,
        tables.ContributionRow,
        refers={"sketch_id": "sketches"},
    ),
    Table(
        "confirmations",
        cowriting_records.ConfirmationRecord,
        tables.ConfirmationRow,
        refers={"sketch_id": "sketches"},
    ),
    Table("appointments", meeting_records.AppointmentRecord, tables.AppointmentRow),
    Table("looks", records.LookRecord, tables.LookRow, keys=(), named=("key",)),
    Table("events", records.EventRecord, tables.EventRow, keys=()),
)
"""Every table of a series in the order in which rows can be written: what others refer to comes first."""


def table_of(name: str) -> Table:
    """Return a table by its name."""
    return next(table for table in TABLES if table.name == name)
