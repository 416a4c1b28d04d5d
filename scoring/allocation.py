"""Who is asked what next, where nobody is asked everything: a balanced part, then what can still matter.

Planned missingness: each person answers a part that is drawn by design, so that what is missing says nothing
about the ratings (Graham, Taylor, Olchowski and Cumsille 2006, Psychological Methods 11, 323-343; Shoemaker
1973, Multiple Matrix Sampling). Here a part is made of whole criteria across all items: within a criterion a
person's severity then falls on all items alike and tells nothing about their order.

A further question is worth what it can still change: how open it is whether the item is among the best, times
how much one more answer narrows the item's score. This is the idea of optimal computing budget allocation for
the best subset (Chen, He, Fu and Lee 2008, INFORMS J. Computing 20, 579-595) and of the value of the next
measurement (Frazier, Powell and Dayanik 2008, SIAM J. Control Optim. 47, 2410-2439), with the chance of
changing sides taken from resampled people.

Arrays: `asked` (people, items, criteria), True where a question was shown to a person. People stand in the
order in which they joined; a row without any True has not been asked anything yet.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.arrays import FloatArray, floats
from scoring.planned import FEWEST_ANSWERS, FEWEST_PEOPLE
from scoring.standing import STILL_OPEN, Standing, standing
from scoring.weights import normalise

BoolArray = NDArray[np.bool_]

MOST_QUESTIONS = 35  # of one person on a short ballot
STEP = 4  # further questions at a time: the next are chosen when these are answered
_ALIKE = 1e-12  # values of questions closer than this are the same


@dataclass(frozen=True)
class SecondPass:
    """`new`: (people, items, criteria), the questions to ask on; none if nothing can change any more.

    `now` says how the best k stand, `coming` (people, items, criteria) which answers are on their way, with
    these questions: `standing(..., further=coming)` says how they are then expected to stand.
    """

    new: BoolArray
    now: Standing
    coming: BoolArray

    @property
    def most(self) -> int:
        """The largest number of further questions that one person gets."""
        return int(self.new.sum(axis=(1, 2)).max(initial=0))


def first_questions(items: int, criteria: int, people: int, most: int = MOST_QUESTIONS) -> int:
    """Return how many questions each person gets first: as few as put three answers behind each question.

    At least one about every item, and no more than `most` unless the items alone are more. What is left up to
    `most` is better asked about the items that can still change who leads.

    >>> [first_questions(11, 9, people) for people in (8, 12, 20, 40)]
    [35, 25, 15, 11]
    """
    if min(items, criteria, people) < 1:
        raise ValueError("items, criteria, people: at least 1 expected")
    needed = math.ceil(FEWEST_ANSWERS * items * criteria / people)
    return max(items, min(needed, most, items * criteria))


def enough_for_short(items: int, criteria: int, people: int, most: int = MOST_QUESTIONS) -> bool:
    """Return whether a short ballot can be answered for: 8 people, and three answers behind each question."""
    asked = first_questions(items, criteria, people, most)
    return people >= FEWEST_PEOPLE and asked * people >= FEWEST_ANSWERS * items * criteria


def first_pass(
    asked: ArrayLike,
    questions: int,
    *,
    dimensions: Sequence[str],
    seed: int,
    groups: Sequence[str | None] | None = None,
    counted: ArrayLike | None = None,
    may: ArrayLike | None = None,
) -> BoolArray:
    """Return what the people who have not been asked yet are asked first, (people, items, criteria).

    Each gets about `questions` questions, at least one about every item: as many whole criteria as fit,
    those that were asked least so far, from different dimensions and least asked of the own group where that
    leaves a choice; what is left over is asked about a part of the items. So all cells are asked equally
    often, give or take one (two where something was left over), in whatever order people join. Rows that hold
    a question keep it and get none.

    `dimensions`: the dimension of each criterion; `groups`: one label or None per person. `counted`: what
    stands behind `asked` still, default all of it; leave out there what people who left did not answer, and
    those who join later are asked it. `may`: (people, criteria), False where a person is not to be asked.
    The same arguments give the same result; a person's draw depends on the seed and the person's place, not
    on who follows. Raises ValueError if shapes do not fit or `questions` is not positive.

    >>> nobody = np.zeros((3, 2, 3), dtype=bool)
    >>> first_pass(nobody, 2, dimensions=["a", "b", "c"], seed=1).sum(axis=0).tolist()
    [[1, 1, 1], [1, 1, 1]]
    """
    held, behind, allowed = _checked(asked, counted, may, dimensions, groups)
    if questions < 1:
        raise ValueError(f"questions: at least 1 expected, got {questions}")
    people, items = held.shape[:2]
    labels = list(groups or [None] * people)
    counts = behind.sum(axis=0)
    of_group = {label: behind[[own == label for own in labels]].sum(axis=0) for label in set(labels)}
    new = np.zeros_like(held)
    for person in np.flatnonzero(~held.any(axis=(1, 2))).tolist() if items else ():
        rng = np.random.default_rng([seed, person])
        own = of_group[labels[person]]
        new[person] = _part(counts, own, allowed[person], max(questions, items), dimensions, rng)
        counts += new[person]
        own += new[person]
    return new


def _part(
    counts: NDArray[np.int64],
    own: NDArray[np.int64],
    allowed: BoolArray,
    questions: int,
    dimensions: Sequence[str],
    rng: np.random.Generator,
) -> BoolArray:
    """Return one person's questions (items, criteria)."""
    items, criteria = counts.shape
    part = np.zeros((items, criteria), dtype=bool)
    noise, used = rng.random((criteria,)), dict.fromkeys(dimensions, 0)
    open_criteria = np.flatnonzero(allowed).tolist()
    while open_criteria and part.sum() < questions:
        totals, mine = counts.sum(axis=0), own.sum(axis=0)
        best = min(open_criteria, key=lambda j: (totals[j], used[dimensions[j]], mine[j], noise[j]))
        room = questions - int(part.sum())
        part[_least_asked(counts[:, best], counts.sum(axis=1), room, rng), best] = True
        used[dimensions[best]] += 1
        open_criteria.remove(best)
    return part


def _least_asked(
    of_criterion: NDArray[np.int64], of_item: NDArray[np.int64], room: int, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Return the `room` items asked least on a criterion, then least at all; all of them if they fit."""
    order = np.lexsort(np.stack([rng.random(len(of_item)), of_item, of_criterion]))
    return np.asarray(order[:room])


def second_pass(
    ratings: ArrayLike,
    asked: ArrayLike,
    weights: ArrayLike,
    questions: int,
    *,
    seed: int,
    k: int = 3,
    groups: Sequence[str | None] | None = None,
    present: Sequence[bool] | None = None,
    may: ArrayLike | None = None,
) -> SecondPass:
    """Return up to `questions` further questions for each person present: those that can change who leads.

    `ratings`: (people, items, criteria), NaN = no answer; `asked` likewise: what was asked is not asked
    again, whether or not it was answered. `weights`: (criteria,). A question is worth
    c_i w_j^2 (1/n - 1/(n + 1)): c_i is the chance that item i changes sides under resampled people, n how
    many answers stand behind the cell or are on their way. People take turns, in an order drawn from `seed`,
    and each takes the question that is worth most then; among equal ones that which the own group was asked
    least. Nobody is asked anything where no item's chance reaches `standing.STILL_OPEN`.
    Raises ValueError if shapes do not fit.
    """
    cube = floats(ratings, 3, name="ratings")
    here = np.ones(len(cube), dtype=bool) if present is None else np.asarray(present, dtype=bool)
    given = ~np.isnan(cube)
    held, _behind, allowed = _checked(asked, None, may, range(cube.shape[2]), groups)
    if held.shape != cube.shape or here.shape != cube.shape[:1]:
        raise ValueError(f"asked, present: shapes that fit ratings of shape {cube.shape} expected")
    shares = normalise(floats(weights, 1, name="weights"))
    now = standing(cube, shares, k, seed=seed)
    expected = given | (held & here[:, None, None])
    chances = np.where(now.open >= STILL_OPEN, now.open, 0.0)
    free = ~held & ~given & here[:, None, None] & allowed[:, None, :]
    new = _turns(free, expected, chances[:, None] * shares**2, questions, groups, seed)
    return SecondPass(new, now, (expected & ~given) | new)


def _turns(
    free: BoolArray,
    expected: BoolArray,
    worth: FloatArray,
    questions: int,
    groups: Sequence[str | None] | None,
    seed: int,
) -> BoolArray:
    """Let people take turns in choosing the question that is worth most, until none is worth anything."""
    new = np.zeros_like(free)
    rows = np.flatnonzero(worth.any(axis=1))
    if not rows.size:
        return new
    labels = list(groups or [None] * len(free))
    rng = np.random.default_rng([seed, len(free)])
    noise, order = rng.random(worth.shape)[rows].ravel(), rng.permutation(len(free))
    n = expected[:, rows].sum(axis=0).ravel()
    of_group = {
        label: expected[[own == label for own in labels]][:, rows].sum(axis=0).ravel() for label in labels
    }
    left, chosen = free[:, rows].reshape(len(free), -1), np.zeros((len(free), n.size), dtype=bool)
    price = worth[rows].ravel()
    value = price * _narrowing(n)
    for person in np.tile(order, questions).tolist():
        open_to = np.where(left[person], value, 0.0)
        if (most := open_to.max()) <= 0:
            continue
        cell = int(np.argmin(np.where(open_to >= most - _ALIKE, of_group[labels[person]] + noise, np.inf)))
        left[person, cell], chosen[person, cell] = False, True
        n[cell] += 1
        value[cell] = price[cell] * _narrowing(n[cell])
        of_group[labels[person]][cell] += 1
    new[:, rows] = chosen.reshape(len(free), len(rows), -1)
    return new


def _narrowing(n: ArrayLike) -> FloatArray:
    """How much one more answer takes from the variance of a mean of n; a first answer takes most."""
    behind = np.asarray(n, dtype=float)
    return np.asarray(1 / np.maximum(behind, 0.5) - 1 / (behind + 1))


def _checked(
    asked: ArrayLike,
    counted: ArrayLike | None,
    may: ArrayLike | None,
    dimensions: Sequence[object],
    groups: Sequence[str | None] | None,
) -> tuple[BoolArray, BoolArray, BoolArray]:
    held = np.asarray(asked, dtype=bool)
    behind = held if counted is None else np.asarray(counted, dtype=bool)
    if held.ndim != 3 or held.shape[2] != len(dimensions) or behind.shape != held.shape:
        raise ValueError(f"asked: (people, items, {len(dimensions)}) expected, got shape {held.shape}")
    allowed = np.ones((len(held), held.shape[2]), dtype=bool) if may is None else np.asarray(may, dtype=bool)
    if allowed.shape != (len(held), held.shape[2]):
        raise ValueError(f"may: (people, criteria) expected, got shape {allowed.shape}")
    if groups is not None and len(groups) != len(held):
        raise ValueError(f"groups: one for each of {len(held)} people expected, got {len(groups)}")
    return held, behind, allowed
