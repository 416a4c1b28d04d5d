"""The records in the file of a series: one type per table, checked when a file is read."""

from datetime import date, datetime
from math import isfinite
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    FiniteFloat,
    StringConstraints,
    model_validator,
)

from workshops.live.counting import Counts
from workshops.live.ideas import IdeaState
from workshops.live.rounds import Kind, Stage, State
from workshops.validation import leaves_ink
from workshops.weighing.weights import MOST_POINTS

DEEPEST_NESTING, YEARS = 20, range(1970, 2200)
"""When something can have happened; other years are too far out for a calendar to show."""


def _written(text: str) -> str:
    """Refuse what no database can hold."""
    if "\0" in text:
        raise ValueError("a text must not hold the character NUL")
    return text


def _titled(text: str) -> str:
    """Refuse a heading of which there is nothing to see."""
    if not leaves_ink(text):
        raise ValueError("a title must not be empty")
    return text


def _in_our_time(moment: datetime) -> datetime:
    if moment.year not in YEARS:
        raise ValueError("a time must lie in a year that a clock could show")
    return moment


def _each_once(keys: list[str]) -> list[str]:
    if len(set(keys)) < len(keys):
        raise ValueError("a key must not be listed twice")
    return keys


def _plain(value: Any, depth: int = 0) -> Any:
    """Refuse what JSON columns cannot hold, and towers of lists that no reader survives."""
    if depth > DEEPEST_NESTING:
        raise ValueError("the value is nested too deeply")
    if isinstance(value, dict):
        for key, inner in value.items():
            _plain(key, depth + 1)
            _plain(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            _plain(inner, depth + 1)
    elif isinstance(value, str):
        _written(value)
    elif isinstance(value, float) and not isfinite(value):
        raise ValueError("a number must be finite")
    return value


Key = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]{1,64}$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z_-]{0,119}$")]
Text = Annotated[str, StringConstraints(max_length=20_000), AfterValidator(_written)]
Title = Annotated[Text, AfterValidator(_titled)]
Time = Annotated[AwareDatetime, AfterValidator(_in_our_time)]
Json = Annotated[dict[str, Any], AfterValidator(_plain)]
Count = Annotated[int, Field(ge=0, lt=2**31)]
Points = Annotated[dict[Slug, Annotated[FiniteFloat, Field(ge=0, le=MOST_POINTS)]], Field(max_length=100)]


class Record(BaseModel):
    """Base of all records: immutable; an unknown field is passed over, for millions of them make no error."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class RevealedWeights(Record):
    """The points agreed when a round was revealed."""

    method: Slug = "points"
    dimensions: Points = {}
    criteria: Points = {}


class SeriesRecord(Record):
    """The series itself."""

    id: Key
    title: Title
    municipality_ags: Annotated[str, StringConstraints(pattern=r"^06\d{3}(\d{3})?$")]
    municipality_name: Title
    criteria_set: Literal["short", "full"]
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
    item_ids: Annotated[list[Key], AfterValidator(_each_once)]
    criterion_ids: Annotated[list[Slug], AfterValidator(_each_once)]
    created_at: Time
    opened_at: Time | None
    closed_at: Time | None
    revealed_at: Time | None
    timer_ends_at: Time | None


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
    origin: Literal["prefilled", "typed", "restored"]
    saved_by: Slug
    saved_at: Time


class EventRecord(Record):
    """A line of the log."""

    at: Time
    role: Slug
    kind: Slug
    payload: Json
