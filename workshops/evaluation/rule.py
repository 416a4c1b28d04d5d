"""The rule of the living result: which answer counts for each person, entry and criterion, whoever asked it.

Pure functions without a database; the rule in words, with its edge cases: docs/decisions/0014.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from typing import NamedTuple

_NEVER = datetime.min.replace(tzinfo=UTC)


class Said(NamedTuple):
    """One answer of an open-to-view round; `value` None is "cannot judge".

    `question` is a criterion, or a dimension for its overall question. `place` orders the rounds, oldest
    first; `at` is when the answer became known: of people's own ones the reveal of their round.
    """

    place: int
    at: datetime
    person: str
    item: str
    question: str
    value: int | None


@dataclass(frozen=True)
class Known:
    """What the room knows: by (person, item, criterion) of own answers, by (item, criterion) of agreed ones.

    Where an agreed answer stands no own one does. `overall` are the cells in which nobody has answered the
    criterion itself: an answer to the overall question of its dimension stands there.
    """

    own: Mapping[tuple[str, str, str], int | None] = field(default_factory=dict)
    agreed: Mapping[tuple[str, str], int | None] = field(default_factory=dict)
    overall: frozenset[tuple[str, str]] = frozenset()


class _Last(NamedTuple):
    """The newest answer to one question."""

    at: datetime
    place: int
    value: int | None


_Questions = dict[str, _Last]
"""The newest answers of one person, or of the room, to the questions on one entry."""


def living(
    own: Iterable[Said],
    agreed: Iterable[Said],
    *,
    criteria: Mapping[str, str],
    people: Collection[str] | None = None,
    items: Collection[str] | None = None,
    not_asked: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> Known:
    """Return what counts of all answers.

    `criteria`: the dimension of each criterion that the result stands on. `people`: who counts, `items`: what
    is looked at, None for all. `not_asked`: by person the criteria for which no overall answer stands,
    because the group is left out of them.
    """
    by_person = _newest(said for said in own if _in(said.person, people) and _in(said.item, items))
    by_room = _newest(said for said in agreed if _in(said.item, items))
    members = _members(criteria)
    told_at = _told_at(by_person, criteria, members)
    settled = {
        (item, criterion): last
        for (_room, item), questions in by_room.items()
        for criterion, (last, _overall) in _on_criteria(questions, criteria, members).items()
        if (last.at, last.place) > told_at.get((item, criterion), (_NEVER, -1))
    }
    values: dict[tuple[str, str, str], int | None] = {}
    direct, spread = set[tuple[str, str]](), set[tuple[str, str]]()
    for (person, item), questions in by_person.items():
        for criterion, (last, is_overall) in _on_criteria(questions, criteria, members).items():
            if is_overall and criterion in not_asked.get(person, ()):
                continue
            if (cell := (item, criterion)) not in settled:
                values[person, item, criterion] = last.value
                (spread if is_overall else direct).add(cell)
    return Known(
        own=values,
        agreed={cell: last.value for cell, last in settled.items()},
        overall=frozenset(spread - direct) | _agreed_overall(by_room, settled, criteria, members),
    )


def _in(value: str, wanted: Collection[str] | None) -> bool:
    return wanted is None or value in wanted


def _members(criteria: Mapping[str, str]) -> dict[str, list[str]]:
    members: dict[str, list[str]] = {}
    for criterion, dimension in criteria.items():
        members.setdefault(dimension, []).append(criterion)
    return members


def _newest(said: Iterable[Said]) -> dict[tuple[str, str], _Questions]:
    """Return by (person, item) the newest answer to each question; at the same moment the later round's."""
    found: dict[tuple[str, str], _Questions] = {}
    for place, at, person, item, question, value in said:
        questions = found.setdefault((person, item), {})
        known = questions.get(question)
        if known is None or (known.at, known.place) <= (at, place):
            questions[question] = _Last(at, place, value)
    return found


def _on_criteria(
    questions: _Questions, criteria: Mapping[str, str], members: Mapping[str, Sequence[str]]
) -> dict[str, tuple[_Last, bool]]:
    """Return the answers by criterion, and whether each is one to the overall question of its dimension.

    Of the two ways to ask about a dimension the one answered last counts for the whole of it.
    """
    found = {key: (last, False) for key, last in questions.items() if key in criteria}
    for dimension, own in members.items():
        overall = questions.get(dimension)
        if overall is None or dimension in criteria:
            continue
        asked = [found[key][0] for key in own if key in found]
        if all((overall.at, overall.place) > (last.at, last.place) for last in asked):
            found |= dict.fromkeys(own, (overall, True))
    return found


def _told_at(
    by_person: Mapping[tuple[str, str], _Questions],
    criteria: Mapping[str, str],
    members: Mapping[str, Sequence[str]],
) -> dict[tuple[str, str], tuple[datetime, int]]:
    """Return for each cell when people last told their own view of it, by its criterion or its dimension."""
    told: dict[tuple[str, str], tuple[datetime, int]] = {}
    for (_person, item), questions in by_person.items():
        for question, last in questions.items():
            cells = [question] if question in criteria else members.get(question, ())
            for criterion in cells:
                if (last.at, last.place) > told.get((item, criterion), (_NEVER, -1)):
                    told[item, criterion] = (last.at, last.place)
    return told


def _agreed_overall(
    by_room: Mapping[tuple[str, str], _Questions],
    settled: Collection[tuple[str, str]],
    criteria: Mapping[str, str],
    members: Mapping[str, Sequence[str]],
) -> frozenset[tuple[str, str]]:
    return frozenset(
        (item, criterion)
        for (_room, item), questions in by_room.items()
        for criterion, (_last, is_overall) in _on_criteria(questions, criteria, members).items()
        if is_overall and (item, criterion) in settled
    )
