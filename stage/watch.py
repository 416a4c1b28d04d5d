"""One look at the database for all screens that follow the same series in this process.

What is asked again and again is one number, the revision; the rest is read when it is another one. While a
round is rated the count of answers is read every two seconds: answers leave the revision as it is.
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
from workshops.wall.steering import Standing

_LOOK_SECONDS = 0.35
_COUNT_SECONDS = 2.0
_MOST_SERIES = 200


@dataclass(frozen=True)
class Pulse:
    """Where a wall stands, and a mark that is the same for as long as the scene looks the same."""

    standing: Standing
    mark: str


@dataclass
class _Series:
    """What was seen of one series, and when."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    looked_at: float = float("-inf")
    revision: int | None = None
    standing: Standing | None = None
    read_at: int | None = None
    counted_at: float = float("-inf")
    answers: int = 0


class Watch:
    """Answers "where does this wall stand" for all walls and remotes of this process."""

    def __init__(self, house: House, clock: Callable[[], float] = time.monotonic) -> None:
        self._house = house
        self._clock = clock
        self._series: OrderedDict[str, _Series] = OrderedDict()

    async def pulse(self, series_id: str) -> Pulse:
        """Return where the wall of a series stands, less than half a second old.

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
            if seen.standing is None or seen.read_at != seen.revision:
                seen.read_at = seen.revision
                seen.standing = await self._house.read(steering.standing, known.eyes(series_id), series_id)
            await self._count(seen, seen.standing)
        mark = f"{seen.standing.position.mark}~{seen.read_at}~{seen.answers}"
        return Pulse(seen.standing, mark)

    async def _count(self, seen: _Series, standing: Standing) -> None:
        """Look how many answers there are, in percent, while the wall shows that."""
        round_ = standing.live.round
        if standing.position.scene is not scenes.Scene.RATING or round_ is None or not round_.takes_ratings:
            return
        if self._clock() - seen.counted_at >= _COUNT_SECONDS:
            seen.counted_at = self._clock()
            series_id = standing.live.series_id
            found = await self._house.read(rating.stand, known.eyes(series_id), series_id, round_.id)
            seen.answers = round(100 * found.share)

    def changed(self, series_id: str) -> None:
        """Look anew at once: somebody in this process has just moved the wall."""
        if series_id in self._series:
            self._series[series_id].looked_at = float("-inf")
