#!/usr/bin/env bash
# Software: AHPy 2.1, pyDecision 5.1.8 (NumPy 2.4.6).
# Expected: Whether a matrix of pairwise comparisons is consistent enough (a ratio of at most 0.10) is a property of
#   the matrix: packages that follow Saaty agree on it.
# Seen: One 4 x 4 matrix has a ratio of 0.1022 by AHPy as it comes (random indices of Donegan and Dodd, 1991), 0.0952
#   by the same package with random_index=saaty, and 0.0965, 0.0928 or 0.0941 by pyDecision (column means, geometric
#   means, eigenvector; Saaty 1980): the same judgements have to be revised by one default and not by the other. Printed
#   are the five ratios.
# Here: scoring/weights.py uses the indices of Saaty (1980) with the eigenvector and names both in its result.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check AHPy==2.1 pyDecision==5.1.8 numpy==2.4.6

cat >"$folder/see.py" <<'PYTHON'
from itertools import combinations

import ahpy
import numpy as np
from pyDecision.algorithm import ahp_method

matrix = np.eye(4)
for (i, j), value in zip(combinations(range(4), 2), (4, 2, 8, 0.5, 5, 2)):
    matrix[i, j], matrix[j, i] = value, 1 / value
pairs = {("ABCD"[i], "ABCD"[j]): matrix[i, j] for i, j in combinations(range(4), 2)}
print(f"AHPy, default: {ahpy.Compare('goal', dict(pairs)).consistency_ratio:.4f}")
print(f"AHPy, saaty: {ahpy.Compare('goal', dict(pairs), random_index='saaty').consistency_ratio:.4f}")
for derivation in ("m", "g", "me"):
    print(f"pyDecision, wd={derivation}: {ahp_method(matrix, wd=derivation)[1]:.4f}")
PYTHON

seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='AHPy, default: 0.1022
AHPy, saaty: 0.0952
pyDecision, wd=m: 0.0965
pyDecision, wd=g: 0.0928
pyDecision, wd=me: 0.0941'
if [ "$seen" != "$expected" ]; then
    echo "This changed: the packages use other tables now." >&2
    exit 1
fi
