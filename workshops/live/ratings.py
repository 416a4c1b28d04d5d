"""Answers: stored one by one, checked against the round they belong to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session

from storage import upserts, voting
from storage.types import now
from translations import _
from translations.formats import datetime_
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
    "not answered" can be counted apart. `asked`: True where a person was asked, None if everybody was asked
    everything.
    """

    values: NDArray[np.float64]
    judged: NDArray[np.bool_]
    raters: tuple[str, ...]
    groups: tuple[str | None, ...]
    kinds: tuple[str, ...]
    item_ids: tuple[str, ...]
    criterion_ids: tuple[str, ...]
    asked: NDArray[np.bool_] | None = None


class Paused(Refused):
    """A round is closed and may be opened again: what is sent now is worth keeping until then.

    `ended_at`: when it closed by itself.
    """

    def __init__(self, ended_at: datetime | None = None) -> None:
        closed = _("This round takes no answers at the moment.")
        super().__init__(
            _("The round was open until {time}.").format(time=datetime_(ended_at)) if ended_at else closed,
            _("Your answer stays on this device and is sent if the round is opened again."),
        )


class Gone(Refused):
    """An entry was excluded or taken off the shortlist while people rated it."""


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
        Paused: the round is closed and may be opened again.
        Refused: the round takes no answers any more, or none of this kind.
        Gone: the entry is not up for choice any more.
    """
    asked = voting.held_round(session, series_id, answer.round_id)
    if asked is None:
        raise NotFound(_("This round does not exist any more."), _("Please reload the page."))
    refuse_archived(asked)
    if asked.kind == kind == rounds.Kind.LIVE and asked.state == rounds.State.CLOSED not in states:
        raise Paused(asked.ended_at)
    if asked.state not in states or asked.kind != kind:
        raise Refused(
            _("This round takes no answers at the moment."),
            _("Your earlier answers are kept. Please wait for the next round."),
        )
    group = kind is rounds.Kind.GROUP
    items = rounds.still_ratable(session, series_id, asked.item_ids) if group else asked.item_ids
    _check(answer, items, asked.criterion_ids)
    _check_still_asked(asked, answer.item_id)
    return upserts.rating(
        session,
        round_id=answer.round_id,
        participant_id=participant_id,
        item_id=answer.item_id,
        criterion_id=answer.criterion_id,
        value=answer.value,
        counter=answer.counter,
        rated_at=now(),
    )


def refuse_archived(asked: voting.RoundInForce) -> None:
    """Raise Refused for a round of a series that was put away: it takes no votes."""
    if asked.archived_at is not None:
        raise Refused(
            _("This workshop was put away: it takes no answers any more."),
            _("What was saved counts. Please ask your advisor if it should go on."),
        )


def _check_still_asked(asked: voting.RoundInForce, item_id: str) -> None:
    if item_id in asked.gone:
        raise Gone(
            _("This entry is not up for choice any more."),
            _("It was excluded or taken off the list. Please go on with the next one."),
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
