"""Who counts: everybody who ever answered, or only those who were there at the newest reveal."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from storage.tables import RoundRow
from translations.formats import TIME_ZONE

IN_THE_ROOM = timedelta(hours=12)
"""Who was seen within this time before a round was opened, or later, takes part in it."""
_MORNING = 6
_BREAK = timedelta(hours=6)


class Counts(StrEnum):
    """Whose answers count from a round on."""

    EVERYONE = "everyone"
    PRESENT = "present"


class Counting(BaseModel):
    """Who counts in a result, in numbers.

    `people` have an answer that counts; `present` of them were there at the newest reveal. `carried` are the
    answers of the others, which nobody has looked at again. `left_out` answered once and do not count.
    """

    model_config = ConfigDict(frozen=True)

    counts: Counts = Counts.EVERYONE
    people: int = 0
    present: int = 0
    carried: int = 0
    left_out: int = 0

    @property
    def absent(self) -> int:
        """How many people count without having been there."""
        return self.people - self.present


def here_since(opened_at: datetime) -> datetime:
    """Return since when somebody must have been seen to be in the room of a round.

    A workshop in the morning does not take those of the evening before for present.
    """
    local = opened_at.astimezone(TIME_ZONE)
    earliest = opened_at - IN_THE_ROOM
    if local.hour < _MORNING:
        return earliest
    return max(
        earliest, local.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(opened_at.tzinfo)
    )


def is_another_day(before: datetime, moment: datetime) -> bool:
    """Return whether people came together anew: on another date, and not just after midnight."""
    dates = (before.astimezone(TIME_ZONE).date(), moment.astimezone(TIME_ZONE).date())
    return dates[0] != dates[1] and moment - before >= _BREAK


def counting(
    own: Iterable[tuple[str, str, str]],
    newest: RoundRow | None,
    present: Collection[str],
    ever: Collection[str],
) -> Counting:
    """Return who counts, from the cells with `own` answers, who was `present`, and who `ever` answered."""
    cells = list(own)
    people = {person for person, _item, _criterion in cells}
    return Counting(
        counts=counts_of(newest),
        people=len(people),
        present=len(people & set(present)),
        carried=sum(person not in present for person, _item, _criterion in cells),
        left_out=len(set(ever) - people) if counts_of(newest) is Counts.PRESENT else 0,
    )


def counts_of(newest: RoundRow | None) -> Counts:
    """Return whose answers count since the newest live round that is revealed."""
    return Counts.PRESENT if newest is not None and newest.counts == Counts.PRESENT else Counts.EVERYONE


def newest_live(rows: Sequence[RoundRow]) -> RoundRow | None:
    """Return the newest of the live rounds, which stand in their order."""
    return next((row for row in reversed(rows) if row.kind == "live"), None)
