"""What breaks in a town hall, done to a real server: acknowledged votes are there exactly once afterwards."""

import asyncio
import gzip
import sqlite3
from contextlib import closing

from tests.live.hall import Hall
from tests.live.phones import Phone

PEOPLE = 60
SECONDS_UNTIL_ALL_ARE_REFUSED = 60


def test_killed_in_the_middle_of_sixty_peoples_votes(any_hall: Hall) -> None:
    async def vote_through_it() -> None:
        async with any_hall.phones(PEOPLE) as phones:
            back = asyncio.Event()
            voting = asyncio.gather(*(any_hall.insist_until(phone, back.is_set) for phone in phones))
            await any_hall.have_voted(5 * PEOPLE)
            await asyncio.to_thread(any_hall.application.kill)
            acknowledged = [dict(phone.acknowledged) for phone in phones]
            held = await asyncio.to_thread(any_hall.stored, phones)
            for mine, theirs in zip(acknowledged, held, strict=True):
                assert mine.keys() <= theirs.keys(), "acknowledged before the kill, so it is in the file"
            await asyncio.to_thread(any_hall.application.start)
            back.set()
            await voting
            assert any_hall.stored(phones) == [phone.acknowledged for phone in phones]

    asyncio.run(vote_through_it())
    assert any("Error" in failure for failure in any_hall.tally.failures), "the kill came in the middle"


def test_closing_while_everybody_votes(any_hall: Hall) -> None:
    """Each answer is either acknowledged and stored, or refused; none is in between."""

    async def vote_until_it_is_closed() -> None:
        async with any_hall.phones(20) as phones:
            voting = asyncio.gather(
                *(any_hall.insist_until(phone, lambda phone=phone: phone.refused) for phone in phones)
            )
            await any_hall.have_voted(100)
            await asyncio.to_thread(any_hall.close_round)
            async with asyncio.timeout(SECONDS_UNTIL_ALL_ARE_REFUSED):
                await voting
            assert any_hall.stored(phones) == [phone.acknowledged for phone in phones]

    asyncio.run(vote_until_it_is_closed())


def test_a_slow_reader_and_a_short_lock_delay_votes_and_lose_none(hall: Hall) -> None:
    file = hall.application.data_dir / "werkstatt.db"

    async def vote_beside_others() -> None:
        async with hall.phones(10) as phones:
            with closing(sqlite3.connect(file, isolation_level=None)) as reader:
                reader.execute("BEGIN")
                reader.execute("SELECT * FROM rating").fetchall()
                await asyncio.gather(*(hall.insist(phone, 5) for phone in phones))
            with closing(sqlite3.connect(file, isolation_level=None)) as writer:
                writer.execute("BEGIN IMMEDIATE")
                sent = len(hall.tally.votes)
                voting = asyncio.gather(*(hall.insist(phone, 3) for phone in phones))
                await asyncio.sleep(1)
                assert len(hall.tally.votes) == sent, "nothing is acknowledged while nothing can be written"
                writer.execute("ROLLBACK")
                await voting
            assert hall.stored(phones) == [phone.acknowledged for phone in phones]

    asyncio.run(vote_beside_others())
    assert hall.tally.failures == []


def test_who_was_switched_off_comes_back_to_the_same_answers(hall: Hall) -> None:
    """After the phone's and the server's restart there is nothing but the cookie."""
    item, criterion = hall.round.item_ids[0], hall.round.criterion_ids[0]

    async def come_back() -> bytes:
        async with hall.phones(1) as (phone,):
            await hall.answer(phone, item, criterion, 4)
            cookies = dict(phone.cookies)
        await asyncio.to_thread(hall.application.restart)
        again = Phone(hall.application.port, 0, hall.tally)
        again.cookies.update(cookies)
        status, headers, _body = await again.get("/live/rate")
        assert (status, headers["location"]) == (303, "/live/question")
        status, headers, _body = await again.get("/live/question")
        assert (status, headers["location"]) == (303, "/live/question/2")
        _status, _headers, page = await again.get("/live/question/1")
        await again.close()
        return page

    page = gzip.decompress(asyncio.run(come_back())).decode()
    assert '<button name="answer" value="4" aria-pressed="true">' in page
