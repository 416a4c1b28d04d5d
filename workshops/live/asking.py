"""What a person is asked in a round: everything, or the part that a short ballot drew for this person."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session

from scoring.criteria import CriteriaSet
from storage import asked, living_queries, queries
from storage.database import Database
from storage.tables import AllocationRow, RoundRow
from workshops.actors import Actor, Role, require

Question = tuple[str, str]
"""An item and a criterion."""


def is_short(session: Session, round_id: str) -> bool:
    """Return whether ballots of a round are short by plan."""
    return allocation_of(session, round_id) is not None


def allocation_of(session: Session, round_id: str) -> AllocationRow | None:
    """Return how the questions of a round are given out; None if everybody is asked everything."""
    return queries.one(session, AllocationRow, round_id=round_id)


def queue(database: Database, actor: Actor, round_id: str) -> list[Question]:
    """Return what a person is asked in a round with short ballots, in order; empty before it was drawn.

    What was taken off the shortlist since is not asked any more.
    """
    with database.read() as session:
        held = queries.one(session, RoundRow, id=round_id)
        require(actor, Role.PARTICIPANT, series_id=held.series_id if held else None)
        gone = living_queries.off_the_list(session, actor.series_id or "")
        drawn = asked.of_person(session, round_id, actor.participant_id or "")
    return [each for each in drawn if each[0] not in gone]


def asked_array(
    session: Session,
    round_id: str,
    people: Sequence[str],
    item_ids: Sequence[str],
    criterion_ids: Sequence[str],
) -> NDArray[np.bool_] | None:
    """Return (people, items, criteria), True where a person was asked; None if everybody was asked all."""
    if not is_short(session, round_id):
        return None
    places = [{key: place for place, key in enumerate(axis)} for axis in (people, item_ids, criterion_ids)]
    found = np.zeros((len(people), len(item_ids), len(criterion_ids)), dtype=bool)
    for cell in asked.questions(session, round_id):
        if all(key in places[axis] for axis, key in enumerate(cell)):
            found[tuple(places[axis][key] for axis, key in enumerate(cell))] = True
    return found


def asked_in(
    session: Session,
    rows: Sequence[RoundRow],
    people: Sequence[str],
    item_ids: Sequence[str],
    criteria: CriteriaSet,
) -> NDArray[np.bool_] | None:
    """Return (people, items, criteria), True where any of these rounds asked a person, directly or overall.

    A round that asks everybody everything asks it of everybody who counts. None if all rounds are such.
    """
    found = np.zeros((len(people), len(item_ids), len(criteria.ids)), dtype=bool)
    short = False
    for row in rows:
        drawn = asked_array(session, row.id, people, item_ids, criteria.ids)
        short = short or drawn is not None
        if drawn is None:
            items = np.array([item in row.item_ids for item in item_ids], dtype=bool)
            questions = [
                bool({each.id, each.dimension} & set(row.criterion_ids)) for each in criteria.criteria
            ]
            found |= items[:, None] & np.array(questions, dtype=bool)
        else:
            found |= drawn
    return found if short else None
