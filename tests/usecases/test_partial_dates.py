"""Dates and years as they stand in lists of offices."""

import pytest

from usecases.cell_errors import Taken
from usecases.partial_dates import read_date, read_year


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024", "2024"),
        ("7.2024", "2024-07"),
        ("07/2024", "2024-07"),
        ("23.7.2024", "2024-07-23"),
        ("2024-7-3", "2024-07-03"),
        ("2024-07-23 00:00:00", "2024-07-23"),
        ("Juli 2024", "2024-07"),
        ("23. Juli 2024", "2024-07-23"),
        ("Dez. 2023", "2023-12"),
        ("März 2024", "2024-03"),
        ("May 2024", "2024-05"),
    ],
)
def test_a_date_is_read_as_exactly_as_it_is_written(text: str, date: str) -> None:
    assert read_date(text) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024/25", "2024"),
        ("2024–2026", "2024"),
        ("23.07.24", "2024-07-23"),
        ("Q3 2024", "2024"),
        ("3. Quartal 2024", "2024"),
        ("ca. 2024", "2024"),
        ("seit 2023", "2023"),
        ("Mitte 2024", "2024"),
    ],
)
def test_a_span_or_a_rough_time_is_taken_for_its_year_and_says_so(text: str, date: str) -> None:
    assert read_date(text) == Taken(date, "date_taken", {"value": text, "taken": date})


@pytest.mark.parametrize("text", ["bald", "im Mai", "5/24", "2024 und später", "45123"])
def test_what_is_no_date_stays_to_be_refused(text: str) -> None:
    assert read_date(text) == text


@pytest.mark.parametrize(
    ("text", "year"),
    [("2024/25", "2024"), ("Juli 2024", "2024"), ("23.07.2024", "2024"), ("seit 2023", "2023")],
)
def test_a_year_is_taken_from_what_is_more_or_less_than_one(text: str, year: str) -> None:
    assert read_year(text) == Taken(year, "date_taken", {"value": text, "taken": year})


@pytest.mark.parametrize("text", ["2024", "1066", "bald"])
def test_a_plain_year_and_what_is_none_stay_as_they_are(text: str) -> None:
    assert read_year(text) == text
