"""The rule of five: which figures may be shown, so that nobody's answer can be worked out from them.

A figure is shown only if at least five people are behind it, and is shown anew only if at least five people's
answers to what it is made of are new or changed since it was shown last: the difference of two figures is a
figure, too. What can be computed from others is as good as shown. Therefore one hidden question hides all
questions of its dimension, whose value is known, and one hidden dimension hides all of them and all questions
of the entry, whose score is known. The field calls this primary and complementary suppression: A. Hundepool
et al., Statistical Disclosure Control, Wiley 2012, chapter 4.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.arrays import FloatArray

SMALLEST_GROUP = 5
"""Behind a figure of four, three who compare notes find out the fourth; five is the usual threshold."""

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Shown:
    """What may be shown of a result.

    `values`: (people, items, criteria), 1 to 5, NaN = no answer: the answers that figures are computed from,
    as of the last moment at which each item could be shown; an item that could never be has none. `items`:
    (items,) whether there is a figure for it; `dimensions`: (items,) whether its dimensions have values of
    their own; `questions`: (items, criteria) whether a question has.
    """

    values: FloatArray
    items: Flags
    dimensions: Flags
    questions: Flags


def shown(
    moments: Sequence[FloatArray], dimension_of: Sequence[str], smallest: int = SMALLEST_GROUP
) -> Shown:
    """Return what may be shown at the last of the `moments`.

    `moments`: for each time a result was revealed, everybody's newest answers of then as (people, items,
    criteria), NaN = no answer, all with the same people in the same order. `dimension_of`: the dimension of
    each criterion.
    """
    shape = moments[-1].shape
    columns = _columns(dimension_of)
    values = np.full(shape, np.nan)
    last = np.full(shape, np.nan)  # each question as it was shown last, by itself or within its dimension
    by_dimension = np.full(shape, np.nan)
    dimensions, questions = np.zeros(shape[1], dtype=bool), np.zeros(shape[1:], dtype=bool)
    for now in moments:
        for item in range(shape[1]):
            if not _enough(now[:, item], values[:, item], smallest):
                continue
            values[:, item] = now[:, item]
            dimensions[item] = all(
                _may_show(now[:, item, each], by_dimension[:, item, each], smallest) for each in columns
            )
            questions[item] = False
            if not dimensions[item]:
                continue
            by_dimension[:, item] = now[:, item]
            for each in columns:
                open_ = [_may_show(now[:, item, [j]], last[:, item, [j]], smallest) for j in each]
                if all(open_):
                    questions[item, each] = True
                    last[:, item, each] = now[:, item, each]
    items = ~np.isnan(values).all(axis=(0, 2))
    return Shown(values, items, dimensions & items, questions)


def shown_gap(n: int, first: int, second: int, smallest: int = SMALLEST_GROUP) -> bool:
    """Return whether the means of two groups may stand beside the mean of all `n` who judged a question.

    Both have to be large enough, and so does everybody else together, and each group with them: their answers
    follow from the rest.
    """
    rest = n - first - second
    others = (rest, rest + first, rest + second)
    return min(first, second) >= smallest and all(each == 0 or each >= smallest for each in others)


def _columns(dimension_of: Sequence[str]) -> list[list[int]]:
    return [
        [column for column, name in enumerate(dimension_of) if name == dimension]
        for dimension in dict.fromkeys(dimension_of)
    ]


def _enough(now: FloatArray, before: FloatArray, smallest: int) -> bool:
    """Return whether an item may be shown as it is now: enough people, enough of them with news."""
    return _people(now) >= smallest and _changed(now, before) >= smallest


def _may_show(now: FloatArray, before: FloatArray, smallest: int) -> bool:
    """Return whether a part may be shown: nobody or enough have answered it, none or enough with news."""
    people, changed = _people(now), _changed(now, before)
    if not people:
        return changed == 0 or changed >= smallest
    return people >= smallest and (changed == 0 or changed >= smallest)


def _people(answers: FloatArray) -> int:
    return int((~np.isnan(answers)).any(axis=1).sum())


def _changed(now: FloatArray, before: FloatArray) -> int:
    same = (now == before) | (np.isnan(now) & np.isnan(before))
    return int((~same).any(axis=1).sum())
