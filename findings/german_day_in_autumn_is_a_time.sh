#!/usr/bin/env bash
# Software: dateparser 1.5.0.
# Expected: With languages=['de'] a day without a year is a day: 3.10. is the third of October (Germany's national
#   day), as 9.9. is the ninth of September and 24.12. the twenty-fourth of December. German writes a time of day 3:10
#   or 3.10 Uhr, never with a point at the end.
# Seen: From October to December, and up to the twenty-third, day and month are read as hours and minutes of today:
#   3.10. becomes ten past three. REQUIRE_PARTS=['day', 'month'] makes it None instead of a date, DATE_ORDER='DMY'
#   changes nothing. Printed is the month, day and time read of each text, from a fixed day of July.
# Here: usecases/partial_dates.py reads dates by its own patterns and keeps as text what has no year.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check dateparser==1.5.0

cat >"$folder/see.py" <<'PYTHON'
from datetime import datetime

import dateparser

settings = {"RELATIVE_BASE": datetime(2026, 7, 15), "DATE_ORDER": "DMY"}
for text in ("9.9.", "3.10.", "11.11.", "23.12.", "24.12."):
    print(f"{text} is read as {dateparser.parse(text, languages=['de'], settings=settings):%d.%m. %H:%M}")
strict = settings | {"REQUIRE_PARTS": ["day", "month"]}
print("3.10. with day and month required:", dateparser.parse("3.10.", languages=["de"], settings=strict))
PYTHON

cd "$folder"
seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='9.9. is read as 09.09. 00:00
3.10. is read as 15.07. 03:10
11.11. is read as 15.07. 11:11
23.12. is read as 15.07. 23:12
24.12. is read as 24.12. 00:00
3.10. with day and month required: None'
if [ "$seen" != "$expected" ]; then
    echo "This changed: days of autumn are dates now." >&2
    exit 1
fi
