"""What is read or computed once: living answers for as long as they stay, results for each revision."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from sqlmodel import Session

from storage import living_queries
from storage.database import Database
from storage.tables import RoundRow, SeriesRow
from translations import current_language
from workshops.evaluation import matrix
from workshops.evaluation.matrix import LivingAnswers
from workshops.series import existing

_MOST_KEPT = 16
_kept: OrderedDict[str, LivingAnswers | None] = OrderedDict()
_turn = Lock()
_of_revisions: list["ByRevision[Any]"] = []

Found = TypeVar("Found")


def of_rounds(
    session: Session, series: SeriesRow, rows: Sequence[RoundRow], items: Sequence[str]
) -> LivingAnswers | None:
    """Return what `matrix.of_rounds` returns, read once for as long as nothing that enters it changes."""
    mark = _mark(session, series, rows, items)
    with _turn:
        if mark in _kept:
            _kept.move_to_end(mark)
            return _kept[mark]
    found = matrix.of_rounds(session, series, rows, items)
    with _turn:
        _kept[mark] = found
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return found


def forget() -> None:
    """Read everything anew: the file of a series may have brought other answers under the same keys."""
    with _turn:
        _kept.clear()
        for each in _of_revisions:
            each.found.clear()


class ByRevision(Generic[Found]):
    """What follows from a series as it stands, found once for each of its revisions and each language.

    Rights are checked by who asks, on every call: only what was found is shared.
    """

    def __init__(self) -> None:
        self.found: WeakKeyDictionary[Database, OrderedDict[tuple[str, int, str], Found]] = (
            WeakKeyDictionary()
        )
        _of_revisions.append(self)

    def get(self, database: Database, series_id: str, find: Callable[[], Found]) -> Found:
        """Return what `find` returns, or has returned for this revision."""
        with database.read() as session:
            revision = existing(
                session, series_id
            ).revision  # before: what is found may be newer, never older
        key = series_id, revision, current_language()
        with _turn:
            held = self.found.setdefault(database, OrderedDict())
            if key in held:
                held.move_to_end(key)
                return held[key]
        found = find()
        with _turn:
            held[key] = found
            while len(held) > _MOST_KEPT:
                held.popitem(last=False)
        return found


def _mark(session: Session, series: SeriesRow, rows: Sequence[RoundRow], items: Sequence[str]) -> str:
    """Return what is the same for as long as rounds, answers, people and entries are.

    An answer is changed by storing a later time with it, so that counts, sums and the latest time of a round
    tell its states apart without reading it.
    """
    asked = [row.model_dump(mode="json", exclude={"timer_ends_at", "weights"}) for row in rows]
    told = living_queries.told(session, [row.id for row in rows])
    people = living_queries.people(session, series.id)
    facts = (
        series.model_dump(mode="json", include={"id", "criteria_set", "own_criteria"}),
        asked,
        told,
        people,
        tuple(items),
    )
    return hashlib.sha256(repr(facts).encode()).hexdigest()
