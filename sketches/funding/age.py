"""How old what is known of a programme is, and whether one can apply: open, announced or closed calls."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sketches.funding.programmes import CallRule, Programme

OLD_FROM_MONTHS = 12
"""From this age on a rule or call says that somebody should ask whether it still holds."""


class CallState(StrEnum):
    """Whether one can apply on a day."""

    OPEN = "open"
    ANNOUNCED = "announced"
    CLOSED = "closed"


def months_old(as_of: str | None, on: date) -> int | None:
    """Return the full months since a source's date, a year's from its first day; None without a date."""
    if as_of is None:
        return None
    year, month, day = (*map(int, as_of.split("-")), 1, 1)[:3]
    return max(0, (on.year - year) * 12 + on.month - month - (on.day < day))


def is_old(as_of: str | None, on: date) -> bool:
    """Whether a source is so old that it has to be asked again; one without a date is not known to be."""
    months = months_old(as_of, on)
    return months is not None and months >= OLD_FROM_MONTHS


def call_on(programme: Programme, on: date) -> tuple[CallState, CallRule] | None:
    """Return the call that matters on a day, with its state; None where no source names any.

    An open one comes before the next announced one, that before the one that closed last.
    """
    calls = sorted(programme.calls, key=lambda call: call.opens)
    for call in calls:
        if call.opens <= on <= call.closes:
            return CallState.OPEN, call
    for call in calls:
        if on < call.opens:
            return CallState.ANNOUNCED, call
    return (CallState.CLOSED, max(calls, key=lambda call: call.closes)) if calls else None
