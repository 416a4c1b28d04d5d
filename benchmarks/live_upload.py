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
PAIRS = 5
SECONDS = 15
SETTLING = 3
WANTED = 2.0


async def voting(phones: Sequence[Phone], tally: Tally, workshop: Workshop) -> list[float]:
    """Let everybody vote for a while and return what each vote took, in milliseconds."""
    before = len(tally.votes)
    until = time.monotonic() + SECONDS
    await asyncio.gather(*(phone.live(until, workshop.questions, polls=True) for phone in phones))
    return tally.votes[before:]


async def measured(application: Application, workshop: Workshop, count: int, flag: Path) -> list[float]:
    """Measure both in turns, print each pair and return the ratios of the p95."""
    tally = Tally()
    phones = [Phone(application.port, number, tally) for number in range(count)]
    await joined(phones, workshop)
    await voting(phones, tally, workshop)  # everybody has come in and what is kept is kept
    found = []
    for pair in range(PAIRS):
        alone = await voting(phones, tally, workshop)
        flag.touch()
        await asyncio.sleep(SETTLING)
        beside = await voting(phones, tally, workshop)
        flag.unlink()
        await asyncio.sleep(SETTLING)
        without, with_upload = percentiles(alone), percentiles(beside)
        found.append(with_upload[1] / without[1])
        print(
            f"pair {pair + 1}: {len(alone)} votes alone, p50 {without[0]:.1f} ms, p95 {without[1]:.1f} ms; "
            f"{len(beside)} beside an upload, p50 {with_upload[0]:.1f} ms, p95 {with_upload[1]:.1f} ms; "
            f"ratio {found[-1]:.2f}",
            flush=True,
        )
    print(f"failures {len(tally.failures)}", flush=True)
    for phone in phones:
        await phone.close()
    return found


def main(count: int = PHONES) -> None:
    with tempfile.TemporaryDirectory() as name:
        flag = Path(name) / "upload"
        with closing(Application(Path(name), JOINS_PER_MINUTE="100000")) as application:
            application.program = ("-m", "benchmarks._live_busy", str(flag))
            application.start()
            ratios = sorted(asyncio.run(measured(application, prepared(application), count, flag)))
    print(f"p95 of a vote beside an upload: {ratios[len(ratios) // 2]:.2f} times as long (median of {PAIRS})")
    print(f"wanted: at most {WANTED}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
