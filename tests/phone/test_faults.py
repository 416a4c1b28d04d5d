"""A full disk and a clock that jumps: the phone gets a sentence, and what it hears as saved is saved."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from storage.database import Database
from storage.types import now as real_now
from tests.phone.phones import NewPhone, Phone, entry
from tests.workshops.room import ADVISOR, Room
from workshops.access.admission import PARTICIPANT_COOKIE
from workshops.live import answers, participants, ratings, rounds, steering
from workshops.live.rounds import RoundView


@pytest.fixture
def opened(room: Room) -> RoundView:
    return room.open_round()


def stored(phone: Phone, opened: RoundView) -> list[int | None]:
    actor = participants.of_device(phone.room.database, phone.browser.cookies[PARTICIPANT_COOKIE])
    assert actor
    return list(answers.own(phone.room.database, actor, opened.id).values.values())


@contextmanager
def no_page_left(database: Database) -> Iterator[None]:
    """Make SQLite itself say that the disk is full: its file may not grow by a single page."""
    engine: Any = database._engine
    with closing(engine.raw_connection()) as connection:
        used = connection.cursor().execute("PRAGMA page_count").fetchone()[0]
    most = used

    @event.listens_for(engine, "checkout")
    def limit(driver: Any, record: Any, proxy: Any) -> None:
        driver.execute(f"PRAGMA max_page_count={most}")

    yield
    most = 2**30
    engine.dispose()


def test_a_full_disk_acknowledges_nothing_and_says_so(
    phone: Phone, new_phone: NewPhone, room: Room, opened: RoundView
) -> None:
    with no_page_left(room.database):
        answer = new_phone().join()
        while answer.status_code == 303:  # some pages of the file still have room
            answer = new_phone().join()
    assert answer.status_code == 503
    assert "voll" in answer.text
    assert "Traceback" not in answer.text
    assert phone.send(entry(opened, 4))[0]["stored"]
    assert stored(phone, opened) == [4]


@pytest.mark.parametrize("jump", [timedelta(days=400), -timedelta(days=400)])
def test_a_clock_that_jumps_changes_no_order(
    phone: Phone, room: Room, opened: RoundView, jump: timedelta, monkeypatch: pytest.MonkeyPatch
) -> None:
    def jumped() -> datetime:
        return real_now() + jump

    phone.send(entry(opened, 2))
    for module in (ratings, answers, steering, rounds, participants):
        monkeypatch.setattr(module, "now", jumped)
    assert phone.send(entry(opened, 5, counter=2))[0]["stored"]
    assert not phone.send(entry(opened, 1, counter=1))[0]["stored"]
    phone.post("/live/finish")
    assert steering.close(room.database, ADVISOR, opened.id, confirmed_missing=0).state == "closed"
    assert steering.reveal(room.database, ADVISOR, opened.id).state == "revealed"
    assert stored(phone, opened) == [5]


def test_the_script_gets_the_sentence_and_not_a_page(phone: Phone, opened: RoundView) -> None:
    asked = {"Origin": "http://elsewhere.invalid", "Accept": "application/json"}
    answer = phone.browser.post("/live/answers", json={"answers": []}, headers=asked)
    assert answer.status_code == 403
    assert "von einer anderen Website" in answer.json()["error"]


@pytest.mark.parametrize("origin", ["http://[", "http://[::1", "null", "//"])
def test_an_origin_that_is_none_is_refused(phone: Phone, origin: str) -> None:
    answer = phone.browser.post("/live/finish", headers={"Origin": origin})
    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["/language/en?to=//[evil", "/language/en?to=http://["])
def test_a_way_back_that_is_no_address_leads_to_the_start(phone: Phone, path: str) -> None:
    assert phone.get(path).headers["location"] == "/"
