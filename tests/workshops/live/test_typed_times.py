"""Points in time are read as Germans type them; what no clock shows is refused with a sentence."""

from datetime import UTC, datetime

import pytest

from translations import language
from translations.formats import datetime_
from workshops.errors import InvalidInput
from workshops.live.typed_times import read_time

FRIDAY = datetime(2027, 1, 15, 17, 0, tzinfo=UTC)  # six o'clock in the evening, in winter


@pytest.mark.parametrize(
    "typed",
    [
        "15.1.2027 18 Uhr",
        "15.01.2027 18:00",
        "15.01.2027, 18:00 Uhr",
        "15.1.27, 18.00 Uhr",
        " 15. Januar 2027  um 18 Uhr ",
        "Fr, 15.1.2027 18 Uhr",
        "Freitag, den 15. Januar 2027, 18 Uhr 00",
        "2027-01-15 18:00",
        "15 Jan 2027, 18:00",
    ],
)
def test_it_is_read_as_people_write_it(typed: str) -> None:
    assert read_time(typed) == FRIDAY


@pytest.mark.parametrize("code", ["de", "en"])
def test_what_the_tool_writes_it_reads(code: str) -> None:
    with language(code):
        assert read_time(datetime_(FRIDAY)) == FRIDAY


def test_summer_and_winter_are_those_of_german_clocks() -> None:
    assert read_time("15.7.2027 18 Uhr") == datetime(2027, 7, 15, 16, tzinfo=UTC)
    assert read_time("27.3.2027 24 Uhr") == datetime(2027, 3, 27, 23, tzinfo=UTC)


def test_an_hour_that_clocks_skip_is_refused_with_the_one_that_follows() -> None:
    with language("de"), pytest.raises(InvalidInput) as refused:
        read_time("28.3.2027 2:30", "end")
    assert refused.value.field == "end"
    assert "28.03.2027, 03:30 Uhr" in refused.value.hint


def test_of_an_hour_that_comes_twice_the_first_is_meant() -> None:
    assert read_time("31.10.2027 2:30 Uhr") == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert read_time("31.10.2027 3:00 Uhr") == datetime(2027, 10, 31, 2, 0, tzinfo=UTC)


def test_a_day_alone_is_told_that_its_time_is_missing() -> None:
    with language("de"), pytest.raises(InvalidInput) as refused:
        read_time("15.1.2027")
    assert refused.value.message == "„15.1.2027“ hat keine Uhrzeit."
    assert "15.01.2027, 18:00 Uhr" in refused.value.hint


NO_TIMES = (
    "", "morgen", "18 Uhr", "31.2.2027 18 Uhr", "15.1.2027 25 Uhr", "15.1.2027 18:60", "15.1.2027 18",
    "Januar 2027 18 Uhr", "2027 18:00", "1.1.0001 0 Uhr", "31.12.9999 24 Uhr", "15.1. 18 Uhr",
)  # fmt: skip


@pytest.mark.parametrize("typed", NO_TIMES)
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput):
        read_time(typed)
