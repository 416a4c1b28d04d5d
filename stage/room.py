"""What every scene is built from: one series at one moment, and words for what it holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from workshops.evaluation.outcome import RoundEvaluation
from workshops.installation import Database
from workshops.library import stories
from workshops.library.shortlist import ItemView
from workshops.series import SeriesView
from workshops.wall import known
from workshops.wall.rating import RatingStand
from workshops.wall.steering import Standing

LANDSCAPE = 16 / 9


@dataclass(frozen=True)
class Room:
    """A series as the wall may see it; `address` is for phones, `shape` the screen's width by height.

    `counted`: how far the round is, where that is known already.
    """

    database: Database
    series: SeriesView
    standing: Standing
    address: str
    shape: float = LANDSCAPE
    counted: RatingStand | None = None

    @property
    def series_id(self) -> str:
        """The key of the series."""
        return self.series.id

    @cached_property
    def result(self) -> RoundEvaluation | None:
        """What the room knows, None before the first reveal."""
        return known.result(self.database, self.series_id)

    @cached_property
    def items(self) -> Mapping[str, ItemView]:
        """The shortlist by key."""
        return {item.id: item for item in known.shortlisted(self.database, self.series_id)}

    def title(self, item_id: str) -> str:
        """Return an entry's whole name, in the language in use where its use case has one."""
        if item := self.items.get(item_id):
            return stories.title(item)
        return self.result.titles.get(item_id, "") if self.result else ""


def columns_for(texts: int) -> int:
    """Return in how many columns so many short texts are read best on a wide screen."""
    return 1 if texts <= 7 else 2 if texts <= 18 else 3
