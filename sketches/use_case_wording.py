"""Use cases in words: how far they are, what they cost and in which way they failed, for screen and paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from translations import N_, _, formats, ngettext
from usecases.costs import Basis, CostClass, CostEvidence
from usecases.model import (
    STALE_AFTER_YEARS,
    Covers,
    Money,
    Period,
    RunningCost,
    Setback,
    Source,
    Status,
    UseCase,
)

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

COST_CLASSES: Mapping[CostClass, str] = {
    CostClass.TO_10_000: N_("up to 10,000 €"),
    CostClass.TO_50_000: N_("10,000 to 50,000 €"),
    CostClass.TO_250_000: N_("50,000 to 250,000 €"),
    CostClass.ABOVE: N_("above 250,000 €"),
    CostClass.OTHER: N_("other figure"),
}
_RANGES: Mapping[Basis, str] = {
    Basis.ONCE: N_("Something comparable cost {amount} ({known})."),
    Basis.EACH: N_("Something comparable cost {amount} each ({known})."),
    Basis.YEARLY: N_("Something comparable costs {amount} a year ({known})."),
}


def status_text(case: UseCase) -> str:
    """Return how far a use case is, and the time for which that is known."""
    text = _(STATUSES[case.status])
    if case.status_date is None:
        return text
    return _("{status} (as of {date})").format(status=text, date=formats.partial_date(case.status_date))


def aged_status_text(case: UseCase, today: date) -> str:
    """Return the same, and that it is long ago where it is."""
    known = status_text(case)
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


def money_text(money: Money, *, scope: bool = True) -> str:
    """Return an amount with what it pays for and how often; its scope, if wanted and known, in brackets."""
    amount = euro_range(money.amount, money.highest)
    if isinstance(money, RunningCost):
        period = _(PERIODS[money.per])
        amount = f"{amount} {period}"
    frame = _FRAMES[money.covers]
    text = (_(frame) if money.covers is not Covers.ENTRY else frame).format(amount=amount)
    return f"{text} ({money.scope_de})" if scope and money.scope_de else text


def share_text(percent: int) -> str:
    """Return the share of the cost that was granted."""
    return _("{percent} of the cost").format(percent=formats.percent(percent / 100, digits=0))


def cost_sentences(evidence: CostEvidence) -> tuple[str, ...]:
    """Return what comparable use cases cost, a sentence for each basis; none without any other's figure."""
    if not evidence.from_elsewhere:
        return ()
    sentences = [
        _(_RANGES[found.basis]).format(
            amount=euro_range(found.low, found.high),
            known=_known(len(found.figures), evidence if number == 0 else None),
        )
        for number, found in enumerate(evidence.ranges)
    ]
    if evidence.wider:
        sentences.append(_("Among them are figures from places of quite another size."))
    return tuple(sentences)


def setback_text(case: UseCase) -> str:
    """Return in one line where something failed, in which way, and what was learnt; facts stay German."""
    way = _(SETBACKS[case.setback]) if case.setback else _(STATUSES[case.status])
    return _("{place} ({way}): {lesson}").format(
        place=case.origin.name, way=way, lesson=case.lessons_de or ""
    )


def source_text(source: Source) -> str:
    """Return a source's title with its date, unless the title says it already."""
    title, day = " ".join(source.title.split()), source.date
    if day is None:
        return title
    year, _dash, month = day[:7].partition("-")
    said = (formats.partial_date(day), f"{month}/{year}") if month else (year,)
    return title if any(each in title for each in said) else f"{title} ({said[0]})"


def _known(count: int, evidence: CostEvidence | None) -> str:
    figures = ngettext("{n} figure", "{n} figures", count).format(n=formats.number(count))
    if evidence is None:
        return figures
    parts = [
        text.format(n=formats.number(number))
        for number, text in (
            (
                evidence.own_size,
                ngettext("{n} from a place of your size", "{n} from places of your size", evidence.own_size),
            ),
            (
                evidence.own_kind,
                ngettext(
                    "{n} from a place of your kind outside Hessen",
                    "{n} from places of your kind outside Hessen",
                    evidence.own_kind,
                ),
            ),
        )
        if number
    ]
    if not parts:
        return figures
    return _("{figures}, of which {parts}").format(figures=figures, parts=formats.list_(parts))
