"""The use case: what one municipality did, what it brought, what it cost, and who says so.

Field names are those of the library files, of the CSV and JSON exports and of the JSON Schema.
``None`` and an empty tuple mean "no source says it"; nothing is ever filled in by guessing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

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
SENTENCE_LENGTH = 180
PARAGRAPH_LENGTH = 400
NOTE_LENGTH = 500
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
Note = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=NOTE_LENGTH)]
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
Percent = Annotated[int, Field(ge=1, le=100)]
COUNTRIES = {"Österreich": "AT", "Schweiz": "CH"}
"""Countries outside Germany, by what stands in place of a state; other laws and grants hold there."""

STALE_AFTER_YEARS = 3
"""A status that is older says so: what was planned then may run, or be gone, today."""


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


class Covers(StrEnum):
    """What an amount pays for, seen from the use case: the whole, a part, each piece, or more than it.

    An amount of ``PROGRAMME`` pays for several projects or places together: it is never the price of one.
    """

    ENTRY = "entry"
    PART = "part"
    UNIT = "unit"
    PROGRAMME = "programme"


class Period(StrEnum):
    """How often a running cost comes."""

    YEAR = "year"
    MONTH = "month"


class Setback(StrEnum):
    """In which way a use case failed; what was learnt from it stands in its lessons."""

    ENDED = "ended"
    DROPPED = "dropped"
    REDUCED = "reduced"
    FELL_SHORT = "fell_short"
    INCIDENT = "incident"


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

    ``state`` is the German state, or the name of the country outside Germany. ``ags`` holds the official
    keys of the places in Hessen: eight digits for a municipality, five for a district, several for a joint
    project; empty outside Hessen or where the source does not name them.
    """

    name: Place
    state: Name
    kind: OriginKind
    ags: tuple[Ags, ...] = ()

    @property
    def country(self) -> str:
        """The country's code: DE, AT or CH."""
        return COUNTRIES.get(self.state, "DE")


class Money(Frozen):
    """An amount in euro, or a range up to ``up_to``, and what it covers.

    ``scope_de`` says in the source's sense what is in it; without it the source does not limit the amount.
    """

    amount: Euro
    up_to: Euro | None = None
    covers: Covers = Covers.ENTRY
    scope_de: Paragraph | None = None

    @model_validator(mode="after")
    def _ascending(self) -> Self:
        if self.up_to is not None and self.up_to <= self.amount:
            raise PydanticCustomError("range_reversed", "the upper end is not above the lower one")
        return self

    @property
    def highest(self) -> Decimal:
        """The upper end of a range, else the amount itself."""
        return self.amount if self.up_to is None else self.up_to


class RunningCost(Money):
    """What comes again each year or month, in euro."""

    per: Period = Period.YEAR


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
    """One use case of the library, or one entered by an advisor.

    ``cost`` is paid once, ``running_cost`` again and again; ``cost_in_words_de`` is what a source says that
    is no amount in euro: another currency, an order of magnitude. ``funding_share`` is the part of the cost
    that was granted, in percent. ``as_of`` is the date for which the sources tell the status, where it is
    known otherwise than from their own dates. A ``setback`` needs ``lessons_de``.
    """

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
    repository: WebAddress | None = None
    cost: Money | None = None
    running_cost: RunningCost | None = None
    cost_in_words_de: Sentence | None = None
    grant: Money | None = None
    funding_share: Percent | None = None
    funding_programme: FundingProgramme | None = None
    data_protection_de: Paragraph | None = None
    transfer_note_de: Paragraph | None = None
    assessment_de: Paragraph | None = None
    setback: Setback | None = None
    lessons_de: Paragraph | None = None
    note_de: Note | None = None
    as_of: PartialDate | None = None
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
        """The day, month or year for which the status is known: as noted, else of the newest source."""
        return self.as_of or max((source.date for source in self.sources if source.date), default=None)

    def is_stale(self, today: date) -> bool:
        """Whether the status is known only for a time more than three years before ``today``.

        A year or month counts to its end; without any date nothing is said, and what has ended stays so.
        """
        if self.status_date is None or self.status is Status.ENDED:
            return False
        last_day = self.status_date + "-12-31"[len(self.status_date) - len("2024") :]
        return f"{int(last_day[:4]) + STALE_AFTER_YEARS}{last_day[4:]}" < today.isoformat()

    @property
    def in_hesse(self) -> bool:
        """Whether the use case comes, at least in part, from Hessen."""
        return "Hessen" in self.origin.state or any(key.startswith("06") for key in self.origin.ags)
