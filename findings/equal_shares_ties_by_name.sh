#!/usr/bin/env bash
# Software: pabutools 1.2.3.
# Expected: Where two projects are tied for the last money, a rule of participatory budgeting breaks the tie in the
#   order of the instance, by a documented rule the caller chose, or says that there is a tie.
# Seen: The default breaks ties by the name of the project as text, without a word in the result: Projekt 10 is funded
#   before Projekt 9 although Projekt 9 was entered first and both have the same supporters and cost, Zebra before aula,
#   and Zuhause before Übergang. Only resoluteness=False shows that there were two results. Printed is what is funded of
#   each tied pair, and the number of tied results.
# Here: scoring/portfolio.py returns all best sets, and the page says that they are tied; nothing depends on names.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pabutools==1.2.3

cat >"$folder/see.py" <<'PYTHON'
from pabutools.election import ApprovalBallot, ApprovalProfile, Cost_Sat, Instance, Project
from pabutools.rules import method_of_equal_shares

for names in (("Projekt 9", "Projekt 10"), ("aula", "Zebra"), ("Übergang", "Zuhause")):
    pair = [Project(name, 1) for name in names]
    instance = Instance(pair, budget_limit=1)
    profile = ApprovalProfile([ApprovalBallot(pair) for _ in range(2)])
    funded = method_of_equal_shares(instance, profile, sat_class=Cost_Sat)
    tied = method_of_equal_shares(instance, profile, sat_class=Cost_Sat, resoluteness=False)
    print(f"{names[0]} and {names[1]} are tied: {funded[0].name} is funded; results without a tie-break: {len(tied)}")
PYTHON

seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='Projekt 9 and Projekt 10 are tied: Projekt 10 is funded; results without a tie-break: 2
aula and Zebra are tied: Zebra is funded; results without a tie-break: 2
Übergang and Zuhause are tied: Zuhause is funded; results without a tie-break: 2'
if [ "$seen" != "$expected" ]; then
    echo "This changed: ties are broken otherwise now." >&2
    exit 1
fi
