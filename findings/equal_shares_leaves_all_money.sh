#!/usr/bin/env bash
# Software: pabutools 1.2.3.
# Expected: The method of equal shares spends what it can: with a budget that pays for a project, at least one is
#   funded. With voter_budget_increment, which the package documents for completing the result, it is.
# Seen: Three voters with a project of their own each, cost 2, budget 3: every voter holds 1, no project can be paid,
#   and nothing is funded; two thirds of the money could pay for one. With voter_budget_increment=1 it stays empty,
#   because the budgets are raised by whole steps and the first step makes all three affordable at once, more than the
#   budget allows, so that the result before it is kept. A completion by another rule funds one (printed: how many
#   projects each call funds).
# Here: scoring/portfolio.py maximises the value under the budget and proposes a set wherever one is allowed.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pabutools==1.2.3

cat >"$folder/see.py" <<'PYTHON'
from pabutools.election import ApprovalBallot, ApprovalProfile, Cost_Sat, Instance, Project
from pabutools.rules import completion_by_rule_combination, greedy_utilitarian_welfare, method_of_equal_shares

projects = [Project(name, 2) for name in ("a", "b", "c")]
instance = Instance(projects, budget_limit=3)
profile = ApprovalProfile([ApprovalBallot([project]) for project in projects])
bare = {"sat_class": Cost_Sat}
print("as it is:", len(method_of_equal_shares(instance, profile, **bare)))
print("with increment 1:", len(method_of_equal_shares(instance, profile, voter_budget_increment=1, **bare)))
both = completion_by_rule_combination(
    instance, profile, [method_of_equal_shares, greedy_utilitarian_welfare], [bare, bare]
)
print("completed by greedy welfare:", len(both))
PYTHON

seen=$("$folder/venv/bin/python" -W ignore "$folder/see.py")
echo "$seen"
expected='as it is: 0
with increment 1: 0
completed by greedy welfare: 1'
if [ "$seen" != "$expected" ]; then
    echo "This changed: the method completes otherwise now." >&2
    exit 1
fi
