"""Does a sketch fit a programme? Verdict, reasons, rate and own shares: advice with sources, never a lock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum

from municipalities.register import load_register
from sketches.costs import Financing, financing
from sketches.funding.age import CallState, call_on, is_old, months_old
from sketches.funding.programmes import Certainty, Fact, Hint, Programme, RateRule
from sketches.model import Applicant, Frozen, RateRange, SketchContent


class Verdict(StrEnum):
    """Whether the sketch looks eligible by what is known."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


class Weight(StrEnum):
    """What a reason does to the verdict."""

    AGAINST = "against"
    UNCLEAR = "unclear"
    NOTE = "note"


class ReasonCode(StrEnum):
    """Why the verdict is what it is."""

    APPLICANT_MISSING = "applicant_missing"
    APPLICANTS_UNKNOWN = "applicants_unknown"
    APPLICANTS_UNCERTAIN = "applicants_uncertain"
    KIND_UNKNOWN = "kind_unknown"
    KIND_NOT_ELIGIBLE = "kind_not_eligible"
    NAMED_TWICE = "named_twice"
    TOO_FEW_APPLICANTS = "too_few_applicants"
    NOT_YET_VALID = "not_yet_valid"
    EXPIRED = "expired"
    SUCCESSOR_UNKNOWN = "successor_unknown"
    END_UNCERTAIN = "end_uncertain"
    CALL_ANNOUNCED = "call_announced"
    CALL_CLOSED = "call_closed"
    RULES_OLD = "rules_old"
    COSTS_MISSING = "costs_missing"
    RATE_UNKNOWN = "rate_unknown"
    RATE_OUTSIDE = "rate_outside"
    BELOW_MINIMUM = "below_minimum"
    PERHAPS_BELOW_MINIMUM = "perhaps_below_minimum"
    CAPPED = "capped"
    DURATION_MISSING = "duration_missing"
    TOO_LONG = "too_long"
    SECTION_EMPTY = "section_empty"
    OPEN_QUESTION = "open_question"


class Reason(Frozen):
    """One reason: what, how heavy, the limit it is about, whom or which section it concerns, and the rule."""

    code: ReasonCode
    weight: Weight
    limit: Decimal | int | date | None = None
    subject: str = ""
    section_id: str | None = None
    fact: Fact | None = None


class RateRaise(Frozen):
    """A higher rate within reach: with `applicants` municipalities together it would be `rate`."""

    applicants: int
    rate: RateRange
    fact: Fact


class FundingCheck(Frozen):
    """Outcome of the check of one sketch against one programme on one day."""

    programme_id: str
    checked_on: date
    verdict: Verdict
    reasons: tuple[Reason, ...]
    joint: bool
    rate: RateRange | None
    rate_fact: Fact | None
    financing: Financing | None
    raises: tuple[RateRaise, ...]
    hints: tuple[Hint, ...]

    @property
    def too_small(self) -> Reason | None:
        """Why no grant is to be expected although the rate is known: it would be below the minimum."""
        return next((each for each in self.reasons if each.code is ReasonCode.BELOW_MINIMUM), None)


def check(programme: Programme, content: SketchContent, on: date) -> FundingCheck:
    """Check the sketch against the programme as it stands on the day `on`."""
    rule, joint = _rate_rule(programme, content)
    rate = content.rate or (RateRange(low=rule.low, high=rule.high) if rule else None)
    costs = None
    if rate is not None and content.costs:
        costs = financing(content.total_cost, rate, content.applicants, _ceiling(programme, content))
    reasons = (
        *_applicant_reasons(programme, content),
        *_number_reasons(programme, content),
        *_date_reasons(programme, on),
        *_rate_reasons(programme, content, rule),
        *_amount_reasons(programme, content, costs),
        *_duration_reasons(programme, content),
        *_section_reasons(programme, content),
        *_open_questions(programme),
        *_age_reasons(programme, on),
    )
    return FundingCheck(
        programme_id=programme.id,
        checked_on=on,
        verdict=_verdict(reasons),
        reasons=reasons,
        joint=joint,
        rate=rate,
        rate_fact=rule if content.rate is None else None,
        financing=costs,
        raises=tuple(_raises(programme, content)),
        hints=programme.hints,
    )


def _verdict(reasons: tuple[Reason, ...]) -> Verdict:
    if any(reason.weight is Weight.AGAINST for reason in reasons):
        return Verdict.NO
    if any(reason.weight is Weight.UNCLEAR for reason in reasons):
        return Verdict.UNCLEAR
    return Verdict.YES


def _against(fact: Fact, usual: bool = False) -> Weight:
    """Only a certain rule without exceptions may turn the verdict to no."""
    certain = fact.certainty is Certainty.CERTAIN and not usual
    return Weight.AGAINST if certain else Weight.UNCLEAR


def _rate_rule(programme: Programme, content: SketchContent) -> tuple[RateRule | None, bool]:
    needed = programme.joint_from
    enough = needed is not None and _municipalities(content) >= needed.count
    return (programme.joint_rate if enough else programme.rate), enough


def _place(applicant: Applicant) -> str:
    return load_register().current_key(applicant.ags) if applicant.ags else applicant.name


def _municipalities(content: SketchContent) -> int:
    """Count each municipality once, however often it is named."""
    return len({_place(applicant) for applicant in content.applicants if applicant.kind is not None})


def _ceiling(programme: Programme, content: SketchContent) -> Decimal | None:
    limits = []
    if programme.maximum_grant:
        limits.append(programme.maximum_grant.amount)
    if programme.maximum_grant_per_applicant:
        limits.append(programme.maximum_grant_per_applicant.amount * max(1, _municipalities(content)))
    return min(limits, default=None)


def _applicant_reasons(programme: Programme, content: SketchContent) -> Iterator[Reason]:
    if content.applicant is None:
        yield Reason(code=ReasonCode.APPLICANT_MISSING, weight=Weight.UNCLEAR)
    if programme.applicants is None:
        yield Reason(code=ReasonCode.APPLICANTS_UNKNOWN, weight=Weight.UNCLEAR)
    else:
        for applicant in content.applicants:
            if applicant.kind is None:
                yield Reason(code=ReasonCode.KIND_UNKNOWN, weight=Weight.UNCLEAR, subject=applicant.name)
            elif applicant.kind not in programme.applicants.kinds:
                yield Reason(
                    code=ReasonCode.KIND_NOT_ELIGIBLE,
                    weight=_against(programme.applicants),
                    subject=applicant.name,
                    fact=programme.applicants,
                )
        if programme.applicants.certainty is not Certainty.CERTAIN:
            code = ReasonCode.APPLICANTS_UNCERTAIN
            yield Reason(code=code, weight=Weight.UNCLEAR, fact=programme.applicants)


def _number_reasons(programme: Programme, content: SketchContent) -> Iterator[Reason]:
    times = Counter(map(_place, content.applicants))
    twice = {_place(a): a.name for a in content.applicants if times[_place(a)] > 1}
    for name in twice.values():
        yield Reason(code=ReasonCode.NAMED_TWICE, weight=Weight.NOTE, subject=name)
    least = programme.minimum_applicants
    if least and _municipalities(content) < least.count:
        yield Reason(
            code=ReasonCode.TOO_FEW_APPLICANTS,
            weight=_against(least, least.usual),
            limit=least.count,
            fact=least,
        )


def _date_reasons(programme: Programme, on: date) -> Iterator[Reason]:
    start, end = programme.valid_from, programme.valid_until
    if start and on < start.day:
        yield Reason(code=ReasonCode.NOT_YET_VALID, weight=_against(start), limit=start.day, fact=start)
    if end and on > end.day:
        code = ReasonCode.SUCCESSOR_UNKNOWN if end.successor_unknown else ReasonCode.EXPIRED
        weight = Weight.UNCLEAR if end.successor_unknown else _against(end)
        yield Reason(code=code, weight=weight, limit=end.day, fact=end)
        return
    if end and end.certainty is not Certainty.CERTAIN:
        yield Reason(code=ReasonCode.END_UNCERTAIN, weight=Weight.UNCLEAR, limit=end.day, fact=end)
    state, call = call_on(programme, on) or (None, None)
    if call and state is CallState.ANNOUNCED:
        yield Reason(code=ReasonCode.CALL_ANNOUNCED, weight=Weight.NOTE, limit=call.opens, fact=call)
    elif call and state is CallState.CLOSED:
        yield Reason(code=ReasonCode.CALL_CLOSED, weight=Weight.UNCLEAR, limit=call.closes, fact=call)


def _rate_reasons(programme: Programme, content: SketchContent, rule: RateRule | None) -> Iterator[Reason]:
    if content.rate and rule and not (rule.low <= content.rate.low and content.rate.high <= rule.high):
        yield Reason(code=ReasonCode.RATE_OUTSIDE, weight=Weight.UNCLEAR, fact=rule)
    elif content.rate is None and rule is None and _may_apply(programme, content):
        yield Reason(code=ReasonCode.RATE_UNKNOWN, weight=Weight.UNCLEAR)


def _may_apply(programme: Programme, content: SketchContent) -> bool:
    """Whether nobody is known to be left out, so that it matters what is paid."""
    if programme.applicants is None:
        return True
    eligible = programme.applicants.kinds
    return bool(eligible) and all(a.kind is None or a.kind in eligible for a in content.applicants)


def _amount_reasons(
    programme: Programme, content: SketchContent, costs: Financing | None
) -> Iterator[Reason]:
    if not content.costs:
        yield Reason(code=ReasonCode.COSTS_MISSING, weight=Weight.UNCLEAR)
    if costs is None:
        return
    least, ceiling = programme.minimum_grant, _ceiling(programme, content)
    if least and costs.grant.high < least.amount:
        weight = _against(least, least.usual)
        yield Reason(code=ReasonCode.BELOW_MINIMUM, weight=weight, limit=least.amount, fact=least)
    elif least and costs.grant.low < least.amount:
        code = ReasonCode.PERHAPS_BELOW_MINIMUM
        yield Reason(code=code, weight=Weight.UNCLEAR, limit=least.amount, fact=least)
    if ceiling is not None and costs.cost * costs.rate.high > ceiling:
        fact = programme.maximum_grant or programme.maximum_grant_per_applicant
        yield Reason(code=ReasonCode.CAPPED, weight=Weight.NOTE, limit=ceiling, fact=fact)


def _duration_reasons(programme: Programme, content: SketchContent) -> Iterator[Reason]:
    longest = programme.maximum_months
    if longest is None:
        return
    if not content.milestones:
        yield Reason(code=ReasonCode.DURATION_MISSING, weight=Weight.UNCLEAR, limit=longest.count)
    elif content.duration_months > longest.count:
        weight = _against(longest, longest.usual)
        yield Reason(code=ReasonCode.TOO_LONG, weight=weight, limit=longest.count, fact=longest)


def _section_reasons(programme: Programme, content: SketchContent) -> Iterator[Reason]:
    rule = programme.required_sections
    for section_id in rule.sections if rule else ():
        if content.section(section_id).missing:
            code = ReasonCode.SECTION_EMPTY
            yield Reason(code=code, weight=Weight.UNCLEAR, section_id=section_id, fact=rule)


def _open_questions(programme: Programme) -> Iterator[Reason]:
    for question in programme.open_questions:
        yield Reason(code=ReasonCode.OPEN_QUESTION, weight=Weight.UNCLEAR, fact=question)


def _age_reasons(programme: Programme, on: date) -> Iterator[Reason]:
    if is_old(programme.as_of, on):
        yield Reason(code=ReasonCode.RULES_OLD, weight=Weight.NOTE, limit=months_old(programme.as_of, on))


def _raises(programme: Programme, content: SketchContent) -> Iterator[RateRaise]:
    joint, needed = programme.joint_rate, programme.joint_from
    if joint is None or needed is None or _municipalities(content) >= needed.count:
        return
    if programme.rate is None or joint.high > programme.rate.low:
        rate = RateRange(low=joint.low, high=joint.high)
        yield RateRaise(applicants=needed.count, rate=rate, fact=joint)
