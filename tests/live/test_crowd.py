"""Many connections at once: each phone takes a few, and the system's default may allow only 256."""

import asyncio
import resource
from contextlib import closing
from pathlib import Path

from tests.browser.application import Application
from tests.live.hall import Hall
from tests.live.phones import Phone

LOW = 256


class Narrow(Application):
    """A server started where only a few open files are allowed by default."""

    program = (
        "-c",
        f"import resource as r; r.setrlimit(r.RLIMIT_NOFILE, ({LOW}, r.getrlimit(r.RLIMIT_NOFILE)[1]))"
        "; import serve, sys; sys.exit(serve.main())",
    )


def test_more_phones_than_the_default_allows_files(tmp_path: Path) -> None:
    assert resource.getrlimit(resource.RLIMIT_NOFILE)[1] > 2 * LOW

    async def come_all_at_once(hall: Hall) -> None:
        async with hall.phones(LOW + 50) as phones:
            await asyncio.gather(*(hall.insist(phone, 1) for phone in phones))
            assert await asyncio.to_thread(hall.stored, phones) == [phone.acknowledged for phone in phones]

    with closing(Narrow(tmp_path, JOINS_PER_MINUTE="1000")) as application:
        application.start()
        hall = Hall(application)
        asyncio.run(come_all_at_once(hall))
    assert hall.tally.failures == []


def test_a_thousand_guesses_do_not_keep_the_room_out(hall: Hall) -> None:
    """Who guesses codes is slowed down; who has joined goes on voting from the same network address."""

    async def guess_and_vote() -> list[int]:
        async with hall.phones(5) as phones:
            guesser = Phone(hall.application.port, 99, hall.tally)
            statuses = [(await guesser.get(f"/join/ACDEF{number:03d}"))[0] for number in range(80)]
            await asyncio.gather(*(hall.insist(phone, 3) for phone in phones))
            assert hall.stored(phones) == [phone.acknowledged for phone in phones]
            await guesser.close()
        return statuses

    statuses = asyncio.run(guess_and_vote())
    assert set(statuses) == {404, 429}
