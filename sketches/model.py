"""What a sketch says: typed content that knows where each part came from.

The model holds facts and texts, no layout and no language of its own: labels come from the outline and the
translations. Amounts are exact decimals in euro with two places. ``origin`` tells what was filled in for the
user and has still to be judged by a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from municipalities.register import Kind

SCHEMA_VERSION: Literal[1] = 1
TITLE_LENGTH = 300
LINE_LENGTH = 500
TEXT_LENGTH = 20_000
MOST_VOICES = 60
FIRST_YEAR, LAST_YEAR = 2000, 2100

Line = Annotated[str, StringConstraints(max_length=LINE_LENGTH)]
Text = Annotated[str, StringConstraints(max_length=TEXT_LENGTH)]
WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$", max_length=LINE_LENGTH)]
Amount = Annotated[Decimal, Field(ge=0, max_digits=13, decimal_places=2)]
Share = Annotated[Decimal, Field(ge=0, le=1, decimal_places=4)]
Language = Literal["de", "en"]


class Origin(StrEnum):
    """Who wrote a part of the sketch: the tool from one of four places, or a person."""

    USE_CASE = "use_case"
    SCORES = "scores"
    MUNICIPALITY = "municipality"
    NOTES = "notes"
    TYPED = "typed"


class CostKind(StrEnum):
    """Kind of cost, as funding offices usually tell them apart (our own list, not an official one)."""

    PERSONNEL = "personnel"
    MATERIAL = "material"
    EXTERNAL = "external"
    INVESTMENT = "investment"
    OTHER = "other"


class Level(StrEnum):
    """How likely a risk is, or how much it would hurt."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


def _first_of_month(day: date) -> date:
    if day.day != 1 or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError("a project begins with the first day of a month")
    return day


Start = Annotated[date, AfterValidator(_first_of_month)]


class Frozen(BaseModel):
    """Base of all parts of a sketch: immutable, and an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Frozen):
    """Where a fact can be read; a source without an address is a document or a person's word."""

    title: Line
    url: WebAddress | None = None


class Statement(Frozen):
    """A text with its origins; empty means that nobody has said anything yet."""

    text: Text = ""
    origins: tuple[Origin, ...] = ()

    @property
    def missing(self) -> bool:
        """Whether nothing but white space stands here."""
        return not self.text.strip()

    @property
    def prefilled(self) -> bool:
        """Whether the tool wrote this and no person has touched it since."""
        return not self.missing and bool(self.origins) and Origin.TYPED not in self.origins

    @property
    def checked(self) -> tuple[Origin, ...]:
        """The origins once a person has taken the text as it is."""
        return tuple(dict.fromkeys((*self.origins, Origin.TYPED)))


class Section(Statement):
    """The text of one section of the outline."""

    id: str


class Applicant(Frozen):
    """A municipality or district that applies; `weight` is its part of the own share."""

    name: Line
    ags: str | None = None
    kind: Kind | None = None
    population: int | None = Field(default=None, ge=0)
    contact: Line = ""
    weight: Decimal = Field(default=Decimal(1), ge=0, max_digits=12, decimal_places=2)
    origin: Origin = Origin.TYPED


class Milestone(Frozen):
    """A piece of work from the first to the last month of the project, both counted from 1."""

    title: Line
    start_month: int = Field(ge=1, le=120)
    end_month: int = Field(ge=1, le=120)
    origin: Origin = Origin.TYPED

    @model_validator(mode="after")
    def _ends_after_start(self) -> Self:
        if self.end_month < self.start_month:
            raise ValueError("the last month of a milestone must not lie before its first month")
        return self


class CostItem(Frozen):
    """One cost: what, of which kind, in which calendar year, how much, and who says so."""

    label: Line
    kind: CostKind = CostKind.OTHER
    year: int = Field(ge=FIRST_YEAR, le=LAST_YEAR)
    amount: Amount
    source: Source | None = None
    origin: Origin = Origin.TYPED


class RateRange(Frozen):
    """The part of the costs that a programme pays, from `low` to `high` (0.9 means 90 %)."""

    low: Share
    high: Share

    @model_validator(mode="after")
    def _low_first(self) -> Self:
        if self.high < self.low:
            raise ValueError("the upper rate must not lie below the lower rate")
        return self


class StaffRole(Frozen):
    """Who does what, with how many full-time equivalents."""

    task: Line
    responsible: Line = ""
    full_time_equivalents: Decimal | None = Field(default=None, ge=0, max_digits=6, decimal_places=2)
    origin: Origin = Origin.TYPED


class Risk(Frozen):
    """What may go wrong and what is done about it."""

    title: Line
    likelihood: Level | None = None
    impact: Level | None = None
    response: Line = ""
    origin: Origin = Origin.TYPED


class SuccessMeasure(Frozen):
    """By what success is recognised: today's value, the value aimed at, and how it is measured."""

    indicator: Line
    baseline: Line = ""
    target: Line = ""
    method: Line = ""
    origin: Origin = Origin.TYPED


class FollowUpCost(Frozen):
    """What the solution costs each year once the funding has ended, and who pays it."""

    label: Line
    amount: Amount
    paid_by: Line = ""
    origin: Origin = Origin.TYPED


class UnknownSchemaVersionError(ValueError):
    """The content was written by another version of the tool than this one can read."""

    def __init__(self, found: object) -> None:
        super().__init__(f"sketch schema version {found!r} is not {SCHEMA_VERSION}")
        self.found = found


class SketchContent(Frozen):
    """All that a sketch says.

    `partners` are municipalities that apply together with the applicant, `supporters` all others who help.
    `programme` is the id of a funding programme; `rate` is typed by a person who knows it better. `start` is
    the first day of the project's first month, None while nobody knows it.
    """

    schema_version: Literal[1] = SCHEMA_VERSION
    language: Language = "de"
    title: Annotated[str, StringConstraints(max_length=TITLE_LENGTH)] = ""
    summary: Statement = Statement()
    applicant: Applicant | None = None
    partners: tuple[Applicant, ...] = Field(default=(), max_length=60)
    supporters: tuple[Line, ...] = Field(default=(), max_length=60)
    programme: str | None = None
    rate: RateRange | None = None
    sections: tuple[Section, ...] = ()
    start: Start | None = None
    milestones: tuple[Milestone, ...] = Field(default=(), max_length=100)
    costs: tuple[CostItem, ...] = Field(default=(), max_length=300)
    staffing: tuple[StaffRole, ...] = Field(default=(), max_length=60)
    risks: tuple[Risk, ...] = Field(default=(), max_length=60)
    measures: tuple[SuccessMeasure, ...] = Field(default=(), max_length=60)
    follow_up: tuple[FollowUpCost, ...] = Field(default=(), max_length=60)
    voices: tuple[Text, ...] = Field(default=(), max_length=MOST_VOICES)
    sources: tuple[Source, ...] = Field(default=(), max_length=100)

    @model_validator(mode="after")
    def _each_section_once(self) -> Self:
        ids = [section.id for section in self.sections]
        if len(ids) != len(set(ids)):
            raise ValueError("a section may appear only once")
        return self

    def section(self, section_id: str) -> Section:
        """Return the section, an empty one if nothing was written yet."""
        return next((s for s in self.sections if s.id == section_id), Section(id=section_id))

    def with_checked_section(self, section_id: str) -> SketchContent:
        """Return the sketch with the section's text taken as it is by a person."""
        checked = self.section(section_id).model_copy(update={"origins": self.section(section_id).checked})
        return self.model_copy(
            update={"sections": tuple(checked if s.id == section_id else s for s in self.sections)}
        )

    def with_section(self, section_id: str, text: str) -> SketchContent:
        """Return the sketch with `text` typed into the section; an unchanged text keeps its origins."""
        if self.section(section_id).text == text:
            return self
        typed = Section(id=section_id, text=text, origins=(Origin.TYPED,))
        others = tuple(s for s in self.sections if s.id != section_id)
        return self.model_copy(update={"sections": (*others, typed)})

    @property
    def applicants(self) -> tuple[Applicant, ...]:
        """All who apply together: the applicant first, then the partners."""
        return ((self.applicant,) if self.applicant else ()) + self.partners

    @property
    def total_cost(self) -> Decimal:
        """Sum of all costs in euro, exact to the cent."""
        return total(item.amount for item in self.costs)

    @property
    def duration_months(self) -> int:
        """Last month of the last milestone, 0 without milestones."""
        return max((m.end_month for m in self.milestones), default=0)


def total(amounts: Iterable[Decimal]) -> Decimal:
    """Return the exact sum of the amounts with two decimal places."""
    return sum(amounts, Decimal("0.00")).quantize(Decimal("0.01"))


_FORMER_FIELDS = {"use_case_id"}


def load(data: dict[str, Any]) -> SketchContent:
    """Read what ``model_dump(mode="json")`` wrote, now or when a sketch still had its former fields.

    Raises UnknownSchemaVersionError for another version and pydantic.ValidationError for broken content.
    """
    if data.get("schema_version") != SCHEMA_VERSION:
        raise UnknownSchemaVersionError(data.get("schema_version"))
    return SketchContent.model_validate(
        {key: value for key, value in data.items() if key not in _FORMER_FIELDS}
    )
