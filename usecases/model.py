"""The use case: what one municipality did, what it brought, what it cost, and who says so.

Field names are those of the library files, of the CSV and JSON exports and of the JSON Schema.
``None`` and an empty tuple mean "no source says it"; nothing is ever filled in by guessing.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

AreaId = Literal[
    "administration",
    "environment",
    "economy",
    "data",
    "energy",
    "society",
    "mobility",
    "health",
    "safety",
]
Language = Literal["de", "en"]

# The room on a card, in characters. Longer texts would be cut or make cards jump.
TITLE_LENGTH = 80
SUMMARY_LENGTH = 400
SENTENCE_LENGTH = 160
PARAGRAPH_LENGTH = 300
NAME_LENGTH = 60
PLACE_LENGTH = 160
SOURCE_TITLE_LENGTH = 120
URL_LENGTH = 500

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=TITLE_LENGTH)]
Summary = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=SUMMARY_LENGTH)]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=SENTENCE_LENGTH)]
Paragraph = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=PARAGRAPH_LENGTH)
]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=NAME_LENGTH)]
Place = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=PLACE_LENGTH)]
SourceTitle = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=SOURCE_TITLE_LENGTH)
]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Ags = Annotated[str, StringConstraints(pattern=r"^\d{5}(\d{3})?$")]
WebAddress = Annotated[
    str,
    StringConstraints(
        pattern=r"^https?://[^\s/<>\"'@]+\.[^\s/<>\"'@]+(/[^\s<>\"]*)?$", max_length=URL_LENGTH
    ),
]
PartialDate = Annotated[
    str, StringConstraints(pattern=r"^(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")
]
Year = Annotated[int, Field(ge=1980, le=2100)]
Euro = Annotated[Decimal, Field(ge=0, max_digits=13, decimal_places=2)]


class Status(StrEnum):
    """How far a use case was at the time of its newest source."""

    PLANNED = "planned"
    RUNNING = "running"
    IMPLEMENTED = "implemented"
    ENDED = "ended"
    UNKNOWN = "unknown"


class Confidence(StrEnum):
    """How well the facts are backed: official or several sources, one source, or little."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class OriginKind(StrEnum):
    """What kind of place a use case comes from."""

    MUNICIPALITY = "municipality"
    TOWN = "town"
    CITY = "city"
    DISTRICT = "district"
    JOINT = "joint"


class Frozen(BaseModel):
    """Base of all library models: immutable, and a misspelt field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Origin(Frozen):
    """Where a use case comes from.

    ``ags`` holds the official keys of the places in Hessen: eight digits for a municipality, five for a
    district, several for a joint project; empty outside Hessen or where the source does not name them.
    """

    name: Place
    state: Name
    kind: OriginKind
    ags: tuple[Ags, ...] = ()


class Money(Frozen):
    """An amount in euro and what it covers; without ``scope_de`` the source does not limit it."""

    amount: Euro
    scope_de: Paragraph | None = None


class FundingProgramme(Frozen):
    """A programme: its id in the vocabulary and its name as the source writes it."""

    id: Slug
    name: Paragraph


class Source(Frozen):
    """A page that says so, with its date as far as it is known (ISO 8601: year, month or day)."""

    title: SourceTitle
    url: WebAddress
    date: PartialDate | None = None


class UseCase(Frozen):
    """One use case of the library, or one entered by an advisor."""

    id: Slug
    title_de: Title
    title_en: Title | None = None
    area: AreaId
    topic: Slug
    themes: tuple[Slug, ...] = ()
    origin: Origin
    status: Status = Status.UNKNOWN
    start_year: Year | None = None
    confidence: Confidence = Confidence.LOW
    summary_de: Summary
    summary_en: Summary | None = None
    problem_de: Sentence | None = None
    benefits_de: tuple[Sentence, ...] = Field(default=(), max_length=10)
    technologies: tuple[Name, ...] = Field(default=(), max_length=20)
    standards: tuple[Sentence, ...] = Field(default=(), max_length=10)
    open_source: bool | None = None
    cost: Money | None = None
    grant: Money | None = None
    funding_programme: FundingProgramme | None = None
    data_protection_de: Paragraph | None = None
    transfer_note_de: Paragraph | None = None
    assessment_de: Paragraph | None = None
    lessons_de: Paragraph | None = None
    note_de: Paragraph | None = None
    related: tuple[Slug, ...] = ()
    sources: tuple[Source, ...] = Field(default=(), max_length=12)

    @classmethod
    def from_snapshot(cls, kept: Mapping[str, Any]) -> UseCase:
        """Read a use case as it was stored once; fields that the model does not know any more are left out.

        Raises pydantic.ValidationError if something that every use case has is missing or wrong.
        """
        return cls.model_validate(kept, extra="ignore")

    def title(self, language: Language = "de") -> str:
        """Return the title in the language asked for, in German where there is no English one."""
        return self.title_en if language == "en" and self.title_en else self.title_de

    def summary(self, language: Language = "de") -> str:
        """Return the summary in the language asked for, in German where there is no English one."""
        return self.summary_en if language == "en" and self.summary_en else self.summary_de

    @property
    def status_date(self) -> str | None:
        """Date of the newest dated source, the day the status is known for; None if none is dated."""
        return max((source.date for source in self.sources if source.date), default=None)

    @property
    def in_hesse(self) -> bool:
        """Whether the use case comes, at least in part, from Hessen."""
        return "Hessen" in self.origin.state or any(key.startswith("06") for key in self.origin.ags)
