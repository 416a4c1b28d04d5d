"""A hall on a real server: a workshop in its database and phones that never give up on an answer."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, closing

from storage import live_queries
from storage.database import open_database
from tests.browser.application import Application
from tests.live.phones import Phone, Tally
from tests.workshops.room import Room
from workshops.access import admission
from workshops.live import participants
from workshops.live.rounds import RoundView

Votes = dict[tuple[str, str], int]


class Hall:
    """A workshop whose phones speak HTTP to `application`; `url` is the address of its database.

    `patience`: how many seconds a phone tries to get one answer through, a restart of the server included.
    """

    def __init__(self, application: Application, url: str = "", patience: float = 60.0) -> None:
        self.application = application
        self.patience = patience
        self.database_url = url or f"sqlite:///{application.data_dir / 'werkstatt.db'}"
        with closing(open_database(self.database_url)) as database:
            self.room = Room(database)
            self.round: RoundView = self.room.open_round()
        self.tally = Tally()

    @asynccontextmanager
    async def phones(self, number: int) -> AsyncIterator[list[Phone]]:
        """Give phones that have joined, and close their connections afterwards."""
        phones = [Phone(self.application.port, place, self.tally) for place in range(number)]
        code = self.room.series.join_code
        try:
            await asyncio.gather(*(phone.join(code) for phone in phones))
            yield phones
        finally:
            for phone in phones:
                await phone.close()

    async def insist(self, phone: Phone, votes: int, pause: float = 0.02) -> None:
        """Give answers one after the other, each sent again until it is acknowledged, as the script does."""
        dice = random.Random(id(phone) + len(self.tally.votes))  # another question each time it is called
        for _vote in range(votes):
            item, criterion = dice.choice(self.round.item_ids), dice.choice(self.round.criterion_ids)
            await self.answer(phone, item, criterion, dice.randint(1, 5))
            await asyncio.sleep(dice.uniform(0, pause))

    async def insist_until(self, phone: Phone, done: Callable[[], object]) -> None:
        """Give answers, each until it is acknowledged, as long as it takes."""
        while not done():
            await self.insist(phone, 1)

    async def have_voted(self, votes: int) -> None:
        """Wait for the middle of it, by votes answered and not by the clock: machines differ."""
        while len(self.tally.votes) < votes:
            await asyncio.sleep(0.01)

    async def answer(self, phone: Phone, item: str, criterion: str, value: int) -> None:
        """Send one answer until it is acknowledged."""
        deadline = time.monotonic() + self.patience
        entry = phone.entry(self.round.id, item, criterion, value)
        while not await phone.try_to_send(entry):
            assert time.monotonic() < deadline, self.tally.failures[-3:]
            await asyncio.sleep(0.2)

    def stored(self, phones: Sequence[Phone]) -> list[Votes]:
        """Return what the database holds of each phone."""
        found = []
        with closing(open_database(self.database_url)) as database:
            for phone in phones:
                actor = participants.of_device(database, phone.cookies[admission.PARTICIPANT_COOKIE])
                assert actor
                with database.read() as session:
                    rows = live_queries.own_ratings(session, self.round.id, actor.participant_id or "")
                assert len(rows) == len({row[:2] for row in rows}), "an answer is stored once"
                found.append({(item, criterion): value or 0 for item, criterion, value, _counter in rows})
        return found

    def close_round(self) -> None:
        with closing(open_database(self.database_url)) as database:
            self.room.database = database
            self.room.close(self.round)
