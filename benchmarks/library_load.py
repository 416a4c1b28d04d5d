"""Load time and memory of the library against bare ``tomllib`` on the same files.

``python -m benchmarks.library_load``: median of several runs in one process, each reading every file anew.
"""

import statistics
import time
import tomllib
import tracemalloc
from collections.abc import Callable

from usecases.catalogue import LIBRARY, load_catalogue

RUNS = 21


def bare() -> list[dict[str, object]]:
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(LIBRARY.rglob("*.toml"))]


def seconds(load: Callable[[], object]) -> float:
    started = time.perf_counter()
    load()
    return time.perf_counter() - started


def kibibytes(load: Callable[[], object]) -> float:
    tracemalloc.start()
    kept = load()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del kept
    return size / 1024


def main() -> None:
    # Vocabulary and areas are read once per process; they belong to the first start, not to each load.
    first = seconds(load_catalogue)
    bare()
    # Taken in turns, so that a slow moment of the machine falls on both.
    pairs = [(seconds(bare), seconds(load_catalogue)) for _ in range(RUNS)]
    plain, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratios = sorted(one[1] / one[0] for one in pairs)
    print(f"files: {len(load_catalogue())}")
    print(f"bare tomllib:  {plain * 1000:6.1f} ms")
    print(f"load_catalogue: {ours * 1000:5.1f} ms (first time in the process: {first * 1000:.1f} ms)")
    print(f"ratio of time:   {statistics.median(ratios):.2f} (from {ratios[0]:.2f} to {ratios[-1]:.2f})")
    plain_memory, our_memory = kibibytes(bare), kibibytes(load_catalogue)
    print(f"memory kept: {plain_memory:.0f} KiB as dictionaries, {our_memory:.0f} KiB as a catalogue")
    print(f"ratio of memory: {our_memory / plain_memory:.2f}")


if __name__ == "__main__":
    main()
