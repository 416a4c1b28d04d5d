"""From ratings to values: fixed anchors, so that no item changes the value of another."""

from numpy.typing import ArrayLike

from scoring.arrays import FloatArray, floats

LOWEST, HIGHEST = 1, 5


def values_from_ratings(ratings: ArrayLike) -> FloatArray:
    """Return v = (x - 1) / 4: anchor 1 is worth 0, anchor 5 is worth 1.

    `ratings`: any shape, NaN = no answer, stays NaN. Not held to the scale: a rater-adjusted mean may leave
    it by a fraction of a step. Never min-max over the items present: that blows up
    tiny differences and lets an added item reverse the order of two others.
    Source: Keeney and Raiffa (1976), value functions on a constructed scale.

    >>> values_from_ratings([1, 3, 5]).tolist()
    [0.0, 0.5, 1.0]
    """
    return (floats(ratings, name="ratings") - LOWEST) / (HIGHEST - LOWEST)
