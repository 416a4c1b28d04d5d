"""What a series rates by."""

from scoring.criteria import CriteriaSet, load_criteria
from storage.tables import SeriesRow


def criteria_of(series: SeriesRow) -> CriteriaSet:
    """Return the criteria that a series rates by."""
    criteria = load_criteria()
    return criteria.short() if series.criteria_set == "short" else criteria
