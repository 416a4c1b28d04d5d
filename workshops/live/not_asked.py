"""Groups that are left out of a criterion: who is not asked what, settled for each person and round.

It is settled when a person sees the first question of a round, or when a sheet is typed in. From then on it
stays for this round, whatever group the person turns out to belong to: nobody's question changes once shown.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session

from storage import asked, queries, voting
from storage.database import Database
from storage.tables import NotAskedRow, RoundRow
from translations import _
from workshops.actors import Actor, Role, require
from workshops.errors import InvalidInput
from workshops.live.participants import require_voice

LeftOut = Mapping[str, Sequence[str]]
"""The groups that are not asked, by criterion or dimension."""


def of_group(left_out: LeftOut, group: str | None) -> list[str]:
    """Return the criteria, and dimensions, that a group is left out of; nobody is who has no group."""
    return [key for key, groups in left_out.items() if group is not None and group in groups]


def groups_of(left_out: LeftOut) -> list[str]:
    """Return the groups that are left out of anything, in an order that stays."""
    return sorted({group for groups in left_out.values() for group in groups})


def settle(session: Session, actor: Actor, round_id: str) -> Sequence[str]:
    """Return what somebody who takes part is not asked in an open round, and keep to it from now on."""
    who, series_id = require_voice(session, actor, round_id)
    held, person = voting.held_round(session, series_id, round_id), voting.standing(session, round_id, who)
    if held is None or person is None or not held.left_out or held.state != "open":
        return ()
    if person.not_asked is not None:
        return person.not_asked
    found = of_group(held.left_out, person.group)
    asked.settle_not_asked(session, round_id, who, found)
    return found


def require_asked(session: Session, actor: Actor, round_id: str, criterion_ids: Sequence[str]) -> None:
    """Refuse an answer to what somebody's group is left out of.

    Raises:
        InvalidInput: one of these criteria is not asked of this person.
    """
    out = settle(session, actor, round_id)
    if out and not set(criterion_ids).isdisjoint(out):
        raise InvalidInput(
            _("This question is not put to your group."), _("Please go on with the next question.")
        )


def own(database: Database, actor: Actor, round_id: str) -> Sequence[str] | None:
    """Return what somebody who takes part is not asked in a round; None while that is not settled."""
    with database.read() as session:
        held = queries.one(session, RoundRow, id=round_id)
        require(actor, Role.PARTICIPANT, series_id=held.series_id if held else None)
        place = {"round_id": round_id, "participant_id": actor.participant_id}
        row = queries.one(session, NotAskedRow, **place)
    return row.criterion_ids if row else None


def of_everybody(session: Session, rows: Sequence[RoundRow]) -> dict[str, frozenset[str]]:
    """Return by person what none of these rounds has asked of them because their group is left out.

    A ballot of an earlier round may have asked what a later one, of the group as it was corrected, does not.
    """
    found: dict[str, frozenset[str]] = {}
    for person, criteria in asked.not_asked(session, [row.id for row in rows if row.left_out]):
        found[person] = found.get(person, frozenset(criteria)) & frozenset(criteria)
    return {person: criteria for person, criteria in found.items() if criteria}


def may_array(
    not_asked: Mapping[str, frozenset[str]], people: Sequence[str], criterion_ids: Sequence[str]
) -> NDArray[np.bool_] | None:
    """Return (people, criteria), False where a person is not asked; None if everybody is asked everything."""
    found = np.array(
        [[key not in not_asked.get(who, ()) for key in criterion_ids] for who in people], dtype=bool
    )
    return None if found.all() else found.reshape(len(people), len(criterion_ids))
