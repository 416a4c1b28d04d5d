#!/usr/bin/env bash
# Software: abcvoting 2.19.2 with PuLP 3.3.2 (CBC as PuLP brings it).
# Expected: The algorithm by which proportional approval voting is computed changes the time it takes, not the result;
#   where committees are tied, resolute=True takes the same one of them whatever computes it.
# Seen: Three candidates with one vote each, one seat: all three are tied. Brute force and branch and bound elect the
#   first candidate, the CBC solver the last. Who does not name an algorithm gets the one that is fastest on the
#   machine, so the winner depends on what is installed. Printed is the winner per algorithm.
# Here: The tool never asks a solver to break a tie: all best sets are listed (scoring/portfolio.py).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check abcvoting==2.19.2 pulp==3.3.2

cat >"$folder/see.py" <<'PYTHON'
from abcvoting.abcrules import compute_pav
from abcvoting.preferences import Profile

profile = Profile(3)
profile.add_voters([[0], [1], [2]])
for algorithm in ("brute-force", "branch-and-bound", "pulp-cbc"):
    (winner,) = compute_pav(profile, committeesize=1, algorithm=algorithm, resolute=True)[0]
    print(f"{algorithm}: {winner}")
print("tied:", len(compute_pav(profile, committeesize=1, algorithm="brute-force")))
PYTHON

seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='brute-force: 0
branch-and-bound: 0
pulp-cbc: 2
tied: 3'
if [ "$seen" != "$expected" ]; then
    echo "This changed: the algorithms break ties otherwise now." >&2
    exit 1
fi
