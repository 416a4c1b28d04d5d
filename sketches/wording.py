"""The codes of sketches and funding checks as sentences in the current language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from sketches.completeness import Gap, GapCode
from sketches.costs import Span
from sketches.funding.age import CallState, is_old, months_old
from sketches.funding.check import FundingCheck, RateRaise, Reason, ReasonCode, Verdict
from sketches.funding.programmes import CallRule, Certainty, Fact, Hint
from sketches.model import CostKind, Language, Level, Origin, RateRange
from sketches.outline import Outline
from translations import N_, _, current_language, formats, ngettext
from translations.quotes import inside_quotes

COST_KINDS: Mapping[str, str] = {
    CostKind.PERSONNEL: N_("Personnel"),
    CostKind.MATERIAL: N_("Material"),
    CostKind.EXTERNAL: N_("External services"),
    CostKind.INVESTMENT: N_("Investment"),
    CostKind.OTHER: N_("Other costs"),
}
LEVELS: Mapping[str, str] = {Level.LOW: N_("low"), Level.MEDIUM: N_("medium"), Level.HIGH: N_("high")}
ORIGINS = {
    Origin.USE_CASE: N_("use case"),
    Origin.SCORES: N_("scores"),
    Origin.MUNICIPALITY: N_("municipality data"),
    Origin.NOTES: N_("notes"),
    Origin.TYPED: N_("typed"),
}
_CALLS = {
    CallState.OPEN: N_("call open until {day}"),
    CallState.ANNOUNCED: N_("call announced, opens on {day}"),
    CallState.CLOSED: N_("call closed since {day}"),
}
CERTAINTIES = {
    Certainty.CERTAIN: N_("certain"),
    Certainty.UNCERTAIN: N_("uncertain, please check"),
    Certainty.OWN: N_("our own judgement"),
}
VERDICTS = {
    Verdict.YES: N_("The sketch fits this programme by all that is known."),
    Verdict.NO: N_("The sketch does not fit this programme as it stands."),
    Verdict.UNCLEAR: N_("Whether the sketch fits this programme is not clear yet."),
}
_GAPS = {
    GapCode.TITLE: N_("The title is missing."),
    GapCode.SUMMARY: N_("The summary is missing."),
    GapCode.SUMMARY_UNTOUCHED: N_("Nobody has checked the prefilled summary yet."),
    GapCode.SECTION_UNTOUCHED: N_("Nobody has checked the prefilled text of “{section}” yet."),
    GapCode.APPLICANT: N_("The applicant is missing."),
    GapCode.CONTACT: N_("The contact of “{subject}” is missing."),
    GapCode.SECTION: N_("The section “{section}” is empty."),
    GapCode.PROGRAMME: N_("No funding programme has been chosen."),
    GapCode.MILESTONES: N_("There are no milestones."),
    GapCode.COSTS: N_("There are no costs."),
    GapCode.COSTS_IN_TEXT: N_("The costs stand in the text only: the table is what sums and funding need."),
    GapCode.COST_SOURCE: N_("The cost “{subject}” has no source."),
    GapCode.STAFFING: N_("Nobody is named who does the work."),
    GapCode.RESPONSIBLE: N_("Nobody is responsible for “{subject}”."),
    GapCode.RISKS: N_("No risks are named."),
    GapCode.RISK_RESPONSE: N_("Nothing is done about the risk “{subject}”."),
    GapCode.MEASURES: N_("There is no measure of success."),
    GapCode.MEASURE_TARGET: N_("The measure “{subject}” has no target."),
    GapCode.SOURCES: N_("There are no sources."),
}
_REASONS = {
    ReasonCode.APPLICANT_MISSING: N_("The applicant is missing."),
    ReasonCode.APPLICANTS_UNKNOWN: N_("Our sources do not say who may apply."),
    ReasonCode.KIND_UNKNOWN: N_("It is not known what kind of municipality “{subject}” is."),
    ReasonCode.KIND_NOT_ELIGIBLE: N_("“{subject}” may not apply."),
    ReasonCode.APPLICANTS_UNCERTAIN: N_("Who may apply is not certain."),
    ReasonCode.NAMED_TWICE: N_(
        "“{subject}” is named more than once and counts only once. Please remove the surplus entry."
    ),
    ReasonCode.TOO_FEW_APPLICANTS: N_("At least {limit} municipalities have to apply together."),
    ReasonCode.NOT_YET_VALID: N_("The rules apply only from {limit}."),
    ReasonCode.END_UNCERTAIN: N_(
        "Whether the rules still apply is uncertain; {limit} is given as their end."
    ),
    ReasonCode.EXPIRED: N_("The rules applied until {limit}."),
    ReasonCode.SUCCESSOR_UNKNOWN: N_(
        "The rules applied until {limit}; our sources do not say what applies afterwards."
    ),
    ReasonCode.CALL_ANNOUNCED: N_("The next call for applications opens on {limit}."),
    ReasonCode.CALL_CLOSED: N_("The latest call for applications closed on {limit}; no new one is known."),
    ReasonCode.RULES_OLD: N_(
        "What is known here of the programme is {limit} months old. Please ask the funding office whether it "
        "still holds."
    ),
    ReasonCode.COSTS_MISSING: N_("The costs are missing."),
    ReasonCode.RATE_UNKNOWN: N_("Our sources do not name a share of the total costs that is paid."),
    ReasonCode.RATE_OUTSIDE: N_("The rate entered lies outside the programme's range."),
    ReasonCode.BELOW_MINIMUM: N_("The grant would be below the minimum of {limit}."),
    ReasonCode.PERHAPS_BELOW_MINIMUM: N_("At the lower rate the grant is below the minimum of {limit}."),
    ReasonCode.CAPPED: N_("The grant is limited to {limit}; the own share grows accordingly."),
    ReasonCode.DURATION_MISSING: N_("The duration is not known yet; at most {limit} months are allowed."),
    ReasonCode.TOO_LONG: N_("The work plan is longer than the {limit} months allowed."),
    ReasonCode.SECTION_EMPTY: N_(
        "The section “{section}” is empty; the programme asks for what belongs there."
    ),
    ReasonCode.OPEN_QUESTION: N_("Our sources leave a condition open. {subject}"),
}


def gap_text(gap: Gap, outline: Outline) -> str:
    """Return what is missing as one sentence."""
    return _(_GAPS[gap.code]).format(
        subject=inside_quotes(gap.subject), section=_section(gap.section_id, outline)
    )


def reason_text(reason: Reason, outline: Outline) -> str:
    """Return one reason of a funding check; an open question in the words of the programme's data."""
    question = reason.fact.text(_language()) if isinstance(reason.fact, Hint) else ""
    return _(_REASONS[reason.code]).format(
        subject=inside_quotes(reason.subject) or question,
        section=_section(reason.section_id, outline),
        limit=_limit(reason.limit),
    )


def raise_text(step: RateRaise) -> str:
    """Return how the rate could rise, as one sentence."""
    text = _("A joint project of at least {count} municipalities raises the rate to {rate}.")
    return text.format(count=step.applicants, rate=rate_text(step.rate))


def checked_rate_text(check: FundingCheck) -> str:
    """Return the rate of a check, and that it is the one of a joint project; empty if it is not known."""
    rate = rate_text(check.rate) if check.rate else ""
    return _("{rate} as a joint project").format(rate=rate) if check.joint and check.rate_fact else rate


def certainty_text(fact: Fact, on: date | None = None) -> str:
    """Return how certain a rule is and as of when; with the day `on` also how old that is."""
    certainty = _(CERTAINTIES[fact.certainty])
    if fact.as_of is None:
        return _("{certainty}; date of the source not given").format(certainty=certainty)
    text = _("{certainty}; as of {date}").format(certainty=certainty, date=formats.partial_date(fact.as_of))
    return f"{text}, {age_text(fact.as_of, on)}" if on else text


def age_text(as_of: str, on: date) -> str:
    """Return how old a source is, and from twelve months on that it has to be asked again."""
    months = months_old(as_of, on) or 0
    age = ngettext("{n} month old", "{n} months old", months).format(n=formats.number(months))
    return _("{age}: please ask whether it still holds").format(age=age) if is_old(as_of, on) else age


def call_text(found: tuple[CallState, CallRule] | None) -> str:
    """Return whether one can apply, in a few words."""
    if found is None:
        return _("no call known")
    state, call = found
    day = formats.date(call.opens if state is CallState.ANNOUNCED else call.closes)
    return _(_CALLS[state]).format(day=day)


def verdict_text(check: FundingCheck) -> str:
    """Return the verdict as one sentence."""
    return _(VERDICTS[check.verdict])


def money(amount: Decimal) -> str:
    """Return an amount with its cents, as in "1.234,50 €"."""
    return formats.euro(float(amount), cents=True)


def money_span(span: Span) -> str:
    """Return one amount, or the lower and the upper one."""
    if span.low == span.high:
        return money(span.low)
    return _("{low} to {high}").format(low=money(span.low), high=money(span.high))


def grant_text(check: FundingCheck) -> str:
    """Return the grant, or that none is to be expected because it would be below the minimum."""
    if check.financing is None:
        return ""
    amount = money_span(check.financing.grant)
    if check.too_small is None:
        return amount
    text = _("none to be expected: {amount} would be below the minimum of {limit}")
    return text.format(amount=amount, limit=_limit(check.too_small.limit))


def own_share_text(check: FundingCheck) -> str:
    """Return the own share; all of the costs where no grant is to be expected."""
    if check.financing is None:
        return ""
    return money(check.financing.cost) if check.too_small else money_span(check.financing.own)


def rate_text(rate: RateRange) -> str:
    """Return a rate as a percentage, with decimals only where it has any."""
    low, high = (_percent(value) for value in (rate.low, rate.high))
    return low if low == high else _("{low} to {high}").format(low=low, high=high)


def origins_text(origins: tuple[Origin, ...]) -> str:
    """Return from where a text was prefilled, as in "use case and scores"."""
    return formats.list_([_(ORIGINS[origin]) for origin in origins])


def _language() -> Language:
    return "en" if current_language() == "en" else "de"


def _section(section_id: str | None, outline: Outline) -> str:
    titles = {section.id: section.title(_language()) for section in outline.sections}
    return titles.get(section_id or "", section_id or "")


def _percent(value: Decimal) -> str:
    digits = max(0, -int(str((value * 100).normalize().as_tuple().exponent)))
    return formats.percent(float(value), digits=digits)


def _limit(limit: Decimal | int | date | None) -> str:
    if isinstance(limit, date):
        return formats.date(limit)
    if isinstance(limit, Decimal):
        return formats.euro(float(limit))
    return "" if limit is None else formats.number(limit)
