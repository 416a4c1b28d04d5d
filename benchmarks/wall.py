"""Two walls through a round of 100 phones: the light one beside a Streamlit page that does the same.

Run with ``python -m benchmarks.wall [seconds]``, by default 60. Both servers read the same database file, in
the same run. This process plays the phones: it writes votes, and finishes people, at the pace of a hundred
phones; in the middle the round is revealed and the wall built up. Counted are the processor seconds of both
servers beyond what they take with nobody looking, and what a browser loads first, as compressed on its way.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.live import cpu_seconds
from storage.database import Database, open_database
from tests.browser.application import Application
from tests.browser.conftest import CHROMIUM_ARGUMENTS
from tests.chromium import find
from tests.live.screens import Screen
from tests.live.walls import LightWall
from tests.stage.afternoon import ADVISOR, Afternoon
from workshops.access import admission
from workshops.live import answers
from workshops.live.ratings import Answer
from workshops.live.rounds import RoundView
from workshops.wall import steering

PHONES = 100
WALLS = 2
PAUSE = 3.0
"""Seconds between two votes of one phone."""
SETTLE = 10.0
"""Seconds until both servers have forgotten the browser that measured the first load."""


class StreamlitWall(Application):
    """The stand-in, served by Streamlit alone on the tool's database."""

    program = ("-m", "streamlit", "run", "benchmarks/_streamlit_wall.py")


async def vote(afternoon: Afternoon, round_: RoundView, until: float) -> None:
    """Write votes at the pace of all phones; people finish one after the other."""
    asked = [(item, criterion) for item in round_.item_ids for criterion in round_.criterion_ids]
    begun, sent = time.monotonic(), 0
    while time.monotonic() < until:
        person = afternoon.people[sent % len(afternoon.people)]
        item, criterion = asked[(sent // len(afternoon.people)) % len(asked)]
        with afternoon.database.write() as session:
            answers.save(session, person, Answer(round_.id, item, criterion, 1 + sent % 5, 1 + sent))
            if sent % 30 == 0:
                answers.finish(session, person, round_.id)
        sent += 1
        await asyncio.sleep(max(0.0, begun + sent * PAUSE / PHONES - time.monotonic()))


async def build_up(afternoon: Afternoon, until: float) -> None:
    """Press the key every four seconds."""
    while time.monotonic() < until:
        now = steering.standing(afternoon.database, ADVISOR, afternoon.id)
        steering.forward(afternoon.database, ADVISOR, afternoon.id, seen=now.position.mark)
        await asyncio.sleep(4)


async def play(afternoon: Afternoon, screens: Sequence[LightWall | Screen], seconds: float) -> None:
    for screen in screens:
        await screen.open()
    round_ = afternoon.open_round()
    await vote(afternoon, round_, time.monotonic() + seconds * 0.7)
    afternoon.reveal(round_)
    await build_up(afternoon, time.monotonic() + seconds * 0.3)
    for screen in screens:
        await screen.close()


def first_load(address: str, cookies: dict[str, str]) -> int:
    """Return the bytes that a browser with an empty cache loads until the page is at rest."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=CHROMIUM_ARGUMENTS)
        context = browser.new_context(viewport={"width": 1920, "height": 1080})
        context.add_cookies(
            [{"name": name, "value": value, "url": address} for name, value in cookies.items()]
        )
        page = context.new_page()
        session, received = context.new_cdp_session(page), []
        session.send("Network.enable")
        session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
        session.on(
            "Network.webSocketFrameReceived",
            lambda event: received.append(len(event["response"]["payloadData"])),
        )
        page.goto(address)
        page.wait_for_timeout(4_000)
        browser.close()
    return int(sum(received))


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        (folder / "light").mkdir()
        (folder / "streamlit").mkdir()
        tool = stack.enter_context(closing(Application(folder / "light")))
        tool.start()
        url = f"sqlite:///{tool.data_dir / 'werkstatt.db'}"
        database: Database = stack.enter_context(closing(open_database(url)))
        afternoon = Afternoon(database, people_wanted=PHONES)
        afternoon.arrive()
        token = admission.create_link(database, ADVISOR, afternoon.id, "wall")
        cookies = {admission.WALL_COOKIE: token}
        other = StreamlitWall(folder / "streamlit", DATABASE_URL=url, BENCHMARK_SERIES=afternoon.id)
        other.program = (*other.program, "--server.port", str(other.port))
        other.settings |= {"PYTHONPATH": str(Path.cwd()), "PATH": os.environ["PATH"]}
        other.healthy = lambda: _answers(other)  # type: ignore[method-assign]
        stack.enter_context(closing(other)).start()
        loads = first_load(f"{tool.url}/wand", cookies), first_load(other.url, {})
        time.sleep(SETTLE)
        idle = _idle((tool, other), seconds / 6)
        before = cpu_seconds(tool.pid), cpu_seconds(other.pid)
        screens = [LightWall(tool.url, cookies) for _wall in range(WALLS)]
        asyncio.run(
            play(afternoon, [*screens, *(Screen(other.url, "", "", {}) for _wall in range(WALLS))], seconds)
        )
        spent = [
            cpu_seconds(each.pid) - start - rest * seconds
            for each, start, rest in zip((tool, other), before, idle, strict=True)
        ]
    print(f"{WALLS} walls, {PHONES} phones, {seconds:.0f} s{'light':>20}{'Streamlit':>12}{'ratio':>8}")
    print(f"{'first load, bytes':33}{loads[0]:>14,}{loads[1]:>12,}{loads[0] / loads[1]:>8.3f}")
    print(f"{'processor seconds':33}{spent[0]:>14.2f}{spent[1]:>12.2f}{spent[0] / spent[1]:>8.3f}")
    print(f"scenes sent to a light wall: {screens[0].scenes}, {screens[0].sent:,} bytes before compression")


def _answers(application: Application) -> bool:
    import urllib.error
    import urllib.request

    try:
        with urllib.request.urlopen(f"{application.url}/_stcore/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _idle(servers: Sequence[Application], seconds: float) -> list[float]:
    """Return the processor seconds that each server takes in a second with nobody there."""
    before = [cpu_seconds(each.pid) for each in servers]
    time.sleep(seconds)
    return [(cpu_seconds(each.pid) - start) / seconds for each, start in zip(servers, before, strict=True)]


if __name__ == "__main__":
    main()
