#!/usr/bin/env bash
# Software: num2words 0.5.14.
# Expected: An amount in words is the amount: 250 euro are zweihundertfünfzig Euro, whether the number is an int, a
#   float or a text. The parameter is documented as a numeric value, no more.
# Seen: An int is taken for cents, a float and a text for euro: 250 becomes two euro and fifty cents, 250.0 and the
#   text 250 two hundred and fifty euro. A grant agreement that takes whole euro from a database or a spreadsheet
#   states a hundredth of the sum, in words beside the figure. Printed is each value with its words.
# Here: Amounts are written in figures only, by translations/numerals; no library spells them out.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check num2words==0.5.14

cat >"$folder/see.py" <<'PYTHON'
from num2words import num2words

for value in (250, 250.0, "250"):
    print(f"{type(value).__name__} {value}: {num2words(value, lang='de', to='currency', currency='EUR')}")
PYTHON

cd "$folder"
seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='int 250: zwei Euro und fünfzig Cent
float 250.0: zweihundertfünfzig Euro und null Cent
str 250: zweihundertfünfzig Euro und null Cent'
if [ "$seen" != "$expected" ]; then
    echo "This changed: whole numbers are euro now." >&2
    exit 1
fi
