"""Use cases in words: how far they are, what they cost and in which way they failed, for screen and paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from sketches.wording import partial_date
from translations import N_, _, formats
from usecases.model import STALE_AFTER_YEARS, Covers, Money, Period, RunningCost, Setback, Status, UseCase

STATUSES: Mapping[Status, str] = {
    Status.PLANNED: N_("planned"),
    Status.RUNNING: N_("running"),
    Status.IMPLEMENTED: N_("implemented"),
    Status.ENDED: N_("ended"),
    Status.UNKNOWN: N_("status unknown"),
}
SETBACKS: Mapping[Setback, str] = {
    Setback.ENDED: N_("given up"),
    Setback.DROPPED: N_("dropped before it began"),
    Setback.REDUCED: N_("cut down"),
    Setback.FELL_SHORT: N_("fell short of what was expected"),
    Setback.INCIDENT: N_("incident"),
}
COVERS: Mapping[Covers, str] = {
    Covers.ENTRY: N_("the whole use case"),
    Covers.PART: N_("a part of it"),
    Covers.UNIT: N_("each piece"),
    Covers.PROGRAMME: N_("several projects or places together"),
}
PERIODS: Mapping[Period, str] = {Period.YEAR: N_("a year"), Period.MONTH: N_("a month")}
_FRAMES: Mapping[Covers, str] = {
    Covers.ENTRY: "{amount}",
    Covers.PART: N_("{amount} for a part of it"),
    Covers.UNIT: N_("{amount} each"),
    Covers.PROGRAMME: N_("{amount} for several projects or places together"),
}


def status_text(case: UseCase, today: date) -> str:
    """Return how far a use case is, the time for which that is known, and that it is long ago where it is."""
    text = _(STATUSES[case.status])
    if case.status_date is None:
        return text
    known = _("{status} (as of {date})").format(status=text, date=partial_date(case.status_date))
    return f"{known}; {stale_text()}" if case.is_stale(today) else known


def stale_text() -> str:
    """Return that a status is older than the years after which it has to say so."""
    return _("older than {years} years").format(years=STALE_AFTER_YEARS)


def euro(amount: Decimal) -> str:
    """Return an amount in euro, with cents only where it has any."""
    return formats.euro(float(amount), cents=bool(amount % 1))


def euro_range(low: Decimal, high: Decimal) -> str:
    """Return one amount, or both ends of a range."""
    if low == high:
        return euro(low)
    return _("{low} to {high}").format(low=euro(low).removesuffix("\N{NO-BREAK SPACE}€"), high=euro(high))


def money_text(money: Money) -> str:
    """Return an amount with what it pays for and how often; its scope, if known, in brackets."""
    amount = euro_range(money.amount, money.highest)
    if isinstance(money, RunningCost):
        amount = f"{amount} {_(PERIODS[money.per])}"
    frame = _FRAMES[money.covers]
    text = (_(frame) if money.covers is not Covers.ENTRY else frame).format(amount=amount)
    return f"{text} ({money.scope_de})" if money.scope_de else text


def share_text(percent: int) -> str:
    """Return the share of the cost that was granted."""
    return _("{percent} of the cost").format(percent=formats.percent(percent / 100, digits=0))
