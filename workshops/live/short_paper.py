"""Sheets on paper for a round with short ballots: each asks a part, and its number says which.

A part follows from the round's seed and the sheet's number alone, so that nothing has to be remembered of a
sheet that never comes back, and one that got wet is printed again as it was.
"""

from typing import NamedTuple

import numpy as np
from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from scoring.allocation import first_pass
from storage.database import Database
from storage.tables import RoundRow
from translations import _
from workshops.actors import Actor, Role, require
from workshops.errors import InvalidInput, Refused
from workshops.live import allocation, asking, not_asked, rounds
from workshops.live.asking import Question
from workshops.live.rounds import State
from workshops.series import existing

MOST_SHEETS = 99
_OF_A_ROUND = 100  # sheet 7 of round 2 has the number 207
_OF_A_GROUP = 10_000  # for the second group that is not asked everything it has the number 20207
_OTHERS_THAN_PHONES = 2**31  # added to the seed: sheets are drawn beside those who answer on phones


class Sheet(BaseModel):
    """One person's sheet: its number, and what is asked on it, criterion by criterion.

    `group`: for whom it is where the group is not asked everything, None for everybody else.
    """

    model_config = ConfigDict(frozen=True)

    number: int
    questions: tuple[Question, ...]
    group: str | None = None


class _Drawn(NamedTuple):
    seed: int
    first: int


def sheets(
    database: Database, actor: Actor, round_id: str, number: int, *, group: str | None = None
) -> tuple[Sheet, ...]:
    """Return the first `number` sheets of a round with short ballots, to be printed.

    `group`: for whom they are, where the group is not asked everything; None for everybody else. How many
    questions each person gets first is settled with the first printing: sheets must stay what they are.

    Raises:
        Refused: the round asks everybody everything, or is over.
        InvalidInput: none or too many sheets are wanted.
    """
    require(actor, Role.ADVISOR)
    if not 1 <= number <= MOST_SHEETS:
        raise InvalidInput(
            _("{number} sheets cannot be printed.").format(number=number),
            _("Please choose 1 to {most} sheets.").format(most=MOST_SHEETS),
        )
    with database.write() as session:
        row = rounds.row_of(session, round_id)
        if row.state == State.REVEALED:
            raise Refused(_("This round takes no answers at the moment."), _("Please prepare another round."))
        allocation.settle_first(session, row)
        return tuple(
            Sheet(number=_first_number(row, group) + place, questions=part, group=group)
            for place, part in enumerate(_parts(session, row, number, group), start=1)
        )


def sheet(database: Database, actor: Actor, round_id: str, number: int) -> Sheet:
    """Return what is asked on the sheet with this number.

    Raises:
        InvalidInput: it is no sheet of this round.
    """
    require(actor, Role.ADVISOR)
    with database.read() as session:
        return sheet_of(session, rounds.row_of(session, round_id), number)


def sheet_of(session: Session, row: RoundRow, number: int) -> Sheet:
    """Return what is asked on a sheet of a round, within an open transaction."""
    drawn, groups = _drawn(session, row), [None, *not_asked.groups_of(row.left_out)]
    group = groups[number // _OF_A_GROUP] if 0 <= number // _OF_A_GROUP < len(groups) else None
    place = number - _first_number(row, group)
    if not 1 <= place <= MOST_SHEETS or not drawn.first:
        raise InvalidInput(
            _("There is no sheet {number} in round {round}.").format(number=number, round=row.number),
            _("The number stands at the top of the sheet."),
        )
    return Sheet(number=number, questions=_parts(session, row, place, group)[-1], group=group)


def _first_number(row: RoundRow, group: str | None) -> int:
    """Return what is added to the place of a sheet: its number tells round and group."""
    groups = not_asked.groups_of(row.left_out)
    if group is not None and group not in groups:
        raise InvalidInput(
            _("This group is asked everything: there are no sheets of its own."),
            _("Please use the sheets for everybody."),
        )
    own = groups.index(group) + 1 if group is not None else 0
    return own * _OF_A_GROUP + row.number * _OF_A_ROUND


def _drawn(session: Session, row: RoundRow) -> _Drawn:
    held = asking.allocation_of(session, row.id)
    if held is None:
        raise Refused(
            _("Everybody is asked everything in this round."), _("Please use the sheets with all questions.")
        )
    return _Drawn(held.seed, held.first)


def _parts(session: Session, row: RoundRow, number: int, group: str | None) -> list[tuple[Question, ...]]:
    """Return the parts of the first sheets; what was taken off the shortlist since is not asked any more."""
    drawn, criteria = _drawn(session, row), rounds.criteria_in(existing(session, row.series_id), row)
    still, out = set(rounds.items_of(session, row)), not_asked.of_group(row.left_out, group)
    found = first_pass(
        np.zeros((number, len(row.item_ids), len(criteria.ids)), dtype=bool),
        drawn.first,
        dimensions=[criterion.dimension for criterion in criteria.criteria],
        seed=drawn.seed + _OTHERS_THAN_PHONES + _first_number(row, group) // _OF_A_GROUP,
        may=np.tile([criterion not in out for criterion in criteria.ids], (number, 1)),
    )
    return [
        tuple(
            (item, criterion)
            for column, criterion in enumerate(criteria.ids)
            for place, item in enumerate(row.item_ids)
            if part[place, column] and item in still
        )
        for part in found
    ]
