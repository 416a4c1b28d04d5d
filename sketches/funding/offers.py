"""What each programme would mean for a sketch as it stands, so that one can be chosen by what is paid."""

from __future__ import annotations

from datetime import date

from municipalities.register import Kind
from sketches.costs import Financing
from sketches.funding.check import FundingCheck, Verdict, check
from sketches.funding.programmes import Programme, programmes
from sketches.model import Applicant, Frozen, RateRange, SketchContent


class Together(Frozen):
    """What changes with `more` further municipalities: the rate, and who pays what once costs are known."""

    more: int
    rate: RateRange
    financing: Financing | None


class Offer(Frozen):
    """The check of a sketch against one programme, and what a joint project would change, if anything."""

    found: FundingCheck
    together: Together | None = None

    @property
    def pays(self) -> bool:
        """Whether something is to be expected by what is known."""
        return (
            self.found.verdict is not Verdict.NO and not self.found.too_small and self.found.rate is not None
        )


def offer(programme: Programme, content: SketchContent, on: date) -> Offer:
    """Return what a programme means on the day `on`; a rate named by the funding office holds in it."""
    found = check(programme, content, on)
    raised = next(iter(found.raises), None)
    if raised is None or found.verdict is Verdict.NO:
        return Offer(found=found)
    more = max(1, raised.applicants - len(content.applicants))
    joined = check(programme, _with_more(content, more), on)
    if joined.verdict is Verdict.NO or joined.too_small:
        return Offer(found=found)
    return Offer(found=found, together=Together(more=more, rate=raised.rate, financing=joined.financing))


def offers(content: SketchContent, on: date) -> tuple[Offer, ...]:
    """Return what all programmes mean: those that pay before those of which that is not known or denied."""
    made = (offer(each, content, on) for each in programmes())
    return tuple(sorted(made, key=lambda each: (not each.pays, each.found.verdict is Verdict.NO)))


def _with_more(content: SketchContent, more: int) -> SketchContent:
    """Return the sketch as if further municipalities applied, which nobody has named yet."""
    unnamed = tuple(Applicant(name=f"+{number}", kind=Kind.MUNICIPALITY) for number in range(1, more + 1))
    return content.model_copy(update={"partners": (*content.partners, *unnamed), "rate": None})
