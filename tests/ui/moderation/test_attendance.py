"""What does not fit the room is said in sentences, and never what anybody answered."""

from datetime import UTC, datetime

import pytest

from translations import language
from ui.moderation.attendance import records_table, warnings
from workshops.live.attendance import Admission, Joined

NOON = datetime(2026, 5, 4, 10, tzinfo=UTC)


def record(number: int, **marks: object) -> Joined:
    plain = {
        "late": False,
        "burst": False,
        "alike": 0,
        "taken_out": False,
        "kind": "phone",
        "answered": 3,
        "watching": False,
    }
    return Joined(id=str(number), number=number, joined_at=NOON, **(plain | marks))  # type: ignore[arg-type]


def found(*records: Joined, expected: int | None = None) -> Admission:
    return Admission(expected=expected, closed=False, records=records, may_change=True)


def test_a_room_as_expected_needs_no_warning() -> None:
    assert warnings(found(record(1), record(2), expected=2)) == []
    assert warnings(found()) == []


@pytest.mark.parametrize("code", ["de", "en"])
def test_what_stands_out_is_said(code: str) -> None:
    records = [record(n, burst=True, alike=1) for n in range(1, 4)]
    with language(code):
        said = warnings(found(*records, expected=1))
    assert len(said) == 3
    assert "2" in said[0]
    assert all("3" in sentence for sentence in said[1:])


def test_who_is_out_of_the_count_raises_no_alarm_any_more() -> None:
    records = [record(n, burst=True, alike=1, taken_out=True) for n in range(1, 4)]
    assert warnings(found(*records, expected=1)) == []


def test_the_table_names_the_marks() -> None:
    with language("en"):
        rows = records_table([record(1, late=True), record(2, taken_out=True, kind="tablet")]).rows
    assert rows[0][4] == "joined after the opening"
    assert rows[1][2:] == ("shared tablet", "3", "out of the count")
