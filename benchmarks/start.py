"""From a cold start to the first page: the whole tool against `streamlit run` of an empty page.

Run with ``python -m benchmarks.start``. Each start is a new process; the clock runs from its launch until the
first visitor's page has been sent to the end, for the tool with a new database, with one that exists, and for
a script that is one empty line. It prints the first visit by itself as well: what a visitor waits once the
server answers. Figures are medians in seconds.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from tests.browser.application import Application
from tests.serve.conftest import advisor_cookies
from tests.serve.websocket import visit

ROUNDS = 5


class Start(NamedTuple):
    """Seconds until the server answered, and until the first page was there."""

    answering: float
    first_page: float


class EmptyPage(Application):
    """Streamlit alone with the repository's settings and an empty script."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        script = folder / "empty.py"
        script.write_text("\n", encoding="utf-8")
        self.program = ("-m", "streamlit", "run", str(script), "--server.port", str(self.port))


def measured(application: Application, cookies: Callable[[Application], dict[str, str]]) -> Start:
    """Start `application`, visit its first page and end it."""
    with closing(application):
        begin = time.perf_counter()
        application.start()
        answering = time.perf_counter() - begin
        allowed = cookies(application)
        visiting = time.perf_counter()
        visit(application.url, "", allowed)
        visited = time.perf_counter() - visiting
    return Start(answering, answering + visited)


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
    found["tool, existing database"].pop(0)  # its first start made the database
    report(found)


def report(found: dict[str, list[Start]]) -> None:
    medians = {
        name: Start(
            statistics.median(start.answering for start in starts),
            statistics.median(start.first_page for start in starts),
        )
        for name, starts in found.items()
    }
    base = medians["empty page"]
    print(f"{'start':26}{'answers':>9}{'first page':>12}{'visit':>8}{'ratio':>8}")
    for name, start in medians.items():
        ratio = start.first_page / base.first_page
        visited = start.first_page - start.answering
        print(f"{name:26}{start.answering:9.2f}{start.first_page:12.2f}{visited:8.2f}{ratio:8.2f}")


if __name__ == "__main__":
    main()
