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

from scoring.arrays import FloatArray
from scoring.shown_before import Flags, Part, Past, differing

SMALLEST_GROUP = 5
"""Behind a figure of four, three who compare notes find out the fourth; five is the usual threshold."""


@dataclass(frozen=True)
class Shown:
    """What may be shown of a result.

    `values`: (people, items, criteria), 1 to 5, 0 = cannot judge, NaN = no answer: the answers that figures
    are computed from, as of the last moment at which each item could be shown; an item that could never be
    has none. `items`: (items,) whether there is a figure for it; `dimensions`: (items,) whether its
    dimensions have values of their own; `questions`: (items, criteria) whether a question has. `before`: for
    each item all that was shown of it so far, (people, criteria) each, the last one as in `values`.
    """

    values: FloatArray
    items: Flags
    dimensions: Flags
    questions: Flags
    before: tuple[tuple[FloatArray, ...], ...]


def shown(
    moments: Sequence[FloatArray], dimension_of: Sequence[str], smallest: int = SMALLEST_GROUP
) -> Shown:
    """Return what may be shown at the last of the `moments`.

    `moments`: for each time a result was revealed, everybody's newest answers of then as (people, items,
    criteria), 0 = cannot judge, NaN = no answer, all with the same people in the same order. `dimension_of`:
    the dimension of each criterion.
    """
    shape = moments[-1].shape
    pasts = [Past(_columns(dimension_of), shape[0], smallest) for _item in range(shape[1])]
    for now in moments:
        for item, past in enumerate(pasts):
            past.look(now[:, item])
    nothing = np.full((shape[0], shape[2]), np.nan)
    before = [past.wholes for past in pasts]
    last = [each[-1] if each else nothing for each in before]
    return Shown(
        values=np.stack(last, axis=1) if last else np.full(shape, np.nan),
        items=np.array([bool(each) for each in before], dtype=bool),
        dimensions=np.array([past.by_dimension for past in pasts], dtype=bool),
        questions=np.array(
            [[column in past.open for column in range(shape[2])] for past in pasts], dtype=bool
        ).reshape(shape[1:]),
        before=tuple(map(tuple, before)),
    )


def beside_agreed(found: Shown, agreed: Flags, dimension_of: Sequence[str]) -> FloatArray:
    """Return the answers from which figures are computed where the room has agreed on some questions.

    `agreed`: (items, criteria). The value of a question that the room agreed on is known, so that in a mean
    with others it hides nothing. Beside it only answers count whose figures are shown anyway.
    """
    values = np.where(agreed[None], np.nan, found.values)
    for item in np.flatnonzero(agreed.any(axis=1)):
        for columns in _columns(dimension_of):
            mixed = agreed[item, columns].any()
            if not found.dimensions[item] or (mixed and not found.questions[item, columns].all()):
                values[:, item, columns] = np.nan
    return values


def steady(shown_before: Sequence[FloatArray], members: Flags, smallest: int = SMALLEST_GROUP) -> bool:
    """Return whether a group's figures may stand beside those of everybody.

    `shown_before`: everybody's answers to an item, (people, criteria), each time it was shown, the last one
    as it is; `members`: who belongs to the group. Between any two of them, in each question, nobody or enough
    of the group have changed, and of all others as well.
    """
    return not any(
        ((changed > 0) & (changed < smallest)).any()
        for place, now in enumerate(shown_before)
        for before in shown_before[:place]
        for rows in (members, ~members)
        for changed in (differing(now[rows], before[rows]).sum(axis=0),)
    )


def shown_gap(n: int, first: int, second: int, smallest: int = SMALLEST_GROUP) -> bool:
    """Return whether the means of two groups may stand beside the mean of all `n` who judged a question.

    Both have to be large enough, and so does everybody else together, and each group with them: their answers
    follow from the rest.
    """
    rest = n - first - second
    others = (rest, rest + first, rest + second)
    return min(first, second) >= smallest and all(each == 0 or each >= smallest for each in others)


def _columns(dimension_of: Sequence[str]) -> list[Part]:
    return [
        tuple(column for column, name in enumerate(dimension_of) if name == dimension)
        for dimension in dict.fromkeys(dimension_of)
    ]
