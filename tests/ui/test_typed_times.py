"""Days and times as people type them."""

from datetime import date, time

import pytest

from ui.typed_times import day_of, time_of
from workshops.errors import InvalidInput


@pytest.mark.parametrize(
    "text", ["12.05.2027", "12.5.2027", " 12. 5. 2027 ", "12. Mai 2027", "2027-05-12", "12.05.27"]
)
def test_days_are_read_as_they_are_typed(text: str) -> None:
    assert day_of(text) == date(2027, 5, 12)


@pytest.mark.parametrize("text", ["31.02.2027", "Mai 2027", "2027", "übermorgen", "12.13.2027"])
def test_what_is_no_day_is_said(text: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        day_of(text)
    assert text in caught.value.message


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("14:30", time(14, 30)),
        ("14.30", time(14, 30)),
        ("14.30 Uhr", time(14, 30)),
        ("14h30", time(14, 30)),
        ("9 Uhr", time(9)),
        ("09:05", time(9, 5)),
        (" 9 ", time(9)),
        ("0:00", time(0)),
    ],
)
def test_times_are_read_as_they_are_typed(text: str, read: time) -> None:
    assert time_of(text) == read


@pytest.mark.parametrize("text", ["24:00", "14:60", "halb drei", "14:3", "-1", "1430", "14:30:00", ""])
def test_what_is_no_time_is_said(text: str) -> None:
    with pytest.raises(InvalidInput):
        time_of(text)
