"""The scenes of the wall and where it stands among them: plain values that a series keeps in its settings."""

from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from storage.tables import SeriesRow

_SETTINGS = "wall"


class Scene(StrEnum):
    """What the wall can show, in the order of an afternoon."""

    ARRIVE = "arrive"
    WAY = "way"
    FIELD = "field"
    STORY = "story"
    IDEAS = "ideas"
    DOTS = "dots"
    RATING = "rating"
    REVEAL = "reveal"
    PORTFOLIO = "portfolio"
    DIFFER = "differ"
    REMARKS = "remarks"
    MOVED = "moved"
    WEIGHTS = "weights"
    DECISION = "decision"


class Ground(StrEnum):
    """On what the wall is drawn: deep for dim halls, paper for bright ones."""

    DEEP = "deep"
    PAPER = "paper"


class Stop(BaseModel):
    """A scene that can be shown now, of a `subject` (an entry, a field, a question), in `steps` steps."""

    model_config = ConfigDict(frozen=True)

    scene: Scene
    subject: str = ""
    steps: int = 1


class Position(BaseModel):
    """The scene on the wall and how far it is built up, counted from 0."""

    model_config = ConfigDict(frozen=True)

    scene: Scene
    subject: str = ""
    step: int = 0

    @property
    def mark(self) -> str:
        """A name of this position: whoever moves the wall says from where."""
        return f"{self.scene}:{self.subject}:{self.step}"

    def is_at(self, stop: Stop) -> bool:
        """Whether this is a step of `stop`."""
        return (self.scene, self.subject) == (stop.scene, stop.subject)


class Kept(BaseModel):
    """What a series keeps of its wall.

    `moment` names the state of the round at which `position` was chosen: with the next state the wall follows
    the round again. `talk_ends_at` is when the time for talking is over, in ISO 8601; `remarks` says that the
    advisor has read the remarks of the room and lets the wall show them.
    """

    model_config = ConfigDict(frozen=True)

    position: Position | None = None
    moment: str = ""
    ground: Ground = Ground.DEEP
    talk_ends_at: str | None = None
    remarks: bool = False


def kept_of(row: SeriesRow) -> Kept:
    """Return what is kept; what a later version wrote and this one cannot read counts as nothing."""
    try:
        return Kept.model_validate(row.settings.get(_SETTINGS, {}))
    except ValidationError:
        return Kept()


def keep(row: SeriesRow, kept: Kept) -> None:
    """Keep it; JSON columns are only written when replaced as a whole."""
    written: dict[str, Any] = kept.model_dump(mode="json")
    row.settings = {**row.settings, _SETTINGS: written}
