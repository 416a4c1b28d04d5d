"""What a project may expect to be paid, in two figures: for a card, a wall, a sentence.

The whole check with its reasons is in `check`; here is only what may be said without them.
"""

from datetime import date

from sketches.costs import Financing, financing
from sketches.funding.check import Verdict, check
from sketches.funding.programmes import programme
from sketches.model import Frozen, RateRange, SketchContent


class Expected(Frozen):
    """The rate that would be paid, and who pays what of the costs; None while it is not known."""

    rate: RateRange | None = None
    financing: Financing | None = None


def expected(content: SketchContent, on: date) -> Expected:
    """Return what may be expected on the day `on`.

    A chosen programme decides; one whose rules speak against the sketch pays nothing that could be named.
    Without a programme the rate counts that the funding office has named.
    """
    chosen = programme(content.programme)
    if chosen is not None:
        found = check(chosen, content, on)
        if found.verdict is Verdict.NO or found.too_small:
            return Expected()
        return Expected(rate=found.rate, financing=found.financing)
    if content.rate is None:
        return Expected()
    paid = financing(content.total_cost, content.rate, content.applicants) if content.costs else None
    return Expected(rate=content.rate, financing=paid)
