"""Questions of a sketch, what an answer means for the money, and what the model says, as sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sketches.costs import Financing, Span
from sketches.funding.check import Verdict, Weight
from sketches.funding.offers import Offer, Together
from sketches.model import Language, SketchContent
from sketches.outline import Outline
from sketches.questions import Ask, Question, Why
from sketches.use_case_wording import euro, euro_range, money_text, setback_text, share_text, status_text
from sketches.wording import grant_text, rate_text, reason_text
from translations import N_, _, current_language, formats, ngettext
from usecases.model import UseCase

_TITLES: Mapping[Ask, str] = {
    Ask.COSTS: N_("What will it cost?"),
    Ask.FUNDING: N_("Who helps to pay for it?"),
    Ask.COST_SOURCES: N_("Where do the amounts come from?"),
    Ask.CONTACT: N_("Who is the contact at the applicant?"),
    Ask.STAFFING: N_("Who does the work?"),
    Ask.RESPONSIBLE: N_("Who is responsible?"),
    Ask.MILESTONES: N_("In which steps, and by when?"),
    Ask.TITLE: N_("What is the project called?"),
    Ask.SUMMARY: N_("What is it about, in three sentences?"),
    Ask.MEASURES: N_("By what can success be told?"),
    Ask.TARGETS: N_("Which target is aimed at?"),
    Ask.RISKS: N_("What may go wrong?"),
    Ask.RESPONSES: N_("What is done about it?"),
    Ask.SOURCES: N_("Where can the facts be read?"),
    Ask.CHECK: N_("Is what the tool has filled in right?"),
}
_WHYS: Mapping[Why, str] = {
    Why.MONEY: N_("Grant and own share follow from it; without it nobody can decide."),
    Why.FUNDING: N_("The programme decides what you pay yourselves and what the sketch has to say."),
    Why.PROGRAMME: N_("The chosen programme asks for this section."),
    Why.DUTY: N_("The funding office asks who stands for the project."),
    Why.PLAN: N_("The duration decides whether the project fits a programme."),
    Why.OUTLINE: N_("It belongs into the outline of the sketch."),
    Why.CHECK: N_("Nobody has read these texts yet; with your consent they count as yours."),
}


def remaining_text(number: int) -> str:
    """Return how many questions are left."""
    return ngettext("{n} question left", "{n} questions left", number).format(n=formats.number(number))


def question_text(question: Question, outline: Outline) -> str:
    """Return a question as a heading; one about a text is the outline's hint on its section."""
    if question.ask is Ask.TEXT:
        return next(
            (each.hint(_language()) for each in outline.sections if each.id == question.section_id), ""
        )
    return _(_TITLES[question.ask])


def why_text(question: Question) -> str:
    """Return why a question is asked now."""
    return _(_WHYS[question.why])


def offer_text(offer: Offer, outline: Outline) -> str:
    """Return what a programme means for the sketch as it stands, in one line."""
    found = offer.found
    if found.verdict is Verdict.NO:
        against = next(each for each in found.reasons if each.weight is Weight.AGAINST)
        return _("does not fit: {reason}").format(reason=reason_text(against, outline))
    if found.too_small and found.financing:
        alone = _("Grant: {grant}.").format(grant=grant_text(found)).rstrip(".")
    elif found.financing:
        alone = _("You pay {own}").format(own=_span(found.financing.own))
    elif found.rate:
        alone = _("It pays {rate}").format(rate=rate_text(found.rate))
    else:
        return _("What it pays is not known here; please ask the funding office.")
    return f"{alone}; {_together(offer.together)}." if offer.together else f"{alone}."


def costs_text(content: SketchContent) -> str:
    """Return what the sketch costs as it stands, and that it is all one's own without funding."""
    return _("{cost} in all. Without funding you pay it yourselves.").format(cost=euro(content.total_cost))


def named_rate_text(paid: Financing) -> str:
    """Return what is paid at the rate that the funding office has named."""
    return _("At the rate named by the funding office you pay {own} of {cost}.").format(
        own=_span(paid.own), cost=euro(paid.cost)
    )


def source_facts(question: Question, case: UseCase) -> tuple[tuple[str, str], ...]:
    """Return what the model says on a question: label and text; the facts are German, as in their sources."""
    return tuple((label, text) for label, text in _facts(question, case) if text)


def _together(found: Together) -> str:
    rate = rate_text(found.rate)
    text = ngettext(
        "with {n} neighbouring municipality {rate}", "with {n} further municipalities {rate}", found.more
    ).format(n=found.more, rate=rate)
    if found.financing is None:
        return text
    return _("{condition}, that is {own} for all together").format(
        condition=text, own=_span(found.financing.own)
    )


def _facts(question: Question, case: UseCase) -> Iterator[tuple[str, str]]:
    if question.ask in (Ask.COSTS, Ask.COST_SOURCES, Ask.FUNDING):
        yield from _money(case)
    elif question.ask is Ask.TEXT and question.why is Why.MONEY:
        yield _("Running costs"), money_text(case.running_cost) if case.running_cost else ""
        yield _("Taking it over"), case.transfer_note_de or ""
    elif question.ask in (Ask.RISKS, Ask.RESPONSES):
        yield _("What it failed at"), setback_text(case) if case.setback else ""
        yield _("Lessons"), "" if case.setback else case.lessons_de or ""
    elif question.ask in (Ask.MEASURES, Ask.TARGETS):
        yield _("What the sources report"), " ".join(case.benefits_de)
    elif question.ask is Ask.MILESTONES:
        since = _("since {year}").format(year=case.start_year) if case.start_year else ""
        yield _("How far it is there"), ", ".join(part for part in (since, status_text(case)) if part)
    elif question.ask in (Ask.SUMMARY, Ask.TITLE):
        yield case.title(_language()), case.summary(_language())
    elif question.ask is Ask.TEXT:
        yield from _section_facts(question.section_id, case)


def _money(case: UseCase) -> Iterator[tuple[str, str]]:
    yield _("Costs"), money_text(case.cost) if case.cost else ""
    yield _("Running costs"), money_text(case.running_cost) if case.running_cost else ""
    yield _("Costs in words"), case.cost_in_words_de or ""
    yield _("Grant"), money_text(case.grant) if case.grant else ""
    yield _("Share that was granted"), share_text(case.funding_share) if case.funding_share else ""
    yield _("Funding programme"), case.funding_programme.name if case.funding_programme else ""


def _section_facts(section_id: str, case: UseCase) -> Iterator[tuple[str, str]]:
    known = {
        "problem": (_("Starting point"), case.problem_de),
        "benefit": (_("What the sources report"), " ".join(case.benefits_de)),
        "transfer": (_("Taking it over"), case.transfer_note_de),
        "protection": (_("Data protection"), case.data_protection_de),
        "solution": (_("Technology"), ", ".join(case.technologies)),
    }
    label, text = known.get(section_id, ("", None))
    yield label, text or ""


def _span(span: Span) -> str:
    return euro_range(span.low, span.high)


def _language() -> Language:
    return "en" if current_language() == "en" else "de"
