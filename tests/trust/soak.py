"""Breaks a running hall again and again, and counts what was lost: `python -m tests.trust.soak`.

Phones vote all the time. The server is killed, or its database restarted, and each answer that a phone was
told to be saved is looked up afterwards. Then come requests that no page of ours sends. It runs unattended,
also on a busy machine: each step prints its figures, so that whatever ends a run leaves those it had.
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
    "/live/question", "/live/question/{word}",
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
PATIENCE = 900.0
"""Seconds in which a server has to be back on a machine that does other things, too."""


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


async def vote_through(
    hall: Hall,
    stumble: Stumble,
    times: int,
    people: int,
    figures: Figures,
    count: Callable[[], None] = lambda: None,
) -> None:
    """Let people vote while something breaks, `times` times, and compare after each and at the end.

    `count` is called each time that something broke and everything was compared.
    """
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
                count()
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
        yield Hall(application, patience=PATIENCE)


@contextmanager
def hall_on_postgres() -> Iterator[tuple[Hall, postgres.Server]]:
    """Open a hall on a PostgreSQL that can be restarted."""
    with (
        postgres.running() as server,
        postgres.database(server.url, "soak") as url,
        tempfile.TemporaryDirectory() as folder,
        closing(_application(Path(folder), DATABASE_URL=url)) as application,
    ):
        yield Hall(application, url, PATIENCE), server


def _application(folder: Path, **settings: str) -> Application:
    application = Application(folder, JOINS_PER_MINUTE="100000", **settings)
    application.start()
    return application


class Counter:
    """Counts what broke on one kind of database, and says so."""

    def __init__(self, name: str, figures: Figures) -> None:
        self.name, self.figures = name, figures

    def killed(self) -> None:
        self.figures.kills += 1
        self.say()

    def restarted(self) -> None:
        self.figures.restarts += 1
        self.say()

    def say(self) -> None:
        sys.stdout.write(self.figures.line(self.name) + "\n")
        sys.stdout.flush()


def on_sqlite(given: argparse.Namespace, dice: random.Random) -> Figures:
    """Kill a server on a file, and bother it."""
    counter = Counter("SQLite", Figures())
    with hall_on_sqlite() as hall:
        asyncio.run(vote_through(hall, kill, given.kills, given.people, counter.figures, counter.killed))
        asyncio.run(bother(hall, given.requests, dice, counter.figures))
    return counter.figures


def on_postgres(given: argparse.Namespace, dice: random.Random) -> Figures:
    """Kill a server on PostgreSQL, and then restart the database under it."""
    counter = Counter("PostgreSQL", Figures())
    with hall_on_postgres() as (hall, server):
        asyncio.run(vote_through(hall, kill, given.kills, given.people, counter.figures, counter.killed))
        restart = restart_of(server, dice)
        asyncio.run(
            vote_through(hall, restart, given.restarts, given.people, counter.figures, counter.restarted)
        )
    return counter.figures


KINDS_OF_DATABASE = {"SQLite": on_sqlite, "PostgreSQL": on_postgres}


def main() -> int:
    """Run for long and print the figures; 1 if anything was lost, wrong or broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--restarts", type=int, default=10)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--people", type=int, default=40)
    parser.add_argument("--only", choices=KINDS_OF_DATABASE, help="one kind of database; without it, both")
    given = parser.parse_args()
    names = [given.only] if given.only else list(KINDS_OF_DATABASE)
    found = {name: KINDS_OF_DATABASE[name](given, random.Random(20_26)) for name in names}
    for name, figures in found.items():
        sys.stdout.write(f"in all, {figures.line(name)}\n")
    return int(any(figures.lost or figures.wrong or figures.broken for figures in found.values()))


if __name__ == "__main__":
    sys.exit(main())
