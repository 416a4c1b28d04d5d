"""What a council is asked to decide on the chosen projects, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reports.content import CouncilReport, SketchReport
from reports.prose import short
from sketches.funding import programme
from sketches.wording import money
from translations import _, formats
from translations.quotes import inside_quotes

TITLE_LENGTH = 120


def project_title(sketch: SketchReport) -> str:
    """Return what a project is called, shortened to a line."""
    return short(sketch.content.title, TITLE_LENGTH) or _("Untitled sketch")


def quoted(sketch: SketchReport) -> str:
    """Return the title of a project in quotation marks."""
    return _("“{title}”").format(title=inside_quotes(project_title(sketch)))


def proposed(report: CouncilReport) -> tuple[str, ...]:
    """Return the sentences in the language in use; nothing is promised that the sketches do not say."""
    return tuple(_sentences(report))


def _sentences(report: CouncilReport) -> Iterator[str]:
    names = formats.list_([quoted(sketch) for sketch in report.sketches])
    yield _("The following is to be realised: {names}.").format(names=names)
    cost = sum((sketch.content.total_cost for sketch in report.sketches), Decimal(0))
    if cost:
        text = _("The costs of {cost} in all are provided in the budget, less the grants received.")
        yield text.format(cost=money(cost))
    by_programme: dict[str, list[str]] = {}
    for sketch in report.sketches:
        if chosen := programme(sketch.content.programme):
            by_programme.setdefault(chosen.name(report.language), []).append(quoted(sketch))
    for name, titles in by_programme.items():
        text = _("The administration applies for funding of {name} from: {programme}.")
        yield text.format(name=formats.list_(titles), programme=name)
    yield _("The administration reports on the progress every year.")
