"""Months of a project as months of the calendar, once it is known when it begins."""

from __future__ import annotations

from datetime import date


def month_of(start: date, number: int) -> date:
    """Return the first day of a project's month, counted from 1; the first one is that of `start`."""
    months = start.year * 12 + start.month - 1 + number - 1
    return date(months // 12, months % 12 + 1, 1)
