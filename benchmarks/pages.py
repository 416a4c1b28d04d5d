"""A rerun of every page of the advisor, the municipality and the wall, against a rerun of an empty page.

Run with ``python -m benchmarks.pages``. A rerun is what each click causes. The tool holds a series as it
stands at its end: a shortlist of 12, all rated, two picks with their sketches. Both servers are real and
asked over websocket sessions that stay open, in turns, so that a busy moment of the machine falls on all
pages. Printed are the median until the last message has arrived and of the processor time that the server
spent on it (what to compare on a busy machine), each with its ratio to the empty page, and how much is sent.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import NamedTuple

from benchmarks.start import PromptEmptyPage
from tests.browser.application import Application
from tests.browser.prepared import ADVISOR, Prepared, rate_all
from tests.serve.conftest import advisor_cookies, opened
from tests.serve.websocket import Visitor, visiting
from ui import navigation
from usecases.catalogue import load_catalogue
from workshops import series
from workshops.access import admission
from workshops.deciding import decisions
from workshops.handing_over import sketching
from workshops.library import shortlist
from workshops.live import agreeing

SHORTLIST = 12
PICKS = 2
RERUNS = 25


class Rerun(NamedTuple):
    """Seconds until the last message, seconds of the server's processor time, and bytes sent."""

    seconds: float
    processor: float
    size: int


def town_hall(tool: Application) -> Prepared:
    """Make the series."""
    cases = load_catalogue().all
    with closing(opened(tool)) as database:
        made = series.create(database, ADVISOR, title="Benchmark", municipality_ags="06631006")
        step = len(cases) // SHORTLIST
        taken = [
            shortlist.add_use_case(database, ADVISOR, made.id, case) for case in cases[::step][:SHORTLIST]
        ]
        held = agreeing.begin_group_round(database, ADVISOR, made.id)
        prepared = Prepared(tool, made.id, tuple(item.id for item in taken), held.id)
        rate_all(database, prepared)
        for item in taken[:PICKS]:
            decisions.pick(database, ADVISOR, made.id, item.id, reason="Weil es geht.")
            sketching.begin(database, ADVISOR, made.id, item.id)
    return prepared


def cookies_of(kind: str, prepared: Prepared) -> dict[str, str]:
    """Return what a visitor with a link has."""
    cookie = {"municipality": admission.RESULT_COOKIE}[kind]
    with closing(opened(prepared.server)) as database:
        return {cookie: admission.create_link(database, ADVISOR, prepared.series_id, kind)}


def processor_time(application: Application) -> float:
    """Return the seconds of processor time that a server has used so far, to the nanosecond (Linux)."""
    return time.clock_gettime((~application.pid << 3) | 2)  # the clock of a process, as clock_getcpuclockid


def measured(application: Application, visitor: Visitor) -> Rerun:
    spent, began = processor_time(application), time.perf_counter()
    messages = visitor.run()
    seconds = time.perf_counter() - began
    size = sum(message.ByteSize() for message in messages)
    return Rerun(seconds, processor_time(application) - spent, size)


def main() -> None:
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        servers: list[Application] = []
        for kind in (Application, PromptEmptyPage):
            folder = Path(name) / kind.__name__
            folder.mkdir()
            servers.append(stack.enter_context(closing(kind(folder))))
            servers[-1].start()
        tool, empty = servers
        prepared = town_hall(tool)
        query, cookies = f"reihe={prepared.series_id}", advisor_cookies(tool)

        def opened_by(application: Application, page: str, allowed: dict[str, str]) -> Callable[[], Rerun]:
            visitor = stack.enter_context(visiting(application.url, page, allowed, query=query))
            visitor.run()  # the first run computes and loads
            return lambda: measured(application, visitor)

        pages = {"empty page": opened_by(empty, "", {})}
        for entry in (navigation.SERIES, *navigation.JOURNEY, *navigation.FURTHER):
            pages[entry.title] = opened_by(tool, entry.address, cookies)
        entry = navigation.RESULTS
        pages[entry.title] = opened_by(tool, entry.address, cookies_of("municipality", prepared))
        found: dict[str, list[Rerun]] = {page: [] for page in pages}
        for _turn in range(RERUNS):
            for page, rerun in pages.items():
                found[page].append(rerun())
        report(found)


def report(found: dict[str, list[Rerun]]) -> None:
    medians = {page: statistics.median(run.seconds for run in runs) for page, runs in found.items()}
    spent = {page: statistics.median(run.processor for run in runs) for page, runs in found.items()}
    base, least = medians["empty page"], spent["empty page"]
    print(f"{'page':28}{'ms':>8}{'ratio':>8}{'processor ms':>14}{'ratio':>8}{'KiB sent':>10}")
    for page, runs in found.items():
        print(
            f"{page:28}{1000 * medians[page]:8.1f}{medians[page] / base:8.1f}"
            f"{1000 * spent[page]:14.1f}{spent[page] / least:8.1f}{runs[-1].size / 1024:10.1f}"
        )


if __name__ == "__main__":
    main()
