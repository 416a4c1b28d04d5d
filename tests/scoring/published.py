"""Read the published and exact cases in `oracles/`, one file per method, as pytest parameters."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

ORACLES = Path(__file__).parent / "oracles"


def cases(method: str) -> list[Any]:
    """Return every case of one method, named by its id."""
    return [pytest.param(case, id=case["id"]) for case in read(method)["cases"]]


def read(method: str) -> dict[str, Any]:
    return json.loads((ORACLES / f"{method}.json").read_text(encoding="utf-8"))


def numbers(table: Any) -> Any:
    """Turn exact fractions written as text ("24/59") into floats, at any depth."""
    if isinstance(table, list):
        return [numbers(entry) for entry in table]
    return float(Fraction(table)) if isinstance(table, str) else table
