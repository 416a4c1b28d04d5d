"""What a scene says, ready to be drawn: plain frozen values, each text in the language in use.

A builder makes a `Scene` from what `workshops` returns; the template of the same name draws it. Nothing is
computed from ratings here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Scene:
    """One scene at one step.

    `key` is the same for as long as it is the same picture that is built up; `title` is told to who cannot
    see. `corner` and `aside` stand at the upper and lower right, `seconds_left` is a clock in place of the
    corner. `legend` are (shape, tone, name) in place of `aside`.
    """

    key: str
    template: str
    title: str
    content: Any
    corner: str = ""
    aside: str = ""
    seconds_left: int | None = None
    legend: Sequence[tuple[str, int, str]] = ()


@dataclass(frozen=True)
class Arriving:
    """The way in and who is here: one dot for each person up to `most_dots`."""

    qr: str
    address: str
    code: str
    joined: int
    rehearsal: bool = False


@dataclass(frozen=True)
class WayStop:
    """One part of the afternoon; `state` is "past", "now" or "next"."""

    time: str
    name: str
    length: str
    state: str


@dataclass(frozen=True)
class Way:
    """Today's way with its times."""

    stops: Sequence[WayStop]


@dataclass(frozen=True)
class FieldOfAction:
    """A field with what is on the list of it, and how many examples the library knows."""

    area: str
    name: str
    meaning: str
    ours: Sequence[str]
    examples: str


@dataclass(frozen=True)
class Story:
    """A use case told: what, where, and the facts; `step` 0 shows the name, 1 the story, 2 the facts."""

    area: str
    area_name: str
    title: str
    summary: str
    facts: Sequence[tuple[str, str]]
    step: int


@dataclass(frozen=True)
class Listing:
    """A headline and short texts in columns, each with the id of its field of action or ""."""

    title: str
    over: str
    texts: Sequence[tuple[str, str, str]]
    columns: int
    empty: str = ""


@dataclass(frozen=True)
class Rating:
    """What is rated now, and how far the room is: never a value."""

    title: str
    names: Sequence[str]
    columns: int
    share: float
    finished: int
    joined: int
    closed: bool


@dataclass(frozen=True)
class Place:
    """An entry with its place; `parts` are (width in percent, number of the part)."""

    item: str
    place: str
    name: str
    points: str
    parts: Sequence[tuple[float, int]]
    width: float


@dataclass(frozen=True)
class Reveal:
    """The places; what is not yet revealed is not in `top` and `rest`, so it is not in the page either."""

    title: str
    top: Sequence[Place]
    waiting: Sequence[str]
    rest: Sequence[Place]
    columns: int
    unranked: Sequence[str]
    word: str
    tone: int
    sentence: str
    is_open: bool


@dataclass(frozen=True)
class Camp:
    """One of the five answers: its words and how many gave it; `side` is "low", "middle" or "high"."""

    value: int
    words: str
    people: int
    side: str


@dataclass(frozen=True)
class Differ:
    """One question on which opinions part; without `shown` the people are still to come."""

    item: str
    question: str
    camps: Sequence[Camp]
    shown: bool
    dot: float
    agreed: str = ""


@dataclass(frozen=True)
class Bar:
    """A row of a bar chart: width in percent, and before it the width that was."""

    key: str
    label: str
    width: float
    value: str
    tone: int = 1
    before: float | None = None
    note: str = ""
    direction: str = ""


@dataclass(frozen=True)
class Bars:
    """A headline over bars."""

    title: str
    over: str
    bars: Sequence[Bar]
    sentence: str = ""
    empty: str = ""


@dataclass(frozen=True)
class Portfolio:
    """The picture with names at the points, drawn as SVG, and the same in words."""

    svg: str
    words: str


@dataclass(frozen=True)
class Card:
    """One chosen project: what it is, what it costs us, why."""

    item: str
    title: str
    sentence: str
    money: str
    reason: str
    tone: int


@dataclass(frozen=True)
class Decision:
    """The chosen, and what happens next."""

    title: str
    cards: Sequence[Card]
    hidden: int
    following: str
