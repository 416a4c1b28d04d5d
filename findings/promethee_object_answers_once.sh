#!/usr/bin/env bash
# Software: pymcdm 1.4.0 (NumPy 2.4.6).
# Expected: A method object holds its parameters and can be called with one matrix after another, as the package shows
#   for its methods.
# Seen: PROMETHEE II with thresholds p and q given as arrays answers the first call; the second call, with the same
#   arguments, ends in an AxisError, because the first one has replaced the stored thresholds by an iterator and used it
#   up. The same object without thresholds (usual) answers both. Printed is what each call gives.
# Here: scoring/preference.py keeps no state between calls.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pymcdm==1.4.0 numpy==2.4.6

cat >"$folder/see.py" <<'PYTHON'
import numpy as np
from pymcdm.methods import PROMETHEE_II

matrix = np.array([[3, 2, 2], [4, 5, 1], [3, 4, 2], [1, 1, 4]], float)
weights = np.array([0.5, 0.3, 0.2])
objects = {
    "usual": PROMETHEE_II("usual"),
    "with thresholds": PROMETHEE_II("vshape_2", p=np.full(3, 2.0), q=np.full(3, 0.5)),
}
for name, method in objects.items():
    for call in ("first", "second"):
        try:
            print(f"{name}, {call} call: {np.round(method(matrix, weights, np.ones(3)), 3).tolist()}")
        except Exception as error:
            print(f"{name}, {call} call: {type(error).__name__}")
PYTHON

seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='usual, first call: [-0.1, 0.6, 0.1, -0.6]
usual, second call: [-0.1, 0.6, 0.1, -0.6]
with thresholds, first call: [-0.1, 0.4, 0.233, -0.533]
with thresholds, second call: AxisError'
if [ "$seen" != "$expected" ]; then
    echo "This changed: the object can be called again." >&2
    exit 1
fi
