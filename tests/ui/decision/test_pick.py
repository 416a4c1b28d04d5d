"""Where an entry stands, as it is said beside a pick and in the list to pick from."""

import numpy as np

from tests.ui.evaluated import evaluated
from translations import language
from ui.decision.pick import standing


def test_a_shared_rank_is_called_one():
    ratings = np.full((5, 3, 9), 3.0)
    ratings[:, 2] = 2.0
    seen = evaluated(ratings)
    with language("en"):
        told = [standing(seen, item_id) for item_id in ("item0", "item1", "item2", "unknown")]
        assert standing(None, "item0") == "without a rank"
    tied = "rank 1=, 50.0 of 100 points"
    assert told == [tied, tied, "rank 3, 25.0 of 100 points", "without a rank"]
