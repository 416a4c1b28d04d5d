"""What a council asks first about a project: what it costs, who pays, how long it takes, who does it."""

from collections.abc import Iterator
from typing import NamedTuple

from reports.content import SketchReport
from sketches.funding.expected import expected
from sketches.wording import rate_text
from translations import _, ngettext
from translations.formats import euro, number
from translations.sentences import first_sentence


class Fact(NamedTuple):
    """One line of a project's card: what it is about, and what is known; None if that is still open."""

    label: str
    value: str | None


def facts(report: SketchReport) -> tuple[Fact, ...]:
    """Return the card's lines from a sketch, in the order in which they are asked."""
    content = report.content
    return (
        Fact(_("Cost"), euro(float(content.total_cost)) if content.costs else None),
        *_money(report),
        Fact(_("Duration"), _months(content.duration_months)),
        Fact(_("Who"), ", ".join(dict.fromkeys(_responsible(report))) or None),
    )


def own_words(report: SketchReport) -> str:
    """Return the sketch's first sentence once a person has written it; empty while only the tool has.

    What the tool fills in tells of the place that the use case comes from, not of this one.
    """
    summary = report.content.summary
    return "" if summary.missing or summary.prefilled else first_sentence(summary.text)


def _money(report: SketchReport) -> Iterator[Fact]:
    paid = expected(report.content, report.date)
    yield Fact(_("Subsidy"), rate_text(paid.rate) if paid.rate else None)
    own = paid.financing.own if paid.financing else None
    yield Fact(_("Own share"), _span(euro(float(own.low)), euro(float(own.high))) if own else None)


def _span(low: str, high: str) -> str:
    return low if low == high else _("{low} to {high}").format(low=low, high=high)


def _months(months: int) -> str | None:
    if not months:
        return None
    return ngettext("{n} month", "{n} months", months).format(n=number(months))


def _responsible(report: SketchReport) -> Iterator[str]:
    return (role.responsible.strip() for role in report.content.staffing if role.responsible.strip())
