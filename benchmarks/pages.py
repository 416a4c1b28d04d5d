"""A rerun of each main page with a filled series, against a rerun of an empty Streamlit page.

Run with ``python -m benchmarks.pages``. All pages are asked over real websocket sessions of real servers, in
turns and in one run; it prints the median seconds until the last message, and the ratio to the empty page.
"""

from __future__ import annotations

import statistics
import tempfile
from contextlib import ExitStack, closing
from pathlib import Path

from benchmarks.evaluation_page import ADVISOR, Session, connected, town_hall
from benchmarks.start import EmptyPage
from tests.browser.application import Application
from tests.serve.conftest import advisor_cookies, opened
from ui.navigation import JOURNEY, SERIES
from workshops import decisions, shortlist, sketching

RERUNS = 15


def main() -> None:
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folders = [Path(name) / "tool", Path(name) / "empty"]
        for folder in folders:
            folder.mkdir()
        tool = stack.enter_context(closing(Application(folders[0])))
        empty = stack.enter_context(closing(EmptyPage(folders[1])))
        tool.start()
        empty.start()
        database = stack.enter_context(closing(opened(tool)))
        series_id = town_hall(database)
        for item in shortlist.items(database, ADVISOR, series_id)[:2]:
            decisions.pick(database, ADVISOR, series_id, item.id, reason="Benchmark")
            sketching.begin(database, ADVISOR, series_id, item.id)
        nothing = Session(stack.enter_context(connected(empty, {})))
        nothing.rerun()
        print(f"{'page':16}{'seconds':>10}{'empty':>10}{'ratio':>8}")
        for entry in (SERIES, *JOURNEY):
            socket = stack.enter_context(connected(tool, advisor_cookies(tool)))
            page = Session(socket, entry.address, f"reihe={series_id}")
            page.rerun()  # the first run computes and compiles
            turns = [(page.rerun(), nothing.rerun()) for _turn in range(RERUNS)]
            ours, bare = (statistics.median(times) for times in zip(*turns, strict=True))
            print(f"{entry.address:16}{ours:10.4f}{bare:10.4f}{ours / bare:8.1f}")


if __name__ == "__main__":
    main()
