#!/usr/bin/env bash
# Software: scikit-criteria 0.10, pymcdm 1.4.0 (NumPy 2.4.6, CPython 3.11).
# Expected: A decision matrix with a missing cell (NaN) is refused, or the result is NaN: no method of either library
#   says how to rank what nobody knows. TOPSIS behaves so in both (an error in the one, NaN in the other).
# Seen: VIKOR of scikit-criteria ranks the matrix 2 1 1 3, the ranks without the third criterion, because the gap
#   makes it count 0 for every alternative; every mark from 1 to 5 in the cell gives 1 1 1 2. PROMETHEE II of pymcdm
#   ranks it as well: a comparison with the gap is no preference for either side. Neither warns. TOPSIS shows what one
#   expects: an error in the one package, NaN in the other.
# Here: scoring/ refuses missing cells in its cross-checks by other methods; in the ranking itself missing is neither
#   0 nor the middle.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check scikit-criteria==0.10 pymcdm==1.4.0 numpy==2.4.6

cat >"$folder/see.py" <<'PYTHON'
import numpy as np
import skcriteria as skc
from pymcdm.methods import PROMETHEE_II
from pymcdm.methods import TOPSIS as other_topsis
from skcriteria.agg.topsis import TOPSIS
from skcriteria.agg.vikor import VIKOR

weights = np.array([0.5, 0.3, 0.2])
marks = np.array([[3, 2, 2], [4, 5, 1], [3, 4, np.nan], [1, 1, 4]], float)


def vikor(matrix):
    columns = matrix.shape[1]
    return VIKOR().evaluate(skc.mkdm(matrix, [max] * columns, weights=weights[:columns])).rank_.tolist()


print("VIKOR, scikit-criteria, with the gap:", vikor(marks), "without the criterion:", vikor(marks[:, :2]))
filled = [np.where(np.isnan(marks), mark, marks) for mark in range(1, 6)]
print("with 1 to 5 in its place:", *{str(vikor(matrix)) for matrix in filled})
method = PROMETHEE_II("usual")
print("PROMETHEE II, pymcdm, with the gap:", method.rank(method(marks, weights, np.ones(3))).astype(int).tolist())
try:
    TOPSIS().evaluate(skc.mkdm(marks, [max] * 3, weights=weights))
except ValueError:
    print("TOPSIS, scikit-criteria: ValueError")
print("TOPSIS, pymcdm:", other_topsis()(marks, weights, np.ones(3)).tolist())
PYTHON

seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='VIKOR, scikit-criteria, with the gap: [2, 1, 1, 3] without the criterion: [2, 1, 1, 3]
with 1 to 5 in its place: [1, 1, 1, 2]
PROMETHEE II, pymcdm, with the gap: [3, 1, 2, 4]
TOPSIS, scikit-criteria: ValueError
TOPSIS, pymcdm: [nan, nan, nan, nan]'
if [ "$seen" != "$expected" ]; then
    echo "This changed: a missing cell is treated otherwise now." >&2
    exit 1
fi
