#!/usr/bin/env bash
# Software: csvw 4.1.1 (Babel 2.19.0).
# Expected: With a pattern, a decimal character and a group character, numbers are written with these characters: the
#   pattern says where they stand (#,##0.00, the placeholders of UAX 35), decimalChar and groupChar which they are
#   (CSV on the Web, 6.4.2). 1250.50 with a decimal comma is 1.250,50, as it is without the pattern.
# Seen: Only the group character is replaced: the number is written 1.250.50, and the same datatype refuses both that
#   and 1.250,50 when it reads. A table that was written by the description cannot be read by it. Without the pattern
#   both directions are right. Printed is what is written, and what becomes of it and of 1.250,50 when read.
# Here: The open data are written with a decimal point and no groups, as their description says
#   (usecases/open_data.py).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check csvw==4.1.1 babel==2.19.0

cat >"$folder/see.py" <<'PYTHON'
from decimal import Decimal

from csvw import Datatype

SIGNS = {"decimalChar": ",", "groupChar": "."}


def read(datatype, text):
    try:
        return str(datatype.parse(text))
    except ValueError:
        return "ValueError"


for name, form in (("signs only", SIGNS), ("signs and pattern", SIGNS | {"pattern": "#,##0.00"})):
    datatype = Datatype.fromvalue({"base": "decimal", "format": form})
    written = datatype.formatted(Decimal("1250.50"))
    print(f"{name}: written {written}, read again {read(datatype, written)}; 1.250,50 is {read(datatype, '1.250,50')}")
PYTHON

cd "$folder"
seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='signs only: written 1.250,50, read again 1250.50; 1.250,50 is 1250.50
signs and pattern: written 1.250.50, read again ValueError; 1.250,50 is ValueError'
if [ "$seen" != "$expected" ]; then
    echo "This changed: pattern and signs work together now." >&2
    exit 1
fi
