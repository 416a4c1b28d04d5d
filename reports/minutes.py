"""The minutes of a series: what was asked, answered, weighed, decided and why, sealed with a checksum.

All texts of the content model are already in the language of the minutes; nothing in it names a person.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from reports.checksum import checksum, sealed
from reports.content import Scores
from reports.figures import ordered, title_of

SCHEMA_VERSION: Literal[1] = 1
"""Still 1: what was added later has a default, so that files without it read as before.

Added: `HeldRound.agreed`, `HeldRound.devices`, `HeldRound.handed_out`, `HeldRound.weights_agreed_at`,
`Minutes.unfinished`, `Minutes.result`.
"""
Share = Annotated[float, Field(ge=0, le=1)]


class Frozen(BaseModel):
    """Base of all parts of the minutes: immutable, and an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Weight(Frozen):
    """A dimension or criterion with its points as given and its share of all (0 to 1)."""

    name: str
    points: float
    share: Share


class RankedItem(Frozen):
    """One line of a ranking; rank and score (0 to 1) are None where too few people rated."""

    title: str
    rank: int | None
    score: Share | None
    n: int


class HeldRound(Frozen):
    """One round of rating: when, how many, by which weights and formula, with which result.

    `agreed` marks a rating that the room agreed on: it counts no people. `abstentions` is None where
    `ratings` counts all answers, those of people who could not judge among them. `given_out`: how questions
    were given out where nobody was asked everything; `handed_out`: from when to when it could be answered in
    one's own time, and how many did. `devices` says in words how many answered on what.
    The weights are those of the reveal. `weights_agreed_at` stands only in older minutes, whose rankings
    followed weights agreed after it.
    """

    number: int
    kind: str
    opened_at: AwareDatetime | None = None
    closed_at: AwareDatetime | None = None
    revealed_at: AwareDatetime | None = None
    participants: int
    devices: str = ""
    ratings: int
    abstentions: int | None
    formula: str
    method: str
    seed: int
    quorum: int
    dimensions: tuple[Weight, ...]
    criteria: tuple[Weight, ...]
    ranking: tuple[RankedItem, ...]
    verdict: str = ""
    agreed: bool = False
    given_out: str = ""
    handed_out: str = ""
    weights_agreed_at: AwareDatetime | None = None


class Result(Frozen):
    """What the room knows after all rounds: on what it stands, its ranking at today's weights, how sure."""

    basis: tuple[str, ...]
    dimensions: tuple[Weight, ...]
    ranking: tuple[RankedItem, ...]
    verdict: str
    agreed: bool = False


def ranked_items(scores: Scores) -> tuple[RankedItem, ...]:
    """Return the ranking of an evaluation, best first, items without a rank last."""
    return tuple(
        RankedItem(
            title=title_of(scores, item.item_id), rank=item.rank, score=_share(item.score), n=item.raters
        )
        for item in ordered(scores)
    )


def _share(score: float | None) -> float | None:
    return None if score is None else min(1.0, max(0.0, score))


class GateAnswer(Frozen):
    """The answer to one exclusion question about one item."""

    title: str
    gate: str
    answer: str
    note: str = ""
    excluded: bool = False


class Decision(Frozen):
    """A pick with its reason, or a pick withdrawn."""

    title: str
    reason: str
    at: AwareDatetime


class Idea(Frozen):
    """An own idea from the workshop."""

    title: str
    summary: str = ""


class Note(Frozen):
    """What the advisor noted on an entry while the room talked."""

    title: str
    text: str


class Change(Frozen):
    """One line of the log: when, by which role, what."""

    at: AwareDatetime
    role: str
    text: str


class Minutes(Frozen):
    """The whole minutes of one series.

    `promises` are the sentences on privacy that held for the participants, `groups` their stakeholder groups.
    `unfinished` counts the rounds that have answers but are not revealed yet: they are left out.
    """

    schema_version: Literal[1] = SCHEMA_VERSION
    language: Literal["de", "en"]
    series_id: str
    series_title: str
    municipality: str
    begun_at: AwareDatetime
    written_at: AwareDatetime
    criteria_set: str
    groups: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    shortlist: tuple[str, ...] = ()
    gates: tuple[GateAnswer, ...] = ()
    rounds: tuple[HeldRound, ...] = ()
    unfinished: int = 0
    result: Result | None = None
    picks: tuple[Decision, ...] = ()
    withdrawn: tuple[Decision, ...] = ()
    ideas: tuple[Idea, ...] = ()
    notes: tuple[Note, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def data(self) -> dict[str, Any]:
        """The minutes as plain JSON data."""
        return self.model_dump(mode="json")

    @property
    def checksum(self) -> str:
        """SHA-256 of the minutes' canonical JSON."""
        return checksum(self.data)


def minutes_json(minutes: Minutes) -> bytes:
    """Return the minutes as a sealed JSON file that ``python -m reports verify`` checks."""
    return sealed(minutes.data)
