"""Days and times as they are typed: "05.03.2026", "5. März 2026", "14:30", "9 Uhr"."""

import re
from datetime import date, time

from translations import _, formats
from usecases.cell_errors import Taken
from usecases.partial_dates import read_date
from workshops.errors import InvalidInput

_CLOCK = re.compile(r"(\d{1,2})(?:[:.h ]\s*(\d{2}))?\s*(?:uhr|h|o[’']clock)?", re.IGNORECASE)


def day_of(text: str) -> date:
    """Return the day that was typed.

    Raises InvalidInput for what is no day of the calendar.
    """
    read = read_date(text)
    try:
        return date.fromisoformat(read.value if isinstance(read, Taken) else read)
    except ValueError as error:
        raise InvalidInput(
            _("“{text}” is no day of the calendar.").format(text=text),
            _("Please write it as in {example}.").format(example=formats.date(date(2026, 3, 5))),
            field="day",
        ) from error


def time_of(text: str) -> time:
    """Return the time that was typed; 24 hours, minutes may be left out.

    Raises InvalidInput for what no clock shows.
    """
    match = _CLOCK.fullmatch(" ".join(text.split()))
    try:
        if match is None:
            raise ValueError(text)
        return time(int(match[1]), int(match[2] or 0))
    except ValueError as error:
        raise InvalidInput(
            _("“{text}” is no time of a clock.").format(text=text),
            _("Please write it as in {example}.").format(example="14:30"),
            field="time",
        ) from error
