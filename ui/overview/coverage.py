"""What the library covers: use cases by field of action and status, as sentence, chart and table."""

from collections import Counter

from reports.document import Align, Table
from sketches.use_case_wording import STATUSES
from translations import _
from translations.formats import number
from ui import labels
from ui.charts.coverage import stacked_counts
from ui.charts.figures import Shown, figure
from ui.text import literal
from usecases.catalogue import Catalogue
from usecases.model import Status

Counts = dict[Status, dict[str, int]]
RUNS = (Status.IMPLEMENTED, Status.RUNNING)


def coverage(library: Catalogue) -> None:
    """Show how many use cases there are of each field and status."""
    counts = counts_by_status(library)
    names = [labels.area(area) for area in library.area_counts()]
    drawn = stacked_counts(
        names, {_(STATUSES[status]): list(per_area.values()) for status, per_area in counts.items()}
    )
    shown = Shown(_sentence(library), _alt(library), _table(library, counts))
    figure(drawn, shown, "coverage_of_library")


def counts_by_status(library: Catalogue) -> Counts:
    """Count by status and, within, by field of action; a status that never occurs is left out."""
    found = Counter((case.status, case.area) for case in library)
    occurring = [status for status in (*RUNS, *Status) if any(key[0] is status for key in found)]
    return {
        status: {area: found[status, area] for area in library.area_counts()}
        for status in dict.fromkeys(occurring)
    }


def _sentence(library: Catalogue) -> str:
    if not len(library):
        return _("The library is empty.")
    counts = library.area_counts()
    most, fewest = max(counts, key=lambda area: counts[area]), min(counts, key=lambda area: counts[area])
    runs = sum(case.status in RUNS for case in library)
    return _(
        "**{runs} of {all} use cases** run or are implemented. Most come from {most} ({n_most}), "
        "the fewest from {fewest} ({n_fewest})."
    ).format(
        runs=number(runs),
        all=number(len(library)),
        most=literal(labels.area(most)),
        n_most=number(counts[most]),
        fewest=literal(labels.area(fewest)),
        n_fewest=number(counts[fewest]),
    )


def _alt(library: Catalogue) -> str:
    names = ", ".join(f"{labels.area(area)} ({count})" for area, count in library.area_counts().items())
    return _("Bars by field of action, divided by status: {names}.").format(names=names)


def _table(library: Catalogue, counts: Counts) -> Table:
    areas = library.area_counts()
    rows = tuple(
        (labels.area(area), *(number(per_area[area]) for per_area in counts.values()), number(total))
        for area, total in areas.items()
    )
    sums = (*(number(sum(per_area.values())) for per_area in counts.values()), number(len(library)))
    header = (_("Field of action"), *(_(STATUSES[status]) for status in counts), _("Total"))
    align = (Align.LEFT, *(Align.RIGHT for _column in header[1:]))
    caption = _("Use cases by field of action and status")
    return Table(caption, header, (*rows, (_("Total"), *sums)), align)
