"""Rounds of ratings as workshops bring them."""

import numpy as np

from scoring.criteria import load_criteria
from scoring.evaluation import evaluate

CRITERIA = load_criteria().short()
NAN = float("nan")


def evaluated(ratings, **changes):
    """Evaluate with equal weights, items named i0, i1, ..., and few draws."""
    cube = np.asarray(ratings, dtype=float)
    settings = {
        "item_ids": [f"i{item}" for item in range(cube.shape[1])],
        "criteria": CRITERIA,
        "dimension_weights": {},
        "within_weights": {},
        "draws": 500,
    }
    return evaluate(cube, **{**settings, **changes})


def uniform(*rows):
    """Ratings (raters, items, 9) in which a rater gives an item the same on every criterion."""
    return np.repeat(np.array(rows, dtype=float)[:, :, None], len(CRITERIA.ids), axis=2)


def workshop(raters=40, items=15, missing=0.2, seed=0):
    """A lively round: items of different quality, noisy raters, unanswered questions."""
    rng = np.random.default_rng(seed)
    quality = rng.normal(3, 0.8, items)
    ratings = np.rint(quality[None, :, None] + rng.normal(0, 0.9, (raters, items, len(CRITERIA.ids))))
    ratings = np.clip(ratings, 1, 5)
    ratings[rng.random(ratings.shape) < missing] = np.nan
    return ratings
