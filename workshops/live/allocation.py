"""Who is asked what in a round with short ballots: each person's first part, then what can still matter.

The rules are those of `scoring.allocation`; here stands who is there, what was asked and what was answered.
Before the reveal nothing of the answers leaves this module but one figure for the advisor: how sure the first
places are, without saying whose they are.
"""

import secrets
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from scoring.allocation import (
    MOST_QUESTIONS,
    STEP,
    SecondPass,
    first_pass,
    first_questions,
    second_pass,
)
from scoring.planned import FEWEST_ANSWERS, FEWEST_PEOPLE
from scoring.standing import standing
from storage import asked, queries, voting
from storage.database import Database
from storage.tables import AllocationRow, ParticipantRow, RoundRow
from translations import _
from workshops import journal
from workshops.actors import Actor, Role, require
from workshops.errors import Refused
from workshops.live import asking, attendance, not_asked, rounds
from workshops.live.asking import Question
from workshops.live.participants import require_voice
from workshops.live.polled import Polled, polled
from workshops.live.rounds import State
from workshops.series import existing

FURTHER_AT_ONCE = 12
"""How many further questions the advisor can allow each person at once."""
_BEST = 3
_LARGEST_SEED = 2**31


class Progress(BaseModel):
    """Where a round with short ballots stands, without saying who leads.

    `sure` is how often the least sure of the first three stays there under other people, None while that
    cannot be said; `sure_after` what is expected of `further` more questions for each person, 0 if none can
    change anything. `answers` stand behind a question on average; `enough`: people and answers suffice.
    """

    model_config = ConfigDict(frozen=True)

    people: int
    answers: float
    enough: bool
    sure: float | None
    contested: int
    further: int
    sure_after: float | None


def plan(session: Session, round_id: str) -> None:
    """Let the ballots of a round that is being prepared be short."""
    queries.add(session, AllocationRow(round_id=round_id, seed=secrets.randbelow(_LARGEST_SEED), first=0))


def settle_first(session: Session, row: RoundRow) -> None:
    """Fix how many questions each person gets first, by how many people are there or expected.

    That is done when the round opens, or before, when sheets are printed; from then on it stays.
    """
    held = asking.allocation_of(session, row.id)
    if held is None or held.first:
        return
    joined = rounds.readiness_in(session, row.series_id, None).joined
    people = max(joined, attendance.expected(existing(session, row.series_id)) or 0, 1)
    held.first = first_questions(len(row.item_ids), len(row.criterion_ids), people)
    session.add(held)


def give(session: Session, actor: Actor, round_id: str) -> None:
    """Draw a person's first questions, once; nothing happens where everybody is asked everything.

    Runs in the one writer, so that two who join at the same moment do not get the same part.
    """
    who, series_id = require_voice(session, actor)
    held = voting.held_round(session, series_id, round_id)
    drawn = asking.allocation_of(session, round_id)
    if drawn is None or held is None or held.state != State.OPEN:
        return
    if asked.of_person(session, round_id, who):
        return
    person = session.get_one(ParticipantRow, who)
    out = not_asked.settle(session, actor, round_id)
    room = polled(session, rounds.row_of(session, round_id), newcomer=(who, person.group, out))
    if not room.item_ids:
        return
    counted = room.asked & (room.answered | room.present[:, None, None])
    new = first_pass(
        room.asked,
        drawn.first,
        dimensions=room.dimensions,
        seed=drawn.seed,
        groups=room.groups,
        counted=counted,
        may=room.may,
    )
    place = len(room.people) - 1
    asked.add(session, round_id, who, room.questions(new[place], place % len(room.item_ids)), 0)


def next_questions(database: Database, actor: Actor, round_id: str) -> list[Question]:
    """Return what this person should be asked next of what the advisor allowed; empty if nothing matters."""
    with database.read() as session:
        who, _series_id = require_voice(session, actor)
        drawn = asking.allocation_of(session, round_id)
        if drawn is None:
            return []
        left = drawn.further - asked.count_in_pass(session, round_id, who)
        if left <= 0:
            return []
        room = polled(session, rounds.row_of(session, round_id))
    if who not in room.people:
        return []
    place = room.people.index(who)
    alone = np.arange(len(room.people)) == place
    found = _further(room, drawn, min(STEP, left), alone)
    return room.questions(found.new[place], 0)


def ask_next(session: Session, actor: Actor, round_id: str, wanted: Sequence[Question]) -> None:
    """Ask a person what `next_questions` found, unless that was done meanwhile or the round was closed."""
    who, series_id = require_voice(session, actor)
    held = voting.held_round(session, series_id, round_id)
    drawn = asking.allocation_of(session, round_id)
    if drawn is None or held is None or held.state != State.OPEN:
        return
    known = set(asked.of_person(session, round_id, who))
    left = drawn.further - asked.count_in_pass(session, round_id, who)
    asked.add(session, round_id, who, [each for each in wanted if each not in known][:left], drawn.passes)


def left_of(first: int, further: int) -> int:
    """Return how many further questions each person may be asked before it is more than a short ballot."""
    return min(FURTHER_AT_ONCE, max(0, MOST_QUESTIONS - first - further))


def left(database: Database, actor: Actor, round_id: str) -> int:
    """Return how many further questions fit into the short ballots of a round; 0 for a round in full."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        rounds.row_of(session, round_id)
        drawn = asking.allocation_of(session, round_id)
        return left_of(drawn.first, drawn.further) if drawn else 0


def ask_on(
    database: Database,
    actor: Actor,
    round_id: str,
    questions: int = FURTHER_AT_ONCE,
    *,
    beyond: bool = False,
) -> int:
    """Allow each person further questions, and ask the first of them now; return how many people got some.

    They come a few at a time, so that each answer can decide what is asked next. Who was done is so no more.
    Together it stays a short ballot, unless the advisor decides to ask `beyond` that.

    Raises:
        Refused: the round takes no answers, everybody is asked everything, no answer can change anything, or
            everybody may be asked all questions of a short ballot already.
    """
    require(actor, Role.ADVISOR)
    with database.write() as session:
        row = rounds.row_of(session, round_id)
        drawn = asking.allocation_of(session, round_id)
        if drawn is None or row.state != State.OPEN or rounds.is_over(row):
            raise Refused(
                _("No further questions can be asked in this round."),
                _("Please open a round with short ballots first."),
            )
        allowed = min(questions, FURTHER_AT_ONCE if beyond else left_of(drawn.first, drawn.further))
        if allowed <= 0:
            raise Refused(
                _("Each person may be asked {most} questions already.").format(most=MOST_QUESTIONS),
                _("Please close the round, or decide to ask more than a short ballot does."),
            )
        room = polled(session, row)
        found = _further(room, drawn, min(STEP, allowed), room.present)
        people = [place for place in range(len(room.people)) if found.new[place].any()]
        if not people:
            raise Refused(
                _("No further answer is likely to change who is among the first."),
                _("Please close the round, or let people answer more in their overview."),
            )
        drawn.further += allowed
        drawn.passes += 1
        session.add(drawn)
        for place in people:
            asked.add(
                session, round_id, room.people[place], room.questions(found.new[place], 0), drawn.passes
            )
        asked.not_done_any_more(session, round_id, [room.people[place] for place in people])
        facts = {"round": row.number, "questions": allowed, "people": len(people)}
        journal.record(session, actor, row.series_id, "asked_on", **facts)
        return len(people)


def progress(database: Database, actor: Actor, round_id: str) -> Progress | None:
    """Return how sure the first places are, and what more answers would do; None for full ballots."""
    require(actor, Role.ADVISOR)
    with database.read() as session:
        row = rounds.row_of(session, round_id)
        drawn = asking.allocation_of(session, round_id)
        if drawn is None:
            return None
        room = polled(session, row)
    given = ~np.isnan(room.values)
    people = int(given.any(axis=(1, 2)).sum())
    answers = float(given.sum() / max(len(room.item_ids) * len(room.criteria.ids), 1))
    if people < 2:
        return Progress(
            people=people,
            answers=answers,
            enough=False,
            sure=None,
            contested=0,
            further=0,
            sure_after=None,
        )
    found = _further(room, drawn, FURTHER_AT_ONCE, room.present)
    # The same draws as for `found.now`: the two figures then differ by the answers alone.
    later = standing(room.values, room.leaves, _BEST, seed=_seed(drawn), further=found.coming)
    return Progress(
        people=people,
        answers=answers,
        enough=people >= FEWEST_PEOPLE and answers >= FEWEST_ANSWERS,
        sure=found.now.sure,
        contested=len(found.now.contested),
        further=found.most,
        sure_after=later.sure if found.most else None,
    )


def _further(room: Polled, drawn: AllocationRow, questions: int, who: NDArray[np.bool_]) -> SecondPass:
    return second_pass(
        room.values,
        room.asked | room.answered,
        room.leaves,
        questions,
        seed=_seed(drawn),
        k=_BEST,
        groups=room.groups,
        present=who.tolist(),
        may=room.may,
    )


def _seed(drawn: AllocationRow) -> int:
    """Return what the questions of the pass in which a round is are drawn from."""
    return drawn.seed + drawn.passes
