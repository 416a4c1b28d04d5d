"""Breaks a running hall again and again, and counts what was lost: `python -m tests.trust.soak`.

Phones vote all the time. The server is killed, or its database restarted, and each answer that a phone was
told to be saved is looked up afterwards. Then come requests that no page of ours sends.
"""

import argparse
import asyncio
import random
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests import postgres
from tests.browser.application import Application
from tests.live.hall import Hall

PATHS = (
    "/live", "/live/answers", "/live/state", "/live/rate", "/live/rate/{word}", "/live/sheet/{word}",
    "/live/overview", "/live/finish", "/live/result", "/live/ideas", "/live/dots", "/live/points",
    "/live/code", "/live/next-person", "/join", "/join/{word}", "/rejoin", "/tablet/{word}",
    "/results/{word}",
    "/wall/{word}", "/sign-in/{word}", "/language/{word}", "/healthz", "/{word}", "/media/{word}",
)  # fmt: skip
KINDS = ("application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "")
WORDS = ("", "0", "a", "ä", "null", "-1", "1e9", "%00", "..", "{}", "[]", "true", "x" * 300, "%F0%9F%8C%8A")
METHODS = ("GET", "GET", "GET", "POST", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS")
PIECES = (b"{", b"}", b"[", b"]", b'"', b":", b"=", b"&", b"a", b"1", b"\xff", b"null", b"--x")
FEW_AT_ONCE = 8


@dataclass
class Figures:
    """What a run has seen: `lost` and `wrong` of `compared` answers, `broken` of `requests`."""

    kills: int = 0
    restarts: int = 0
    compared: int = 0
    lost: int = 0
    wrong: int = 0
    requests: int = 0
    broken: int = 0

    def line(self, name: str) -> str:
        """Return one line to be read by people."""
        return (
            f"{name}: {self.kills} kills, {self.restarts} database restarts, {self.compared:,} comparisons, "
            f"{self.lost} lost, {self.wrong} wrong; {self.requests:,} random requests, {self.broken} broken"
        )


Stumble = Callable[[Hall], Awaitable[None]]


async def kill(hall: Hall) -> None:
    """Kill the server as a crash does, and start it again."""
    await asyncio.to_thread(hall.application.kill)
    await asyncio.to_thread(hall.application.start)


def restart_of(server: postgres.Server, dice: random.Random) -> Stumble:
    """Return what restarts the database under the running server, every second time as after a power cut."""

    async def restart(_hall: Hall) -> None:
        await asyncio.to_thread(server.restart, crash=dice.random() < 0.5)

    return restart


async def vote_through(hall: Hall, stumble: Stumble, times: int, people: int, figures: Figures) -> None:
    """Let people vote while something breaks, `times` times, and compare after each and at the end."""
    async with hall.phones(people) as phones:
        stop = asyncio.Event()
        voting = asyncio.gather(*(hall.insist_until(phone, stop.is_set) for phone in phones))
        try:
            for _time in range(times):
                await hall.have_voted(len(hall.tally.votes) + 3 * people)
                told = [dict(phone.acknowledged) for phone in phones]
                await stumble(hall)
                held = await asyncio.to_thread(hall.stored, phones)
                figures.compared += sum(map(len, told))
                figures.lost += sum(
                    len(mine.keys() - theirs.keys()) for mine, theirs in zip(told, held, strict=True)
                )
        finally:
            stop.set()
            await voting
        held = await asyncio.to_thread(hall.stored, phones)
        for phone, theirs in zip(phones, held, strict=True):
            figures.compared += len(phone.acknowledged)
            figures.wrong += sum(theirs.get(key) != value for key, value in phone.acknowledged.items())


async def bother(hall: Hall, number: int, dice: random.Random, figures: Figures) -> None:
    """Send requests that no page of ours sends; none may end in an unexpected error."""
    base = f"http://127.0.0.1:{hall.application.port}"
    async with hall.phones(FEW_AT_ONCE) as known:
        cookies = [*(dict(phone.cookies) for phone in known), *({} for _stranger in known)]
        async with AsyncExitStack() as stack:
            visitors = [
                await stack.enter_async_context(httpx.AsyncClient(base_url=base, cookies=held, timeout=60))
                for held in cookies
            ]
            share = -(-number // len(visitors))
            await asyncio.gather(*(_ask(visitor, share, dice, figures) for visitor in visitors))


async def _ask(visitor: httpx.AsyncClient, times: int, dice: random.Random, figures: Figures) -> None:
    for _time in range(times):
        method = dice.choice(METHODS)
        path = dice.choice(PATHS).format(word=dice.choice(WORDS))
        headers = {"Origin": str(visitor.base_url).rstrip("/"), "Content-Type": dice.choice(KINDS)}
        answer = await visitor.request(
            method, path, headers=headers, content=_body(dice) if method == "POST" else None
        )
        figures.requests += 1
        figures.broken += answer.status_code >= 500


def _body(dice: random.Random) -> bytes:
    return b"".join(dice.choice(PIECES) for _piece in range(dice.randint(0, 60)))


@contextmanager
def hall_on_sqlite() -> Iterator[Hall]:
    """Open a hall whose server keeps everything in a file."""
    with tempfile.TemporaryDirectory() as folder, closing(_application(Path(folder))) as application:
        yield Hall(application)


@contextmanager
def hall_on_postgres() -> Iterator[tuple[Hall, postgres.Server]]:
    """Open a hall on a PostgreSQL that can be restarted."""
    with (
        postgres.running() as server,
        postgres.database(server.url, "soak") as url,
        tempfile.TemporaryDirectory() as folder,
        closing(_application(Path(folder), DATABASE_URL=url)) as application,
    ):
        yield Hall(application, url), server


def _application(folder: Path, **settings: str) -> Application:
    application = Application(folder, JOINS_PER_MINUTE="100000", **settings)
    application.start()
    return application


def soak(kills: int, restarts: int, requests: int, people: int, seed: int = 20_26) -> dict[str, Figures]:
    """Run everything once on each kind of database and return the figures."""
    dice = random.Random(seed)
    on_file, on_server = Figures(), Figures()
    with hall_on_sqlite() as hall:
        asyncio.run(vote_through(hall, kill, kills, people, on_file))
        on_file.kills = kills
        asyncio.run(bother(hall, requests, dice, on_file))
    with hall_on_postgres() as (hall, server):
        asyncio.run(vote_through(hall, kill, kills, people, on_server))
        on_server.kills = kills
        asyncio.run(vote_through(hall, restart_of(server, dice), restarts, people, on_server))
        on_server.restarts = restarts
    return {"SQLite": on_file, "PostgreSQL": on_server}


def main() -> int:
    """Run for long and print the figures; 1 if anything was lost, wrong or broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--restarts", type=int, default=10)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--people", type=int, default=40)
    given = parser.parse_args()
    found = soak(given.kills, given.restarts, given.requests, given.people)
    for name, figures in found.items():
        sys.stdout.write(figures.line(name) + "\n")
    return int(any(figures.lost or figures.wrong or figures.broken for figures in found.values()))


if __name__ == "__main__":
    sys.exit(main())
