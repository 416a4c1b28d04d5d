"""Living answers are read once: most changes of a series, its weights above all, leave them as they are."""

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

from sqlmodel import Session

from storage import living_queries
from storage.tables import RoundRow, SeriesRow
from workshops.evaluation import matrix
from workshops.evaluation.matrix import LivingAnswers

_MOST_KEPT = 16
_kept: OrderedDict[str, LivingAnswers | None] = OrderedDict()
_turn = Lock()


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
