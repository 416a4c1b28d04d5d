#!/usr/bin/env bash
# Software: frictionless 5.21.0.
# Expected: A column of numbers with a decimal comma, in a file of which describe() finds the semicolon by itself, is
#   described as numbers or, where the comma is not understood, as text.
# Seen: It is described as geopoint: 12,5 is taken for longitude 12 and latitude 5, the description is valid, the file
#   validates against it, and reading gives places instead of shares and costs. With decimal points the same columns
#   are numbers. Printed are the types, whether the file is valid, and the first row.
# Here: usecases/csv_file.py guesses no types; each heading has its meaning, and amounts are read by
#   usecases/amounts.py.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check frictionless==5.21.0

cat >"$folder/see.py" <<'PYTHON'
from pathlib import Path

from frictionless import describe, validate

TABLE = "Vorhaben;Kosten;Anteil\nBrunnen;48,50;12,5\nRadweg;50,25;7,5\n"
for name, text in (("comma.csv", TABLE), ("point.csv", TABLE.replace(",", "."))):
    Path(name).write_text(text, "utf-8")
    found = describe(name)
    row = found.read_rows()[0]
    print(f"{name}:", *(field.type for field in found.schema.fields), "valid:", validate(found).valid)
    print(*(str(value) for value in row.values()))
PYTHON

cd "$folder"
seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='comma.csv: string geopoint geopoint valid: True
Brunnen [48.0, 50.0] [12.0, 5.0]
point.csv: string number number valid: True
Brunnen 48.50 12.5'
if [ "$seen" != "$expected" ]; then
    echo "This changed: a decimal comma is no place any more." >&2
    exit 1
fi
