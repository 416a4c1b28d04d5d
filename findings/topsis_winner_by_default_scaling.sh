#!/usr/bin/env bash
# Software: scikit-criteria 0.10, pymcdm 1.4.0 (NumPy 2.4.6).
# Expected: TOPSIS as it comes is one method: two packages give the same order for the same matrix and weights.
# Seen: scikit-criteria takes the numbers as they are (scaling is a step of its own), pymcdm scales each criterion to
#   the range of the alternatives that happen to be there. For one 3 x 3 matrix of marks on the same scale the first
#   alternative wins with the one and the second with the other, and the other two are tied or not. Printed are the
#   ranks.
# Here: scoring/values.py scores on fixed anchors, never on the range of the entries present; the cross-check names
#   its scaling.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check scikit-criteria==0.10 pymcdm==1.4.0 numpy==2.4.6

cat >"$folder/see.py" <<'PYTHON'
import numpy as np
import skcriteria as skc
from pymcdm.methods import TOPSIS as other_topsis
from skcriteria.agg.topsis import TOPSIS

matrix, weights = np.array([[9, 5, 5], [8, 4, 9], [8, 5, 2]], float), np.array([0.4, 0.3, 0.3])
print("scikit-criteria:", TOPSIS().evaluate(skc.mkdm(matrix, [max] * 3, weights=weights)).rank_.tolist())
method = other_topsis()
print("pymcdm:", method.rank(method(matrix, weights, np.ones(3))).tolist())
PYTHON

seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='scikit-criteria: [2, 1, 3]
pymcdm: [1.0, 2.5, 2.5]'
if [ "$seen" != "$expected" ]; then
    echo "This changed: the packages scale alike now, or otherwise." >&2
    exit 1
fi
