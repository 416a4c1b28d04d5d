"""Signs that one device stands for several people: many records at once, and records that vote alike.

They are signs, not proofs: a room that scans one code is quick, and two people may agree in everything. That
is why they are shown to the advisor, who sees the room, and nothing is taken out by itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

BURST_RECORDS = 12
BURST_WITHIN = timedelta(seconds=1)
"""A hundred people who scan one code join in half a minute: three or four in a second."""

ALIKE_RECORDS = 3
ALIKE_ANSWERS = 8

Answers = Iterable[tuple[str, str, str, int | None]]
"""Answers as (participant, item, criterion, value)."""


def bursts(joined: Sequence[datetime]) -> tuple[bool, ...]:
    """Return for each of these times, in ascending order, whether it is one of many within a second."""
    found = [False] * len(joined)
    first = 0
    for last, at in enumerate(joined):
        while at - joined[first] > BURST_WITHIN:
            first += 1
        if last - first + 1 >= BURST_RECORDS:
            found[first : last + 1] = [True] * (last - first + 1)
    return tuple(found)


def alike(answers: Answers) -> Mapping[str, int]:
    """Return the participants who gave the same answers as others, each with the number of its set, from 1.

    At least three of them, with at least eight ratings that are equal in every question.
    """
    given: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for who, item, criterion, value in answers:
        if value is not None:
            given[who].append((item, criterion, value))
    same: dict[tuple[tuple[str, str, int], ...], list[str]] = defaultdict(list)
    for who, ratings in given.items():
        if len(ratings) >= ALIKE_ANSWERS:
            same[tuple(sorted(ratings))].append(who)
    sets = sorted((people for people in same.values() if len(people) >= ALIKE_RECORDS), key=len, reverse=True)
    return {who: number for number, people in enumerate(sets, start=1) for who in people}
