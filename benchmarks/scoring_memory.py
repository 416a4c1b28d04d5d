"""Rank acceptability of 5 000 items x 12 criteria x 10 000 weight vectors: extra memory and time.

Each way runs in a process of its own, whose peak resident memory is compared with one that only holds the
input. Prints extra MiB (bound: 512) and the time as a multiple of the matrix product made in blocks.
"""

import resource
import subprocess
import sys
import time

import numpy as np

from scoring.robustness import rank_acceptability, sample_weights, top_k_probability

ITEMS, CRITERIA, DRAWS, BOUND = 5_000, 12, 10_000, 512
WAYS = ("input alone", "product in blocks", "all ranks", "P(top 3)")


def main() -> None:
    measured = {way: measure(way) for way in WAYS}
    base, (product, _) = measured["input alone"][1], measured["product in blocks"]
    print(f"{ITEMS} items x {CRITERIA} criteria x {DRAWS} weight vectors, one BLAS thread")
    for way in WAYS[1:]:
        seconds, peak = measured[way]
        print(
            f"{way:18} {seconds:7.2f} s, ratio to the product {seconds / product:6.1f}, "
            f"extra memory {peak - base:6.0f} MiB, ratio to the bound {(peak - base) / BOUND:5.2f}"
        )


def measure(way: str) -> tuple[float, float]:
    """Return seconds and peak MiB of one way, run in a fresh process."""
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.scoring_memory", way], capture_output=True, text=True, check=True
    )
    seconds, peak = run.stdout.split()
    return float(seconds), float(peak)


def work(way: str) -> None:
    values = np.random.default_rng(0).random((ITEMS, CRITERIA))
    weights = sample_weights(CRITERIA, DRAWS)
    start = time.perf_counter()
    if way == "product in blocks":
        for row in range(0, DRAWS, 256):
            weights[row : row + 256] @ values.T
    elif way == "all ranks":
        rank_acceptability(values, weights)
    elif way == "P(top 3)":
        top_k_probability(values, weights, 3)
    print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    work(sys.argv[1]) if len(sys.argv) > 1 else main()
