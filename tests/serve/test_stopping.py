"""Stopping: SIGTERM is announced first, what is under way finishes, and what was acknowledged is stored."""

import asyncio
import json
import os
import signal
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from tests import event_loop
from tests.browser.application import Application
from tests.live.hall import Hall
from tests.live.phones import Phone

DELAY = 3.0


def ended(application: Application) -> bool:
    assert application._process
    return application._process.poll() is not None


async def until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.05)


async def begin_vote(phone: Phone, hall: Hall) -> tuple[asyncio.StreamReader, asyncio.StreamWriter, bytes]:
    """Send the head of a vote and half of its body; return the other half as well."""
    entry = phone.entry(hall.round.id, hall.round.item_ids[1], hall.round.criterion_ids[0], 4)
    body = json.dumps({"answers": [entry]}).encode()
    cookies = "; ".join(f"{name}={value}" for name, value in phone.cookies.items())
    head = (
        f"POST /live/answers HTTP/1.1\r\nHost: 127.0.0.1:{hall.application.port}\r\nCookie: {cookies}\r\n"
        f"Origin: {hall.application.url}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    reader, writer = await asyncio.open_connection("127.0.0.1", hall.application.port)
    writer.write(head.encode() + body[: len(body) // 2])
    await writer.drain()
    return reader, writer, body[len(body) // 2 :]


async def stop_in_the_middle(hall: Hall) -> list[Phone]:
    """End the server while one vote is half sent; return the phones, all of whose votes were acknowledged."""
    tool = hall.application
    async with hall.phones(2) as phones:
        first, second = phones
        reader, writer, rest = await begin_vote(first, hall)
        os.kill(tool.pid, signal.SIGTERM)
        await until(lambda: httpx.get(f"{tool.url}/readyz").status_code == 503)
        assert httpx.get(f"{tool.url}/readyz").text == "The server is stopping.\n"
        assert httpx.get(f"{tool.url}/livez").text == "ok\n"
        await second.vote([(hall.round.id, hall.round.item_ids[0], hall.round.criterion_ids[0])])
        await until(lambda: not tool.healthy() and is_closed(tool))
        assert not ended(tool), "a vote is under way"
        writer.write(rest)
        answer = (await reader.readuntil(b"}")).decode()
        assert answer.startswith("HTTP/1.1 200"), answer
        assert '"stored": true' in answer or '"stored":true' in answer, answer
        writer.close()
        await until(lambda: ended(tool))
        first.acknowledged[hall.round.item_ids[1], hall.round.criterion_ids[0]] = 4
        return phones


def is_closed(tool: Application) -> bool:
    try:
        httpx.get(f"{tool.url}/livez")
    except httpx.TransportError:
        return True
    return False


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM that a process could answer")
def test_what_is_under_way_finishes_and_the_balancer_hears_first(tmp_path: Path) -> None:
    with closing(Application(tmp_path, STOP_DELAY=str(DELAY))) as tool:
        tool.start()
        assert httpx.get(f"{tool.url}/readyz").text == "ok\n"
        hall = Hall(tool)
        phones = event_loop.run(stop_in_the_middle(hall))
        assert tool._process
        assert tool._process.returncode in (0, -signal.SIGTERM)
        assert [len(phone.acknowledged) for phone in phones] == [1, 1]
        assert hall.stored(phones) == [phone.acknowledged for phone in phones]
        assert not hall.tally.failures
        assert not (tool.data_dir / "error.log").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM that a process could answer")
def test_who_asks_twice_is_not_kept_waiting(tmp_path: Path) -> None:
    with closing(Application(tmp_path, STOP_DELAY="600")) as tool:
        tool.start()
        os.kill(tool.pid, signal.SIGTERM)
        event_loop.run(until(lambda: httpx.get(f"{tool.url}/readyz").status_code == 503))
        assert tool._end(signal.SIGTERM) in (0, -signal.SIGTERM)
