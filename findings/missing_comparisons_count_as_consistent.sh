#!/usr/bin/env bash
# Software: AHPy 2.1.
# Expected: With only some of the pairs compared, a consistency ratio is refused, or marked as one of an incomplete
#   matrix: it cannot tell whether the missing judgements would contradict those that were made.
# Seen: Four elements with three of six pairs given: the others are completed so that they fit, and the ratio is 0.0,
#   the value of a perfectly consistent expert; nothing in the result but the count of comparisons tells the two apart.
#   Printed is the ratio of the incomplete matrix, and of the whole one whose other three pairs contradict them.
# Here: the weights of a level are compared in all pairs, and the ratio is that of the whole matrix (scoring/weights.py).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check AHPy==2.1

cat >"$folder/see.py" <<'PYTHON'
import ahpy

given = {("A", "B"): 3, ("B", "C"): 3, ("C", "D"): 3}
rest = {("A", "C"): 1, ("B", "D"): 1, ("A", "D"): 1 / 3}
print("three of six pairs:", float(ahpy.Compare("goal", dict(given)).consistency_ratio))
print("all six, the rest answered against them:", float(ahpy.Compare("goal", given | rest).consistency_ratio))
PYTHON

seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='three of six pairs: 0.0
all six, the rest answered against them: 0.5364'
if [ "$seen" != "$expected" ]; then
    echo "This changed: incomplete comparisons are told apart now." >&2
    exit 1
fi
