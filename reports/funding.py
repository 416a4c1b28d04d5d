"""The funding check of a sketch as blocks: verdict, reasons, rate, own shares, and where the rules stand."""

from __future__ import annotations

from datetime import date

from reports.content import SketchReport
from reports.document import Align, Block, Bullets, Facts, Link, Links, Paragraph, Table, Tone
from reports.prose import line
from sketches.costs import Financing, Span, YearOfFinancing, cost_table, financing_by_year
from sketches.funding import Fact, FundingCheck, programme
from sketches.model import total as sum_of
from sketches.wording import (
    certainty_text,
    checked_rate_text,
    grant_text,
    money,
    money_span,
    own_share_text,
    raise_text,
    reason_text,
    verdict_text,
)
from translations import _, formats

Blocks = tuple[Block, ...]


def funding_blocks(report: SketchReport) -> Blocks:
    """Return what the check found, with the sources of all that is said; nothing without a programme."""
    check = report.funding
    chosen = programme(check.programme_id) if check else None
    if check is None or chosen is None:
        return ()
    name = chosen.name(report.language)
    on = check.checked_on
    reasons = tuple(_sure(reason_text(r, report.outline), r.fact, on) for r in check.reasons)
    hints = tuple(_sure(hint.text(report.language), hint, on) for hint in check.hints)
    reasons += _raises(check)
    return (
        Facts(_facts(check, name)),
        *_shares(check),
        Paragraph(verdict_text(check), Tone.INTRO),
        *((Bullets(reasons),) if reasons else ()),
        Paragraph(_("The funding office alone decides; these are hints without guarantee."), Tone.NOTE),
        *((Paragraph(_("Please note:"), Tone.INTRO), Bullets(hints)) if hints else ()),
        Paragraph(_("Where the rules of the programme can be read:"), Tone.INTRO),
        Links(_links(check, Link(name, chosen.page))),
    )


def funding_in_figures(report: SketchReport) -> Blocks:
    """Return programme, rate and shares alone, without what the check has to say."""
    check = report.funding
    chosen = programme(check.programme_id) if check else None
    if check is None or chosen is None:
        return ()
    facts = [(_("Programme"), chosen.name(report.language))]
    if check.rate:
        facts.append((_("Funding rate"), checked_rate_text(check)))
    paid = None if check.too_small else check.financing
    by_year = (_by_year(financing_by_year(cost_table(report.content.costs), paid)),) if paid else ()
    return (Facts((*facts, *_amounts(check))), *by_year, *_shares(check))


def _by_year(years: tuple[YearOfFinancing, ...]) -> Table:
    """Return year by year what is spent and who pays it; a range of the rate is a range of both."""
    grant = Span(low=sum_of(y.grant.low for y in years), high=sum_of(y.grant.high for y in years))
    own = Span(low=sum_of(y.own.low for y in years), high=sum_of(y.own.high for y in years))
    return Table(
        caption=_("Financing by year and source; the grant is divided as the costs are"),
        header=(_("Year"), _("Costs"), _("Grant amount"), _("Own share")),
        rows=tuple((str(y.year), money(y.cost), money_span(y.grant), money_span(y.own)) for y in years),
        align=(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT),
        widths=(0.8, 1.6, 2.4, 2.4),
        footer=(_("Total"), money(sum_of(y.cost for y in years)), money_span(grant), money_span(own)),
    )


def own_shares(financing: Financing) -> Table:
    """Return what each applicant pays itself, at the upper and the lower rate where these differ."""
    if all(share.amount.low == share.amount.high for share in financing.shares):
        return Table(
            caption=_("Own share of each applicant"),
            header=(_("Applicant"), _("Own share")),
            rows=tuple((line(s.name), money(s.amount.low)) for s in financing.shares),
            align=(Align.LEFT, Align.RIGHT),
            widths=(3, 1.5),
            footer=(_("Total"), money(financing.own.low)),
        )
    return Table(
        caption=_("Own share of each applicant"),
        header=(_("Applicant"), _("At least"), _("At most")),
        rows=tuple((line(s.name), money(s.amount.low), money(s.amount.high)) for s in financing.shares),
        align=(Align.LEFT, Align.RIGHT, Align.RIGHT),
        widths=(3, 1.5, 1.5),
        footer=(_("Total"), money(financing.own.low), money(financing.own.high)),
    )


def _shares(check: FundingCheck) -> Blocks:
    paid = None if check.too_small else check.financing
    return (own_shares(paid),) if paid and paid.shares else ()


def _facts(check: FundingCheck, name: str) -> tuple[tuple[str, str], ...]:
    facts = [(_("Programme"), name)]
    if check.rate:
        facts.append((_("Funding rate"), checked_rate_text(check)))
    if check.rate_fact:
        facts.append((_("Basis of the rate"), certainty_text(check.rate_fact, check.checked_on)))
    facts += _amounts(check)
    facts.append((_("Checked on"), formats.date(check.checked_on)))
    return tuple(facts)


def _amounts(check: FundingCheck) -> list[tuple[str, str]]:
    if check.financing is None:
        return []
    return [
        (_("Total costs"), money(check.financing.cost)),
        (_("Grant amount"), grant_text(check)),
        (_("Own share"), own_share_text(check)),
    ]


def _raises(check: FundingCheck) -> tuple[str, ...]:
    return tuple(_sure(raise_text(step), step.fact, check.checked_on) for step in check.raises)


def _sure(text: str, fact: Fact | None, on: date) -> str:
    """Return the text with how certain the rule behind it is, as of when, and how old that is."""
    return f"{text} ({certainty_text(fact, on)})" if fact else text


def _links(check: FundingCheck, page: Link) -> tuple[Link, ...]:
    """Return the programme's page and the source of each rule that the check names, each once."""
    facts = (
        check.rate_fact,
        *(reason.fact for reason in check.reasons),
        *(step.fact for step in check.raises),
        *check.hints,
    )
    urls = dict.fromkeys(fact.source for fact in facts if fact)
    return (page, *(Link(url, url) for url in urls if url != page.url))
