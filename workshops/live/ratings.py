"""Answers: stored one by one, checked against the round they belong to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session

from storage import live_queries, queries
from storage.database import Database
from storage.tables import RoundRow
from storage.types import now
from translations import _
from workshops.actors import Actor, Role, require
from workshops.errors import InvalidInput, NotFound, Refused
from workshops.live import rounds

SCALE = (1, 2, 3, 4, 5)
_COUNTERS = range(2**31)  # what an integer column of PostgreSQL holds


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to one criterion of one item; `value` None means "cannot judge"."""

    round_id: str
    item_id: str
    criterion_id: str
    value: int | None
    counter: int = 0


@dataclass(frozen=True, slots=True)
class RatingMatrix:
    """A round's answers as (raters, items, criteria), NaN where there is none or "cannot judge".

    `judged` is False only where somebody said "cannot judge", so that this and
    "not answered" can be counted apart.
    """

    values: NDArray[np.float64]
    judged: NDArray[np.bool_]
    raters: tuple[str, ...]
    groups: tuple[str | None, ...]
    kinds: tuple[str, ...]
    item_ids: tuple[str, ...]
    criterion_ids: tuple[str, ...]


def store(
    session: Session,
    participant_id: str,
    answer: Answer,
    *,
    series_id: str,
    kind: rounds.Kind = rounds.Kind.LIVE,
    states: tuple[rounds.State, ...] = (rounds.State.OPEN,),
) -> bool:
    """Store a participant's answer in an open transaction; False when a newer one is already there.

    Raises:
        InvalidInput: the value is not on the scale or the question is not in the round.
        Refused: the round takes no answers now, or none of this kind.
    """
    asked = live_queries.held_round(session, series_id, answer.round_id)
    if asked is None:
        raise NotFound(_("This round does not exist any more."), _("Please reload the page."))
    if asked.state not in states or asked.kind != kind:
        raise Refused(
            _("This round takes no answers at the moment."),
            _("Your earlier answers are kept. Please wait for the next round."),
        )
    group = kind is rounds.Kind.GROUP
    items = rounds.still_ratable(session, series_id, asked.item_ids) if group else asked.item_ids
    _check(answer, items, asked.criterion_ids)
    return queries.upsert_rating(
        session,
        round_id=answer.round_id,
        participant_id=participant_id,
        item_id=answer.item_id,
        criterion_id=answer.criterion_id,
        value=answer.value,
        counter=answer.counter,
        rated_at=now(),
    )


def _check(answer: Answer, item_ids: Sequence[str], criterion_ids: Sequence[str]) -> None:
    if answer.value is not None and (type(answer.value) is not int or answer.value not in SCALE):
        raise InvalidInput(
            _("This answer is not on the scale."),
            _("Please choose 1 to 5, or “cannot judge”."),
        )
    if answer.item_id not in item_ids or answer.criterion_id not in criterion_ids:
        raise InvalidInput(
            _("This question is not part of the round."), _("Please reload the page to see what is.")
        )
    if type(answer.counter) is not int or answer.counter not in _COUNTERS:
        raise InvalidInput(_("This answer is not numbered as it should be."), _("Please reload the page."))


def save_group_answer(database: Database, actor: Actor, answer: Answer) -> None:
    """Store what the room agreed on; the last word counts."""
    require(actor, Role.ADVISOR)
    with database.write() as session:
        row = rounds.row_of(session, answer.round_id)
        if row.kind != rounds.Kind.GROUP:
            raise Refused(
                _("In this round everybody rates on an own device."), _("Please open a group round.")
            )
        participant = rounds.group_participant(session, row.series_id)
        store(session, participant.id, answer, series_id=row.series_id, kind=rounds.Kind.GROUP)
        queries.next_revision(session, row.series_id)


def group_answers(database: Database, actor: Actor, round_id: str) -> Mapping[tuple[str, str], int | None]:
    """Return what was agreed, by (item, criterion); a missing key means "not rated yet"."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        if rounds.row_of(session, round_id).kind != rounds.Kind.GROUP:
            return {}
        return {
            (item, criterion): value for _who, item, criterion, value in queries.ratings(session, round_id)
        }


def matrix(session: Session, row: RoundRow, item_ids: Sequence[str] | None = None) -> RatingMatrix:
    """Return a round's answers as an array; callers decide who may see what is made of it.

    Raters stand in the order of their answers: it gives the same figures on every
    machine and tells nothing about who joined when.
    """
    items = tuple(rounds.view(session, row).item_ids if item_ids is None else item_ids)
    people = queries.raters(session, row.id)
    place = (
        {person.id: index for index, person in enumerate(people)},
        {item: index for index, item in enumerate(items)},
        {criterion: index for index, criterion in enumerate(row.criterion_ids)},
    )
    values = np.full(tuple(len(axis) for axis in place), np.nan)
    judged = np.ones(values.shape, dtype=bool)
    for who, item, criterion, value in queries.ratings(session, row.id):
        if item in place[1] and criterion in place[2]:
            cell = (place[0][who], place[1][item], place[2][criterion])
            values[cell] = np.nan if value is None else value
            judged[cell] = value is not None
    order = sorted(
        range(len(people)),
        key=lambda row: (np.nan_to_num(values[row]).ravel().tolist(), people[row].group or ""),
    )
    return RatingMatrix(
        values=values[order],
        judged=judged[order],
        raters=tuple(people[row].id for row in order),
        groups=tuple(people[row].group for row in order),
        kinds=tuple(people[row].kind for row in order),
        item_ids=items,
        criterion_ids=tuple(row.criterion_ids),
    )
