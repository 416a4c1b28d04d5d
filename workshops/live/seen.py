"""Dots and points as they were seen last: they are shown anew only with five new or changed people.

An activity can be opened again after its result was seen. If one person gives then, the difference of the two
results is what that person gave. So the result stays as it was until at least five people's gifts differ,
and those of groups are left out as long as in one of them only a few have.
"""

from collections import Counter
from collections.abc import Mapping

from sqlmodel import Session

from scoring.disclosure import SMALLEST_GROUP
from storage import queries
from storage.tables import DotRow, ParticipantRow, SeenRow, SeriesRow, WeightRow

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
    if len(now) < SMALLEST_GROUP or (row is not None and changed(now, row.given) < SMALLEST_GROUP):
        return
    _keep_groups(session, series_id, subject, now, row.given if row else {})
    _put(session, series_id, subject, now)


def _keep_groups(session: Session, series_id: str, subject: str, now: Given, before: Given) -> None:
    """Remember this as what the results of groups come from, if in none of them only a few have changed."""
    row = queries.one(session, SeenRow, series_id=series_id, subject=_of_groups(subject))
    last = row.given if row else before
    people = queries.many(session, ParticipantRow, series_id=series_id)
    group_of = {person.id: person.group for person in people}
    news = Counter(group_of.get(who) for who in {*now, *last} if _gave(now, who) != _gave(last, who))
    if not any(0 < number < SMALLEST_GROUP for number in news.values()):
        _put(session, series_id, _of_groups(subject), now)
    elif row is None:
        _put(session, series_id, _of_groups(subject), last)


def _put(session: Session, series_id: str, subject: str, now: Given) -> None:
    row = queries.one(session, SeenRow, series_id=series_id, subject=subject)
    row = row or SeenRow(series_id=series_id, subject=subject)
    row.given = {who: dict(gave) for who, gave in now.items()}
    queries.add(session, row)


def _of_groups(subject: str) -> str:
    return f"{subject} of groups"


def shows_groups(session: Session, series: SeriesRow, subject: str) -> bool:
    """Return whether results of groups may stand beside that of everybody: both come from the same moment."""
    row = queries.one(session, SeenRow, series_id=series.id, subject=_of_groups(subject))
    return row is None or row.given == given(session, series, subject)


def given(session: Session, series: SeriesRow, subject: str) -> Given:
    """Return what a result is computed from: as it was seen last, or nothing below five people."""
    row = queries.one(session, SeenRow, series_id=series.id, subject=subject)
    if row is not None:
        return row.given
    now = _NOW[subject](session, series.id)  # of a file of an older version, or a copy
    return now if len(now) >= SMALLEST_GROUP else {}


def settle(session: Session, series_id: str) -> None:
    """Keep of dots and points only what was seen, before the deletion of who gave what makes it all the same.

    What came later was never shown, and would be told by the difference. Of somebody who is gone meanwhile
    nothing can be kept: then there is no result any more.
    """
    people = {person.id for person in queries.many(session, ParticipantRow, series_id=series_id)}
    for subject in _NOW:
        row = queries.one(session, SeenRow, series_id=series_id, subject=subject)
        of_groups = queries.one(session, SeenRow, series_id=series_id, subject=_of_groups(subject))
        if row is not None:
            _SET[subject](session, series_id, row.given if set(row.given) <= people else {})
        steady = row is None or of_groups is None or of_groups.given == row.given
        for each in filter(None, (row, of_groups)):
            session.delete(each)
        session.flush()
        if not steady:
            queries.add(session, SeenRow(series_id=series_id, subject=_of_groups(subject), given={}))


def _set_dots(session: Session, series_id: str, given: Given) -> None:
    queries.remove(session, DotRow, series_id=series_id)
    for who, gave in given.items():
        for place, number in gave.items():
            kind, _space, target = place.partition(" ")
            row = DotRow(
                series_id=series_id, participant_id=who, target_kind=kind, target=target, dots=int(number)
            )
            queries.add(session, row)


def _set_points(session: Session, series_id: str, given: Given) -> None:
    for row in queries.many(session, WeightRow, series_id=series_id, owner_kind="participant"):
        if row.owner in given:
            row.dimensions = dict(given[row.owner])
        else:
            session.delete(row)


_SET = {"dots": _set_dots, "points": _set_points}


def changed(now: Given, before: Given) -> int:
    """Return how many people gave something else than before."""
    return sum(_gave(now, who) != _gave(before, who) for who in {*now, *before})


def _gave(all_: Given, who: str) -> dict[str, float]:
    return dict(all_.get(who, {}))
