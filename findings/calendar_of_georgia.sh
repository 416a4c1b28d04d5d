#!/usr/bin/env bash
# Software: ics 0.7.3, recurring-ical-events 3.8.2 (icalendar 7.3.2).
# Expected: A calendar that says nothing of its scale is Gregorian (RFC 5545, 3.7.1: the default, and the only value
#   it defines is GREGORIAN). Read and written again it says nothing, or GREGORIAN.
# Seen: ics writes CALSCALE:GEORGIAN into every calendar that it has read without one. A reader that keeps to the
#   standard refuses the file: recurring-ical-events raises InvalidCalendar, only Gregorian calendars are supported.
#   Printed are the line and what the other library says of the calendar before and after.
# Here: reports/calendar_file.py writes the one event of a round itself, in UTC; tests read it back with icalendar.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check ics==0.7.3 recurring-ical-events==3.8.2 icalendar==7.3.2

cat >"$folder/see.py" <<'PYTHON'
import icalendar
import ics
import recurring_ical_events

LINES = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Stadt//Termine//DE
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:1@example.org
DTSTAMP:20260101T000000Z
DTSTART;TZID=Europe/Berlin:20261012T090000
DTEND;TZID=Europe/Berlin:20261012T100000
RRULE:FREQ=WEEKLY;COUNT=4
SUMMARY:Sprechstunde
END:VEVENT
END:VCALENDAR
"""
given = LINES.replace("\n", "\r\n")
written = ics.Calendar(given).serialize()
print("given:", [line for line in given.splitlines() if "CALSCALE" in line])
print("written:", [line for line in written.splitlines() if "CALSCALE" in line])
for name, text in (("given", given), ("written", written)):
    try:
        events = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between((2026, 10, 1), (2026, 12, 1))
        print(f"{name}: {len(events)} events")
    except ValueError as error:
        print(f"{name}: {type(error).__name__}, {error}")
PYTHON

cd "$folder"
seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected="given: []
written: ['CALSCALE:GEORGIAN']
given: 4 events
written: InvalidCalendar, Only Gregorian calendars are supported."
if [ "$seen" != "$expected" ]; then
    echo "This changed: the scale is GREGORIAN or left out now." >&2
    exit 1
fi
