"""Rank acceptability of 60 items under 10 000 weight vectors, beside scikit-criteria and a bare product.

Prints how many times faster than scikit-criteria's loop all ranks are (bound: at least 800), and how many
times the bare matrix product all ranks (at most 20) and P(top 3) alone (at most 10) take.
scikit-criteria's loop is timed on fewer draws, which is noted; its time is proportional to their number.
"""

import time
import warnings
from collections.abc import Callable

import numpy as np
from skcriteria import mkdm
from skcriteria.agg.simple import WeightedSumModel

from scoring.robustness import rank_acceptability, sample_weights, top_k_probability

ITEMS, CRITERIA, DRAWS, LOOP_DRAWS, RUNS = 60, 9, 10_000, 1_000, 60
MISSING = 0.1


def main() -> None:
    values = np.random.default_rng(0).random((ITEMS, CRITERIA))
    gappy = np.where(np.random.default_rng(1).random(values.shape) < MISSING, np.nan, values)
    weights = sample_weights(CRITERIA, DRAWS)
    contestants: list[Callable[[], object]] = [
        lambda: weights @ values.T,
        lambda: rank_acceptability(values, weights),
        lambda: top_k_probability(values, weights, 3),
        lambda: rank_acceptability(gappy, weights),
    ]
    product, ranks, top, gaps = alternating_minima(contestants)
    counted, loop = peer_loop(values, weights[:LOOP_DRAWS])
    same = np.allclose(counted, rank_acceptability(values, weights[:LOOP_DRAWS]))
    loop *= DRAWS / LOOP_DRAWS

    print(f"{ITEMS} items x {CRITERIA} criteria x {DRAWS} weight vectors, one BLAS thread")
    print(f"scikit-criteria's loop     {loop * 1e3:9.2f} ms (from {LOOP_DRAWS} draws; same ranks: {same})")
    print(f"bare matrix product        {product * 1e3:9.2f} ms")
    print(f"all ranks                  {ranks * 1e3:9.2f} ms")
    print(f"P(top 3)                   {top * 1e3:9.2f} ms")
    print(f"ratio scikit-criteria / all ranks     {loop / ranks:8.0f}  (bound: >= 800)")
    print(f"ratio all ranks / matrix product      {ranks / product:8.1f}  (bound: <= 20)")
    print(f"ratio P(top 3) / matrix product       {top / product:8.1f}  (bound: <= 10)")
    print(f"ratio all ranks, 10 % missing / product {gaps / product:6.1f}  (no bound)")


def alternating_minima(contestants: list[Callable[[], object]]) -> list[float]:
    """Time the contestants in turn, so that a busy moment hits all of them; return each one's best."""
    best = [float("inf")] * len(contestants)
    for _ in range(RUNS):
        for position, contestant in enumerate(contestants):
            start = time.perf_counter()
            contestant()
            best[position] = min(best[position], time.perf_counter() - start)
    return best


def peer_loop(values: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, float]:
    """Let scikit-criteria evaluate draw by draw; return its share of each rank and the seconds it took."""
    counts = np.zeros((ITEMS, ITEMS))
    objectives = [max] * CRITERIA
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        start = time.perf_counter()
        for draw in weights:
            decision = mkdm(values, objectives, weights=draw)
            counts[np.arange(ITEMS), WeightedSumModel().evaluate(decision).rank_ - 1] += 1
        seconds = time.perf_counter() - start
    return counts / len(weights), seconds


if __name__ == "__main__":
    main()
