"""Dots and points as they were seen last: they are shown anew only with five new or changed people.

An activity can be opened again after its result was seen. If one person gives then, the difference of the two
results is what that person gave. So the result stays as it was until at least five people's gifts differ.
"""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from scoring.disclosure import SMALLEST_GROUP
from storage import queries
from storage.tables import DotRow, SeenRow, SeriesRow, WeightRow

Given = Mapping[str, Mapping[str, float]]
"""What each participant gave: a number by target."""


def dots(session: Session, series_id: str) -> Given:
    """Return the dots of everybody, by "kind target"."""
    found: dict[str, dict[str, float]] = {}
    for row in queries.many(session, DotRow, series_id=series_id):
        found.setdefault(row.participant_id, {})[f"{row.target_kind} {row.target}"] = row.dots
    return found


def points(session: Session, series_id: str) -> Given:
    """Return the points of everybody who gave any, by dimension."""
    rows = queries.many(
        session, WeightRow, series_id=series_id, owner_kind="participant", order_by=("owner",)
    )
    return {row.owner: dict(row.dimensions) for row in rows if sum(row.dimensions.values())}


_NOW = {"dots": dots, "points": points}


def keep(session: Session, series_id: str, subject: str) -> None:
    """Remember what was given when an activity ends: from here on its result may be seen."""
    if subject not in _NOW:
        return
    now = _NOW[subject](session, series_id)
    row = queries.one(session, SeenRow, series_id=series_id, subject=subject)
    if row is None:
        if len(now) >= SMALLEST_GROUP:
            queries.add(session, SeenRow(series_id=series_id, subject=subject, given=_plain(now)))
    elif len(now) >= SMALLEST_GROUP and changed(now, row.given) >= SMALLEST_GROUP:
        row.given = _plain(now)


def given(session: Session, series: SeriesRow, subject: str) -> Given:
    """Return what a result is computed from: as it was seen last, or nothing below five people."""
    row = queries.one(session, SeenRow, series_id=series.id, subject=subject)
    if row is not None:
        return row.given
    now = _NOW[subject](session, series.id)  # of a file of an older version, or a copy
    return now if len(now) >= SMALLEST_GROUP else {}


def changed(now: Given, before: Given) -> int:
    """Return how many people gave something else than before."""
    return sum(dict(now.get(who, {})) != dict(before.get(who, {})) for who in {*now, *before})


def _plain(now: Given) -> dict[str, Any]:
    return {who: dict(gave) for who, gave in now.items()}
