#!/usr/bin/env bash
# Software: ics 0.7.3, recurring-ical-events 3.8.2 (icalendar 7.3.2).
# Expected: A meeting each Monday at nine in Berlin stays at nine when a program reads the calendar and writes it
#   again: the rule of repetition counts from the local time of the zone that stands beside it (RFC 5545, 3.3.10).
#   What the library does not understand it keeps as it is, or drops it.
# Seen: ics turns the begin into UTC and drops the zone, and keeps the rule: from the end of summer time on, all
#   further meetings are at eight. One calendar across March or October is enough. Printed are the begins in Berlin
#   before and after.
# Here: reports/calendar_file.py writes the one event of a round itself, in UTC; tests read it back with icalendar.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check ics==0.7.3 recurring-ical-events==3.8.2 icalendar==7.3.2 tzdata==2026.6

cat >"$folder/see.py" <<'PYTHON'
from zoneinfo import ZoneInfo

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
written = ics.Calendar(given).serialize().replace("CALSCALE:GEORGIAN", "CALSCALE:GREGORIAN")
for name, text in (("given", given), ("written", written)):
    events = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between((2026, 10, 1), (2026, 12, 1))
    begins = sorted(event["DTSTART"].dt.astimezone(ZoneInfo("Europe/Berlin")) for event in events)
    print(f"{name}:", *(f"{begin:%d.%m. %H:%M}" for begin in begins))
PYTHON

cd "$folder"
seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='given: 12.10. 09:00 19.10. 09:00 26.10. 09:00 02.11. 09:00
written: 12.10. 09:00 19.10. 09:00 26.10. 08:00 02.11. 08:00'
if [ "$seen" != "$expected" ]; then
    echo "This changed: the zone is kept, or the rule dropped." >&2
    exit 1
fi
