"""Points in time as people type them: "15.1.2027 18 Uhr", "Freitag, 15. Januar 2027 um 18:00 Uhr"."""

import re
from datetime import UTC, date, datetime, time, timedelta

from translations import _
from translations.formats import TIME_ZONE, datetime_
from usecases.cell_errors import Taken
from usecases.partial_dates import read_date
from workshops.errors import InvalidInput

_WEEKDAY = re.compile(
    r"(?:(?:mo|di|mi|do|fr|sa|so)\.?|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\s*,?\s+(?:den\s+)?",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?P<day>.+?)[\s,T]+(?:um\s+|at\s+|ab\s+|bis\s+)?(?P<hour>\d{1,2})"
    r"(?:[:.](?P<minute>\d{2})(?:\s*(?:uhr|h))?|\s*(?:uhr|h)(?:\s*(?P<after>\d{2}))?)",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEARS = range(1970, 2200)  # as in the file of a series; a calendar shows no others


def read_time(text: str, field: str = "") -> datetime:
    """Return the point in time that was typed, as German clocks show it, in UTC.

    At the end of summer time an hour comes twice; the first one is meant. `field` names the input.

    Raises:
        InvalidInput: that is no day with a time of day, or clocks skip this hour in spring.
    """
    typed = " ".join(text.split())
    found = _TIME.fullmatch(_WEEKDAY.sub("", typed, count=1) if _WEEKDAY.match(typed) else typed)
    day = _day(found["day"] if found else typed)
    if day is None:
        raise _unreadable(typed, field)
    if found is None:
        raise InvalidInput(
            _("“{text}” has no time of day.").format(text=typed),
            _("Please add it, as in {example}.").format(example=_example(day)),
            field=field,
        )
    moment = _at(day, int(found["hour"]), int(found["minute"] or found["after"] or 0))
    if moment is None:
        raise _unreadable(typed, field)
    found_at = moment.replace(tzinfo=TIME_ZONE).astimezone(UTC)
    if found_at.astimezone(TIME_ZONE).replace(tzinfo=None) != moment:
        raise InvalidInput(
            _("There is no such time on that day: clocks are put forward then."),
            _("Please type {example}, or another time.").format(example=datetime_(found_at)),
            field=field,
        )
    return found_at


def _day(text: str) -> date | None:
    read = read_date(text.strip(" ,"))
    iso = read.value if isinstance(read, Taken) else read
    try:
        day = date.fromisoformat(iso) if _DAY.fullmatch(iso) else None
    except ValueError:
        return None
    return day if day is not None and day.year in _YEARS else None


def _at(day: date, hour: int, minute: int) -> datetime | None:
    """Return the time of that day; 24:00 is the end of it. None for a time that no clock shows."""
    if (hour, minute) == (24, 0):
        return datetime.combine(day, time()) + timedelta(days=1)
    try:
        return datetime.combine(day, time(hour, minute))
    except ValueError:
        return None


def _unreadable(typed: str, field: str) -> InvalidInput:
    return InvalidInput(
        _("“{text}” is no day with a time of day.").format(text=typed),
        _("Please write it as in {example}.").format(example=_example(date(2027, 1, 15))),
        field=field,
    )


def _example(day: date) -> str:
    return datetime_(datetime.combine(day, time(18), TIME_ZONE))
