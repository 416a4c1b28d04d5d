"""Working out what single people said: numbers read from outputs, and linear algebra.

Everybody says the same to all questions about an entry, so that each mean, value and score of it is the mean
of the same unknowns. What is published of an entry is a set of sums over people; whoever can combine them to
a sum over fewer than five people has found out something about them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise

import numpy as np

Unknown = tuple[int, int]
"""A person and the round in which that person said it."""
Population = frozenset[Unknown]

_NUMBER = re.compile(r"(?<![\w.,-])\d{1,3}(?:[.,]\d+)?(?![\w.,]*\d)")
_MOST = 4


def populations(rounds: Sequence[Sequence[int]]) -> dict[str, Population]:
    """Return from whose answers a figure may come: who answered in each round, and what was known after each.

    `rounds`: the people who answered in each round.
    """
    found: dict[str, Population] = {}
    newest: dict[int, int] = {}
    for number, people in enumerate(rounds):
        found[f"round {number}"] = frozenset((person, number) for person in people)
        newest |= dict.fromkeys(people, number)
        found[f"known after {number}"] = frozenset(newest.items())
    return found


def mean(population: Population, said: Mapping[Unknown, int]) -> float:
    return sum(said[each] for each in population) / len(population)


def apart(given: Iterable[Population], said: Mapping[Unknown, int]) -> bool:
    """Return whether the means of all these can be told from each other on paper."""
    means = sorted(mean(each, said) for each in set(given))
    return all(later - earlier > 0.11 for earlier, later in pairwise(means))


def published(
    text: str, names: Sequence[str], given: Iterable[Population], said: Mapping[Unknown, int]
) -> set[Population]:
    """Return whose mean stands in a line that names the entry: as a mean, as a value or as points."""
    lines = [line for line in re.split("[\n;]", text) if any(name in line for name in names)]
    numbers = list(_numbers(lines))
    return {
        each
        for each in given
        for value in (mean(each, said),)
        if any(_is(number, digits, value) for number, digits in numbers)
    }


def _numbers(lines: Iterable[str]) -> Iterator[tuple[float, int]]:
    for line in lines:
        for found in _NUMBER.findall(line):
            whole, _point, digits = found.replace(",", ".").partition(".")
            yield float(f"{whole}.{digits or 0}"), len(digits)


def _is(number: float, digits: int, value: float) -> bool:
    """Return whether a number is this mean (1 to 5), or points (0 to 100), or the value (0 to 1) of it."""
    share = (value - 1) / 4
    if digits == 0:
        return False  # ranks, counts and whole points: too rough to tell
    near = 0.51 * 10**-digits
    return abs(number - value) <= near or abs(number - 100 * share) <= near or abs(number - share) <= near


def found_out(known: Iterable[Population]) -> list[tuple[int, ...]]:
    """Return the sets of fewer than five people about whom alone something follows from these sums."""
    rows = list(known)
    unknowns = sorted({each for row in rows for each in row})
    if not rows:
        return []
    matrix = np.array([[each in row for each in unknowns] for row in rows], dtype=float)
    people = sorted({person for person, _round in unknowns})
    rank = np.linalg.matrix_rank(matrix)
    return [
        few
        for size in range(1, _MOST + 1)
        for few in combinations(people, size)
        if _rank_without(matrix, unknowns, few) < rank
    ]


def _rank_without(matrix: np.ndarray, unknowns: Sequence[Unknown], few: tuple[int, ...]) -> int:
    rest = matrix[:, [person not in few for person, _round in unknowns]]
    return int(np.linalg.matrix_rank(rest)) if rest.size else 0
