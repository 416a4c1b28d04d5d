"""There is one "today", the German one: after midnight UTC still has yesterday."""

import re
from pathlib import Path

import pytest

from tests.architecture.imports import our_files

ROOT = Path(__file__).parents[2]
OTHER = re.compile(r"\bdate\.today\(|\bnow\((?:UTC|dt\.UTC|timezone\.utc)?\)\.date\(|\butcnow\(")


def other_days(source: str) -> list[str]:
    """Return the expressions that take the day of the machine or of UTC."""
    return OTHER.findall(source)


def test_nothing_takes_the_day_of_the_machine_or_of_utc() -> None:
    found = {file: other_days((ROOT / file).read_text(encoding="utf-8")) for file in our_files(ROOT)}
    assert {str(file): days for file, days in found.items() if days} == {}


@pytest.mark.parametrize(
    "source", ["date.today()", "now().date()", "datetime.now(UTC).date()", "dt.datetime.utcnow()"]
)
def test_another_day_is_found(source: str) -> None:
    assert len(other_days(f"day = {source}")) == 1
