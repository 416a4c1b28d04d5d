"""A hall full of phones against `serve.py`, and the same posts against a bare route.

Run with ``python -m benchmarks.live [phones ...]``, by default 10, 100, 300 and 1,000 phones. Each phone
joins, loads its first page, votes every 3 seconds with jitter and asks for the state as the script does; an
advisor page is open over Streamlit's own protocol and two walls follow the whole time. Beside it, in the same
run, the same posts go to a bare Starlette route with one SQLite write. The database is a real file with
synchronous=FULL. The generator shares the machine with the server: its share of a core is printed, too.
"""

from __future__ import annotations

import asyncio
import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from storage.database import open_database
from tests.browser.application import Application
from tests.live.phones import Phone, Tally
from tests.live.screens import Screen
from tests.live.walls import LightWall
from tests.postgres import free_port
from usecases.catalogue import load_catalogue
from workshops import series
from workshops.access import admission
from workshops.actors import Actor, Role
from workshops.library import shortlist
from workshops.live import steering
from workshops.live.rounds import RoundView

ADVISOR = Actor(Role.ADVISOR)
COUNTS = (10, 100, 300, 1_000)
SECONDS = 24
ITEMS = 12
JOINING_PER_SECOND = 25
CLICKS_EVERY = 3.0
STREAMLIT_PAGE = 2_700_000  # bytes of a first visit to a Streamlit page, uncompressed (1,100,000 compressed)


@dataclass
class Workshop:
    """An open round in the server's database, and who looks at it."""

    code: str
    series_id: str
    round: RoundView
    advisor: dict[str, str]
    wall: dict[str, str]

    @property
    def questions(self) -> list[tuple[str, str, str]]:
        round_ = self.round
        return [
            (round_.id, item, criterion) for item in round_.item_ids for criterion in round_.criterion_ids
        ]


@dataclass
class Run:
    """What one load has shown."""

    tally: Tally
    clicks: list[float]
    seconds: float
    server_cpu: float
    own_cpu: float
    memory: int
    lost: int
    acknowledged: int


def prepared(application: Application) -> Workshop:
    """Make a series with use cases of the library and open a round."""
    with closing(open_database(f"sqlite:///{application.data_dir / 'werkstatt.db'}")) as database:
        made = series.create(database, ADVISOR, title="Lasttest", municipality_ags="06631006")
        for use_case in list(load_catalogue())[: ITEMS * 10 : 10]:
            shortlist.add_use_case(database, ADVISOR, made.id, use_case)
        opened = steering.open_round(database, ADVISOR, steering.prepare(database, ADVISOR, made.id).id)
        signed_in = admission.sign_in(database, admission.sign_in_link_token(database))
        wall = admission.create_link(database, ADVISOR, made.id, "wall")
    return Workshop(
        made.join_code, made.id, opened, {admission.ADVISOR_COOKIE: signed_in}, {admission.WALL_COOKIE: wall}
    )


def cpu_seconds(pid: int) -> float:
    """Return the processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_of(pid: int) -> int:
    """Return the resident memory of a process in bytes."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def own_cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


async def joined(phones: Sequence[Phone], workshop: Workshop) -> None:
    """Let all phones come in, a few each second."""

    async def come(place: int, phone: Phone) -> None:
        await asyncio.sleep(place / JOINING_PER_SECOND)
        await phone.join(workshop.code)

    await asyncio.gather(*(come(place, phone) for place, phone in enumerate(phones)))


async def clicking(screen: Screen, until: float) -> list[float]:
    """Click on the advisor's page again and again; return what each click took."""
    times = []
    while time.monotonic() < until:
        times.append(await screen.rerun())
        await asyncio.sleep(CLICKS_EVERY)
    return times


async def load(application: Application, workshop: Workshop, count: int) -> Run:
    """Play `count` phones, an advisor and two walls."""
    before_memory, tally = memory_of(application.pid), Tally()
    phones = [Phone(application.port, number, tally) for number in range(count)]
    advisor = Screen(application.url, "moderation", f"reihe={workshop.series_id}", workshop.advisor)
    walls = [LightWall(application.url, workshop.wall) for _wall in range(2)]
    for screen in (advisor, *walls):
        await screen.open()
    await joined(phones, workshop)
    cpu, own, begin = cpu_seconds(application.pid), own_cpu(), time.monotonic()
    until = begin + SECONDS
    clicks, *_done = await asyncio.gather(
        clicking(advisor, until), *(phone.live(until, workshop.questions, polls=True) for phone in phones)
    )
    seconds = time.monotonic() - begin
    run = Run(
        tally,
        clicks,
        seconds,
        cpu_seconds(application.pid) - cpu,
        own_cpu() - own,
        memory_of(application.pid) - before_memory,
        lost(application, workshop, phones),
        sum(len(phone.acknowledged) for phone in phones),
    )
    for screen in (advisor, *walls):
        await screen.close()
    for phone in phones:
        await phone.close()
    return run


def lost(application: Application, workshop: Workshop, phones: Sequence[Phone]) -> int:
    """Count acknowledged votes that the database file does not hold with their newest value."""
    held: dict[str, dict[tuple[str, str], int]] = {}
    with closing(sqlite3.connect(application.data_dir / "werkstatt.db")) as database:
        rows = database.execute(
            "SELECT d.token_hash, r.item_id, r.criterion_id, r.value FROM rating r "
            "JOIN device d ON d.participant_id = r.participant_id WHERE r.round_id = ?",
            (workshop.round.id,),
        )
        for token, item, criterion, value in rows:
            held.setdefault(token, {})[item, criterion] = value
    missing = 0
    for phone in phones:
        own = held.get(admission.hashed(phone.cookies[admission.PARTICIPANT_COOKIE]), {})
        missing += sum(own.get(key) != value for key, value in phone.acknowledged.items())
    return missing


async def bare_load(port: int, workshop: Workshop, count: int) -> Tally:
    """Send the same posts to the bare route."""
    tally = Tally()
    phones = [Phone(port, number, tally) for number in range(count)]
    for number, phone in enumerate(phones):
        phone.cookies["phone"] = str(number)
    until = time.monotonic() + SECONDS
    await asyncio.gather(*(phone.live(until, workshop.questions, polls=False) for phone in phones))
    for phone in phones:
        await phone.close()
    return tally


@contextmanager
def bare_server(folder: Path) -> Iterator[int]:
    """Run the yardstick in a process of its own."""
    port = free_port()
    command = [sys.executable, "-m", "benchmarks._live_bare", str(port), str(folder / f"bare-{port}.db")]
    with subprocess.Popen(command) as process:
        time.sleep(3)
        yield port
        process.terminate()


def percentiles(times: Sequence[float]) -> tuple[float, float, float]:
    """Return p50, p95 and p99."""
    if len(times) < 2:
        return (float("nan"),) * 3
    cuts = statistics.quantiles(times, n=100, method="inclusive")
    return cuts[49], cuts[94], cuts[98]


def row(count: int, name: str, times: Sequence[float], seconds: float) -> str:
    p50, p95, p99 = percentiles(times)
    return f"{count:>6} {name:<14} {len(times) / seconds:>7.0f}/s {p50:>8.1f} {p95:>8.1f} {p99:>8.1f}"


async def measured(application: Application, workshop: Workshop, folder: Path, count: int) -> None:
    """Measure both sides with `count` phones and print the comparison."""
    run = await load(application, workshop, count)
    with bare_server(folder) as port:
        bare = await bare_load(port, workshop, count)
    print(row(count, "vote", run.tally.votes, run.seconds))
    print(row(count, "bare route", bare.votes, SECONDS))
    print(row(count, "state", run.tally.polls, run.seconds), f"   {run.tally.unchanged} times 304")
    print(row(count, "joining", run.tally.joins, max(1.0, count / JOINING_PER_SECOND)))
    print(row(count, "advisor click", run.clicks, run.seconds))
    ratio = percentiles(run.tally.votes)[1] / percentiles(bare.votes)[1]
    print(
        f"       p95 {ratio:.1f} times the bare route's; failures {len(run.tally.failures)}"
        f" (bare {len(bare.failures)}); acknowledged {run.acknowledged}, missing in the file {run.lost};"
        f" server {run.server_cpu / run.seconds:.0%} of a core, generator {run.own_cpu / run.seconds:.0%};"
        f" memory {run.memory / count / 1000:+.0f} kB and"
        f" {run.tally.received / count / 1000:.0f} kB received per phone",
        flush=True,
    )
    for failure in sorted(set(run.tally.failures))[:5]:
        print("       failed:", failure)


async def first_visit(application: Application, workshop: Workshop) -> None:
    """Print what a phone's first visit and one rating weigh, beside a Streamlit page."""
    tally = Tally()
    phone = Phone(application.port, 0, tally)
    await phone.join(workshop.code)
    for file in ("light/style.css", "phone/unsent.js", "phone/questions.js", "phone/answers.js"):
        await phone.get(f"/{file}")
    visit, before = tally.received, tally.received
    await phone.vote(workshop.questions)
    print(
        f"first visit {visit / 1000:.1f} kB compressed with all assets, one rating"
        f" {(tally.received - before) / 1000:.2f} kB; a Streamlit page {STREAMLIT_PAGE / 1000:.0f} kB:"
        f" {STREAMLIT_PAGE / visit:.0f} times as much",
        flush=True,
    )
    await phone.close()


def main(counts: Sequence[int] = COUNTS) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with closing(Application(folder, JOINS_PER_MINUTE="100000")) as application:
            application.start()
            asyncio.run(first_visit(application, prepared(application)))
            print(f"{'phones':>6} {'request':<14} {'rate':>9} {'p50 ms':>8} {'p95 ms':>8} {'p99 ms':>8}")
            for count in counts:
                asyncio.run(measured(application, prepared(application), folder, count))


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or COUNTS)
