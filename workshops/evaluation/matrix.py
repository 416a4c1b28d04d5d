"""All rounds that may be seen, as one array: the living answers of people and room."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session

from scoring.arrays import FloatArray
from scoring.criteria import CriteriaSet
from scoring.preparation import Agreed, default_quorum
from storage import living_queries, queries
from storage.tables import ParticipantRow, RoundRow, SeriesRow
from workshops.criteria import criteria_of
from workshops.evaluation.rule import Known, Said, living
from workshops.evaluation.showing import Showing, restricted
from workshops.live import asking, not_asked, rounds
from workshops.live import counting as who
from workshops.live.counting import Counting, Counts
from workshops.live.ratings import RatingMatrix
from workshops.live.rounds import Kind, Stage

_NotAsked = Mapping[str, frozenset[str]]
"""By person the criteria that nobody asks of them."""


@dataclass(frozen=True)
class LivingAnswers:
    """What the room knows, ready to be evaluated.

    `answers`: one row for each person who counts and, last, one for what the room agreed on, if anything.
    `own`: the rows of people, (people, items, criteria); where only the room has rated, its one row.
    `agreed` and `overall`: as `scoring.evaluation.evaluate` takes them, `agreed` None unless both kinds meet.
    `quorum`: the raters that each item needs; `rated_in`: the numbers of the rounds that rated each item.
    `showing`: which figures of all this may be shown. `asked`: (people, items, criteria), True where any of
    the rounds asked a person, None unless a round had short ballots. `may`: (people, criteria), False where a
    person's group is left out, None if nobody's is.
    """

    criteria: CriteriaSet
    answers: RatingMatrix
    own: FloatArray
    groups: tuple[str | None, ...]
    agreed: Agreed | None
    overall: NDArray[np.bool_]
    quorum: tuple[int, ...]
    counting: Counting
    rated_in: Mapping[str, frozenset[int]]
    showing: Showing
    asked: NDArray[np.bool_] | None = None
    may: NDArray[np.bool_] | None = None


@dataclass(frozen=True)
class _Read:
    """The answers of the rounds: of people by round, and those that were agreed."""

    own: tuple[Said, ...]
    agreed: tuple[Said, ...]


def of_rounds(
    session: Session, series: SeriesRow, rows: Sequence[RoundRow], items: Sequence[str]
) -> LivingAnswers | None:
    """Return what is known of `items` from these rounds, oldest first; None where nothing is."""
    read = _read(session, rows)
    criteria = _criteria(series, read)
    newest = who.newest_live(rows)
    present = _present(session, newest, read)
    out = not_asked.of_everybody(session, rows)
    known = _known(session, criteria, read, rows, items, out)
    if not known.own and not known.agreed:
        return None
    asked = {item for row in rows for item in rounds.items_of(session, row)}
    shown = [item for item in items if item in asked]
    groups = {row.id: row.group for row in queries.many(session, ParticipantRow, series_id=series.id)}
    known, showing = restricted(
        known, _moments(session, criteria, read, rows, shown, out), criteria, shown, groups
    )
    ever = {said.person for said in read.own}
    found = _arrays(
        _people(session, series, known),
        known,
        criteria,
        shown,
        rows,
        read,
        who.counting(known.own, newest, present, ever),
        showing,
    )
    persons = found.answers.raters[: len(found.own)]
    found = replace(found, may=not_asked.may_array(out, persons, criteria.ids))
    live = [row for row in rows if row.kind == Kind.LIVE]
    asked_of = asking.asked_in(session, live, persons, shown, criteria)
    if asked_of is None:
        return found
    agreed = np.ones((len(found.answers.raters) - len(persons), *asked_of.shape[1:]), dtype=bool)
    whole = replace(found.answers, asked=np.concatenate([asked_of, agreed]))
    return replace(found, asked=asked_of, answers=whole)


def _known(
    session: Session,
    criteria: CriteriaSet,
    read: _Read,
    rows: Sequence[RoundRow],
    items: Sequence[str],
    out: _NotAsked,
) -> Known:
    """Return what counts of the answers of these rounds."""
    newest = who.newest_live(rows)
    numbers = {row.number for row in rows}
    present = _present(session, newest, read) if who.counts_of(newest) is Counts.PRESENT else None
    return living(
        [said for said in read.own if said.place in numbers],
        [said for said in read.agreed if said.place in numbers],
        criteria={each.id: each.dimension for each in criteria.criteria},
        people=present,
        items=frozenset(items),
        not_asked=out,
    )


def _moments(
    session: Session,
    criteria: CriteriaSet,
    read: _Read,
    rows: Sequence[RoundRow],
    items: Sequence[str],
    out: _NotAsked,
) -> list[Known]:
    """Return people's own answers at each reveal: what was seen before decides what may be shown now."""
    own = _Read(read.own, ())
    revealed = [place for place, row in enumerate(rows, start=1) if row.kind == Kind.LIVE]
    return [_known(session, criteria, own, rows[:place], items, out) for place in revealed]


def _read(session: Session, rows: Sequence[RoundRow]) -> _Read:
    own: list[Said] = []
    agreed: list[Said] = []
    for row in rows:
        if row.kind == Kind.GROUP:
            agreed += (
                Said(row.number, at, room, item, question, value)
                for room, item, question, value, at in living_queries.dated_ratings(session, row.id)
            )
        else:
            at = row.revealed_at or row.created_at
            own += (Said(row.number, at, *said) for said in queries.ratings(session, row.id))
    return _Read(tuple(own), tuple(agreed))


def _criteria(series: SeriesRow, read: _Read) -> CriteriaSet:
    """Return on what the result stands: the criteria asked so far, else the dimensions.

    A dimension of which only the overall question was asked stands with all its criteria.
    """
    answered = {said.question for said in (*read.own, *read.agreed)}
    criteria, overall = criteria_of(series), rounds.questions(series, Stage.DIMENSIONS)
    asked = [each for each in criteria.ids if each in answered]
    if not asked:
        return overall.only([each for each in overall.ids if each in answered])
    begun = {criteria.criterion(each).dimension for each in asked}
    whole = {each for each in overall.ids if each in answered} - begun
    return criteria.only(
        [each.id for each in criteria.criteria if each.id in asked or each.dimension in whole]
    )


def _present(session: Session, newest: RoundRow | None, read: _Read) -> frozenset[str]:
    """Return who was there at the newest reveal; of an older file, who has answered in that round."""
    if newest is None:
        return frozenset()
    there = living_queries.attendance(session, newest.id)
    return frozenset(there or (said.person for said in read.own if said.place == newest.number))


def _people(session: Session, series: SeriesRow, known: Known) -> list[ParticipantRow]:
    answered = {person for person, _item, _criterion in known.own}
    everyone = queries.many(session, ParticipantRow, series_id=series.id, order_by=("joined_at", "id"))
    return [person for person in everyone if person.id in answered or person.kind == Kind.GROUP]


def _arrays(
    people: Sequence[ParticipantRow],
    known: Known,
    criteria: CriteriaSet,
    items: Sequence[str],
    rows: Sequence[RoundRow],
    read: _Read,
    counted: Counting,
    showing: Showing,
) -> LivingAnswers:
    persons = [person for person in people if person.kind != Kind.GROUP]
    place = {item: index for index, item in enumerate(items)}
    column = {key: index for index, key in enumerate(criteria.ids)}
    values, judged = _own_cells(persons, known, place, column)
    agreed = _agreed_cells(known, place, column)
    order = sorted(
        range(len(persons)),
        key=lambda row: (np.nan_to_num(values[row]).ravel().tolist(), persons[row].group or ""),
    )
    in_order = [persons[row] for row in order]
    own = values[order]
    room = [person for person in people if person.kind == Kind.GROUP] if agreed.cells.any() else []
    if room:
        values = np.concatenate([own, agreed.values[None]])
        judged = np.concatenate([judged[order], ~(agreed.cells & np.isnan(agreed.values))[None]])
    else:
        values, judged = own, judged[order]
    raters = [*in_order, *room]
    mixed = bool(len(own)) and bool(room)
    return LivingAnswers(
        criteria=criteria,
        answers=RatingMatrix(
            values=values,
            judged=judged,
            raters=tuple(person.id for person in raters),
            groups=tuple(person.group for person in raters),
            kinds=tuple(person.kind for person in raters),
            item_ids=tuple(items),
            criterion_ids=criteria.ids,
        ),
        own=own if len(own) else values,
        groups=tuple(person.group for person in (in_order or raters)),
        agreed=agreed if mixed else None,
        overall=_overall_cells(known, place, column),
        quorum=_quorums(items, rows, read, frozenset(person.id for person in persons)),
        counting=counted,
        rated_in=_rated_in(read),
        showing=showing,
    )


_Places = Mapping[str, int]


def _own_cells(
    persons: Sequence[ParticipantRow], known: Known, place: _Places, column: _Places
) -> tuple[FloatArray, NDArray[np.bool_]]:
    row = {person.id: index for index, person in enumerate(persons)}
    values = np.full((len(row), len(place), len(column)), np.nan)
    judged = np.ones(values.shape, dtype=bool)
    for (person, item, criterion), value in known.own.items():
        cell = row[person], place[item], column[criterion]
        if value is None:
            judged[cell] = False
        else:
            values[cell] = value
    return values, judged


def _agreed_cells(known: Known, place: _Places, column: _Places) -> Agreed:
    values = np.full((len(place), len(column)), np.nan)
    cells = np.zeros(values.shape, dtype=bool)
    for (item, criterion), value in known.agreed.items():
        cells[place[item], column[criterion]] = True
        if value is not None:
            values[place[item], column[criterion]] = value
    return Agreed(values, cells)


def _overall_cells(known: Known, place: _Places, column: _Places) -> NDArray[np.bool_]:
    overall = np.zeros((len(place), len(column)), dtype=bool)
    for item, criterion in known.overall:
        overall[place[item], column[criterion]] = True
    return overall


def _quorums(
    items: Sequence[str], rows: Sequence[RoundRow], read: _Read, persons: frozenset[str]
) -> tuple[int, ...]:
    """Return for each item 3 or 30 % of those who were asked about it: what came later had fewer to ask."""
    answered: dict[int, set[str]] = {}
    for said in read.own:
        if said.person in persons:
            answered.setdefault(said.place, set()).add(said.person)
    live = [row for row in rows if row.kind == Kind.LIVE]

    def asked(item: str) -> int:
        return len(set[str]().union(*(answered.get(row.number, ()) for row in live if item in row.item_ids)))

    return tuple(default_quorum(asked(item)) for item in items)


def _rated_in(read: _Read) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for said in (*read.own, *read.agreed):
        found.setdefault(said.item, set()).add(said.place)
    return {item: frozenset(places) for item, places in found.items()}
