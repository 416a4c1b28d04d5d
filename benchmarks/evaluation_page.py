"""A rerun of the evaluation page with 60 use cases and 60 raters, against a rerun of an empty page.

Run with ``python -m benchmarks.evaluation_page``. Both are served by real servers and asked over real
websocket sessions, in turns and in one run. A rerun is what each click on the page causes; the evaluation
behind it is computed once for each change of what enters it. It prints the medians of a rerun, of the run
after a change of the weights, and of the run after another change of the series: until the last message has
arrived, and of the server's processor time (what to compare on a busy machine); each with its ratio to the
empty page.
"""

from __future__ import annotations

import os

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import statistics
import tempfile
import time
from contextlib import AbstractContextManager, ExitStack, closing
from pathlib import Path

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from benchmarks.pages import Rerun, processor_time
from benchmarks.start import PromptEmptyPage
from storage.database import Database
from storage.tables import ParticipantRow, RatingRow
from tests.browser.application import Application
from tests.serve.conftest import advisor_cookies, opened
from usecases.catalogue import load_catalogue
from workshops import series
from workshops.actors import Actor, Role
from workshops.library import shortlist
from workshops.live import steering
from workshops.weighing import weights

USE_CASES, RATERS = 60, 60
RERUNS, CHANGES = 30, 5
SECONDS = 60
GROUPS = ("administration", "politics", "citizens")
ADVISOR = Actor(Role.ADVISOR)


def connected(application: Application, cookies: dict[str, str]) -> AbstractContextManager[ClientConnection]:
    return connect(
        application.url.replace("http", "ws") + "/_stcore/stream",
        origin=application.url,  # type: ignore[arg-type]
        additional_headers={"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())},
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
    )


class Session:
    """One open page of a server; each `rerun` is measured until its last message."""

    def __init__(
        self, served_by: Application, socket: ClientConnection, page: str = "", query: str = ""
    ) -> None:
        self._served_by, self._socket, self._page, self._query = served_by, socket, page, query

    def rerun(self) -> Rerun:
        """Run the page and return what it took until everything was sent."""
        request = BackMsg()
        request.rerun_script.page_name = self._page
        request.rerun_script.query_string = self._query
        spent, began = processor_time(self._served_by), time.perf_counter()
        self._socket.send(request.SerializeToString())
        size = 0
        while True:
            data = self._socket.recv(timeout=SECONDS)
            size += len(data)
            message = ForwardMsg()
            message.ParseFromString(data)  # type: ignore[arg-type]
            if message.WhichOneof("type") == "script_finished":
                seconds = time.perf_counter() - began
                return Rerun(seconds, processor_time(self._served_by) - spent, size)


def town_hall(database: Database) -> str:
    """Return a series in which everybody has rated everything, one answer in ten missing."""
    held = series.create(
        database,
        ADVISOR,
        title="Benchmark",
        municipality_ags="06631006",
        criteria_set="short",
        groups=GROUPS,
    )
    for case in load_catalogue().all[:USE_CASES]:
        shortlist.add_use_case(database, ADVISOR, held.id, case)
    draft = steering.prepare(database, ADVISOR, held.id)
    steering.open_round(database, ADVISOR, draft.id)
    rng = np.random.default_rng(1)
    shape = (RATERS, len(draft.item_ids), len(draft.criterion_ids))
    answers, missing = rng.integers(1, 6, shape), rng.random(shape) < 0.1
    with database.write() as session:
        for rater in range(RATERS):
            person = ParticipantRow(series_id=held.id, kind="phone", group=held.groups[rater % 3])
            session.add(person)
            session.flush()
            session.add_all(
                RatingRow(
                    round_id=draft.id,
                    participant_id=person.id,
                    item_id=item_id,
                    criterion_id=criterion_id,
                    value=None if missing[rater, i, j] else int(answers[rater, i, j]),
                )
                for i, item_id in enumerate(draft.item_ids)
                for j, criterion_id in enumerate(draft.criterion_ids)
            )
    steering.close(database, ADVISOR, draft.id, confirmed_missing=0)
    steering.reveal(database, ADVISOR, draft.id)
    return held.id


def main() -> None:
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folders = [Path(name) / "tool", Path(name) / "empty"]
        for folder in folders:
            folder.mkdir()
        tool = stack.enter_context(closing(Application(folders[0])))
        empty = stack.enter_context(closing(PromptEmptyPage(folders[1])))
        tool.start()
        empty.start()
        database = stack.enter_context(closing(opened(tool)))
        series_id = town_hall(database)
        asked = stack.enter_context(connected(tool, advisor_cookies(tool)))
        page = Session(tool, asked, "auswertung", f"reihe={series_id}")
        nothing = Session(empty, stack.enter_context(connected(empty, {})))
        nothing.rerun()
        first = page.rerun()  # the first run of each computes, loads and compiles
        assert first.size > 20_000, "the page shows nothing"
        found: dict[str, list[Rerun]] = {}
        for _turn in range(RERUNS):
            found.setdefault("empty page, rerun", []).append(nothing.rerun())
            found.setdefault("evaluation page, rerun", []).append(page.rerun())
        for turn in range(CHANGES):
            given = {"benefit": 40.0 + turn, "transferability": 30.0, "feasibility": 30.0}
            weights.save_level(database, ADVISOR, series_id, "dimensions", method="points", given=given)
            found.setdefault("after a change of the weights", []).append(page.rerun())
            series.change(database, ADVISOR, series_id, title=f"Benchmark {turn}", groups=GROUPS)
            found.setdefault("after another change", []).append(page.rerun())
        report(found)


def report(found: dict[str, list[Rerun]]) -> None:
    sent = found["evaluation page, rerun"][-1].size
    print(f"evaluation page, {USE_CASES} use cases, {RATERS} raters; {sent / 1024:.0f} KiB sent for each run")
    print(f"{'':34}{'ms':>10}{'ratio':>8}{'processor ms':>14}{'ratio':>8}")
    medians = {
        name: (statistics.median(r.seconds for r in runs), statistics.median(r.processor for r in runs))
        for name, runs in found.items()
    }
    base, least = medians["empty page, rerun"]
    for name, (seconds, processor) in medians.items():
        print(
            f"{name:34}{1000 * seconds:10.1f}{seconds / base:8.1f}"
            f"{1000 * processor:14.1f}{processor / least:8.1f}"
        )


if __name__ == "__main__":
    main()
