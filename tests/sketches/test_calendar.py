"""Months of a project fall on months of the calendar, over the ends of years too."""

from datetime import date

import pytest

from sketches.calendar import month_of


@pytest.mark.parametrize(
    ("start", "number", "expected"),
    [
        (date(2027, 3, 1), 1, date(2027, 3, 1)),
        (date(2027, 3, 1), 10, date(2027, 12, 1)),
        (date(2027, 3, 1), 11, date(2028, 1, 1)),
        (date(2027, 12, 1), 13, date(2028, 12, 1)),
        (date(2027, 12, 1), 120, date(2037, 11, 1)),
    ],
)
def test_the_first_month_is_that_of_the_start(start: date, number: int, expected: date) -> None:
    assert month_of(start, number) == expected
