"""One look at the database for all screens that follow the same series in this process.

What is asked again and again is one number, the revision; the rest is read when it is another one. While a
round is rated the count of answers is read every two to four seconds, and nothing else as long as settings
and round are the same: each person who is done raises the revision, and each would draw the wall anew.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from light.house import House
from translations import _
from workshops import journal
from workshops.errors import NotFound
from workshops.wall import known, rating, scenes, steering
from workshops.wall.rating import RatingStand
from workshops.wall.signature import signature
from workshops.wall.steering import Standing

_LOOK_SECONDS = 0.6
_COUNT_SECONDS = 2.0
_FULL_HALL, _FULL_HALL_COUNT_SECONDS = 40, 4.0
_STANDS_SECONDS = 10.0
_SHORTEST_REST = 0.05
_MOST_SERIES = 200


@dataclass(frozen=True)
class Pulse:
    """Where a wall stands, and a mark that is the same for as long as the scene looks the same.

    `counted`: how far the round is, None unless the wall shows that.
    """

    standing: Standing
    mark: str
    counted: RatingStand | None = None


@dataclass
class _Series:
    """What was seen of one series, and when."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    looked_at: float = float("-inf")
    revision: int | None = None
    standing: Standing | None = None
    read_at: int | None = None
    stands_since: float = float("-inf")
    signature: str = ""
    compared_at: int | None = None
    counted_at: float = float("-inf")
    counted: RatingStand | None = None

    @property
    def figures(self) -> str:
        """What the counters show: percent of the answers, how many are done, how many are there."""
        if self.counted is None:
            return "0"
        ready = self.counted.readiness
        return f"{round(100 * self.counted.share)}.{ready.finished}.{ready.joined}"

    @property
    def count_every(self) -> float:
        """In how many seconds counters move at most: in a full hall one person more is a small step."""
        full = self.counted is not None and self.counted.readiness.joined >= _FULL_HALL
        return _FULL_HALL_COUNT_SECONDS if full else _COUNT_SECONDS


class Watch:
    """Answers "where does this wall stand" for all walls and remotes of this process."""

    def __init__(self, house: House, clock: Callable[[], float] = time.monotonic) -> None:
        self._house = house
        self._clock = clock
        self._series: OrderedDict[str, _Series] = OrderedDict()

    async def pulse(self, series_id: str) -> Pulse:
        """Return where the wall of a series stands, less than a second old.

        Raises:
            NotFound: the series was deleted.
        """
        seen = self._series.setdefault(series_id, _Series())
        self._series.move_to_end(series_id)
        while len(self._series) > _MOST_SERIES:
            self._series.popitem(last=False)
        async with seen.lock:
            if self._clock() - seen.looked_at >= _LOOK_SECONDS:
                seen.revision = await self._house.read(journal.revision, series_id)
                seen.looked_at = self._clock()
            if seen.revision is None:
                raise NotFound(_("This series does not exist any more."), _("Please choose another series."))
            if seen.read_at != seen.revision and await self._is_due(seen, series_id):
                seen.read_at, seen.stands_since = seen.revision, self._clock()
                seen.signature = await self._house.read(signature, series_id)
                seen.standing = await self._house.read(steering.standing, known.eyes(series_id), series_id)
            assert seen.standing is not None
            await self._count(seen, seen.standing)
        mark = f"{seen.standing.position.mark}~{seen.read_at}~{seen.figures}"
        return Pulse(seen.standing, mark, seen.counted)

    def rest(self, series_id: str) -> float:
        """Return the seconds until the next look at a series: all its walls wake up together."""
        seen = self._series.get(series_id)
        due = seen.looked_at + _LOOK_SECONDS - self._clock() if seen else 0.0
        return min(max(due, _SHORTEST_REST), _LOOK_SECONDS)

    async def _is_due(self, seen: _Series, series_id: str) -> bool:
        """Whether a change means more than one person more who is done."""
        if seen.standing is None or not _is_rated(seen.standing):
            return True
        if self._clock() - seen.stands_since >= _STANDS_SECONDS:
            return True
        if seen.compared_at != seen.revision:
            seen.compared_at = seen.revision
            return await self._house.read(signature, series_id) != seen.signature
        return False

    async def _count(self, seen: _Series, standing: Standing) -> None:
        """Look how many answers there are, and who is done, while the wall shows that."""
        round_ = standing.live.round
        if round_ is None or not _is_rated(standing):
            seen.counted = None
            return
        if seen.counted is None or self._clock() - seen.counted_at >= seen.count_every:
            seen.counted_at = self._clock()
            series_id = standing.live.series_id
            seen.counted = await self._house.read(rating.stand, known.eyes(series_id), series_id, round_.id)

    def changed(self, series_id: str) -> None:
        """Look anew at once: somebody in this process has just moved the wall."""
        if series_id in self._series:
            self._series[series_id].looked_at = float("-inf")


def _is_rated(standing: Standing) -> bool:
    round_ = standing.live.round
    return standing.position.scene is scenes.Scene.RATING and round_ is not None and round_.takes_ratings
