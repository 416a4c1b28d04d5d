"""How long a phone's vote waits while a file is checked or filled, beside how long it waits without.

Run with ``python -m benchmarks.live_upload [phones]``, by default 100. The same phones vote on the same
server in turns, with nothing else to do, and with templates being checked and filled and a job that counts
until its limit ends it. Each pair is measured one after the other: other work on the machine meets both.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from benchmarks.live import Workshop, joined, percentiles, prepared
from tests.browser.application import Application
from tests.live.phones import Phone, Tally

PHONES = 100
TURNS = 12
SECONDS = 8
SETTLING = 2
WANTED = 2.0


async def voting(phones: Sequence[Phone], tally: Tally, workshop: Workshop) -> list[float]:
    """Let everybody vote for a while and return what each vote took, in milliseconds."""
    before = len(tally.votes)
    until = time.monotonic() + SECONDS
    await asyncio.gather(*(phone.live(until, workshop.questions, polls=True) for phone in phones))
    return tally.votes[before:]


async def measured(application: Application, workshop: Workshop, count: int, flag: Path) -> None:
    """Measure both in turns and print what a vote took in all turns of each kind together."""
    tally = Tally()
    phones = [Phone(application.port, number, tally) for number in range(count)]
    await joined(phones, workshop)
    await voting(phones, tally, workshop)  # everybody has come in and what is kept is kept
    alone: tuple[list[float], list[float]] = ([], [])
    beside: list[float] = []
    for turn in range(TURNS):
        alone[turn % 2].extend(await voting(phones, tally, workshop))
        flag.touch()
        await asyncio.sleep(SETTLING)
        beside += await voting(phones, tally, workshop)
        flag.unlink()
        await asyncio.sleep(SETTLING)
    for name, times in (("alone", [*alone[0], *alone[1]]), ("beside an upload", beside)):
        p50, p95, p99 = percentiles(times)
        print(f"{name:<16} {len(times):>6} votes, p50 {p50:.1f} ms, p95 {p95:.1f} ms, p99 {p99:.1f} ms")
    odd, even = (percentiles(each)[1] for each in alone)
    ratio = percentiles(beside)[1] / percentiles([*alone[0], *alone[1]])[1]
    print(f"p95 beside an upload {ratio:.2f} times as long; wanted at most {WANTED}")
    print(f"one half of the turns alone against the other {odd / even:.2f}; failures {len(tally.failures)}")
    for phone in phones:
        await phone.close()


def main(count: int = PHONES) -> None:
    with tempfile.TemporaryDirectory() as name:
        flag = Path(name) / "upload"
        with closing(Application(Path(name), JOINS_PER_MINUTE="100000")) as application:
            application.program = ("-m", "benchmarks._live_busy", str(flag))
            application.start()
            asyncio.run(measured(application, prepared(application), count, flag))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
