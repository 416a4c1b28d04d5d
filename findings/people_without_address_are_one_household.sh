#!/usr/bin/env bash
# Software: sortition-algorithms 0.12.15.
# Expected: With check_same_address no two people of one address are drawn. Of people who gave none, nobody knows that
#   they live together: they are drawn like others, or the check names the empty fields.
# Seen: Empty fields are equal to each other, so all who left the address out are one household, of which at most one
#   can be drawn: their chances in a citizens' panel fall, and nothing in the report tells it; a list without
#   addresses cannot be drawn from at all. Printed is how often a panel of two could be drawn of six people in twenty
#   draws, and how often it held two of the three last ones, with and without addresses.
# Here: The tool draws nobody; who takes part is told by the room, and codes are given to each person.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check sortition-algorithms==0.12.15

cat >"$folder/see.py" <<'PYTHON'
import contextlib
import io
import logging

from sortition_algorithms import CSVStringDataSource, SelectionData, Settings, run_stratification

logging.disable(logging.CRITICAL)
FEATURES = "feature,value,min,max\nAlter,alle,2,2\n"
LAST = {"3", "4", "5"}


def drawn(streets, seed):
    rows = "".join(f"{number},alle,{street}\n" for number, street in enumerate(streets))
    settings = Settings(
        id_column="id", columns_to_keep=["Alter"], check_same_address=True, check_same_address_columns=["Strasse"],
        selection_algorithm="legacy", random_number_seed=seed,
    )
    source = SelectionData(CSVStringDataSource(FEATURES, "id,Alter,Strasse\n" + rows))
    with contextlib.redirect_stdout(io.StringIO()):
        features, _report = source.load_features(number_to_select=2)
        people, _report = source.load_people(settings, features)
        succeeded, panels, report = run_stratification(features, people, 2, settings)
    return set(panels[0]) if succeeded else set(), report.as_text().strip().splitlines()[-1]


known = [f"Weg {number}" for number in range(6)]
for name, streets in (("all addresses", known), ("three of six", known[:3] + [""] * 3), ("none", [""] * 6)):
    panels = [drawn(streets, seed) for seed in range(20)]
    both = sum(len(panel & LAST) == 2 for panel, _last_line in panels)
    print(f"{name}: {sum(bool(panel) for panel, _line in panels)} panels, {both} with two of the last")
print(panels[0][1])
PYTHON

cd "$folder"
seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='all addresses: 20 panels, 3 with two of the last
three of six: 20 panels, 0 with two of the last
none: 0 panels, 0 with two of the last
SELECTION IMPOSSIBLE: FAIL - no one/not enough left after deletion.'
if [ "$seen" != "$expected" ]; then
    echo "This changed: empty addresses are told apart now." >&2
    exit 1
fi
