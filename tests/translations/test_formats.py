"""Numbers, money and dates are written as readers of the language write them."""

import datetime as dt

import numpy as np
import pytest

from translations import formats, language

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("value", "digits", "german", "english"),
    [
        (3.456, 1, "3,5", "3.5"),
        (3.25, 1, "3,3", "3.3"),  # half up, as people check it by hand
        (2.675, 2, "2,68", "2.68"),  # the decimal text counts, not the binary fraction
        (-0.04, 1, "0,0", "0.0"),
        (1234567, None, "1.234.567", "1,234,567"),
        (0.1, None, "0,1", "0.1"),
        (4.0, None, "4", "4"),
        (1234.5, 0, "1.235", "1,235"),
        (-3.21, 1, "-3,2", "-3.2"),
        (np.float64(3.5), 2, "3,50", "3.50"),
    ],
)
def test_numbers(value: float, digits: int | None, german: str, english: str):
    assert formats.number(value, digits) == german
    with language("en"):
        assert formats.number(value, digits) == english


@pytest.mark.parametrize("nothing", [None, float("nan"), float("inf"), np.nan])
def test_no_value_is_a_dash_and_never_zero(nothing: float | None):
    assert {formats.number(nothing), formats.percent(nothing), formats.euro(nothing)} == {"–"}


def test_percent():
    assert formats.percent(0.125) == f"13{NBSP}%"
    assert formats.percent(0.12345, digits=1) == f"12,3{NBSP}%"
    assert formats.percent(1) == f"100{NBSP}%"
    with language("en"):
        assert formats.percent(0.125, digits=1) == "12.5%"


def test_euro():
    assert formats.euro(1_234_567.5) == f"1.234.568{NBSP}€"
    assert formats.euro(3.455, cents=True) == f"3,46{NBSP}€"
    with language("en"):
        assert formats.euro(-1250) == "-€1,250"
        assert formats.euro(0, cents=True) == "€0.00"


class LateInTheEvening(dt.datetime):
    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]
        return dt.datetime(2025, 6, 30, 22, 30, tzinfo=dt.UTC).astimezone(tz)


def test_today_is_the_day_of_german_calendars(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(dt, "datetime", LateInTheEvening)
    assert formats.today() == dt.date(2025, 7, 1)


def test_times_are_told_in_berlin_in_summer_and_in_winter():
    summer = dt.datetime(2025, 7, 1, 22, 30, tzinfo=dt.UTC)
    winter = dt.datetime(2025, 12, 31, 23, 5, tzinfo=dt.UTC)
    assert formats.datetime_(summer) == "02.07.2025, 00:30 Uhr"
    assert formats.datetime_(winter) == "01.01.2026, 00:05 Uhr"
    assert formats.date(summer) == "02.07.2025"
    assert formats.month(winter) == "Januar 2026"
    with language("en"):
        assert formats.datetime_(summer) == "2 Jul 2025, 00:30"
        assert formats.date(summer) == "2 Jul 2025"


def test_a_plain_day_has_no_time_zone():
    assert formats.date(dt.date(2025, 3, 9)) == "09.03.2025"
    assert formats.month(dt.date(2025, 3, 9)) == "März 2025"


def test_a_datetime_without_time_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        formats.datetime_(dt.datetime(2025, 7, 1, 22, 30))


def test_lists_and_durations():
    assert formats.list_(["a", "b", "c"]) == "a, b und c"
    assert formats.list_(["a"]) == "a"
    assert formats.list_([]) == ""
    assert formats.duration(dt.timedelta(hours=3)) == "3 Stunden"
    with language("en"):
        assert formats.list_(["a", "b", "c"]) == "a, b and c"
        assert formats.duration(dt.timedelta(minutes=1)) == "1 minute"
