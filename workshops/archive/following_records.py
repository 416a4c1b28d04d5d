"""Records of what became of the decision in the file of a series."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

from workshops.archive.fields import YEARS, Key, Record, Text, Time
from workshops.deciding.afterwards import ProjectState


def _in_our_time(day: date) -> date:
    if day.year not in YEARS:
        raise ValueError("a day must lie in a year that a calendar could show")
    return day


class ProjectStateRecord(Record):
    """A chosen project reached a state on a day; `amount` in cents."""

    id: Key
    item_id: Key
    state: ProjectState
    day: Annotated[date, AfterValidator(_in_our_time)]
    amount: Annotated[int, Field(ge=0, lt=10**13)] | None
    effect: Text
    entered_at: Time
    taken_back_at: Time | None
