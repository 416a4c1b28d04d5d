"""An appointment in a calendar: in German time, with its place, read back by a library of its own."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, time
from zoneinfo import ZoneInfo

import icalendar
import pytest

from reports.calendar_file import calendar_file
from storage.database import Database, open_database
from tests.workshops.factories import a_series
from tests.workshops.room import ADVISOR
from ui.appointments.calendar import event
from workshops import appointments
from workshops.appointments import Appointment

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Database]:
    with closing(open_database(sqlite_url)) as opened:
        yield opened


def read_back(database: Database, **given: object) -> icalendar.Event:
    series = a_series(database, "Beratung 2027")
    entered = Appointment(title="Bewertung", **given)  # type: ignore[arg-type]
    made = appointments.add(database, ADVISOR, series.id, entered)
    calendar = icalendar.Calendar.from_ical(calendar_file(event(series, made), "de"))
    [found] = calendar.walk("VEVENT")
    assert not found.errors
    assert str(found["UID"]).startswith(made.id)
    return found


def test_it_begins_and_ends_by_german_clocks(database: Database) -> None:
    found = read_back(
        database,
        day=date(2027, 3, 28),
        begins=time(14),
        ends=time(17, 30),
        place="Rathaus; Saal 2",
        agenda="Ankommen\nBewerten",
        invited="Frau Muster",
    )
    assert str(found["SUMMARY"]) == "Bewertung: Beratung 2027, Eichenzell"
    begins, ends = (found[name].dt.astimezone(BERLIN) for name in ("DTSTART", "DTEND"))
    assert (begins.hour, ends.hour, ends.minute) == (14, 17, 30)
    assert begins.date() == date(2027, 3, 28)
    assert str(found["LOCATION"]) == "Rathaus; Saal 2"
    assert "Ankommen\nBewerten" in str(found["DESCRIPTION"])
    assert "Muster" not in str(found["DESCRIPTION"])
    assert str(found["TRANSP"]) == "OPAQUE"


def test_without_a_time_it_is_the_whole_day(database: Database) -> None:
    found = read_back(database, day=date(2027, 5, 12))
    assert found["DTSTART"].dt == date(2027, 5, 12)
    assert "DTEND" not in found
    assert str(found["TRANSP"]) == "TRANSPARENT"


def test_a_moved_appointment_is_the_same_one_with_a_higher_number(database: Database) -> None:
    series = a_series(database)
    given = Appointment(title="T", day=date(2027, 5, 12))
    made = appointments.add(database, ADVISOR, series.id, given)
    moved = given.model_copy(update={"day": date(2027, 5, 13)})
    changed = appointments.change(database, ADVISOR, series.id, made.id, moved)
    first, second = event(series, made), event(series, changed)
    assert first.uid == second.uid
    assert first.revision < second.revision
