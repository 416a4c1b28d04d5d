"""The whole evaluation of a round: 60 raters, 60 items, 9 criteria, beside its bare robustness sampling.

This is what a page computes once per change and then reads from its cache.
"""

import time

import numpy as np

from scoring.criteria import load_criteria
from scoring.evaluation import evaluate
from scoring.robustness import bootstrap_ranks, rank_acceptability, sample_weights

RATERS, ITEMS, RUNS = 60, 60, 5


def main() -> None:
    criteria = load_criteria().short()
    rng = np.random.default_rng(0)
    quality = rng.normal(3, 0.7, ITEMS)[None, :, None]
    noise = rng.normal(0, 0.9, (RATERS, ITEMS, len(criteria.ids)))
    complete = np.clip(np.rint(quality + noise), 1, 5)
    gaps = np.where(rng.random(complete.shape) < 0.2, np.nan, complete)
    names = [str(item) for item in range(ITEMS)]
    for name, ratings in (("complete", complete), ("20 % missing", gaps)):
        whole = min(
            timed(
                lambda given=ratings: evaluate(
                    given, item_ids=names, criteria=criteria, dimension_weights={}, within_weights={}
                )
            )
            for _ in range(RUNS)
        )
        bare = min(timed(lambda given=ratings: sampling(given)) for _ in range(RUNS))
        print(
            f"{name:13} evaluation {whole * 1e3:7.1f} ms, its sampling alone {bare * 1e3:7.1f} ms, "
            f"ratio {whole / bare:5.1f}"
        )


def sampling(ratings: np.ndarray) -> None:
    weights = sample_weights(ratings.shape[2])
    rank_acceptability(np.nanmean(ratings, axis=0), weights)
    bootstrap_ranks(ratings)


def timed(call) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
