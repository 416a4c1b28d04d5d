"""Every table of the database; importing this package fills the metadata that migrations compare with."""

from storage.tables.access import AccessLinkRow, AdvisorSessionRow, SettingRow
from storage.tables.looks import LookRow, WallPairingRow
from storage.tables.rounds import (
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
    "CommentRow",
    "DeviceRow",
    "DotRow",
    "EventRow",
    "FinishedRow",
    "GateRow",
    "IdeaRow",
    "ItemRow",
    "LibraryEntryRow",
    "LookRow",
    "NoteRow",
    "ParticipantRow",
    "PickRow",
    "RatingRow",
    "RoundRow",
    "SeriesRow",
    "SettingRow",
    "SketchRow",
    "SketchVersionRow",
    "TemplateRow",
    "WallPairingRow",
    "WeightRow",
]
