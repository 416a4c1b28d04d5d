"""From a measure of agreement to a word: limits of ours, always shown beside the distribution."""

import numpy as np

AGREED_FROM = 0.5
SPLIT_BELOW = 0.2
MINIMUM_RATINGS = 3


def level(agreement: float, disagreement_index: float) -> str | None:
    """Return "agreed", "mixed" or "split" from A and RAND's index (NaN = not known); None without an A.

    >>> level(0.6, 0.2), level(0.3, 0.2), level(0.3, 1.2)
    ('agreed', 'mixed', 'split')
    """
    if np.isnan(agreement):
        return None
    if agreement < SPLIT_BELOW or disagreement_index > 1:
        return "split"
    return "agreed" if agreement >= AGREED_FROM else "mixed"
