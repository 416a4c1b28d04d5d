#!/usr/bin/env bash
# Software: tableschema 1.21.0, beside frictionless 5.21.0.
# Expected: With bareNumber false, what stands before and after a number is taken off (Table Schema: leading and
#   trailing non-numeric characters, such as a percent sign or EUR). The minus is part of the number, as the same
#   specification lists a sign among what a number may begin with.
# Seen: The minus goes with the currency: -250 € is cast to 250, for integer and number alike; a table with a
#   reduction passes as valid and adds up wrong. The successor by the same makers, frictionless, gives -250. Printed
#   are both, for both types.
# Here: translations/numerals reads numbers with their sign, and usecases/amounts.py refuses a negative amount.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check tableschema==1.21.0 frictionless==5.21.0

cat >"$folder/see.py" <<'PYTHON'
import tableschema
from frictionless import Field

for kind in ("integer", "number"):
    description = {"name": "Kosten", "type": kind, "bareNumber": False}
    old = tableschema.Field(description).cast_value("-250 €")
    print(f"{kind}: tableschema {old}, frictionless {Field.from_descriptor(description).read_cell('-250 €')[0]}")
PYTHON

cd "$folder"
seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='integer: tableschema 250, frictionless -250
number: tableschema 250, frictionless -250'
if [ "$seen" != "$expected" ]; then
    echo "This changed: the sign is kept now." >&2
    exit 1
fi
