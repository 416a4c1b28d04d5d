"""Everybody who was asked something in a round with short ballots, with what was asked and answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session

from scoring.criteria import CriteriaSet
from scoring.weights import leaf_weights
from storage import asked, queries
from storage.tables import RoundRow, SeriesRow
from storage.types import now
from workshops.live import asking, not_asked, rounds
from workshops.live.asking import Question
from workshops.series import existing
from workshops.weighing import weights

GONE_AFTER = timedelta(minutes=30)
"""Who was not seen for so long gets no further questions, and others are asked what was left open."""


@dataclass(frozen=True)
class Polled:
    """Everybody who was asked, in order of joining; arrays are (people, items, criteria).

    `answered` holds "cannot judge" too, which `values` has as NaN; `leaves`: the agreed weight per criterion;
    `may`: (people, criteria), False where a person's group is left out.
    """

    people: tuple[str, ...]
    groups: tuple[str | None, ...]
    present: NDArray[np.bool_]
    asked: NDArray[np.bool_]
    answered: NDArray[np.bool_]
    values: NDArray[np.float64]
    item_ids: tuple[str, ...]
    criteria: CriteriaSet
    leaves: NDArray[np.float64]
    may: NDArray[np.bool_]

    @property
    def dimensions(self) -> list[str]:
        """The dimension of each criterion."""
        return [criterion.dimension for criterion in self.criteria.criteria]

    def questions(self, new: NDArray[np.bool_], begin: int) -> list[Question]:
        """Return one person's new questions entry by entry, from the entry `begin` on."""
        order = np.roll(np.arange(len(self.item_ids)), -begin).tolist()
        return [
            (self.item_ids[item], self.criteria.ids[criterion])
            for item in order
            for criterion in np.flatnonzero(new[item]).tolist()
        ]


def polled(
    session: Session, row: RoundRow, newcomer: tuple[str, str | None, Sequence[str]] | None = None
) -> Polled:
    """Read who was asked and what was answered.

    `newcomer`: who comes last and has not been asked anything yet, with group and what is not to be asked.
    """
    found = asked.people(session, row.id)
    people = [each.id for each in found]
    groups = [each.group for each in found]
    # What is on paper comes back once: nothing further can be asked on it.
    present = [each.kind != "paper" and each.last_seen_at >= now() - GONE_AFTER for each in found]
    if newcomer:
        people, groups, present = [*people, newcomer[0]], [*groups, newcomer[1]], [*present, True]
    series = existing(session, row.series_id)
    criteria = rounds.criteria_in(series, row)
    items = rounds.items_of(session, row)
    held = asking.asked_array(session, row.id, people, items, criteria.ids)
    values, answered = _answers(session, row.id, people, items, criteria.ids)
    out = not_asked.of_everybody(session, [row])
    if newcomer:
        out[newcomer[0]] = frozenset(newcomer[2])
    may = not_asked.may_array(out, people, criteria.ids)
    return Polled(
        people=tuple(people),
        groups=tuple(groups),
        present=np.array(present, dtype=bool),
        asked=np.zeros(values.shape, dtype=bool) if held is None else held,
        answered=answered,
        values=values,
        item_ids=items,
        criteria=criteria,
        leaves=_leaves(session, series, criteria),
        may=np.ones((len(people), len(criteria.ids)), dtype=bool) if may is None else may,
    )


def _answers(
    session: Session, round_id: str, people: Sequence[str], items: Sequence[str], criteria: Sequence[str]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return values (people, items, criteria) with NaN, and where there is an answer, "cannot judge" too."""
    places = [{key: place for place, key in enumerate(axis)} for axis in (people, items, criteria)]
    values = np.full([len(axis) for axis in places], np.nan)
    answered = np.zeros(values.shape, dtype=bool)
    for *cell, value in queries.ratings(session, round_id):
        if all(key in places[axis] for axis, key in enumerate(cell)):
            place = tuple(places[axis][key] for axis, key in enumerate(cell))
            answered[place] = True
            values[place] = np.nan if value is None else value
    return values, answered


def _leaves(session: Session, series: SeriesRow, criteria: CriteriaSet) -> NDArray[np.float64]:
    """Return the agreed weight of each criterion, in order."""
    dimensions, within = weights.in_force(weights.agreed_in(session, series.id), criteria)
    used = {criterion.dimension: dimensions[criterion.dimension] for criterion in criteria.criteria}
    rows = {d: {c.id: within[c.id] for c in criteria.of_dimension(d)} for d in used}
    found = leaf_weights(used, rows)
    return np.array([found[criterion] for criterion in criteria.ids])
