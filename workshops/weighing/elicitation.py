"""Three ways to ask for weights: points, swing, pairwise comparison; each can begin where another ended."""

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
from pydantic import BaseModel, ConfigDict

from scoring.arrays import FloatArray
from scoring.weights import ahp_priorities, normalise

METHODS = ("points", "swing", "pairwise")
FULL_POINTS = 100.0
RATIOS = (1.0, 3.0, 5.0, 7.0, 9.0)
"""Saaty's worded steps: equally, somewhat, clearly, very much, extremely more important."""


class Consistency(BaseModel):
    """How far pairwise comparisons contradict each other, and where most.

    `triad`: the three whose comparisons fit least, None if nothing contradicts; `pair`: the comparison
    furthest from what all of them say together, with the ratio `given` and the one that is `implied`.
    """

    model_config = ConfigDict(frozen=True)

    ratio: float
    acceptable: bool
    triad: tuple[str, str, str] | None
    pair: tuple[str, str] | None
    given: float | None
    implied: float | None


def pair_key(first: str, second: str) -> str:
    """Return the key under which the comparison of two things is kept; their order is that of the ids."""
    return f"{first}:{second}"


def pairs(ids: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return every pair, each once, in the order of `ids`."""
    return tuple(combinations(ids, 2))


def comparison_matrix(ids: Sequence[str], judgements: Mapping[str, float]) -> FloatArray:
    """Return the reciprocal matrix (n, n): a_ij = how many times more important i is than j, 1 if unsaid."""
    matrix = np.ones((len(ids), len(ids)))
    for i, j in combinations(range(len(ids)), 2):
        ratio = judgements.get(pair_key(ids[i], ids[j]), 1.0)
        matrix[i, j], matrix[j, i] = ratio, 1 / ratio
    return matrix


def points_from_comparisons(ids: Sequence[str], judgements: Mapping[str, float]) -> dict[str, float]:
    """Return the priorities of pairwise comparisons as points that sum to 100."""
    shares = ahp_priorities(comparison_matrix(ids, judgements)).weights
    return {key: float(share) * FULL_POINTS for key, share in zip(ids, shares, strict=True)}


def consistency(ids: Sequence[str], judgements: Mapping[str, float]) -> Consistency:
    """Return how consistent pairwise comparisons are."""
    matrix = comparison_matrix(ids, judgements)
    found = ahp_priorities(matrix)
    implied = found.weights[:, None] / found.weights[None, :]
    strain = np.triu(np.abs(np.log(matrix / implied)), 1)
    i, j = np.unravel_index(int(strain.argmax()), strain.shape)
    contradicts = found.worst_triad is not None
    triad = tuple(ids[place] for place in found.worst_triad or ())
    return Consistency(
        ratio=found.consistency_ratio,
        acceptable=found.consistent,
        triad=(triad[0], triad[1], triad[2]) if contradicts else None,
        pair=(ids[int(i)], ids[int(j)]) if contradicts else None,
        given=float(matrix[i, j]) if contradicts else None,
        implied=float(implied[i, j]) if contradicts else None,
    )


def starting_points(shares: Mapping[str, float]) -> dict[str, float]:
    """Return whole points of about 100 altogether that come to these shares."""
    return {key: float(round(share * FULL_POINTS)) for key, share in shares.items()}


def starting_swings(shares: Mapping[str, float]) -> dict[str, float]:
    """Return swings in these proportions, 100 for the largest."""
    largest = max(shares.values())
    return {key: float(round(share / largest * FULL_POINTS)) for key, share in shares.items()}


def compared(ids: Sequence[str], judgements: Mapping[str, float]) -> dict[str, float]:
    """Return the comparisons of these things that somebody has made."""
    known = {pair_key(*pair) for pair in pairs(ids)}
    return {pair: ratio for pair, ratio in judgements.items() if pair in known}


def mean_shares(given: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Return the arithmetic mean of several shares, each of which counts the same."""
    return {key: float(np.mean([shares[key] for shares in given])) for key in given[0]}


def shares_of(points: Mapping[str, float]) -> dict[str, float]:
    """Return points divided by their sum; where all are zero, equal shares."""
    if not any(points.values()):
        return {key: 1 / len(points) for key in points}
    return dict(zip(points, normalise(list(points.values())).tolist(), strict=True))
