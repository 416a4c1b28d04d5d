"""The records in the file of a series: one type per table, checked when a file is read."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from workshops import emblem
from workshops.archive.fields import Count, Json, Key, Points, Record, Slug, Text, Time, Title, each_once
from workshops.live.counting import Counts
from workshops.live.ideas import IdeaState
from workshops.live.rounds import Kind, Stage, State


class RevealedWeights(Record):
    """The points agreed when a round was revealed."""

    method: Slug = "points"
    dimensions: Points = Field(default={})
    criteria: Points = Field(default={})


class SeriesRecord(Record):
    """The series itself."""

    id: Key
    title: Title
    municipality_ags: Annotated[str, StringConstraints(pattern=r"^06\d{3}(\d{3})?$")]
    municipality_name: Title
    criteria_set: Literal["short", "full", "own"]
    own_criteria: Json = Field(default={})
    groups: Annotated[list[Text], Field(max_length=50)]
    rehearsal: bool
    revision: Count
    settings: Json
    created_at: Time
    archived_at: Time | None
    personal_data_until: date | None
    personal_data_deleted_at: Time | None


class LibraryEntryRecord(Record):
    """An own use case of this series."""

    id: Slug
    content: Json
    version: Count
    changed_at: Time


class ItemRecord(Record):
    """An entry of the shortlist."""

    id: Key
    kind: Literal["use_case", "idea"]
    use_case_id: Slug | None
    title: Title
    area: Slug
    snapshot: Json
    position: Count
    added_at: Time
    removed_at: Time | None


class GateRecord(Record):
    """An answer to an exclusion question."""

    item_id: Key
    gate_id: Slug
    answer: Literal["yes", "conditions", "no"]
    note: Text
    changed_at: Time


class ParticipantRecord(Record):
    """Somebody who rated; never a name."""

    id: Key
    kind: Literal["phone", "paper", "tablet", "group"]
    group: Text | None
    label: Text
    joined_at: Time
    last_seen_at: Time
    watching: bool = False


class RoundRecord(Record):
    """A round of rating."""

    id: Key
    number: Count
    kind: Kind
    stage: Stage
    state: State
    counts: Counts | Literal[""] = ""
    from_before: bool = False
    weights: RevealedWeights = RevealedWeights()
    item_ids: Annotated[list[Key], AfterValidator(each_once)]
    criterion_ids: Annotated[list[Slug], AfterValidator(each_once)]
    left_out: dict[Slug, Annotated[list[Text], AfterValidator(each_once)]] = Field(default={})
    created_at: Time
    opened_at: Time | None
    closed_at: Time | None
    revealed_at: Time | None
    timer_ends_at: Time | None
    begins_at: Time | None = None
    ends_at: Time | None = None
    home_until: Time | None = None
    at_home: Count | None = None


class RatingRecord(Record):
    """One answer."""

    round_id: Key
    participant_id: Key
    item_id: Key
    criterion_id: Slug
    value: Annotated[int, Field(ge=1, le=5)] | None
    counter: Count
    rated_at: Time


class AttendanceRecord(Record):
    """Somebody was there when a round was revealed."""

    round_id: Key
    participant_id: Key


class FinishedRecord(AttendanceRecord):
    """Somebody was done with a round."""

    at: Time


class CommentRecord(Record):
    """A remark on an item."""

    round_id: Key
    participant_id: Key
    item_id: Key
    text: Text
    counter: Count
    written_at: Time

    hidden: bool = Field(default=False, exclude=True)

    @model_validator(mode="after")
    def _hidden_stays_unread(self) -> Self:
        """Take back what an older version had hidden. Before it, strict JSON would not be read as JSON."""
        return self.model_copy(update={"text": "", "hidden": False}) if self.hidden else self


class IdeaRecord(Record):
    """An idea from the room."""

    id: Key
    participant_id: Key | None
    title: Title
    text: Text
    area: Slug | None
    state: IdeaState
    merged_into: Key | None
    item_id: Key | None
    sent_at: Time


class DotRecord(Record):
    """Dots that somebody gave."""

    participant_id: Key
    target_kind: Slug
    target: Text
    dots: Annotated[Count, Field(gt=0)]


class WeightRecord(RevealedWeights):
    """Weights: agreed, of a group, or one participant's own."""

    id: Key
    owner_kind: Literal["agreed", "group", "participant"]
    owner: Text
    judgements: Json
    changed_at: Time


class PickRecord(Record):
    """A decision for an entry."""

    id: Key
    item_id: Key
    reason: Text
    picked_at: Time


class NoteRecord(Record):
    """What the advisor wrote down."""

    id: Key
    item_id: Key | None
    text: Text
    written_at: Time


class SketchRecord(Record):
    """A sketch as it stands."""

    id: Key
    item_id: Key
    version: Count
    content: Json
    changed_at: Time


class SketchVersionRecord(Record):
    """A saved state of a sketch."""

    sketch_id: Key
    version: Count
    content: Json
    origin: Literal["prefilled", "typed", "restored", "adopted", "adapted"]
    saved_by: Slug
    saved_at: Time


class LookRecord(Record):
    """The coat of arms or logo of this series, as PNG, and its accent colour, "" for the usual."""

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    accent: Annotated[str, StringConstraints(max_length=7)]
    emblem: Annotated[bytes, Field(max_length=emblem.LARGEST_KEPT)] | None
    changed_at: Time


class EventRecord(Record):
    """A line of the log."""

    at: Time
    role: Slug
    kind: Slug
    payload: Json
