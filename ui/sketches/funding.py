"""The funding check beside the costs: does the sketch fit, what is paid by whom, and who says so."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import streamlit as st

from reports.funding import own_shares
from sketches.costs import Financing
from sketches.funding.age import call_on
from sketches.funding.check import FundingCheck, Verdict, Weight, check
from sketches.funding.programmes import Fact, Programme, programme, programmes
from sketches.model import RateRange, SketchContent
from sketches.outline import Outline
from sketches.wording import (
    age_text,
    call_text,
    certainty_text,
    checked_rate_text,
    grant_text,
    money,
    money_span,
    raise_text,
    rate_text,
    reason_text,
    verdict_text,
)
from translations import N_, _, formats
from ui.charts import figures
from ui.language import code
from ui.number_fields import PERCENT, typed_number
from ui.sketches.session import Editing, field_key
from ui.text import literal
from workshops.handing_over.sketching import SketchView

_WEIGHTS = {Weight.AGAINST: N_("Against it"), Weight.UNCLEAR: N_("Unclear"), Weight.NOTE: N_("Note")}
_ICONS = {
    Verdict.YES: (st.success, ":material/check_circle:"),
    Verdict.NO: (st.error, ":material/cancel:"),
    Verdict.UNCLEAR: (st.warning, ":material/help:"),
}


def funding(sketch: SketchView, editing: Editing, content: SketchContent) -> SketchContent:
    """Ask for the programme and a rate that is known better."""
    known: dict[str | None, Any] = {each.id: each for each in programmes()}
    options = [None, *known]
    chosen = st.selectbox(
        _("Funding programme"),
        options,
        index=options.index(content.programme) if content.programme in options else 0,
        format_func=lambda key: _option(known[key]) if key else _("not decided yet"),
        key=field_key(sketch, editing, "programme"),
    )
    return content.model_copy(update={"programme": chosen, "rate": known_rate(sketch, editing)})


def _option(programme: Programme) -> str:
    """Return a programme's name, and whether one can apply where a source names calls."""
    call, name = call_on(programme, formats.today()), programme.name(code())
    return f"{name} – {call_text(call)}" if call else name


def known_rate(sketch: SketchView, editing: Editing) -> RateRange | None:
    """Ask for the rate that the funding office named; without one the programme's range counts."""
    kept = editing.content.rate
    left, right = st.columns(2)
    with left:
        label = _("Rate named by the funding office, from (%)")
        low = _percent(label, kept.low if kept else None, field_key(sketch, editing, "rate", "low"))
    with right:
        label = _("to (%), if it is a range")
        high = _percent(label, kept.high if kept else None, field_key(sketch, editing, "rate", "high"))
    if low is None:
        return None
    if high is not None and high < low:
        st.warning(_("The upper rate lies below the lower one; it is not saved yet."))
        return kept
    return RateRange(low=low, high=low if high is None else high)


def _percent(label: str, kept: Decimal | None, key: str) -> Decimal | None:
    shown = None if kept is None else kept * 100
    typed = typed_number(label, key, shown, PERCENT, placeholder=_("not known"))
    return None if typed is None else (typed / 100).quantize(Decimal("0.0001"))


def funding_panel(content: SketchContent, outline: Outline, key: str) -> None:
    """Show what the check of the sketch as it stands finds."""
    chosen = programme(content.programme)
    if chosen is None:
        st.info(
            _("As soon as a programme is chosen, its rules are checked here. They are hints, never locks.")
        )
        return
    found = check(chosen, content, formats.today())
    show, icon = _ICONS[found.verdict]
    show(literal(verdict_text(found)), icon=icon)
    _list(_reasons(found, outline))
    if found.financing and found.too_small:
        text = _("Grant: {grant}.").format(grant=grant_text(found))
        st.markdown(literal(text))
    elif found.financing:
        _financing(found.financing)
    _list([literal(raise_text(step)) + _backing(step.fact) for step in found.raises])
    with st.expander(_("Rules, sources and hints"), key=key):
        _list(_rules(chosen))
        _list([literal(hint.text(code())) + _backing(hint) for hint in found.hints])
        stand = _("not given")
        if chosen.as_of:
            age = age_text(chosen.as_of, formats.today())
            stand = f"{formats.partial_date(chosen.as_of)} ({age})"
        st.caption(
            _("As of: {date}. The funding office alone decides; these are hints without guarantee.").format(
                date=stand
            )
        )


def _reasons(found: FundingCheck, outline: Outline) -> list[str]:
    lines = []
    for reason in found.reasons:
        backing = _backing(reason.fact) if reason.fact else ""
        weight = _(_WEIGHTS[reason.weight])
        lines.append(f"**{weight}:** {literal(reason_text(reason, outline))}{backing}")
    if found.rate:
        text = _("Funding rate: {rate}").format(rate=checked_rate_text(found))
        lines.append(f"**{literal(text)}**" + (_backing(found.rate_fact) if found.rate_fact else ""))
    return lines


def _backing(fact: Fact) -> str:
    """Return how certain a rule is, as of when, and where it can be read."""
    source = _("Source")
    return f" ({literal(certainty_text(fact, formats.today()))}; [{source}]({fact.source}))"


def _financing(paid: Financing) -> None:
    st.markdown(
        literal(
            _("Of {cost} the programme would pay {grant}; the own share is {own}.").format(
                cost=money(paid.cost), grant=money_span(paid.grant), own=money_span(paid.own)
            )
        )
    )
    figures.table(own_shares(paid))


def _rules(chosen: Programme) -> Iterator[str]:
    """Return the rules of the programme, each with how certain it is and who says so."""
    if chosen.applicants:
        kinds = ", ".join(chosen.applicants.kinds) or _("no municipalities")
        yield _rule(_("May apply: {kinds}").format(kinds=kinds), chosen.applicants)
    if chosen.minimum_applicants:
        text = _("At least {count} municipalities together").format(count=chosen.minimum_applicants.count)
        yield _rule(_usual(text, chosen.minimum_applicants.usual), chosen.minimum_applicants)
    yield from _rate_rules(chosen)
    yield from _amount_rules(chosen)
    yield from _time_rules(chosen)


def _rate_rules(chosen: Programme) -> Iterator[str]:
    rates = (
        (chosen.rate, _("Rate: {rate}")),
        (chosen.joint_rate, _("Rate for a joint project: {rate}")),
    )
    for rate, text in rates:
        if rate:
            spoken = rate_text(RateRange(low=rate.low, high=rate.high))
            yield _rule(text.format(rate=spoken), rate)
    if chosen.joint_from:
        text = _("A joint project has at least {count} municipalities").format(count=chosen.joint_from.count)
        yield _rule(_usual(text, chosen.joint_from.usual), chosen.joint_from)


def _amount_rules(chosen: Programme) -> Iterator[str]:
    amounts = (
        (chosen.minimum_grant, _("Grant at least {amount}")),
        (chosen.maximum_grant, _("Grant at most {amount}")),
        (chosen.maximum_grant_per_applicant, _("Grant at most {amount} for each municipality")),
    )
    for amount, text in amounts:
        if amount:
            yield _rule(_usual(text.format(amount=money(amount.amount)), amount.usual), amount)


def _time_rules(chosen: Programme) -> Iterator[str]:
    if chosen.maximum_months:
        text = _("At most {months} months").format(months=chosen.maximum_months.count)
        yield _rule(_usual(text, chosen.maximum_months.usual), chosen.maximum_months)
    for call in chosen.calls:
        days = (formats.date(call.opens), formats.date(call.closes))
        text = _("Call from {first} to {last}").format(first=days[0], last=days[1])
        yield _rule(text, call)
    for day, text in (
        (chosen.valid_from, _("Valid from {day}")),
        (chosen.valid_until, _("Valid until {day}")),
    ):
        if day:
            yield _rule(text.format(day=formats.date(day.day)), day)


def _usual(text: str, usual: bool) -> str:
    return _("{rule}, as a rule").format(rule=text) if usual else text


def _rule(text: str, fact: Fact) -> str:
    return literal(text) + _backing(fact)


def _list(lines: Any) -> None:
    listed = "\n".join(f"- {line}" for line in lines)
    if listed:
        st.markdown(listed)
