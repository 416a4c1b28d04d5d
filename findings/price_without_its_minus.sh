#!/usr/bin/env bash
# Software: price-parser 0.5.1.
# Expected: The price of a text with a minus before the amount is negative, as Decimal is: a reduction, a refund, an
#   own contribution that is taken off. What the package cannot read it returns as None.
# Seen: The sign is dropped and the amount returned as positive, for a hyphen, a minus sign and a dash, before the
#   amount and before the currency: adding up a list of costs counts each reduction as a cost. Neither the readme nor
#   the docstring says that prices are never negative. Printed is the amount of each text, and the sum of a list whose
#   sum is 900.
# Here: usecases/amounts.py reads amounts itself and refuses a negative one with a reason.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check price-parser==0.5.1

cat >"$folder/see.py" <<'PYTHON'
from price_parser import Price

for text in ("-100,00 €", "\u2212100,00 €", "€ -100,00", "EUR -100,00"):
    print(f"{text}: {Price.fromstring(text).amount}")
print("sum:", sum(Price.fromstring(text).amount for text in ("1.000,00 €", "-100,00 €")))
PYTHON

cd "$folder"
seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='-100,00 €: 100.00
−100,00 €: 100.00
€ -100,00: 100.00
EUR -100,00: 100.00
sum: 1100.00'
if [ "$seen" != "$expected" ]; then
    echo "This changed: the sign is kept now." >&2
    exit 1
fi
