"""Rows with the least that they need."""

from typing import Any

from storage.tables import SeriesRow
from storage.types import new_id


def series_row(**given: Any) -> SeriesRow:
    """Return a series of Eichenzell."""
    standard = {
        "title": "Smart Region Eichenzell",
        "municipality_ags": "06631006",
        "municipality_name": "Eichenzell",
        "criteria_set": "short",
        "join_code": new_id(),
    }
    return SeriesRow(**(standard | given))
