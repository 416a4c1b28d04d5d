"""Calendar files, read back by a library that did not write them, and line by line against RFC 5545."""

from datetime import UTC, date, datetime
from unicodedata import category
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.calendar_file import Event, calendar_file

BERLIN = ZoneInfo("Europe/Berlin")
BEGIN = datetime(2027, 3, 26, 18, 0, tzinfo=BERLIN)  # winter time; it ends in summer time
END = datetime(2027, 4, 2, 18, 0, tzinfo=BERLIN)


def event(**changed: object) -> Event:
    facts = {
        "uid": "0123456789abcdef@smart-region-werkstatt",
        "revision": 7,
        "title": "Bewerten: Smarte Kommune, Eichenzell",
        "text": "Guten Tag,\n\nöffnen Sie: https://example.org/join/ABC234",
        "address": "https://example.org/join/ABC234",
        "begins_at": BEGIN,
        "ends_at": END,
        "written_at": datetime(2027, 3, 1, 9, 30, tzinfo=UTC),
    }
    return Event(**(facts | changed))  # type: ignore[arg-type]


def read(data: bytes) -> icalendar.Event:
    calendar = icalendar.Calendar.from_ical(data)
    assert not calendar.errors
    [found] = calendar.walk("VEVENT")
    assert not found.errors
    return found


def test_a_library_reads_what_was_meant() -> None:
    given_event = event()
    found = read(calendar_file(given_event, "de"))
    assert str(found["UID"]) == given_event.uid
    assert found["SEQUENCE"] == 7
    assert str(found["SUMMARY"]) == given_event.title
    assert found["SUMMARY"].params["LANGUAGE"] == "de"
    assert str(found["DESCRIPTION"]) == given_event.text
    assert str(found["URL"]) == given_event.address
    assert str(found["TRANSP"]) == "TRANSPARENT"
    assert found["DTSTAMP"].dt == given_event.written_at


def test_times_are_those_of_german_clocks_before_and_after_summer_time_begins() -> None:
    found = read(calendar_file(event(), "de"))
    assert found["DTSTART"].dt.astimezone(BERLIN) == BEGIN
    assert found["DTEND"].dt.astimezone(BERLIN) == END
    assert (found["DTEND"].dt - found["DTSTART"].dt).total_seconds() == (7 * 24 - 1) * 3600


def test_a_meeting_has_a_place_and_takes_its_time() -> None:
    found = read(calendar_file(event(place="Rathaus; Saal 2, Eichenzell", busy=True, address=""), "de"))
    assert str(found["LOCATION"]) == "Rathaus; Saal 2, Eichenzell"
    assert str(found["TRANSP"]) == "OPAQUE"
    assert "URL" not in found


def test_a_day_without_a_time_is_the_whole_day_and_an_end_may_be_unknown() -> None:
    whole = read(calendar_file(event(begins_at=date(2027, 5, 12), ends_at=None), "de"))
    assert whole["DTSTART"].dt == date(2027, 5, 12)
    begun = read(calendar_file(event(ends_at=None), "de"))
    assert begun["DTSTART"].dt.astimezone(BERLIN) == BEGIN
    assert "DTEND" not in whole
    assert "DTEND" not in begun


def test_the_file_has_all_that_the_format_asks_for() -> None:
    calendar = icalendar.Calendar.from_ical(calendar_file(event(), "de"))
    assert (str(calendar["VERSION"]), str(calendar["METHOD"])) == ("2.0", "PUBLISH")
    assert str(calendar["PRODID"]).endswith("//DE")


@pytest.mark.parametrize(
    "text", ["Straße, Weg; Ziel \\ Ende", "eins\r\nzwei\rdrei\nvier", "BEGIN:VEVENT", "🏛" * 60]
)
def test_no_text_breaks_out_of_its_line(text: str) -> None:
    data = calendar_file(event(title=text, text=text), "de")
    found = read(data)
    assert str(found["DESCRIPTION"]) == text.replace("\r\n", "\n").replace("\r", "\n")
    assert data.count(b"\r\nBEGIN:VEVENT\r\n") == 1


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_every_line_is_short_and_ends_as_it_should(text: str) -> None:
    data = calendar_file(event(text=text), "de")
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    assert all(line.decode() for line in lines[:-1]), "characters are never cut in two"
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(each for each in plain if each == "\n" or category(each) != "Cc")
    assert str(read(data)["DESCRIPTION"]) == kept
