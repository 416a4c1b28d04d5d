#!/usr/bin/env bash
# Software: ics 0.7.3, icalendar 7.3.2 reads the result.
# Expected: Reading a calendar and writing it again keeps names and addresses: a parameter with a comma, semicolon or
#   colon stands in quotation marks, which know no escapes (RFC 5545, 3.2), and an address (URI) is not escaped at all
#   (3.3.13). Only values of type text are.
# Seen: ics escapes everything as if it were text and drops the quotation marks: the name of an office with a colon is
#   torn, and the rest of it becomes part of the mail address, to which no answer arrives; a link with a comma or a
#   semicolon gets backslashes. Printed are both lines as written, and the name and the address that icalendar reads
#   of the original and of the copy.
# Here: reports/calendar_file.py writes the one event of a round itself, in UTC; tests read it back with icalendar.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check ics==0.7.3 icalendar==7.3.2

cat >"$folder/see.py" <<'PYTHON'
import icalendar
import ics

LINES = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Stadt//Termine//DE
BEGIN:VEVENT
UID:1@example.org
DTSTAMP:20260101T000000Z
DTSTART:20261012T090000Z
ORGANIZER;CN="Bauamt: Planung":mailto:bau@example.org
URL:https://example.org/plan;teil=1,2
END:VEVENT
END:VCALENDAR
"""
given = LINES.replace("\n", "\r\n")
written = ics.Calendar(given).serialize()
print(*(line for line in written.splitlines() if line.startswith(("ORGANIZER", "URL"))), sep="\n")
for name, text in (("given", given), ("written", written)):
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    print(f"{name}: [{event['ORGANIZER'].params['CN']}] [{event['ORGANIZER']}]")
PYTHON

cd "$folder"
seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='ORGANIZER;CN=Bauamt: Planung:mailto:bau@example.org
URL:https://example.org/plan\;teil=1\,2
given: [Bauamt: Planung] [mailto:bau@example.org]
written: [Bauamt] [ Planung:mailto:bau@example.org]'
if [ "$seen" != "$expected" ]; then
    echo "This changed: names are quoted and links left alone now." >&2
    exit 1
fi
