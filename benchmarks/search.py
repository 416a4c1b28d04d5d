"""Search against a plain substring scan over the same texts, on the library and on 20,000 entries.

Run with ``python -m benchmarks.search``. The scan is what a page without an index would do: it looks for each
typed word in the lower-cased text of every entry and counts the facets of what it finds in a loop. It finds
less: no inflection, no typo, no umlaut written otherwise. "First" is a text that was not looked for before,
"again" the same text once more, as a page does with each filter that is chosen. Figures are medians in
milliseconds; memory is what Python's allocator hands out while the structure is built.
"""

from __future__ import annotations

import itertools
import random
import statistics
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from usecases.catalogue import load_catalogue
from usecases.facets import Facet, Filters
from usecases.model import UseCase
from usecases.search import SearchIndex

QUERIES = (
    "sensor",
    "straßenbeleuchtung",
    "sensor baum",
    "datenplattform",
    "hochwaser",
    "digitaler zwilling",
    "müllsensor",
    "quantenteleporter",
    "verwaltungsmodernisierungsgesetz",
)
FACETS = ("area", "topic", "status")
ROUNDS = 15
Result = TypeVar("Result")


def generated(library: Sequence[UseCase], number: int, seed: int = 1) -> list[UseCase]:
    """Mix titles, summaries and facts of different entries, and coin a new compound for each."""
    draw = random.Random(seed)
    heads = [word for u in library for word in u.title_de.split() if len(word) > 5 and word.isalpha()]
    mixed = []
    for index in range(number):
        base, facts = draw.choice(library), draw.choice(library)
        coined = draw.choice(heads) + draw.choice(heads).lower()
        changes = {
            "id": f"entry-{index}",
            "title_de": f"{draw.choice(library).title_de[:50]} {coined[:28]}",
            "summary_de": draw.choice(library).summary_de,
            "benefits_de": facts.benefits_de,
            "technologies": facts.technologies,
            "origin": draw.choice(library).origin,
        }
        mixed.append(base.model_copy(update=changes))
    return mixed


class SubstringScan:
    """The yardstick: every word of the query somewhere in the text."""

    def __init__(self, use_cases: Sequence[UseCase]) -> None:
        self.use_cases = use_cases
        self.texts = [" ".join(map(str, u.model_dump(mode="json").values())).lower() for u in use_cases]

    def search(self, text: str) -> tuple[list[UseCase], dict[str, Counter[str]]]:
        words = text.lower().split()
        pairs = zip(self.use_cases, self.texts, strict=True)
        hits = [use_case for use_case, body in pairs if all(word in body for word in words)]
        return hits, {name: Counter(str(getattr(hit, name)) for hit in hits) for name in FACETS}


def timed(call: Callable[[], Result]) -> tuple[float, Result]:
    """Return the median time of a call in milliseconds, and what it returns."""
    result, times = call(), []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), result


def megabytes(build: Callable[[], Result]) -> tuple[Result, float]:
    """Return what is built, and how much memory it holds in MB."""
    tracemalloc.start()
    built = build()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return built, size / 1e6


def compare(name: str, use_cases: Sequence[UseCase]) -> None:
    start = time.perf_counter()
    SearchIndex(use_cases)
    seconds = time.perf_counter() - start
    index, index_size = megabytes(lambda: SearchIndex(use_cases))
    scan, scan_size = megabytes(lambda: SubstringScan(use_cases))
    print(f"\n{name}: built in {seconds:.2f} s, {index_size:.1f} MB; texts of the scan {scan_size:.1f} MB")
    print(
        f"{'query':20}{'first':>9}{'again':>8}{'hits':>7}{'scan':>9}{'hits':>7}{'first/scan':>12}{'again/scan':>12}"
    )
    for query in QUERIES:
        # Spaces change nothing but the text that is remembered.
        spaces = itertools.count(1)
        first, found = timed(
            lambda query=query, spaces=spaces: index.search(query + " " * next(spaces), limit=20)
        )
        again, _ = timed(partial(index.search, query, limit=20))
        plain, hits = timed(partial(scan.search, query))
        print(
            f"{query:20}{first:9.2f}{again:8.2f}{found.total:7}{plain:9.2f}{len(hits[0]):7}"
            f"{first / plain:12.2f}{again / plain:12.2f}"
        )
    chosen = Filters.of(area=index.values[Facet.AREA][:2])
    narrowed, _ = timed(partial(index.search, "", chosen, limit=20))
    print(f"no text, two areas chosen, ten facets counted: {narrowed:.2f} ms")


if __name__ == "__main__":
    library = load_catalogue().all
    compare(f"library, {len(library)} entries", library)
    compare("generated, 20,000 entries", generated(library, 20_000))
