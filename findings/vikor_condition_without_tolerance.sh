#!/usr/bin/env bash
# Software: scikit-criteria 0.10 (NumPy 2.4.6).
# Expected: VIKOR's first condition, an acceptable advantage, holds when the second best is behind by at least 1/(n -
#   1). With six alternatives and a difference of exactly 1/5 it holds, and the best stands alone.
# Seen: The difference of Q is computed in floating point and compared with 1/(n - 1) without tolerance. Printed are,
#   for whole-number matrices whose exact difference is 1/5 (checked with fractions), the difference as computed,
#   whether the condition holds for the library, and the size of its compromise set: a set of two where the definition
#   gives one.
# Here: scoring/crosscheck.py compares with the tolerance of 1e-9 that all its ranks use.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check scikit-criteria==0.10 numpy==2.4.6

cat >"$folder/see.py" <<'PYTHON'
from fractions import Fraction

import skcriteria as skc
from skcriteria.agg.vikor import VIKOR


def exact(rows):
    columns = list(zip(*rows))
    losses = [[Fraction(max(c) - v, max(c) - min(c)) / 2 for v, c in zip(row, columns)] for row in rows]
    s, r = [sum(row) for row in losses], [max(row) for row in losses]
    scaled = [[(v - min(x)) / (max(x) - min(x)) for v in x] for x in (s, r)]
    return sorted((a + b) / 2 for a, b in zip(*scaled))


for rows in (
    [[5, 2], [5, 1], [3, 3], [5, 1], [1, 3], [3, 4]],
    [[4, 1], [5, 3], [4, 3], [2, 5], [2, 4], [2, 4]],
    [[1, 4], [3, 0], [3, 1], [1, 5], [0, 4], [4, 0]],
):
    first, second = exact(rows)[:2]
    extra = VIKOR().evaluate(skc.mkdm([[float(v) for v in row] for row in rows], [max, max], weights=[0.5, 0.5])).e_
    q = sorted(extra["q_k"])
    print(f"exact {second - first}, computed {q[1] - q[0]:.17f}, advantage {extra['acceptable_advantage']}, set of {len(extra['compromise_set'])}")
PYTHON

seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='exact 1/5, computed 0.19999999999999998, advantage False, set of 2
exact 1/5, computed 0.19999999999999998, advantage False, set of 2
exact 1/5, computed 0.19999999999999996, advantage False, set of 2'
if [ "$seen" != "$expected" ]; then
    echo "This changed: the condition is compared otherwise now." >&2
    exit 1
fi
