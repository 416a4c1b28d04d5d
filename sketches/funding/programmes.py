"""Funding programmes as dated data: one TOML file per programme, version and line.

Each rule carries how certain it is, who says so and as of when. A programme is added by putting a file
into this folder; nothing here or elsewhere names a programme.
"""

from __future__ import annotations

import tomllib
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, StringConstraints, ValidationError, model_validator

from municipalities.register import Kind
from sketches.model import Amount, Frozen, Language, Share, WebAddress

FOLDER = Path(__file__).parent
PartialDate = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]


class Certainty(StrEnum):
    """How well a rule is backed: official or several sources, little or conflicting, or our conclusion."""

    CERTAIN = "certain"
    UNCERTAIN = "uncertain"
    OWN = "own"


class Fact(Frozen):
    """Something a source says about a programme; `as_of` is the source's date as far as it is known."""

    certainty: Certainty
    source: WebAddress
    as_of: PartialDate | None = None


class DayRule(Fact):
    """A date."""

    day: date


class EndRule(DayRule):
    """The last day of the rules; with `successor_unknown`, no source says what applies afterwards."""

    successor_unknown: bool = False


class AmountRule(Fact):
    """An amount in euro; `usual` marks a rule that allows exceptions ("in der Regel")."""

    amount: Amount
    usual: bool = False


class CountRule(Fact):
    """A number of months or of applicants; `usual` marks a rule that allows exceptions."""

    count: int = Field(ge=1)
    usual: bool = False


class RateRule(Fact):
    """The part of the costs that is paid, as a range where it depends on something."""

    low: Share
    high: Share

    @model_validator(mode="after")
    def _low_first(self) -> Self:
        if self.high < self.low:
            raise ValueError("the upper rate must not lie below the lower rate")
        return self


class KindsRule(Fact):
    """The kinds of municipality that may apply; an empty list means that none may."""

    kinds: tuple[Kind, ...]


class SectionsRule(Fact):
    """The sections of our outline that answer what the programme wants to read; by their ids."""

    sections: tuple[str, ...]


class CallRule(Fact):
    """A call for applications, open from the first to the last day."""

    opens: date
    closes: date


class Hint(Fact):
    """What an advisor should know, in both languages."""

    text_de: str
    text_en: str

    def text(self, language: Language) -> str:
        """Return the hint in the language asked for."""
        return self.text_de if language == "de" else self.text_en


class Programme(Frozen):
    """One version and line of a funding programme. A rule that no source states is None.

    `hints` are never more than advice; as long as there are `open_questions`, nobody hears a plain yes.
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    order: int = 100
    name_de: str
    name_en: str
    version_de: str
    version_en: str
    authority: str
    page: WebAddress
    as_of: PartialDate | None = None
    valid_from: DayRule | None = None
    valid_until: EndRule | None = None
    calls: tuple[CallRule, ...] = ()
    applicants: KindsRule | None = None
    minimum_applicants: CountRule | None = None
    rate: RateRule | None = None
    joint_rate: RateRule | None = None
    joint_from: CountRule | None = None
    minimum_grant: AmountRule | None = None
    maximum_grant: AmountRule | None = None
    maximum_grant_per_applicant: AmountRule | None = None
    maximum_months: CountRule | None = None
    required_sections: SectionsRule | None = None
    open_questions: tuple[Hint, ...] = ()
    hints: tuple[Hint, ...] = ()

    @model_validator(mode="after")
    def _joint_rate_needs_its_condition(self) -> Self:
        if (self.joint_rate is None) != (self.joint_from is None):
            raise ValueError("joint_rate and joint_from must be given together")
        return self

    def name(self, language: Language) -> str:
        """Return name and version in the language asked for."""
        if language == "de":
            return f"{self.name_de} ({self.version_de})"
        return f"{self.name_en} ({self.version_en})"


class ProgrammeFileError(ValueError):
    """A programme file that cannot be used; names the file and what is wrong with it."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path.name}: {reason}")
        self.path, self.reason = path, reason


@cache
def programmes(folder: Path = FOLDER) -> tuple[Programme, ...]:
    """Return all programmes of the folder, in their order and then by id.

    Raises ProgrammeFileError for a broken file and for an id that two files share.
    """
    found: dict[str, Programme] = {}
    for path in sorted(folder.glob("*.toml")):
        programme = _read(path)
        if programme.id in found:
            raise ProgrammeFileError(path, f"the id {programme.id!r} is already taken by another file")
        found[programme.id] = programme
    return tuple(sorted(found.values(), key=lambda p: (p.order, p.id)))


def programme(programme_id: str | None, folder: Path = FOLDER) -> Programme | None:
    """Return the programme with this id, None if there is none (any more)."""
    return next((p for p in programmes(folder) if p.id == programme_id), None)


def _read(path: Path) -> Programme:
    try:
        return Programme.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProgrammeFileError(path, str(error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise ProgrammeFileError(path, f"{field}: {first['msg']}") from error
