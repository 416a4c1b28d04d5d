"""From a cold start to the first page: the whole tool against `streamlit run` of an empty page.

Run with ``python -m benchmarks.start``. Each start is a new process; the clock runs from its launch until the
first visitor's page has been sent to the end, for the tool with a new database, with one that exists, and for
a script that is one empty line. It prints the first visit by itself as well: what a visitor waits once the
server answers. Figures are medians in seconds; processor time (of start, visit and end) is what to compare on
a machine that is busy with other things.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

# Streamlit comes compiled; where Python may not keep what it compiles of ours, each start would do it anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

from tests.browser.application import Application
from tests.serve.conftest import advisor_cookies
from tests.serve.websocket import visit

ROUNDS = 4


class Start(NamedTuple):
    """Seconds until the server answered and until the first page was there, and seconds of processor time."""

    answering: float
    first_page: float
    processor: float


class EmptyPage(Application):
    """Streamlit alone with the repository's settings and an empty script."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        script = folder / "empty.py"
        script.write_text("\n", encoding="utf-8")
        self.program = ("-m", "streamlit", "run", str(script), "--server.port", str(self.port))


class PromptEmptyPage(EmptyPage):
    """An empty page whose answers are never kept back, for comparing reruns."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.program = ("-m", "benchmarks._empty_at_once", *self.program[3:])


def measured(application: Application, cookies: Callable[[Application], dict[str, str]]) -> Start:
    """Start `application`, visit its first page and end it."""
    spent = processor_time()
    with closing(application):
        begin = time.perf_counter()
        application.start()
        answering = time.perf_counter() - begin
        allowed = cookies(application)
        visiting = time.perf_counter()
        visit(application.url, "", allowed)
        visited = time.perf_counter() - visiting
    return Start(answering, answering + visited, processor_time() - spent)


def processor_time() -> float:
    """Return the processor time of all ended child processes."""
    times = os.times()
    return times.children_user + times.children_system


def main() -> None:
    found: dict[str, list[Start]] = {}
    with tempfile.TemporaryDirectory() as name:
        kept = Path(name) / "kept"
        kept.mkdir()
        for number in range(ROUNDS):
            fresh = Path(name) / str(number)
            fresh.mkdir()
            # Taken in turns, so that a busy moment of the machine does not fall on one of them alone.
            found.setdefault("empty page", []).append(measured(EmptyPage(fresh), lambda _tool: {}))
            found.setdefault("tool, new database", []).append(measured(Application(fresh), advisor_cookies))
            found.setdefault("tool, existing database", []).append(
                measured(Application(kept), advisor_cookies)
            )
    for starts in found.values():
        starts.pop(0)  # it compiled what was new, and made the database that exists from then on
    report(found)


def report(found: dict[str, list[Start]]) -> None:
    medians = {
        name: Start(*(statistics.median(figures) for figures in zip(*starts, strict=True)))
        for name, starts in found.items()
    }
    base = medians["empty page"]
    print(
        f"{'start':26}{'answers':>9}{'visit':>9}{'first page':>12}{'ratio':>8}{'processor':>11}{'ratio':>8}"
    )
    for name, start in medians.items():
        visited = start.first_page - start.answering
        print(
            f"{name:26}{start.answering:9.2f}{visited:9.2f}"
            f"{start.first_page:12.2f}{start.first_page / base.first_page:8.2f}"
            f"{start.processor:11.2f}{start.processor / base.processor:8.2f}"
        )


if __name__ == "__main__":
    main()
