"""A calendar file with one event (RFC 5545), which every calendar program takes in.

Times are in UTC: each program shows them by its own clock, and no rule for summer time has to travel along.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from unicodedata import category

_LONGEST_LINE = 75  # octets, without the line break (RFC 5545, 3.1)
_ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}


@dataclass(frozen=True)
class Event:
    """What stands in the calendar.

    `uid` is the same for as long as it is the same event, `revision` a higher whole number with each change:
    by both a program knows that an event that it has was moved. `written_at` is when the file is made.
    A day without a time is the whole day; without an end it is not said how long it takes. Who is `busy` is
    shown so to others.
    """

    uid: str
    revision: int
    title: str
    text: str
    address: str
    begins_at: datetime | date
    ends_at: datetime | None
    written_at: datetime
    place: str = ""
    busy: bool = False


def calendar_file(event: Event, code: str) -> bytes:
    """Return the file; `code` is the language of its texts."""
    return "".join(f"{part}\r\n" for line in _lines(event, code) for part in _folded(line)).encode()


def _lines(event: Event, code: str) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:-//Smart-Region-Werkstatt//Werkstatt//{code.upper()}"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"SEQUENCE:{event.revision}"
    yield f"DTSTAMP:{_utc(event.written_at)}"
    if isinstance(event.begins_at, datetime):
        yield f"DTSTART:{_utc(event.begins_at)}"
    else:
        yield f"DTSTART;VALUE=DATE:{event.begins_at:%Y%m%d}"
    if event.ends_at:
        yield f"DTEND:{_utc(event.ends_at)}"
    yield f"SUMMARY;LANGUAGE={code}:{_text(event.title)}"
    yield f"DESCRIPTION;LANGUAGE={code}:{_text(event.text)}"
    if event.place:
        yield f"LOCATION;LANGUAGE={code}:{_text(event.place)}"
    if event.address:
        yield f"URL:{event.address}"  # not escaped (3.3.13), see findings/calendar_address_is_torn.sh
    yield f"TRANSP:{'OPAQUE' if event.busy else 'TRANSPARENT'}"
    yield "END:VEVENT"
    yield "END:VCALENDAR"


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(value: str) -> str:
    """Return a value of type text, with its line breaks escaped and without other control characters."""
    plain = value.replace("\r\n", "\n").replace("\r", "\n")
    kept = (each for each in plain if each == "\n" or category(each) != "Cc")
    return "".join(_ESCAPED.get(each, each) for each in kept)


def _folded(line: str) -> Iterator[str]:
    """Yield the parts of a line of at most 75 octets; all but the first begin with a blank."""
    part = ""
    for each in line:
        if len((part + each).encode()) > _LONGEST_LINE:
            yield part
            part = " "
        part += each
    yield part
