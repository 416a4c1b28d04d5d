"""Every table of the database; importing this package fills the metadata that migrations compare with."""

from storage.tables.access import AccessLinkRow, AdvisorSessionRow, SettingRow
from storage.tables.asking import AllocationRow, AskedRow, NotAskedRow
from storage.tables.cowriting import ConfirmationRow, ContributionRow
from storage.tables.following import ProjectStateRow
from storage.tables.guarding import GuessRow, SeenRow, TakenOutRow
from storage.tables.looks import LookRow, WallPairingRow
from storage.tables.meeting import AppointmentRow
from storage.tables.proposals import EntryProposalRow
from storage.tables.rounds import (
    AttendanceRow,
    CommentRow,
    DeviceRow,
    DotRow,
    FinishedRow,
    IdeaRow,
    ParticipantRow,
    RatingRow,
    RoundRow,
)
from storage.tables.series import (
    DraftRow,
    EventRow,
    GateRow,
    ItemRow,
    LibraryEntryRow,
    NoteRow,
    PickRow,
    SeriesRow,
    SketchRow,
    SketchVersionRow,
    TemplateRow,
    WeightRow,
)

__all__ = [
    "AccessLinkRow",
    "AdvisorSessionRow",
    "AllocationRow",
    "AppointmentRow",
    "AskedRow",
    "AttendanceRow",
    "CommentRow",
    "ConfirmationRow",
    "ContributionRow",
    "DeviceRow",
    "DotRow",
    "DraftRow",
    "EntryProposalRow",
    "EventRow",
    "FinishedRow",
    "GateRow",
    "GuessRow",
    "IdeaRow",
    "ItemRow",
    "LibraryEntryRow",
    "LookRow",
    "NotAskedRow",
    "NoteRow",
    "ParticipantRow",
    "PickRow",
    "ProjectStateRow",
    "RatingRow",
    "RoundRow",
    "SeenRow",
    "SeriesRow",
    "SettingRow",
    "SketchRow",
    "SketchVersionRow",
    "TakenOutRow",
    "TemplateRow",
    "WallPairingRow",
    "WeightRow",
]
