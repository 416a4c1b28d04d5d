"""Bootstrap over 60 raters, 60 items, 9 criteria, 10 000 resamples, beside one resample at a time.

The yardstick resamples, averages and ranks in a plain NumPy loop; it is timed on fewer resamples, which is
noted. Both are measured with complete answers and with 20 % of them missing.
"""

import time

import numpy as np

from scoring.aggregation import additive_values, group_values
from scoring.ranking import competition_ranks
from scoring.robustness import bootstrap_ranks

RATERS, ITEMS, CRITERIA, DRAWS, LOOP_DRAWS, RUNS = 60, 60, 9, 10_000, 200, 5


def main() -> None:
    rng = np.random.default_rng(0)
    complete = rng.integers(1, 6, (RATERS, ITEMS, CRITERIA)).astype(float)
    gaps = np.where(rng.random(complete.shape) < 0.2, np.nan, complete)
    print(f"{RATERS} raters x {ITEMS} items x {CRITERIA} criteria x {DRAWS} resamples, one BLAS thread")
    for name, ratings in (("complete", complete), ("20 % missing", gaps)):
        seconds = min(timed(lambda given=ratings: bootstrap_ranks(given, draws=DRAWS)) for _ in range(RUNS))
        loop = timed(lambda given=ratings: one_at_a_time(given)) * DRAWS / LOOP_DRAWS
        print(
            f"{name:13} all at once {seconds * 1e3:7.1f} ms, one at a time {loop * 1e3:9.1f} ms "
            f"(from {LOOP_DRAWS}), ratio {loop / seconds:6.0f}"
        )


def timed(call) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def one_at_a_time(ratings: np.ndarray) -> np.ndarray:
    rng, weights = np.random.default_rng(1), np.ones(CRITERIA)
    counts = np.zeros((ITEMS, ITEMS))
    for _ in range(LOOP_DRAWS):
        people = ratings[rng.integers(RATERS, size=RATERS)]
        ranks = competition_ranks(additive_values(group_values(people), weights))
        counts[np.arange(ITEMS), ranks.astype(int) - 1] += 1
    return counts


if __name__ == "__main__":
    main()
