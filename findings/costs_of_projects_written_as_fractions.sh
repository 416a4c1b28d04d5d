#!/usr/bin/env bash
# Software: pabutools 1.2.3 (gmpy2 2.3.2).
# Expected: A file in the format of PaBuLib holds numbers: the writer of the package gives the budget as 1000.75, and
#   costs are written alike, so that other programs and a spreadsheet read them.
# Seen: Costs are written as fractions as soon as they are not whole: 600.50 becomes 1201/2, and 0.1, entered as a
#   float, 3602879701896397/36028797018963968. The package reads both again, others do not; a spreadsheet reads 11/2
#   (5.50) as a date. Printed are the line of the budget and those of the projects.
# Here: Amounts are kept as whole cents or Decimal (sketches/costs.py) and written as decimals; no .pb files are
#   written.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pabutools==1.2.3 gmpy2==2.3.2

cat >"$folder/see.py" <<'PYTHON'
from pabutools.election import ApprovalBallot, ApprovalProfile, Instance, Project
from pabutools.election.pabulib import election_as_pabulib_string

projects = [Project("1", 600.50), Project("2", 5.50), Project("3", 0.1), Project("4", 300)]
written = election_as_pabulib_string(Instance(projects, budget_limit=1000.75), ApprovalProfile([ApprovalBallot(projects)]))
lines = written.splitlines()
print(*(line for line in lines if line.startswith("budget")))
begin = lines.index("PROJECTS")
print(*lines[begin + 1 : begin + 6], sep="\n")
PYTHON

cd "$folder"
seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='budget;1000.75
project_id;cost
1;1201/2
2;11/2
3;3602879701896397/36028797018963968
4;300'
if [ "$seen" != "$expected" ]; then
    echo "This changed: costs are written as decimals now." >&2
    exit 1
fi
