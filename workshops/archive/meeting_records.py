"""Records of the appointments in the file of a series."""

from datetime import date, time
from typing import Annotated

from pydantic import AfterValidator

from workshops.appointments import FIRST_DAY, LAST_DAY
from workshops.archive.fields import Count, Key, Record, Text, Title


def _in_our_time(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError("a day must lie in a year in which people meet")
    return day


def _of_a_clock(at: time) -> time:
    if at.tzinfo is not None:
        raise ValueError("a time is one of German clocks and names no zone")
    return at


Clock = Annotated[time, AfterValidator(_of_a_clock)]


class AppointmentRecord(Record):
    """An appointment with day and time, as far as they are known."""

    id: Key
    position: Count
    title: Title
    day: Annotated[date, AfterValidator(_in_our_time)] | None
    begins: Clock | None
    ends: Clock | None
    place: Text
    agenda: Text
    invited: Text
    tasks: Text
    version: Count
